"""How much somebody wrote: a note, a post of a few lines, or a letter."""

from __future__ import annotations

from helper.contracts import Reading
from helper.rulebook.replying import ReplyingRules
from helper.text import blank, words


def is_short(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail is no longer than a note, or a post than one may be."""
    return (
        length(reading) <= rules.composing.post_words
        if not reading.subject
        else is_a_note(reading, rules)
    )


def is_a_note(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether it tells but one thing, be it a post or a mail."""
    return length(reading) <= rules.composing.short_words


def is_post(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether it is a few lines written in passing, and no letter."""
    return not reading.subject and is_short(reading, rules)


def length(reading: Reading) -> int:
    """Words, without those of quotes, signatures and the like."""
    return len(words(blank(reading.text, reading.noise)))

"""In which language and letters a reply is written, beside those of the mail (B12)."""

from __future__ import annotations

from collections.abc import Iterator

from helper.contracts import Finding, Reading
from helper.language import UNKNOWN, language_of
from helper.replying.checking.seen import Seen, note
from helper.replying.understanding.script import leaning
from helper.rulebook import Rulebook
from helper.text import words

_ENOUGH_WORDS = 8
"""A shorter text may be a name, a product and a number."""
_A_VOTE = 25
"""Which of the languages in Latin letters it is, is told by small words: "Mia" is Italian too."""
_ENOUGH_LETTERS = 2
"""A single letter of the other set may belong to a name."""


def judged_in(text: str, reading: Reading | None, book: Rulebook) -> str:
    """Whose rules judge a text: those of its own language, as soon as it clearly shows one.

    Beside a mail without words any text does.
    """
    if reading is None or reading.language == UNKNOWN:
        return language_of(text, book.languages)
    own = _written(text, reading, book)
    return own if own in book.replying else reading.language


def other_language(
    seen: Seen, text: str, reading: Reading | None, book: Rulebook
) -> Iterator[Finding]:
    """They wrote in one language, or one set of letters, and the reply is in another."""
    if reading is None:
        return
    is_other = _written(text, reading, book) not in {reading.language, UNKNOWN}
    if is_other or _in_other_letters(text, reading, book):
        yield note(seen, "language.other", 0, len(seen.plain.rstrip()))


def _written(text: str, reading: Reading, book: Rulebook) -> str:
    """The language of a reply, where there is enough of it to tell it from that of the mail."""
    own = language_of(text, book.languages)
    by_script = {script.language for script in book.languages.scripts}
    enough = _ENOUGH_WORDS if {own, reading.language} & by_script else _A_VOTE
    return own if len(words(text)) >= enough else UNKNOWN


def _in_other_letters(text: str, reading: Reading, book: Rulebook) -> bool:
    """Whether one is in traditional Chinese and the other in simplified."""
    rules, theirs = book.replying.get(reading.language), book.reading.get(reading.language)
    if rules is None or theirs is None or rules.script is None:
        return False
    mail, reply = (leaning(one, theirs.letters, rules.script) for one in (reading.text, text))
    return mail * reply < 0 and abs(reply) >= _ENOUGH_LETTERS

"""What a mail is about, as a noun phrase: the boiler, the second coat, the list of guests.

A clause can be told only where it parses, and an event only where it surely happened. The thing
itself stands in far more mails, and a sentence that names it fits no other customer (001:8).
"""

from __future__ import annotations

from helper.contracts import Reading
from helper.ears.chorus import chorus
from helper.ears.spans import FOLDER, Nameable, likely, nameable
from helper.replying.understanding.turning import turned
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.understanding import Naming
from helper.text import blank


def named(reading: Reading, rules: ReplyingRules) -> str | None:
    """The likeliest noun phrase the mail is about, from our side; ``None`` where none is sure.

    A general sentence that is true is better than one that names the wrong thing.
    """
    naming, ears = rules.naming, chorus(reading.language, FOLDER)
    if naming is None or not ears:
        return None
    found = nameable(reading.subject or "", blank(reading.text, reading.noise))
    least = naming.least if reading.subject else max(naming.least, naming.least_in_a_post)
    sure = [one.words for one in likely(found, ears) if one.sure >= least]
    unfit = [one for one in sure if _is_unnamed(one, naming, rules)]
    unfit += [one for one in sure if _is_denied(one, found, naming)]
    whole = (one for one in sure if not any(one in other for other in unfit))
    said = (turned(naming.tail.sub("", one), rules) for one in whole)
    return next((one for one in said if one and not _is_unnamed(one, naming, rules)), None)


def _is_denied(words: str, found: Nameable, naming: Naming) -> bool:
    before, _, behind = found.text.partition(words)
    is_denied = naming.denied is not None and naming.denied.search(before)
    return bool(is_denied or (naming.checked and naming.checked.search(behind)))


def _is_unnamed(said: str, naming: Naming, rules: ReplyingRules) -> bool:
    return bool(naming.unnamed.search(said) or rules.unsaid.is_in(said))

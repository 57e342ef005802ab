"""The door of the room: `read` a mail. Pure; the ledger's part is added by the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from helper.contracts import Claim, Facts, Mail, Reading, Span
from helper.language import UNKNOWN, language_of
from helper.reading.asks import MAX_ASKS, Told, asks, claims, fair, tell
from helper.reading.classes import CALLED, NOTHING, class_of, signs
from helper.reading.cleaning import Clean, clean
from helper.reading.cues import find
from helper.reading.facts import facts
from helper.reading.frustration import judge, unmoved
from helper.reading.mixed import by_language, together
from helper.reading.showing import bothering
from helper.reading.voices import voices, wrongs
from helper.reading.widths import as_written, usual
from helper.rulebook import Rulebook
from helper.rulebook.languages import Languages
from helper.rulebook.reading import ReadingRules
from helper.text import bare_subject, blank, words

_LANGUAGE_LENGTH = 1500
_MAX_ABOUT = 80


def read(mail: Mail, book: Rulebook) -> Reading:
    """What the mail says and how its writer feels.

    In a language without a folder in ``rules/`` nothing is judged; of a mail in several, each
    sentence is judged by the rules of its own, and ``language`` is that of most of it (B12).
    """
    cleaned = clean(mail, book)
    if _is_all_subject(mail, cleaned, book):
        mail = replace(mail, text=mail.subject, html=None)
        cleaned = clean(mail, book)
    signed = usual(_with_footers(cleaned).rstrip())
    judged = usual(cleaned.judged.rstrip())  # Mostly the same text, so it is walked through once.
    subject = usual(mail.subject or "")
    main = _language(mail, (judged.text, signed.text), book)
    parts = by_language(judged.text, main, book.reading, book.languages)
    if not parts:
        if main not in book.reading:
            copied = _copied(mail, cleaned, main, book)
            return Reading(level=None, score=None, confidence=0.0, kind=None, **copied)
        parts = {main: judged.text}
    copied = _copied(mail, cleaned, next(iter(parts)), book)
    read_as = replace(mail, subject=subject.text)
    reading = Reading(**_judged(read_as, parts, signed.text, book), **copied)
    return as_written(reading, judged, (signed, subject))


def _is_all_subject(mail: Mail, cleaned: Clean, book: Rulebook) -> bool:
    """Whether the subject of a first mail is all it says, as over a picture of what broke."""
    is_first = not mail.earlier and all(one.kind != "quote" for one in cleaned.noise)
    own = is_first and not cleaned.judged.strip() and (mail.subject or "").strip()
    return bool(own) and own == bare_subject(mail.subject, book.languages)


def _judged(mail: Mail, parts: Mapping[str, str], signed: str, book: Rulebook) -> dict[str, Any]:
    """What the rules and models of each part's language say of a mail in usual letters."""
    language, text = next(iter(parts.items()))
    rules = book.reading[language]
    heard = voices(rules.plain(mail.subject or ""), rules.plain(text), language)
    titled = bool(mail.subject)
    judged = (
        judge(part, book.reading[code], code, heard=heard, titled=titled)
        for code, part in parts.items()
    )
    judgement = together(list(judged))
    found = signs(mail, signed, judgement, rules, heard)
    told = {code: tell(part, book.reading[code], book.languages) for code, part in parts.items()}
    claimed = _claimed(told, book)
    it = NOTHING
    if signed.strip():
        is_called = CALLED.search(signed) is not None
        it = class_of(found, language, is_called=is_called, reminds=bool(claimed))
    if it.kind == "none":
        judgement = unmoved(rules)
    asked = _asked(told, book, judgement.level) if it.kind != "none" else ()
    shown = judgement.evidence
    if judgement.level and not shown and not judgement.denied:
        shown = bothering(told[language], asked, rules, language)
    return {
        "level": judgement.level,
        "score": judgement.score,
        "confidence": judgement.confidence,
        "kind": it.kind,
        "kind_confidence": it.chance,
        "cause": it.cause,
        "evidence": shown,
        "asks": asked,
        "facts": Facts() if it.kind == "none" else facts(mail, text, signed, asked, rules),
        "hurts": judgement.hurts,
        "wrongs": wrongs(heard),
        "fair": _fair(told, book) if judgement.level or mail.earlier else None,
        "claims": claimed,
    }


def _asked(told: Mapping[str, Told], book: Rulebook, level: int) -> tuple[Span, ...]:
    found = (asks(part, book.reading[code], code, level) for code, part in told.items())
    return tuple(ask for asked in found for ask in asked)[:MAX_ASKS]


def _fair(told: Mapping[str, Told], book: Rulebook) -> Span | None:
    found = (fair(part, book.reading[code]) for code, part in told.items())
    return next((span for span in found if span), None)


def _claimed(told: Mapping[str, Told], book: Rulebook) -> tuple[Claim, ...]:
    found = (claims(part, book.reading[code]) for code, part in told.items())
    return tuple(claim for claimed in found for claim in claimed)


def thanks(reading: Reading, rules: ReadingRules) -> bool:
    """Whether the mail thanks for something that was done, to be kept for the mirror (B80)."""
    if reading.level is None or reading.level > 1 or reading.kind == "none":
        return False
    praises = {cue.id for cue in rules.praises}
    judged = blank(reading.text, reading.noise)
    return any(hit.cue.id in praises for hit in find(judged, rules))


def about(reading: Reading, languages: Languages) -> str:
    """One short line on what the mail is about, at most 80 characters.

    A subject of one word, such as "Order", says less than what is asked.
    """
    subject = bare_subject(reading.subject, languages)
    telling = subject if len(words(subject)) > 1 else ""
    ask = reading.asks[0].text if reading.asks else ""
    line = " ".join((telling or ask or subject or reading.facts.object or "").split())
    return line if len(line) <= _MAX_ABOUT else line[: _MAX_ABOUT - 1].rstrip() + "…"


def _language(mail: Mail, texts: tuple[str, ...], book: Rulebook) -> str:
    """The language of the first text that has one, else what the page said."""
    tried = (language_of(text[:_LANGUAGE_LENGTH], book.languages) for text in texts)
    found = next((language for language in tried if language != UNKNOWN), UNKNOWN)
    if found == UNKNOWN and mail.language:
        hint = mail.language.split("-")[0].lower()
        return hint if hint in book.reading else found
    return found


def _with_footers(cleaned: Clean) -> str:
    """The mail without quotes and repeats: footers tell a newsletter, signatures a name."""
    old = [one for one in cleaned.noise if one.kind in ("quote", "duplicate")]
    return blank(cleaned.text[: len(cleaned.judged)], old)


def _copied(mail: Mail, cleaned: Clean, language: str, book: Rulebook) -> dict[str, Any]:
    return {
        "language": language,
        "text": cleaned.text,
        "noise": cleaned.noise,
        "first_reply": _first_reply(mail, cleaned, book),
        "sender": mail.sender,
        "subject": mail.subject,
        "received": mail.received,
        "app": mail.app,
        "account": mail.account,
        "thread": mail.thread,
        "message": mail.message,
        "link": mail.link,
    }


def _first_reply(mail: Mail, cleaned: Clean, book: Rulebook) -> bool | None:
    """Known from the thread, or when nothing says that there was a thread before."""
    if mail.earlier:
        return not any(earlier.mine for earlier in mail.earlier)
    answers = book.languages.answer_marks.search(mail.subject or "")
    quotes = any(one.kind == "quote" for one in cleaned.noise)
    return None if answers or quotes or mail.subject is None else True

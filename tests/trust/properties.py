"""What must hold for whatever a stranger writes: one function for each parser.

Each takes a text or bytes, and raises if it does not hold. `test_properties` tries some
hundred inputs at every run; `fuzz` tries as many as it is given time for, also led by which
lines of code an input reaches.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from helper import settings
from helper.contracts import (
    Digest,
    Draft,
    InboxRow,
    Mail,
    Person,
    Reading,
    SentMail,
    SentReport,
)
from helper.desk.desk import Desk
from helper.doors import batch
from helper.doors.config import Config
from helper.mailboxes import mailfile, textfile
from helper.mailboxes.letters import letters
from helper.mailboxes.mailparts import MailFileError
from helper.paths import shipped_rules
from helper.reading import reader
from helper.reading.cleaning import clean
from helper.reading.markup import to_text
from helper.remembering.dates import due
from helper.remembering.finding import promises
from helper.replying.checking import checklist
from helper.rulebook import Rulebook, RuleError, load_rulebook, shipped_files
from helper.rulebook.files import load
from helper.rulebook.rhythm import RhythmRules
from helper.rulebook.timeline import TimelineRules
from helper.settings import Settings, SettingsError
from helper.store import Store
from helper.text import blank
from helper.wire.mail import DraftRequest, PromiseQuery
from tests.homes import folders_in

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
LANGUAGES = ("en", "zh", "ja")
MOST_SECONDS = 0.3
"""No input of a few kB may keep the helper busy for longer, in time of the processor."""


@cache
def book() -> Rulebook:
    """The rules as shipped."""
    return load_rulebook(shipped_rules(), trusted=shipped_files(shipped_rules()))


@cache
def desk() -> Desk:
    """A desk whose memory is empty."""
    given = Settings(zone="Europe/Berlin", notify="nowhere")
    return Desk(book, Store(Path(":memory:")), given, lambda: NOW)


def spans_hold(text: str, spans: Sequence[Any]) -> None:
    """Each lies in ``text`` and repeats what stands there."""
    for span in spans:
        assert 0 <= span.start <= span.end <= len(text), span
        assert text[span.start : span.end] == getattr(span, "text", text[span.start : span.end])


def goes_over_the_wire(kind: Any, value: Any) -> None:
    """What a room gives can be sent as JSON, and is the same when it is read again."""
    shape = TypeAdapter(kind)
    assert shape.validate_json(shape.dump_json(value, by_alias=True)) == value


def cleaning(text: str) -> None:
    """Noise lies in the text; what is blanked out keeps every other letter in its place."""
    found = clean(Mail(text=text), book())
    spans_hold(found.text, found.noise)
    assert len(blank(found.text, found.noise)) == len(found.text)


def markup(html: str) -> None:
    """HTML becomes text: never a script or a style, and noise that lies in the text."""
    text, noise = to_text(f"<style>x{{wolfsbane}}</style>{html}")
    assert "wolfsbane" not in text
    spans_hold(text, noise)


def reading(text: str) -> None:
    """A reading is whole: places, level and score, whatever stands in the mail."""
    found = reader.read(Mail(text=text, subject=text[:60], received=NOW), book())
    spans_hold(found.text, (*found.noise, *found.evidence, *found.asks, *found.claims))
    assert (found.level is None) == (found.score is None)
    assert found.score is None or 0 <= found.score <= 1
    goes_over_the_wire(Reading, found)


def html_reading(html: str) -> None:
    """The same for a mail in HTML."""
    found = reader.read(Mail(html=html, received=NOW), book())
    spans_hold(found.text, (*found.noise, *found.evidence, *found.asks))


def drafting(text: str) -> None:
    """Whatever they wrote, there is a draft with its parts in place, and it can be sent."""
    found = desk().read(Mail(text=text, received=NOW))
    for draft in desk().draft(DraftRequest(reading=found)).drafts:
        spans_hold(draft.text, (*draft.moves, *draft.gaps))
        goes_over_the_wire(Draft, draft)


def due_times(text: str) -> None:
    """A time is later than now, of this age, and its words stand where it says."""
    for language in LANGUAGES:
        rules = book().remembering[language]
        found = due.all_in(text, NOW, ZONE, rules, book().rhythm)
        spans_hold(text, found)
        assert all(one.due is not None and one.due > NOW for one in found)
        assert [one.start for one in found] == sorted(one.start for one in found)


def promising(text: str) -> None:
    """A promise stands in the text as it is, and none twice."""
    for language in LANGUAGES:
        found = promises.find(text, NOW, ZONE, book(), language)
        spans_hold(text, found)
        assert len({one.start for one in found}) == len(found)


ANA = Person(name="Ana", address="ana@else.example")
HERS = "I'll send you the quote by Friday."


@cache
def desk_with_a_promise() -> Desk:
    """A desk at which Ana waits for a quote."""
    made = Desk(book, Store(Path(":memory:")), Settings(zone="UTC"), lambda: NOW)
    made.sent(to_ana("first", HERS, NOW - timedelta(hours=1)))
    return made


def to_ana(name: str, text: str, sent: datetime) -> SentMail:
    """A mail in her thread."""
    return SentMail(
        id=name,
        text=text,
        sent=sent,
        zone="UTC",
        app="gmail",
        account="",
        thread="t1",
        subject="Quote",
        recipients=(ANA,),
    )


def remembering(text: str) -> None:
    """Whatever is sent after a promise, its report says how the rows stand, and Undo undoes it."""
    given = desk_with_a_promise()
    before = given.promises(PromiseQuery())
    report = given.sent(to_ana("next", text, NOW))
    after = {one.id: one for one in given.promises(PromiseQuery())}
    assert {one.id for one in before} <= after.keys()
    assert all(after[one.id] == one for one in (*report.promises, *report.untimed, *report.kept))
    goes_over_the_wire(SentReport, report)
    given.unsent("next")
    assert given.promises(PromiseQuery()) == before


def claiming(text: str) -> None:
    """What she writes shows our own sentence or none, and closes nothing."""
    given = desk_with_a_promise()
    mail = Mail(
        text=text, sender=ANA, received=NOW, app="gmail", account="", thread="t1", message="m1"
    )
    found = given.read(mail)
    assert {one.sentence for one in found.claims} <= {HERS, None}
    assert [one.state for one in given.promises(PromiseQuery())] == ["open"]
    goes_over_the_wire(Reading, found)


def sorting(text: str) -> None:
    """An inbox is one card with each of its rows once, whatever stands in them."""
    rows = [InboxRow(id=f"{n}", subject=text[n : n + 60], snippet=text[n:]) for n in range(2)]
    found = desk().triage(rows, None)
    assert sorted(one.id for one in found.rows) == ["0", "1"]
    assert sum(found.counts.values()) == len(rows)
    goes_over_the_wire(Digest, found)


def checking(text: str) -> None:
    """Findings lie in the text; the writer's heat is a share."""
    for language in LANGUAGES:
        found = checklist.check(text, None, book(), language, me="Max")
        spans_hold(text, (*found.findings, *found.order))
        assert 0 <= found.heat <= 1


def mail_file(data: bytes) -> None:
    """An .eml is read or refused with a sentence; what was read is text that can be shown."""
    try:
        mail = mailfile.parse(data)
    except MailFileError as error:
        assert str(error)  # noqa: PT017 - a refusal is as good as a mail
    else:
        assert mail.text or mail.html
        goes_over_the_wire(Mail, mail)


def text_file(data: bytes) -> None:
    """A reply saved as a file is read or refused with a sentence."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(data)
        file.flush()
        try:
            assert "\r\n" not in textfile.read(Path(file.name))
        except MailFileError as error:
            assert str(error)  # noqa: PT017 - a refusal is as good as a text


def mailbox(data: bytes) -> None:
    """An exported mailbox is gone through to its end, each letter at its place."""
    with tempfile.NamedTemporaryFile(suffix=".mbox") as file:
        file.write(data)
        file.flush()
        for place, letter in letters(Path(file.name)):
            assert place.read() in data
            assert letter is None or letter.at.tzinfo is not None


def settings_file(data: bytes) -> None:
    """A settings file is used or refused with a sentence that names it."""
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        file.write(data)
        file.flush()
        try:
            settings.load(Path(file.name), environ={})
        except SettingsError as error:
            assert str(error)  # noqa: PT017 - a refusal is as good as settings


def setting(text: str) -> None:
    """A setting is taken and given back the same way, or refused; the file stays readable."""
    with tempfile.TemporaryDirectory() as folder:
        folders = folders_in(Path(folder))
        folders.make()
        config = Config(folders, environ={})
        for one in config.all():
            try:
                taken = config.set(one.name, text)
            except SettingsError as error:
                assert str(error)  # noqa: PT017 - a refusal is as good as a setting
            else:
                assert config.get(one.name) == taken
        settings.load(folders.config / "settings.toml", environ={})


def rule_file(data: bytes) -> None:
    """The user's own rules are used or refused with file, line and column."""
    with tempfile.NamedTemporaryFile(suffix=".yaml") as file:
        file.write(data)
        file.flush()
        for model, name in ((RhythmRules, "rhythm"), (TimelineRules, "timeline")):
            try:
                load(model, [shipped_rules() / f"{name}.yaml", Path(file.name)])
            except RuleError as error:
                assert str(error)  # noqa: PT017 - a refusal is as good as rules


def lines(text: str) -> None:
    """Every line of a batch gets one answer, be it that it is none."""
    given = [line for line in text.splitlines() if line.strip()]
    for verb in batch.VERBS:
        assert len(list(batch.run(desk(), verb, given))) == len(given)


OF_TEXT: tuple[Callable[[str], None], ...] = (
    cleaning,
    markup,
    reading,
    html_reading,
    drafting,
    due_times,
    promising,
    remembering,
    claiming,
    sorting,
    checking,
    setting,
    lines,
)
OF_BYTES: tuple[Callable[[bytes], None], ...] = (
    mail_file,
    mailbox,
    text_file,
    settings_file,
    rule_file,
)


def in_time(holds: Callable[[Any], None], given: Any) -> None:
    """It holds, and is found out soon enough; a slow first time may be one of warming up."""
    took = timedelta.max
    for _ in range(3):
        started = time.process_time()
        holds(given)
        took = min(took, timedelta(seconds=time.process_time() - started))
        if took.total_seconds() < MOST_SECONDS:
            return
    message = f"{took.total_seconds():.2f} s of the processor"
    raise AssertionError(message)

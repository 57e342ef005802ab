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
from helper.contracts import Draft, Mail, Reading
from helper.desk.desk import Desk
from helper.doors import batch
from helper.doors.config import Config
from helper.mailboxes import mailfile
from helper.mailboxes.letters import letters
from helper.mailboxes.mailparts import MailFileError
from helper.paths import Folders, shipped_rules
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
from helper.wire.mail import DraftRequest

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
        folders = Folders(*(Path(folder) / name for name in ("config", "data", "state", "logs")))
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
    checking,
    setting,
    lines,
)
OF_BYTES: tuple[Callable[[bytes], None], ...] = (mail_file, mailbox, settings_file, rule_file)


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

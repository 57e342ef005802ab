"""An exported mailbox: found completely, read once, learned from, and never stored."""

from __future__ import annotations

import mailbox
import random
import re
import tracemalloc
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from helper.contracts import Person, SentMail
from helper.desk.backtesting import Answer, backtest
from helper.desk.desk import Desk
from helper.desk.importing import Importing, Learned
from helper.doors.cli import main
from helper.mailboxes import catalogue as catalogues
from helper.mailboxes import letters as mailboxes
from helper.mailboxes.catalogue import Catalogue
from helper.mailboxes.letters import letters
from helper.settings import Settings
from helper.wire.mail import PromiseChange, PromiseQuery
from helper.workdays import add_working_time
from tests.bench.mailmaking import Plan, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helper.rulebook import Rulebook
    from helper.store import Store

ME = "max@shop.example"
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
ASK = "Hello,\n\nI have been waiting for two weeks. When will my order arrive?\n\nKim"
_numbers = count(1)


def mail(text: str, at: datetime, sender: str, to: str, **headers: str) -> EmailMessage:
    """A mail as a program exports it."""
    made = EmailMessage()
    made["From"], made["To"], made["Date"] = sender, to, format_datetime(at)
    made["Subject"] = headers.pop("subject", "Order")
    made["Message-ID"] = headers.pop("id", f"<{next(_numbers)}@mail.example>")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def asked(at: datetime, **headers: str) -> EmailMessage:
    """A mail from Kim."""
    return mail(ASK, at, "Kim Sol <kim@else.example>", f"Max <{ME}>", **headers)


def answered(
    to: EmailMessage, at: datetime, text: str = "Hi Kim,\n\nit is on its way.\n\nMax"
) -> EmailMessage:
    """The user's answer to a mail."""
    id_ = str(to["Message-ID"])
    return mail(text, at, f"Max <{ME}>", str(to["From"]), In_Reply_To=id_, References=id_)


def as_mbox(folder: Path, mails: list[EmailMessage]) -> Path:
    """The mails as Google Takeout gives them."""
    path = folder / "All mail.mbox"
    box = mailbox.mbox(path)
    for one in mails:
        box.add(one)
    box.close()
    return path


def as_maildir(folder: Path, mails: list[EmailMessage]) -> Path:
    """The mails in a Maildir."""
    box = mailbox.Maildir(folder / "Maildir")
    for one in mails:
        box.add(mailbox.MaildirMessage(one))
    return folder / "Maildir"


def as_folder(folder: Path, mails: list[EmailMessage]) -> Path:
    """The mails as single files, in folders."""
    for number, one in enumerate(mails):
        file = folder / "export" / f"{number % 3}" / f"{number}.eml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(one.as_bytes())
    return folder / "export"


FORMS = [as_mbox, as_maildir, as_folder]


class Reader:
    """An import into a real database, with the clock held."""

    def __init__(self, store: Store, book: Rulebook, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.importing = Importing(book, store, BERLIN, lambda: NOW)

    def learn(self, path: Path, days: int = 30) -> Learned:
        """Import an export as a whole."""
        catalogue = Catalogue(self.folder / "catalogue.sqlite3")
        catalogue.fill(path, lambda _: None)
        learned = self.importing.learn(catalogue, [catalogue.guess_me() or ""], days)
        catalogue.drop()
        return learned

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Everything in a table."""
        return [tuple(row) for row in self.store.db.execute(f"SELECT * FROM {table}")]


@pytest.fixture
def reader(store: Store, book: Rulebook, tmp_path: Path) -> Reader:
    """A new import."""
    return Reader(store, book, tmp_path)


def history(mails: int, hours: float = 3) -> Iterator[EmailMessage]:
    """Mails of the last months, each answered about ``hours`` later in working time."""
    dice = random.Random(5)
    for day in range(mails):
        at = NOW - timedelta(days=90 - day % 80, minutes=dice.randrange(300))
        at = at.replace(hour=8 + day % 3)
        question = asked(at)
        yield question
        yield answered(question, at + timedelta(hours=hours * dice.uniform(0.5, 1.5)))


@pytest.mark.parametrize("form", FORMS)
def test_every_mail_of_an_export_is_found(form: Any, tmp_path: Path) -> None:
    """As many as Python's own mailbox holds, each where it stands."""
    mails = list(history(20))
    path = form(tmp_path, mails)

    found = [pair for file in mailboxes.files_of(path) for pair in letters(file)]

    assert {letter.id for _, letter in found if letter} == {str(one["Message-ID"]) for one in mails}
    for place, letter in found:
        assert letter
        assert letter.id.encode() in place.read()


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("chunk", [600, 1 << 20])
def test_a_line_that_begins_with_from_is_text(
    ending: bytes, chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RFC 4155: only behind an empty line and before a header begins a mail; at any chunk size."""
    monkeypatch.setattr(mailboxes, "CHUNK", chunk)
    bodies = ["From here on it is\nFrom there", "One.\n\nFrom now on I wait.", "x" * 700, ">From a"]
    lines = b""
    for number, body in enumerate(bodies):
        head = f"From: kim@else.example\nMessage-ID: <{number}@x>\nDate: {format_datetime(NOW)}"
        lines += f"From kim@else.example Wed Nov 18\n{head}\n\n{body}\n\n".encode()
    path = tmp_path / "some.mbox"
    path.write_bytes(lines.replace(b"\n", ending))

    ids = [letter and letter.id for _, letter in letters(path)]

    assert ids == [f"<{number}@x>" for number in range(len(bodies))]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("From: Kim <KIM@else.example>\nDate: Wed, 18 Nov 2026 11:00:00 +0100", "kim@else.example"),
        ("From: kim@else.example (Kim)\nDate: 18 Nov 2026 10:00 GMT", "kim@else.example"),
        (
            "From: =?utf-8?b?5a6J?=\n <an@else.example>\nDate: 18 Nov 2026 10:00 -0000",
            "an@else.example",
        ),
        ("Date: 18 Nov 2026 10:00 GMT", None),
        ("From: kim@else.example\nDate: soon", None),
        ("From: kim@else.example", None),
        ("\x00\xff broken", None),
    ],
)
def test_headers_are_read_as_far_as_they_go(head: str, found: str | None, tmp_path: Path) -> None:
    """Folded, encoded and broken ones; without a sender or a date a mail teaches nothing."""
    file = tmp_path / "one.eml"
    file.write_bytes(f"{head}\n\nText".encode("latin-1"))
    ((_, letter),) = letters(file)
    assert (letter and letter.sender) == found
    if letter:
        assert letter.at == NOW


def test_it_learns_how_long_answers_take(reader: Reader, tmp_path: Path) -> None:
    """B41: from mail to first answer in working time, per kind; and how it would have held."""
    learned = reader.learn(as_mbox(tmp_path, list(history(60))))

    assert (learned.mails, learned.mine) == (120, 60)
    (work,) = learned.works
    assert work.answered.source == "history"
    assert 90 <= work.answered.p50_minutes <= 240
    assert work.answered.p50_minutes < work.answered.p80_minutes <= work.resolved.p80_minutes
    assert learned.backtest.n >= 40
    assert learned.backtest.kept / learned.backtest.n >= 0.8


def test_machines_and_lists_teach_nothing(reader: Reader, tmp_path: Path) -> None:
    """An absence note is no answer, a newsletter no question."""
    news = asked(NOW - timedelta(days=9), List_Id="<news.example>")
    question = asked(NOW - timedelta(days=8))
    away = answered(question, NOW - timedelta(days=8), "I'm away. I'll call you by Friday.")
    away["Auto-Submitted"] = "auto-replied"
    mails = [news, answered(news, NOW - timedelta(days=8)), question, away]

    learned = reader.learn(as_mbox(tmp_path, mails))

    assert (learned.works, learned.promises) == ((), ())


@pytest.mark.parametrize(
    "mark",
    [
        {"X_Gmail_Labels": "Opened,Drafts"},
        {"X_Gmail_Labels": "=?UTF-8?B?6I2J56i/?="},
        {"X_Gmail_Labels": "=?UTF-8?B?6I2?=,Drafts", "X_Unsent": "1"},
        {"X_Mozilla_Draft_Info": "internal/draft; vcard=0"},
    ],
)
def test_a_draft_promises_nothing(mark: dict[str, str], tmp_path: Path) -> None:
    """What was never sent is marked by each program in its own way, by Gmail in words."""
    written = mail("I'll send it by Friday.", NOW, f"Max <{ME}>", "kim@else.example", **mark)
    file = tmp_path / "one.eml"
    file.write_bytes(written.as_bytes())
    ((_, letter),) = letters(file, drafts=frozenset({"Drafts", "草稿"}))
    assert letter is not None
    assert letter.automatic


def test_a_draft_in_a_maildir_is_known_by_its_flag(tmp_path: Path) -> None:
    """The letter D behind the name; S for seen is none."""
    for flags, is_draft in (("DS", True), ("S", False)):
        file = tmp_path / f"1.host:2,{flags}"
        file.write_bytes(asked(NOW).as_bytes())
        ((_, letter),) = letters(file)
        assert letter is not None
        assert letter.automatic is is_draft


def test_it_offers_what_is_still_promised(reader: Reader, tmp_path: Path) -> None:
    """Open ones only: a past time is asked for anew, a future one stands, a kept one is kept."""
    texts = {
        "past": "Hi Kim,\n\nI'll send you the list by tomorrow.\n\nMax",
        "future": "Hi Kim,\n\nI'll send you the list by 20 December.\n\nMax",
        "kept": "Hi Kim,\n\nI'll check the invoice by tomorrow.\n\nMax",
        "old": "Hi Kim,\n\nI'll write the offer by tomorrow.\n\nMax",
        "quoted": "Thank you!\n\nOn Mon, Kim wrote:\n> I'll send it tomorrow.",
    }
    mails = []
    for name, text in texts.items():
        question = asked(NOW - timedelta(days=90 if name == "old" else 6), subject=name)
        at = NOW - timedelta(days=80 if name == "old" else 5, minutes=-len(mails))
        first = answered(question, at, text)
        mails += [question, first]
        if name == "kept":
            done = "Hi Kim,\n\nI've checked it: the invoice is right.\n\nMax"
            mails.append(answered(question, NOW - timedelta(days=4), done))

    found = reader.learn(as_mbox(tmp_path, mails)).promises

    assert [(one.form, one.due is None, one.sentence) for one in found] == [
        ("explicit", True, "I'll send you the list by tomorrow."),
        ("explicit", False, "I'll send you the list by 20 December."),
    ]
    assert found[0].person.address == "kim@else.example"
    assert found[0].due_text == "tomorrow"


def test_importing_again_changes_nothing(reader: Reader, tmp_path: Path) -> None:
    """Known mails, replies and promises stay as they are."""
    question = asked(NOW - timedelta(days=3))
    promise = answered(question, NOW - timedelta(days=2), "I'll call you by 20 December.")
    path = as_mbox(tmp_path, [*history(12), question, promise])
    first = reader.learn(path)
    before = [reader.rows(table) for table in ("people", "mails", "replies", "promises", "events")]

    assert reader.learn(path) == first
    after = [reader.rows(table) for table in ("people", "mails", "replies", "promises", "events")]
    assert after == before


def test_what_the_mail_page_told_is_not_offered_again(
    reader: Reader, book: Rulebook, tmp_path: Path
) -> None:
    """The same promise stands in the export under another id: it keeps its one row."""
    said, at = "I'll call you by 20 December.", NOW - timedelta(days=2)
    desk = Desk(lambda: book, reader.store, Settings(zone="Europe/Berlin"), lambda: NOW)
    desk.sent(
        SentMail(id="page", text=f"Hi Kim,\n\n{said}\n\nMax", sent=at, zone="Europe/Berlin",
                 app="gmail", account=ME, thread="t1")
    )  # fmt: skip
    question = asked(NOW - timedelta(days=3))
    promise = answered(question, at, f"Hi Kim,\n\n{said}\n\nMax")

    assert reader.learn(as_mbox(tmp_path, [*history(12), question, promise])).promises == ()
    assert len(reader.rows("promises")) == 1


LIST = "Hi Kim,\n\nhere is the list, see attached.\n\nMax"


class OnThePage:
    """The user's mails to Kim as Gmail's page tells them."""

    def __init__(self, store: Store, book: Rulebook) -> None:
        self.desk = Desk(lambda: book, store, Settings(zone="Europe/Berlin"), lambda: NOW)

    def send(self, text: str, at: datetime) -> None:
        """One of them."""
        self.desk.sent(
            SentMail(
                id=f"{at}", text=text, sent=at, zone="Europe/Berlin", app="gmail", account=ME,
                thread="t1", subject="Re: Order",
                recipients=(Person(name="Kim Sol", address="kim@else.example"),),
            )
        )  # fmt: skip

    def states(self) -> list[str]:
        """Of all promises."""
        return [one.state for one in self.desk.promises(PromiseQuery())]


@pytest.fixture
def page(reader: Reader, book: Rulebook) -> OnThePage:
    """A mail page beside the import."""
    return OnThePage(reader.store, book)


PROMISED, SENT = NOW - timedelta(days=2), NOW - timedelta(days=1)


def test_what_was_sent_from_the_phone_keeps_a_promise_of_the_page(
    reader: Reader, page: OnThePage, tmp_path: Path
) -> None:
    """B57: nobody is asked any more for what they sent where no extension saw it."""
    question = asked(NOW - timedelta(days=3))
    page.send("I'll send you the list by 20 December.", PROMISED)
    reader.learn(as_mbox(tmp_path, [*history(12), question, answered(question, SENT, LIST)]))
    assert page.states() == ["kept"]


def test_a_mail_of_the_page_keeps_an_imported_promise(
    reader: Reader, page: OnThePage, tmp_path: Path
) -> None:
    """B57: who imports first and then goes on in the browser writes in the same matter."""
    question = asked(NOW - timedelta(days=3))
    promise = answered(question, PROMISED, "I'll send you the list by 20 December.")
    reader.learn(as_mbox(tmp_path, [*history(12), question, promise]))
    assert page.states() == ["open"]
    page.send(LIST, SENT)
    assert page.states() == ["kept"]


def test_an_import_does_not_overrule_who_opened_a_promise_again(
    reader: Reader, page: OnThePage, tmp_path: Path
) -> None:
    """B57: a mail that was not enough when it was sent is not enough in an export."""
    question = asked(NOW - timedelta(days=3))
    page.send("I'll send you the list by 20 December.", PROMISED)
    page.send(LIST, SENT)
    (row,) = page.desk.promises(PromiseQuery(state="kept"))
    page.desk.change(row.id, PromiseChange(action="reopen"))
    reader.learn(as_mbox(tmp_path, [*history(12), question, answered(question, SENT, LIST)]))
    assert page.states() == ["open"]


def test_a_mail_the_page_told_of_is_not_judged_again(
    reader: Reader, page: OnThePage, tmp_path: Path
) -> None:
    """B57: what it meant was settled when it was sent, and what the user did since stays."""
    question = asked(NOW - timedelta(days=3))
    later = "I need more time: I'll send you the list by 24 December instead."
    page.send("I'll send you the plan every Friday.", PROMISED)
    (row,) = page.desk.promises(PromiseQuery())
    page.send(later, SENT)
    page.desk.change(row.id, PromiseChange(action="renegotiate", due=NOW + timedelta(days=1)))
    before = page.desk.promises(PromiseQuery())
    reader.learn(as_mbox(tmp_path, [*history(12), question, answered(question, SENT, later)]))
    assert page.desk.promises(PromiseQuery()) == before


def test_a_broken_import_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was in the catalogue before the break is not read again, and nothing is missing."""
    monkeypatch.setattr(catalogues, "AT_ONCE", 20)
    path = as_mbox(tmp_path, list(history(11)))
    catalogue = Catalogue(tmp_path / "catalogue.sqlite3")
    steps: list[int] = []

    def stop(done: int) -> None:
        steps.append(done)
        if sum(steps):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        catalogue.fill(path, stop)
    catalogue.close()
    again = Catalogue(tmp_path / "catalogue.sqlite3")
    begun = again.count()
    seen: list[int] = []
    again.fill(path, seen.append)

    assert (begun, again.count()) == (20, 22)
    assert seen[0] == sum(steps)
    assert sum(seen) == path.stat().st_size
    again.close()


def test_another_export_at_the_same_place_is_read_anew(tmp_path: Path) -> None:
    """What a broken-off import noted of the old file says nothing of the new one."""
    mails = list(history(3))
    catalogue = Catalogue(tmp_path / "catalogue.sqlite3")
    path = as_mbox(tmp_path, mails)
    catalogue.fill(path, int)
    path.unlink()
    catalogue.fill(as_mbox(tmp_path, mails[:1:-1]), int)

    entries = catalogue.sent_between([ME], NOW - timedelta(days=99), NOW)
    assert catalogue.count() == 4
    assert len(entries) == 2
    assert all(entry.id.encode() in entry.place.read() for entry in entries)


TAKEOUT = b"""From 1758@xxx Mon Nov 16 09:00:00 +0000 2026
X-GM-THRID: 1758
X-Gmail-Labels: Inbox,=?UTF-8?Q?Wichtig_=E2=80=93_heute?=
Received: by mx.example; Mon, 16 Nov 2026 01:00:00 -0800 (PST)
From: =?UTF-8?B?S2ltIFPDuGw=?= <kim@else.example>
To: Max <max@shop.example>
Subject: =?UTF-8?Q?Lamp_=E2=80=93_late?=
Date: Mon, 16 Nov 2026 10:00:00 +0100
Message-ID: <ask@else.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: base64

SGVsbG8sCgpXaGVyZSBpcyBteSBsYW1wPyBJIGhhdmUgYmVlbiB3YWl0aW5nIGZvciB3ZWVrcy4=
--b1
Content-Type: text/html; charset="UTF-8"

<p>Hello,</p><p>Where is my lamp?</p>
--b1--

From 1759@xxx Mon Nov 16 12:00:00 +0000 2026
X-GM-THRID: 1758
X-Gmail-Labels: Sent
From: Max <max@shop.example>
To: =?UTF-8?B?S2ltIFPDuGw=?= <kim@else.example>
Subject: =?UTF-8?Q?Re=3A_Lamp_=E2=80=93_late?=
Date: Mon, 16 Nov 2026 13:00:00 +0100
Message-ID: <reply@shop.example>
In-Reply-To: <ask@else.example>
References: <ask@else.example>
Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=no

Hello Kim,

>From here I cannot see it, sorry. I'll ask the \nwarehouse and write to you by \n20 December.

From what I know it takes a while, as the lamp is
From our own workshop.

On Mon, Kim wrote:
> I'll send you a photo tomorrow.

"""


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_an_export_by_google_takeout_is_understood(
    ending: bytes, reader: Reader, tmp_path: Path
) -> None:
    """Labels, encoded words, base64 parts, flowed lines, quoted and unquoted lines with From."""
    path = tmp_path / "All mail Including Spam and Trash.mbox"
    path.write_bytes(TAKEOUT.replace(b"\n", ending))

    learned = reader.learn(path)

    assert (learned.mails, learned.mine) == (2, 1)
    (row,) = learned.promises
    assert " ".join(row.sentence.split()) == (
        "I'll ask the warehouse and write to you by 20 December."
    )
    assert row.due is not None
    assert row.due.date().isoformat() == "2026-12-20"
    assert (row.person.name, row.person.address) == ("Kim S\u00f8l", "kim@else.example")
    assert row.subject == "Re: Lamp \u2013 late"
    (times,) = reader.rows("mails")
    assert times[6] == "2026-11-16T09:00:00+00:00"


def test_memory_does_not_grow_with_the_mailbox(book: Rulebook, tmp_path: Path) -> None:
    """Four times the mails take no more memory; a hundred thousand are measured by hand."""
    peaks = []
    for mails in (900, 3600):
        since = NOW - timedelta(days=400)
        plan = Plan(
            mails=mails, since=since, until=NOW, answered=0.03, zone=BERLIN, rhythm=book.rhythm
        )
        path = write(tmp_path / f"{mails}.mbox", plan)
        tracemalloc.start()
        assert sum(1 for _ in letters(path)) == mails
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_times_from_the_past_would_have_been_kept(seed: int, book: Rulebook) -> None:
    """B41: at p80 of log-normal answers, four of five times hold, and none is a week wide."""
    dice = random.Random(seed)
    answers = []
    for number in range(300):
        at = NOW - timedelta(days=300 - number, minutes=dice.randrange(600))
        took = timedelta(minutes=dice.lognormvariate(5, 0.9))
        sent = add_working_time(book.rhythm, at, took, BERLIN)
        answers.append(Answer("support", at, sent))

    held = backtest(answers, book, BERLIN)

    assert held.n == 300 - book.timeline.least_history
    assert held.kept / held.n >= 0.8
    assert held.minutes < 2 * 9 * 60


def test_no_body_is_stored(reader: Reader, tmp_path: Path) -> None:
    """Neither in the ledger nor, once it is through, in the catalogue."""
    question = mail("The secret is xyzzy-4711.", NOW - timedelta(days=2), "kim@else.example", ME)
    reader.learn(as_mbox(tmp_path, [question, answered(question, NOW - timedelta(days=1))]))
    files = [file for file in tmp_path.iterdir() if "sqlite3" in file.name]
    assert files
    assert not any(b"xyzzy" in file.read_bytes() for file in files)
    assert not (tmp_path / "catalogue.sqlite3").exists()


class TestInTheTerminal:
    """``aizuchi import`` and ``aizuchi forget``."""

    @pytest.fixture
    def run(self, tmp_path: Path) -> Any:
        """The command, with folders of its own."""
        environment = {"AIZUCHI_HOME": str(tmp_path / "home")}
        return lambda *given, **more: CliRunner(env=environment).invoke(main, given, **more)

    def test_import_and_forget(self, run: Any, tmp_path: Path) -> None:
        """It says what it learned; a person forgotten is gone, then everything is."""
        recent = datetime.now(UTC) - timedelta(days=2)
        question = asked(recent)
        then = recent + timedelta(hours=1)
        promise = answered(question, then, "I'll look into the order.")
        path = as_folder(tmp_path, [*history(12), question, promise])

        said = run("import", str(path))
        assert said.exit_code == 0, said.output
        assert "26 mails, 13 of them by max@shop.example" in said.output
        row = f"said {then.astimezone():%a %d %b}  +open  +.*: I'll look into the order."
        assert re.search(row, said.output), "without a time it says when it was said"
        assert run("forget", "kim sol").output == (
            "Error: Of that name, with an address, there is kim@else.example.\n"
        )
        assert run("forget", "Kim@else.example").output == "Forgotten.\n"
        assert "Nothing is noted of kim@else.example" in run("forget", "kim@else.example").output
        assert run("promises", "--all").output.strip() == "Nothing is promised."
        assert run("forget", "--everything", input="y\n").exit_code == 0

    @pytest.mark.parametrize("given", [("import", "nowhere.mbox"), ("forget",)])
    def test_mistakes_are_told(self, run: Any, given: tuple[str, ...]) -> None:
        """With a sentence and an exit code, and no traceback."""
        said = run(*given)
        assert said.exit_code in {1, 2}
        assert "Error" in said.output or "Usage" in said.output

"""The terminal door: ``aizuchi run``, and what can be done with mails and promises."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2b
from io import StringIO
from pathlib import Path

import click

from helper import __version__, paths
from helper.clock import now
from helper.contracts import OUR_YEARS, Mail, Person, SentMail
from helper.desk.desk import Desk
from helper.desk.importing import Importing
from helper.doors import terminal, upkeep
from helper.doors.entrance import kindly, own_settings, own_store
from helper.mailboxes import mailfile, textfile
from helper.mailboxes.catalogue import Catalogue
from helper.mailboxes.letters import no_mail, size_of
from helper.remembering.past.contacts import key_of
from helper.remembering.past.history import History
from helper.remembering.past.retention import forget_everything, forget_voice
from helper.rulebook import Notebook, Rulebook, load_rulebook, shipped_files
from helper.store import Store
from helper.wire.mail import DraftRequest, Me, PromiseQuery

_JSONL = click.option(
    "--jsonl", is_flag=True, help="One JSON object a line, in and out; FILE holds them."
)
_DAYS = click.IntRange(0, 36_500)
_FILE = click.argument("file", required=False, type=click.Path(path_type=Path))


def _day(_: click.Context, __: click.Parameter, given: str) -> datetime:
    try:
        day = datetime.strptime(given, "%Y-%m-%d")  # noqa: DTZ007 - the zone is the user's own
    except ValueError as error:
        message = f"{given!r} is no day; write one such as 2026-12-24"
        raise click.BadParameter(message) from error
    if day.year not in OUR_YEARS:
        message = f"write a day from {OUR_YEARS[0]} to {OUR_YEARS[-1]}, such as 2026-12-24"
        raise click.BadParameter(message)
    return day


@click.group()
@click.version_option(__version__, prog_name="aizuchi")
def main() -> None:
    """Read the open email, reply so its writer feels heard, and keep what you promise."""
    os.umask(0o077)
    gc.freeze()  # What is imported stays; the collector need not go through it again and again.


@main.command()
@click.option("--port", type=int, help="Port on 127.0.0.1 (default 21810).")
@click.option("--browser/--no-browser", "show", default=True, help="Open a practice browser.")
@click.option("--quiet", is_flag=True, help="No sample, no instructions: for autostart.")
def run(port: int | None, *, show: bool, quiet: bool) -> None:
    """Start the helper and keep it running until Ctrl+C."""
    with kindly():
        # Flask and all behind the door take as long to import as the rest together.
        from helper.doors.running import run_helper  # noqa: PLC0415

        run_helper(paths.folders(), own_settings(port=port), show=show, quiet=quiet)


@main.command()
@_FILE
@_JSONL
def read(file: Path | None, *, jsonl: bool) -> None:
    """Read FILE.eml: how its writer feels, why, and what they ask."""
    with kindly():
        if jsonl:
            _batch("read", file)
        else:
            click.echo(terminal.reading_report(_desk().read(_mail(file))))


@main.command()
@_FILE
@_JSONL
def draft(file: Path | None, *, jsonl: bool) -> None:
    """Draft replies to FILE.eml, the recommended one first."""
    with kindly():
        if jsonl:
            _batch("draft", file)
            return
        desk = _desk()
        given = DraftRequest(
            reading=desk.read(_mail(file)), me=Me(name=own_settings().name or None)
        )
        for one in desk.draft(given).drafts:
            click.echo(terminal.draft_report(one) + "\n")


@main.command()
@_FILE
@click.option("--mail", "answers", type=click.Path(path_type=Path), help="The .eml it answers.")
@_JSONL
def check(file: Path | None, answers: Path | None, *, jsonl: bool) -> None:
    """Check a reply in the text file FILE before it is sent."""
    with kindly():
        if jsonl:
            _batch("check", file)
            return
        desk, text = _desk(), _text(file)
        reading = desk.read(_mail(answers)) if answers else None
        result = desk.check(text, reading, own_settings().name or None)
        click.echo(terminal.check_report(result, text))


@main.command()
@_FILE
@_JSONL
@click.option("--all", "every", is_flag=True, help="Also those that want nothing any more.")
def promises(file: Path | None, *, jsonl: bool, every: bool) -> None:
    """List what is promised; or find the promises in the text file FILE."""
    with kindly():
        if jsonl:
            _batch("promises", file)
        elif file is not None:
            zone = own_settings().timezone
            mail = SentMail(id="", text=_text(file), sent=now(), zone=str(zone))
            click.echo(terminal.found_report(_desk().find_promises(mail), zone))
        else:
            with own_store() as store:
                query = PromiseQuery(waiting=not every)
                click.echo(terminal.promises_report(_desk(store).promises(query)))


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--days", type=_DAYS, default=1, show_default=True, help="Only mails of so many days."
)
@click.option("--me", multiple=True, metavar="ADDRESS", help="Yours, beside those known already.")
def digest(path: Path, days: int, me: tuple[str, ...]) -> None:
    """Sort the mails of an mbox file, a Maildir or a folder of .eml files into one card.

    What you sent yourself is left out.
    """
    with kindly(), own_store() as store:
        mine = {key_of(Person(address=one)) for one in (*me, *History(store).accounts())}
        since = now() - timedelta(days=days)
        theirs = [row for row in mailfile.rows(path, since) if key_of(row.sender) not in mine]
        click.echo(terminal.digest_report(_desk(store).triage(theirs, None)))
        if not theirs:
            click.echo(terminal.looked_since(since, own_settings().timezone))


@main.command()
@click.argument("phrase", required=False)
@_JSONL
def due(phrase: str | None, *, jsonl: bool) -> None:
    """Tell when PHRASE falls due, said now: 'by Friday noon', 'within 48 hours'.

    With --jsonl its place is FILE's.
    """
    with kindly():
        if jsonl:
            _batch("due", Path(phrase) if phrase else None)
            return
        if phrase is None:
            raise click.UsageError("Say a time, such as: aizuchi due 'by Friday noon'")
        found = _desk().due(phrase, now(), own_settings().timezone, None)
        click.echo(f"{found.due:%A %d %B %Y %H:%M %Z}" if found.due else "No time found in that.")


@main.command(name="import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--me", multiple=True, metavar="ADDRESS", help="Your address; else it is guessed.")
@click.option(
    "--days", type=_DAYS, default=30, show_default=True, help="Look for promises this far back."
)
def import_(path: Path, me: tuple[str, ...], days: int) -> None:
    """Learn from PATH, an mbox file, Maildir or folder of .eml: your times, open promises."""
    with kindly(), own_store() as store:
        name = blake2b(str(path.resolve()).encode(), digest_size=8).hexdigest()
        book = _book()
        drafts = [label for rules in book.remembering.values() for label in rules.drafts]
        catalogue = Catalogue(paths.folders().state / f"import-{name}.sqlite3", drafts)
        try:
            with click.progressbar(length=size_of(path), label="Reading") as bar:
                catalogue.fill(path, bar.update)
            if not catalogue.count():
                raise no_mail(path)
            mine = [one.casefold() for one in me] or [catalogue.guess_me() or ""]
            importing = Importing(book, store, own_settings().timezone, now)
            click.echo(terminal.import_report(importing.learn(catalogue, mine, days), mine))
            catalogue.drop()
        finally:
            catalogue.close()


@main.command()
@click.argument("address", required=False)
@click.option("--everything", is_flag=True, help="All people, mails, replies and promises.")
@click.option("--voice", is_flag=True, help="Only what was learned of how you write.")
def forget(address: str | None, *, everything: bool, voice: bool) -> None:
    """Delete all that is noted of the person with ADDRESS, of your voice, or everything."""
    if bool(address) + everything + voice != 1:
        raise click.UsageError("Name one person, such as: aizuchi forget ana@example.com")
    with kindly(), own_store() as store:
        if voice:
            forget_voice(store)
            click.echo("Forgotten: drafts are worded as the rules have it.")
        elif everything:
            click.confirm("Delete the whole ledger and all timings?", abort=True)
            forget_everything(store)
            click.echo("Forgotten. Paired browsers and settings stay.")
        else:
            desk = _desk(store)
            known = desk.forget(Person(address=address))
            left = ", ".join(desk.addresses_of(address or ""))
            if known or not left:
                click.echo("Forgotten." if known else f"Nothing is noted of {address}.")
            if left:
                raise click.ClickException(f"Of that name, with an address, there is {left}.")


@main.command()
@click.argument("since", callback=_day)
@click.argument("until", callback=_day)
def away(since: datetime, until: datetime) -> None:
    """Show what falls due from SINCE until before UNTIL (2026-12-24), with a notice for each."""
    with kindly(), own_store() as store:
        zone = own_settings().timezone
        days = (since.replace(tzinfo=zone), until.replace(tzinfo=zone))
        click.echo(terminal.away_report(_desk(store).away(*days, None)))


for _command in upkeep.COMMANDS:
    main.add_command(_command)


def _batch(verb: str, file: Path | None) -> None:
    from helper.doors import batch  # noqa: PLC0415 - only pipes need what checks their lines

    if file is None:
        _ask_for("one JSON object a line")
    lines: Iterable[str] = sys.stdin if file is None else StringIO(_text(file))
    for line in batch.run(_desk(), verb, lines):
        click.echo(line)


def _desk(store: Store | None = None) -> Desk:
    """A desk; without a store its memory is empty, for questions that need none."""
    book = _book()
    return Desk(lambda: book, store or Store(Path(":memory:")), own_settings(), now)


def _book() -> Rulebook:
    shipped, mine = paths.shipped_rules(), paths.folders()
    notebook = Notebook(mine.notebook)
    return load_rulebook(shipped, mine.own_rules, shipped_files(shipped), notebook)


def _mail(file: Path | None) -> Mail:
    if file is None:
        _ask_for("a mail with its headers")
        return mailfile.parse(sys.stdin.buffer.read())
    return mailfile.read_file(file)


def _text(file: Path | None) -> str:
    if file is None:
        _ask_for("a reply")
        return sys.stdin.read()
    return textfile.read(file)


def _ask_for(what: str) -> None:
    """Say what is waited for, where someone sits at the keyboard."""
    if sys.stdin.isatty():
        ends = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"
        click.echo(f"Paste {what}, then press {ends}; or name a file.", err=True)

"""The terminal door: ``aizuchi run``, ``read``, ``draft``, ``check`` and the rest."""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import click

from helper import (
    __version__,
    autostart,
    paths,
    terminal,
    troubles,
)
from helper import settings as settings_table
from helper.autostart import AutostartError
from helper.config import Config
from helper.contracts import Mail, Person, SentMail
from helper.desk import Desk, now
from helper.importing import Importing
from helper.mailboxes import mailfile
from helper.mailboxes.catalogue import Catalogue
from helper.mailboxes.letters import size_of
from helper.mailboxes.mailparts import MailFileError
from helper.remembering.contacts import key_of
from helper.remembering.history import History
from helper.remembering.ledger import ChangeError
from helper.remembering.retention import forget_everything, forget_voice
from helper.rulebook import Rulebook, RuleError, load_rulebook, shipped_files
from helper.settings import Settings, SettingsError
from helper.store import Store, StoreError
from helper.wire import DraftRequest, Me, PromiseQuery

_JSONL = click.option("--jsonl", is_flag=True, help="One JSON object a line, in and out.")
_KNOWN = (
    AutostartError,
    ChangeError,
    MailFileError,
    OSError,
    RuleError,
    SettingsError,
    StoreError,
    UnicodeError,
)
_DAYS = click.IntRange(0, 36_500)
_FILE = click.argument("file", required=False, type=click.Path(path_type=Path))


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
    with _kindly():
        # Flask and all behind the door take as long to import as the rest together.
        from helper.running import run_helper  # noqa: PLC0415

        run_helper(paths.folders(), _settings(port=port), show=show, quiet=quiet)


@main.command()
@_FILE
@_JSONL
def read(file: Path | None, *, jsonl: bool) -> None:
    """Read FILE.eml: how its writer feels, why, and what they ask."""
    with _kindly():
        if jsonl:
            _batch("read")
        else:
            click.echo(terminal.reading_report(_desk().read(_mail(file))))


@main.command()
@_FILE
@_JSONL
def draft(file: Path | None, *, jsonl: bool) -> None:
    """Draft replies to FILE.eml, the recommended one first."""
    with _kindly():
        if jsonl:
            _batch("draft")
            return
        desk = _desk()
        given = DraftRequest(reading=desk.read(_mail(file)), me=Me(name=_settings().name or None))
        for one in desk.draft(given).drafts:
            click.echo(terminal.draft_report(one) + "\n")


@main.command()
@_FILE
@click.option("--mail", "answers", type=click.Path(path_type=Path), help="The .eml it answers.")
@_JSONL
def check(file: Path | None, answers: Path | None, *, jsonl: bool) -> None:
    """Check a reply in the text file FILE before it is sent."""
    with _kindly():
        if jsonl:
            _batch("check")
            return
        desk, text = _desk(), _text(file)
        reading = desk.read(_mail(answers)) if answers else None
        result = desk.check(text, reading, _settings().name or None)
        click.echo(terminal.check_report(result, text))


@main.command()
@_FILE
@_JSONL
@click.option("--all", "every", is_flag=True, help="Also those that are closed.")
def promises(file: Path | None, *, jsonl: bool, every: bool) -> None:
    """List what is promised; or find the promises in the text file FILE."""
    with _kindly():
        if jsonl:
            _batch("promises")
        elif file is not None:
            zone = str(_settings().timezone)
            mail = SentMail(id="", text=_text(file), sent=now(), zone=zone)
            for found in _desk().find_promises(mail):
                click.echo(f"{found.form:9} {found.due_text or 'no time'}: {found.text}")
        else:
            with _own_store() as store:
                query = PromiseQuery(state=None if every else "open")
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
    with _kindly(), _own_store() as store:
        mine = {key_of(Person(address=one)) for one in (*me, *History(store).accounts())}
        rows = mailfile.rows(path, now() - timedelta(days=days))
        theirs = [row for row in rows if key_of(row.sender) not in mine]
        click.echo(terminal.digest_report(_desk(store).triage(theirs, None)))


@main.command()
@click.argument("phrase", required=False)
@_JSONL
def due(phrase: str | None, *, jsonl: bool) -> None:
    """Tell when PHRASE falls due, said now: 'by Friday noon', 'within 48 hours'."""
    with _kindly():
        if jsonl:
            _batch("due")
            return
        if phrase is None:
            raise click.UsageError("Say a time, such as: aizuchi due 'by Friday noon'")
        found = _desk().due(phrase, now(), _settings().timezone, None)
        click.echo(f"{found.due:%A %d %B %Y %H:%M %Z}" if found.due else "No time found in that.")


@main.command(name="import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--me", multiple=True, metavar="ADDRESS", help="Your address; else it is guessed.")
@click.option(
    "--days", type=_DAYS, default=30, show_default=True, help="Look for promises this far back."
)
def import_(path: Path, me: tuple[str, ...], days: int) -> None:
    """Learn from PATH, an mbox file, Maildir or folder of .eml: your times, open promises."""
    with _kindly(), _own_store() as store:
        name = blake2b(str(path.resolve()).encode(), digest_size=8).hexdigest()
        book = _book()
        drafts = [label for rules in book.remembering.values() for label in rules.drafts]
        catalogue = Catalogue(paths.folders().state / f"import-{name}.sqlite3", drafts)
        try:
            with click.progressbar(length=size_of(path), label="Reading") as bar:
                catalogue.fill(path, bar.update)
            mine = [one.casefold() for one in me] or [catalogue.guess_me() or ""]
            importing = Importing(book, store, _settings().timezone, now)
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
    with _kindly(), _own_store() as store:
        if voice:
            forget_voice(store)
            click.echo("Forgotten: drafts are worded as the rules have it.")
        elif everything:
            click.confirm("Delete the whole ledger and all timings?", abort=True)
            forget_everything(store)
            click.echo("Forgotten. Paired browsers and settings stay.")
        else:
            known = _desk(store).forget(Person(address=address))
            click.echo("Forgotten." if known else f"Nothing is noted of {address}.")


@main.command()
@click.argument("since", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("until", type=click.DateTime(["%Y-%m-%d"]))
def away(since: datetime, until: datetime) -> None:
    """Show what falls due from SINCE until before UNTIL (2026-12-24), with a notice for each."""
    with _kindly(), _own_store() as store:
        zone = _settings().timezone
        days = (since.replace(tzinfo=zone), until.replace(tzinfo=zone))
        click.echo(terminal.away_report(_desk(store).away(*days, None)))


@main.command()
@click.option("--list", "listing", is_flag=True, help="Show who is paired.")
@click.option("--revoke", metavar="ID", help="Forget a paired browser.")
def pair(revoke: str | None, *, listing: bool) -> None:
    """Make a one-time code that pairs a browser with this helper."""
    # The system's keyring takes long to import, and only here is it asked.
    from helper.pairing import Pairing, spaced  # noqa: PLC0415
    from helper.vault import Vault  # noqa: PLC0415

    with _kindly(), _own_store() as store:
        pairing = Pairing(store, Vault(paths.folders().state / "secrets.json"), now)
        if revoke:
            gone = pairing.revoke(revoke)
            click.echo("Forgotten." if gone else f"No paired browser has the id {revoke}.")
        elif listing:
            for client in pairing.clients():
                used = f"{client.used:%Y-%m-%d}" if client.used else "never used"
                click.echo(f"{client.id}  {client.label}  {client.origin or '-'}  {used}")
        else:
            click.echo(f"{spaced(pairing.new_code())}   (valid for five minutes)")


@main.group()
def config() -> None:
    """Show or change what can be set: `list`, `get NAME`, `set NAME VALUE`."""


@config.command(name="list")
def list_config() -> None:
    """Show every setting; a star marks what is not the default."""
    with _kindly():
        for one in Config(paths.folders()).all():
            click.echo(terminal.setting_line(one))


@config.command()
@click.argument("name")
def get(name: str) -> None:
    """Show the value of NAME."""
    with _kindly():
        click.echo(Config(paths.folders()).get(name).value)


@config.command(name="set")
@click.argument("name")
@click.argument("value")
def change_config(name: str, value: str) -> None:
    """Set NAME to VALUE, such as: config set blocks "09:30-11:00, 16:30-17:30"."""
    with _kindly():
        paths.folders().make()
        setting = Config(paths.folders()).set(name, value)
        click.echo(terminal.setting_line(setting))
        if setting.at_start:
            click.echo("A helper that is running takes it over at its next start.")


@main.command(name="doctor")
def examine() -> None:
    """Say what works on this machine, and what to do about what does not."""
    with _kindly():
        from helper import doctor  # noqa: PLC0415 - it looks at all there is, the desktop included

        findings = doctor.examine(paths.folders(), _settings())
        for finding in findings:
            click.echo(f"  {'ok  ' if finding.ok else 'look'}  {finding.name:14} {finding.text}")
        sys.exit(0 if all(finding.ok for finding in findings) else 1)


@main.command()
def extension() -> None:
    """Print the folder to load as an unpacked extension."""
    click.echo(paths.extension())


@main.command(name="autostart")
@click.argument("what", type=click.Choice(["enable", "disable", "status"]))
def start_at_login(what: str) -> None:
    """Start the helper at login, or no longer."""
    home = Path.home()
    config_home = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    way = autostart.for_this_system(home, config_home)
    with _kindly():
        if what == "status":
            click.echo("enabled" if way.enabled() else "disabled")
        elif what == "enable":
            click.echo(way.enable())
        else:
            click.echo(way.disable() if way.enabled() else "it was not enabled")


def _batch(verb: str) -> None:
    from helper import batch  # noqa: PLC0415 - only pipes need what checks their lines

    for line in batch.run(_desk(), verb, sys.stdin):
        click.echo(line)


def _desk(store: Store | None = None) -> Desk:
    """A desk; without a store its memory is empty, for questions that need none."""
    book = _book()
    return Desk(lambda: book, store or Store(Path(":memory:")), _settings(), now)


def _book() -> Rulebook:
    shipped = paths.shipped_rules()
    return load_rulebook(shipped, paths.folders().own_rules, shipped_files(shipped))


@contextmanager
def _own_store() -> Iterator[Store]:
    folders = paths.folders()
    folders.make()
    store = Store(folders.database)
    try:
        yield store
    finally:
        store.close()


def _settings(port: int | None = None) -> Settings:
    return settings_table.load(paths.folders().config / "settings.toml", port=port)


def _mail(file: Path | None) -> Mail:
    if file is None:
        return mailfile.parse(sys.stdin.buffer.read())
    return mailfile.read_file(file)


def _text(file: Path | None) -> str:
    return file.read_text(encoding="utf-8") if file else sys.stdin.read()


@contextmanager
def _kindly() -> Iterator[None]:
    """Turn the errors a user can do something about into one sentence and exit code 1."""
    try:
        yield
    except _KNOWN as error:
        raise click.ClickException(str(error)) from error
    except sqlite3.Error as error:
        trouble = troubles.of_ledger(error)
        if trouble is None:
            raise
        raise click.ClickException(trouble.words) from error

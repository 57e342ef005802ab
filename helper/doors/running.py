"""``aizuchi run``: one helper, its sample and its instructions, until Ctrl+C."""

from __future__ import annotations

import signal
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click
from filelock import FileLock, Timeout
from waitress.server import BaseWSGIServer

from helper import backups, paths
from helper import settings as settings_table
from helper.desk.desk import Desk
from helper.doors import browser, terminal
from helper.doors.pairing import spaced
from helper.doors.service import Service, log_to
from helper.mailboxes import mailfile
from helper.paths import Folders
from helper.rulebook import DEFAULT_LANGUAGE
from helper.settings import Settings, computers_language


def run_helper(folders: Folders, settings: Settings, *, show: bool, quiet: bool) -> None:
    """Start the helper and keep it running; ``show`` opens a practice browser.

    Raises:
        click.ClickException: another helper runs, or another program has the port.
    """
    log_to(folders, quiet=quiet)
    settings_table.write_default(folders.config / "settings.toml")
    with _single_instance(folders.state / "helper.lock", settings):
        service = Service(folders, settings)
        if service.mended:
            click.echo(backups.in_words(service.mended), err=True)
        if not service.vault.answers:
            click.echo(service.vault.backend, err=True)
        server = _bind(service)
        window = None
        if not quiet:
            _welcome(service.desk, settings.language or computers_language())
            _explain(service)
            window = _open_browser(service, folders) if show else None
        signal.signal(signal.SIGTERM, _leave)
        signal.signal(signal.SIGINT, _leave)
        try:
            service.run(server)
        finally:
            if window:
                window.close()


@contextmanager
def _single_instance(lock: Path, settings: Settings) -> Iterator[None]:
    try:
        with FileLock(lock, timeout=0):
            yield
    except Timeout:
        message = f"Aizuchi already runs, on 127.0.0.1:{settings.port} unless told otherwise."
        raise click.ClickException(
            f"{message} Nothing to do; `aizuchi pair` pairs a browser."
        ) from None


def _bind(service: Service) -> BaseWSGIServer:
    try:
        return service.bind()
    except OSError as error:
        port = service.settings.port
        raise click.ClickException(
            f"Port {port} is taken by another program ({error.strerror})."
            f" Choose one with --port {port + 1}, and the same in the extension."
        ) from error


def _welcome(desk: Desk, language: str) -> None:
    own = paths.shipped_rules() / language / "sample.eml"
    english = paths.shipped_rules() / DEFAULT_LANGUAGE / "sample.eml"
    sample = mailfile.read_file(own if own.is_file() else english)
    sender = sample.sender.name if sample.sender else ""
    click.echo(f"\nA sample mail from {sender}, “{sample.subject}”, and how it reads:\n")
    click.echo(textwrap.indent(sample.text or "", "  | "))
    click.echo(terminal.reading_report(desk.read(sample)))


def _open_browser(service: Service, folders: Folders) -> browser.Browser | None:
    program = browser.find()
    if program is None or not browser.has_display():
        return None
    try:
        window = browser.Browser(program, folders.state / "browser", paths.extension())
        code = service.pairing.new_code()
        window.open(f"desk/practice.html#pair={code}&port={service.settings.port}")
    except OSError as error:
        click.echo(f"\nNo practice browser could be opened ({error}).")
        return None
    click.echo("\nA browser with the practice inbox is open, already paired.")
    return window


def _explain(service: Service) -> None:
    click.echo(f"""
Helper     http://127.0.0.1:{service.settings.port} (this computer only)
Extension  {paths.extension()}

  1. Open chrome://extensions (or edge://extensions), switch on Developer mode.
  2. Choose "Load unpacked" and pick the folder above.
  3. Open Gmail or Outlook on the web, click the Aizuchi button, and type the code:

     {spaced(service.pairing.new_code())}     (five minutes; `aizuchi pair` makes a new one)

Ctrl+C stops the helper.""")


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)

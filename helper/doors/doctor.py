"""What works on this machine, and what to do about what does not."""

from __future__ import annotations

import json
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

from helper import backups, paths
from helper.doors import browser
from helper.paths import Folders
from helper.remembering.reminding.notifying import Desktop
from helper.rulebook import RuleError, load_rulebook
from helper.settings import Settings
from helper.store import Store, StoreError
from helper.vault import Vault

TIMEOUT_SECONDS = 2
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""No proxy that the environment names has a part in what this computer says to itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``text`` says what it is, or what to do."""

    name: str
    ok: bool
    text: str


def examine(folders: Folders, settings: Settings) -> list[Finding]:
    """Look at everything the helper depends on; makes missing folders, and no ledger."""
    folders.make()
    return list(_findings(folders, settings))


def _findings(folders: Folders, settings: Settings) -> Iterator[Finding]:
    yield _rules(folders)
    yield ledger(folders)
    if folders.database.exists():
        yield _voice(folders)
    yield port(settings.port)
    vault = Vault(folders.state / "secrets.json")
    yield Finding(name="secrets", ok=vault.answers, text=vault.backend)
    yield _notifications()
    program = browser.find()
    yield Finding(
        name="browser", ok=program is not None, text=program or "install Chromium, Chrome or Edge"
    )
    manifest = paths.extension() / "manifest.json"
    yield Finding(name="extension", ok=manifest.is_file(), text=str(manifest.parent))


def _rules(folders: Folders) -> Finding:
    try:
        book = load_rulebook(paths.shipped_rules(), folders.own_rules)
    except RuleError as error:
        return Finding(name="rules", ok=False, text=str(error))
    return Finding(
        name="rules", ok=True, text=f"{', '.join(book.reading)}; your own in {folders.own_rules}"
    )


def ledger(folders: Folders) -> Finding:
    """Whether the ledger is whole, and which copies of it there are."""
    database = folders.database
    copies = backups.all_of(database)
    newest = f"newest copy {copies[0].name}" if copies else "no copy yet"
    if not database.exists():
        return Finding(name="ledger", ok=True, text=f"{database}: none yet, {newest}")
    if not backups.is_whole(database):
        text = f"{database} is broken ({newest}): `aizuchi run` sets it aside and restores the copy"
        return Finding(name="ledger", ok=False, text=text)
    try:
        store = Store(database)
        count = store.db.execute("SELECT count(*) FROM promises").fetchone()[0]
        store.close()
    except (StoreError, sqlite3.Error) as error:
        return Finding(name="ledger", ok=False, text=str(error))
    broken = backups.set_aside(database)
    aside = f"; broken ones kept aside: {', '.join(one.name for one in broken)}" if broken else ""
    text = f"{database}: {count} promises, whole, {newest}{aside}"
    return Finding(name="ledger", ok=True, text=text)


def _voice(folders: Folders) -> Finding:
    """What was learned of how the user writes, and how to be rid of it."""
    try:
        store = Store(folders.database)
    except (StoreError, sqlite3.Error):
        return Finding(name="voice", ok=True, text="not looked at")
    mails = store.db.execute("SELECT count(*) FROM replies WHERE voice NOT IN ('', '[]')")
    count = mails.fetchone()[0]
    store.close()
    text = f"greeting and closing of {count} sent mails; `aizuchi forget --voice` forgets them"
    return Finding(name="voice", ok=True, text=text)


def port(number: int) -> Finding:
    """Who answers on our port: the helper, nobody, or another program."""
    url = f"http://127.0.0.1:{number}/v1/hello"
    try:
        with _DIRECT.open(url, timeout=TIMEOUT_SECONDS) as answer:
            product = json.load(answer).get("product")
    except urllib.error.HTTPError:
        product = None
    except (OSError, ValueError):
        return Finding(
            name="port", ok=True, text=f"{number} is free; `aizuchi run` starts the helper"
        )
    if product == "aizuchi":
        return Finding(name="port", ok=True, text=f"the helper answers on {number}")
    return Finding(
        name="port", ok=False, text=f"another program has {number}: start with --port {number + 1}"
    )


def _notifications() -> Finding:
    desktop = Desktop(on_action=lambda _action, _promises: None)
    desktop.start()
    try:
        channel, reason = desktop.channel, desktop.reason
    finally:
        desktop.stop()
    if channel == "desktop":
        return Finding(name="notifications", ok=True, text="the desktop shows reminders")
    return Finding(
        name="notifications", ok=False, text=f"{reason}: the browser shows reminders instead"
    )

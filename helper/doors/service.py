"""The running helper: every part made once, put together, started and stopped in order."""

from __future__ import annotations

import logging
import sqlite3
import threading
import webbrowser
from datetime import date, timedelta
from logging.handlers import RotatingFileHandler

from flask import Flask
from waitress.server import BaseWSGIServer

from helper import __version__, backups, paths
from helper import settings as settings_table
from helper.clock import Clock, now
from helper.desk.desk import Desk
from helper.doors import app
from helper.doors.api import PRODUCT
from helper.doors.config import AT_START, Config
from helper.doors.pairing import Pairing
from helper.doors.switches import Switches
from helper.paths import Folders
from helper.remembering.reminding.notices import Action, Standing
from helper.remembering.reminding.notifying import Desktop
from helper.rulebook import Notebook, spoken
from helper.rulebook.keeper import Keeper
from helper.rulebook.practice import situations
from helper.settings import Settings, SettingsError
from helper.store import Store, StoreError
from helper.vault import Vault
from helper.wire.household import (
    Notifications,
    RulesStatus,
    Secrets,
    Setting,
    Situation,
    Situations,
    Status,
    Why,
)

LOG_BYTES = 1_000_000
LOG_FILES = 3
HOUSE_SECONDS = 60.0
"""Between two looks for what the day wants: a copy, a clearing out, a word in the morning."""
SETTINGS_SECONDS = 2.0
"""So soon a change in the settings' file is noticed."""
_log = logging.getLogger(__name__)


class Service:
    """Store, rules, secrets, desk and door of one user. The clock is passed in for tests."""

    def __init__(self, folders: Folders, settings: Settings, clock: Clock = now) -> None:
        """Open everything, a broken ledger from its backup; nothing runs yet.

        Raises:
            StoreError: the database cannot be used.
            RuleError: the shipped rules are broken.
        """
        folders.make()
        self.folders = folders
        self.settings = settings
        self.keeper = Keeper(paths.shipped_rules(), folders.own_rules, Notebook(folders.notebook))
        self._clock = clock
        self._closing = threading.Event()
        self._forgot: tuple[date, int] | None = None
        self._changing = threading.Lock()  # a file is read, changed and written: one at a time
        self.mended = backups.mend(folders.database, clock())
        self.store = Store(folders.database)
        self.vault = Vault(folders.state / "secrets.json")
        self.pairing = Pairing(self.store, self.vault, clock)
        self.desktop = Desktop(self._pressed, Standing(self.store))
        channel = self.desktop if settings.notify == "desktop" else None
        self.desk = Desk(lambda: self.keeper.book, self.store, settings, clock, channel)
        self.config = Config(folders)
        self.switches = Switches(folders)
        self._seen = self._written()
        self.app: Flask = app.create_app(self)

    def status(self) -> Status:
        """How all of this is."""
        why = self._why_not_desktop()
        shows = why in (None, "no_buttons")
        return Status(
            product=PRODUCT,
            version=__version__,
            languages=tuple(self.keeper.book.reading),
            rules=RulesStatus(
                ok=self.keeper.problem is None,
                problem=self.keeper.problem,
                outgrown=self.keeper.outgrown,
            ),
            notifications=Notifications(channel="desktop" if shows else "extension", why=why),
            secrets=Secrets(keyring=self.vault.keyring, file=self.vault.file),
            ledger=self.mended,
        )

    def set(self, name: str, text: str) -> Setting:
        """Change one setting, in its file and in this house.

        Raises:
            SettingsError: there is none of this name, or the text is no value for it.
        """
        with self._changing:
            setting = self.config.set(name, text)
            self.keeper.reload()
            if name in Settings.model_fields and not setting.at_start:
                mine = {**self.settings.model_dump(), name: setting.value}
                self._adopt(Settings.model_validate(mine))
            self._seen = self._written()
            return setting

    def switch(self, language: str, rule: str, *, on: bool) -> None:
        """Let a rule of the checklist speak, or be silent.

        Raises:
            SettingsError: there is no such rule.
        """
        with self._changing:
            self.switches.switch(language, rule, on=on)
            self.keeper.reload()

    def practice(self, language: str) -> Situations:
        """The situations to practise on; English where there are none in ``language``.

        Raises:
            RuleError: the user's own file of situations is broken.
        """
        folders = [paths.shipped_rules(), self.folders.own_rules]
        found = spoken(language, self.keeper.book.replying)
        return Situations(
            language=found,
            situations=tuple(
                Situation(**{**one.model_dump(exclude={"try_"}), "try_it": one.try_})
                for one in situations(folders, found).situations
            ),
        )

    def _why_not_desktop(self) -> Why | None:
        if self.settings.notify != "desktop":
            return self.settings.notify
        if self.desktop.channel is None:
            return "silent"
        return "no_buttons" if self.desktop.reason else None

    def _pressed(self, action: Action, promises: tuple[int, ...]) -> None:
        self.desk.act(action, promises, webbrowser.open)

    def bind(self) -> BaseWSGIServer:
        """Take the port.

        Raises:
            OSError: another program has it.
        """
        return app.bind(self.app, self.settings.port)

    def run(self, server: BaseWSGIServer) -> None:
        """Serve until SystemExit or KeyboardInterrupt; running requests are finished first."""
        self.keeper.start()
        if self.settings.notify == "desktop":
            self.desktop.start()
        self.desk.reminding.start()
        for keeping in (self._keep_house, self._follow_settings):
            threading.Thread(target=keeping, name=keeping.__name__, daemon=True).start()
        try:
            server.run()
        finally:
            server.close()
            self.close()

    def _keep_house(self) -> None:
        while not self._closing.wait(HOUSE_SECONDS):
            self.back_up()
            self.forget_the_old()
            try:
                self.desk.say_morning()
            except Exception as error:  # noqa: BLE001 - tomorrow is another morning
                _log.error("The morning was not told: %s", type(error).__name__)

    def _follow_settings(self) -> None:
        while not self._closing.wait(SETTINGS_SECONDS):
            self.follow_settings()

    def follow_settings(self) -> None:
        """Go on with what `aizuchi config` or an editor wrote; what is broken changes nothing."""
        with self._changing:
            if (written := self._written()) == self._seen:
                return
            self._seen = written
            try:
                fresh = settings_table.load(self.folders.config / "settings.toml")
            except (SettingsError, OSError) as error:
                _log.error("Settings not used, the last good ones stay: %s", error)
                return
            kept = {name: getattr(self.settings, name) for name in AT_START}
            self._adopt(Settings.model_validate({**fresh.model_dump(), **kept}))

    def _written(self) -> int:
        """When the settings' file was last changed."""
        try:
            return (self.folders.config / "settings.toml").stat().st_mtime_ns
        except OSError:
            return 0

    def _adopt(self, settings: Settings) -> None:
        self.settings = settings
        self.desk.adopt(settings)

    def back_up(self) -> None:
        """Make today's copy of the ledger, unless it is there; a failure is told in the log."""
        try:
            backups.keep(self.folders.database, self._clock())
        except (sqlite3.Error, OSError) as error:
            _log.error("No backup could be made: %s", error)

    def forget_the_old(self) -> None:
        """Once a day, if the user wants it, delete what is older than they like to keep."""
        now, days = self._clock(), self.settings.keep_days
        if not days or self._forgot == (now.date(), days):
            return
        try:
            self.desk.forget_before(now - timedelta(days=days))
            self._forgot = (now.date(), days)
        except (StoreError, sqlite3.Error, OSError) as error:
            _log.error("What is old could not be deleted: %s", error)

    def close(self) -> None:
        """Stop watching and reminding, let go of the desktop, fold the log into the database."""
        self._closing.set()
        self.keeper.stop()
        self.desk.reminding.stop()
        self.desktop.stop()
        self.store.close()


def log_to(folders: Folders, *, quiet: bool) -> None:
    """Log to a rotating file, and warnings to the terminal; nothing there quotes a mail."""
    folders.make()
    file = RotatingFileHandler(
        folders.logs / "aizuchi.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    terminal = logging.StreamHandler()
    terminal.setLevel(logging.ERROR if quiet else logging.WARNING)
    logging.basicConfig(
        level=logging.INFO,
        handlers=[file, terminal],
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        force=True,
    )

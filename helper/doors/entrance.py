"""What every command of the terminal needs: settings, ledger, and kind words for mistakes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import click

from helper import paths, troubles
from helper import settings as settings_table
from helper.doors.autostart import AutostartError
from helper.mailboxes.mailparts import MailFileError
from helper.remembering.keeping.ledger import ChangeError
from helper.rulebook import RuleError
from helper.settings import Settings, SettingsError
from helper.store import Store, StoreError

_KNOWN = (
    AutostartError,
    ChangeError,
    MailFileError,
    RuleError,
    SettingsError,
    StoreError,
    UnicodeError,
)


@contextmanager
def own_store() -> Iterator[Store]:
    """The user's own ledger, for as long as a command needs it."""
    folders = paths.folders()
    folders.make()
    store = Store(folders.database)
    try:
        yield store
    finally:
        store.close()


def own_settings(port: int | None = None) -> Settings:
    """The user's own settings; ``port`` is what the command line says."""
    return settings_table.load(paths.folders().config / "settings.toml", port=port)


@contextmanager
def kindly() -> Iterator[None]:
    """Turn the errors a user can do something about into one sentence and exit code 1."""
    try:
        yield
    except BrokenPipeError:
        raise  # Whoever reads has seen enough, as in `aizuchi read FILE | head`: no mistake.
    except OSError as error:
        raise click.ClickException(troubles.of_path(error)) from error
    except _KNOWN as error:
        raise click.ClickException(str(error)) from error
    except sqlite3.Error as error:
        trouble = troubles.of_ledger(error)
        if trouble is None:
            raise
        raise click.ClickException(trouble.words) from error

"""The tables of the SQLite file, and how they came to be: each newer version adds a migration.

No mail body is ever stored. The tables hold what a promise, a contact card and a timing need;
README lists every column a user would ask about.

A migration is a numbered function; ``PRAGMA user_version`` tells how many have run, and a
migration and its number roll back together. Never use ``executescript`` in one: it commits
first (Python docs, sqlite3.Cursor.executescript).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable


def m001_initial(db: sqlite3.Connection) -> None:
    """People, their mails' timings and levels, promises with history, paired browsers."""
    for statement in _INITIAL:
        db.execute(statement)


_INITIAL = (
    """CREATE TABLE people (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        name TEXT,
        address TEXT
    ) STRICT""",
    # One inbound mail that was read: when, how hot, of which kind, in a few words about what.
    """CREATE TABLE mails (
        id INTEGER PRIMARY KEY,
        app TEXT NOT NULL,
        account TEXT NOT NULL,
        thread TEXT NOT NULL,
        message TEXT NOT NULL,
        person INTEGER REFERENCES people(id) ON DELETE CASCADE,
        received TEXT NOT NULL,
        opened TEXT NOT NULL,
        language TEXT NOT NULL,
        kind TEXT,
        level INTEGER,
        cause TEXT,
        about TEXT NOT NULL DEFAULT '',
        thanks INTEGER NOT NULL DEFAULT 0,
        UNIQUE (app, account, thread, message)
    ) STRICT""",
    # One mail the user sent: id makes a repeated report harmless; sorries holds the ids of the
    # forms of sorry in it, so that the same person does not get the same one again (B32).
    """CREATE TABLE replies (
        id TEXT PRIMARY KEY,
        app TEXT NOT NULL,
        account TEXT NOT NULL,
        thread TEXT NOT NULL,
        person INTEGER REFERENCES people(id) ON DELETE CASCADE,
        sent TEXT NOT NULL,
        answers INTEGER REFERENCES mails(id) ON DELETE SET NULL,
        report TEXT NOT NULL DEFAULT '',
        sorries TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    """CREATE TABLE promises (
        id INTEGER PRIMARY KEY,
        state TEXT NOT NULL,
        form TEXT NOT NULL,
        sentence TEXT NOT NULL,
        due TEXT,
        due_text TEXT,
        grain TEXT,
        zone TEXT NOT NULL,
        made TEXT NOT NULL,
        person INTEGER REFERENCES people(id) ON DELETE CASCADE,
        app TEXT NOT NULL,
        account TEXT NOT NULL,
        thread TEXT,
        subject TEXT,
        link TEXT,
        language TEXT NOT NULL,
        reply TEXT REFERENCES replies(id) ON DELETE SET NULL,
        closed TEXT,
        snoozed TEXT,
        notice INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    """CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        promise INTEGER NOT NULL REFERENCES promises(id) ON DELETE CASCADE,
        at TEXT NOT NULL,
        what TEXT NOT NULL,
        detail TEXT
    ) STRICT""",
    # What has been notified: one row per promise, stage and due time, so each fires once.
    """CREATE TABLE notified (
        promise INTEGER NOT NULL REFERENCES promises(id) ON DELETE CASCADE,
        stage TEXT NOT NULL,
        due TEXT NOT NULL,
        at TEXT NOT NULL,
        shown TEXT,
        PRIMARY KEY (promise, stage, due)
    ) STRICT""",
    """CREATE TABLE clients (
        id TEXT PRIMARY KEY,
        label TEXT NOT NULL,
        origin TEXT,
        paired TEXT NOT NULL,
        used TEXT
    ) STRICT""",
    # The one pairing code in force; only its hash is kept.
    """CREATE TABLE pairing (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        code TEXT NOT NULL,
        expires TEXT NOT NULL,
        tries INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX promises_by_due ON promises (state, due)",
    "CREATE INDEX promises_by_thread ON promises (app, account, thread)",
    "CREATE INDEX promises_by_person ON promises (person)",
    "CREATE INDEX mails_by_person ON mails (person, received)",
    "CREATE INDEX mails_by_received ON mails (received)",
    "CREATE INDEX mails_by_thread ON mails (app, account, thread, received)",
    "CREATE INDEX replies_by_answer ON replies (answers)",
    "CREATE INDEX replies_by_thread ON replies (app, account, thread, sent)",
    "CREATE INDEX events_by_promise ON events (promise, at)",
)


def m002_attention(db: sqlite3.Connection) -> None:
    """Stretches of time spent with a thread, and the reply they went into (B77)."""
    db.execute(
        """CREATE TABLE attention (
            id INTEGER PRIMARY KEY,
            app TEXT NOT NULL,
            account TEXT NOT NULL,
            thread TEXT NOT NULL,
            kind TEXT,
            level INTEGER,
            start TEXT NOT NULL,
            end TEXT NOT NULL,
            reply TEXT REFERENCES replies(id) ON DELETE SET NULL
        ) STRICT"""
    )
    db.execute("CREATE INDEX attention_by_end ON attention (end)")
    db.execute("CREATE INDEX attention_by_thread ON attention (app, account, thread)")
    db.execute("CREATE INDEX attention_by_reply ON attention (reply)")


def m003_rounds_and_notices(db: sqlite3.Connection) -> None:
    """Promises that come again, and what still stands on the desktop."""
    db.execute("ALTER TABLE promises ADD COLUMN every TEXT")
    # A notice on the screen: a helper started anew still knows what its buttons are about.
    db.execute(
        """CREATE TABLE notices (
            desktop TEXT NOT NULL,
            number INTEGER NOT NULL,
            promise INTEGER NOT NULL REFERENCES promises(id) ON DELETE CASCADE,
            PRIMARY KEY (desktop, number, promise)
        ) STRICT"""
    )
    db.execute("CREATE INDEX promises_by_reply ON promises (reply)")


def m004_mornings(db: sqlite3.Connection) -> None:
    """The days on which the digest was announced: once each (B74)."""
    db.execute("CREATE TABLE mornings (day TEXT PRIMARY KEY) STRICT")


def m005_inferred_times(db: sqlite3.Connection) -> None:
    """Times that were not said in full, until the user confirms them."""
    db.execute("ALTER TABLE promises ADD COLUMN inferred INTEGER NOT NULL DEFAULT 0")


def m006_indices(db: sqlite3.Connection) -> None:
    """Ways to what is asked every day that stay short in a ledger of many years."""
    db.execute("DROP INDEX promises_by_thread")  # a claim asks for the thread alone
    for statement in (
        "CREATE INDEX promises_by_thread ON promises (thread, app, account)",
        "CREATE INDEX promises_by_end ON promises (state, closed)",
        "CREATE INDEX promises_by_making ON promises (made)",
        "CREATE INDEX replies_by_time ON replies (sent)",
        "CREATE INDEX replies_by_person ON replies (person, sent)",
        "CREATE INDEX mails_by_opening ON mails (opened)",
    ):
        db.execute(statement)


def m007_voice(db: sqlite3.Connection) -> None:
    """Which greeting, closing and short forms of the rules a sent mail has; never its words."""
    db.execute("ALTER TABLE replies ADD COLUMN voice TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE replies ADD COLUMN language TEXT NOT NULL DEFAULT ''")


def m008_codes(db: sqlite3.Connection) -> None:
    """Several pairing codes at once: the terminal shows one while a browser is given another."""
    db.execute("DROP TABLE pairing")
    db.execute(
        """CREATE TABLE pairing (
            code TEXT PRIMARY KEY,
            expires TEXT NOT NULL,
            tries INTEGER NOT NULL
        ) STRICT"""
    )


def m009_handed(db: sqlite3.Connection) -> None:
    """The things of a promise that came with a mail of the user, while others are missing."""
    db.execute(
        """CREATE TABLE handed (
            promise INTEGER NOT NULL REFERENCES promises(id) ON DELETE CASCADE,
            mail TEXT NOT NULL,
            thing TEXT NOT NULL,
            PRIMARY KEY (promise, mail, thing)
        ) STRICT"""
    )


def m010_end_of_rounds(db: sqlite3.Connection) -> None:
    """When what comes again ends, if that was said."""
    db.execute("ALTER TABLE promises ADD COLUMN until TEXT")


def m011_unsolved(db: sqlite3.Connection) -> None:
    """What a customer wrote did not help has a name of its own: a person's failures count it."""
    db.execute(
        """UPDATE events SET what = 'unsolved' WHERE what = 'reopened'
        AND (detail = '' OR detail IN (SELECT message FROM mails))"""
    )


def m012_was(db: sqlite3.Connection) -> None:
    """How a row stood before it was closed last, so that this can be taken back."""
    db.execute("ALTER TABLE promises ADD COLUMN was TEXT")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    m001_initial,
    m002_attention,
    m003_rounds_and_notices,
    m004_mornings,
    m005_inferred_times,
    m006_indices,
    m007_voice,
    m008_codes,
    m009_handed,
    m010_end_of_rounds,
    m011_unsolved,
    m012_was,
)

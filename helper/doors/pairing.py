"""Who is a friend: a one-time code makes a browser known, a token proves it ever after.

The code is shown in the terminal and typed into the extension: 8 digits, 5 minutes, 5 tries.
The token is given once; here stays only its SHA-256, the *verifier*. It checks the token, and
it is the key with which the helper proves in `hello` that it is the one that was paired, so
another program squatting on the port gets no mail text (KeePassXC #9393).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from helper.clock import Clock
from helper.store import Store, to_moment, to_text
from helper.vault import Vault

CODE_DIGITS = 8
CODE_LIFE = timedelta(minutes=5)
CODE_TRIES = 5
MAX_LABEL = 80


class PairingError(Exception):
    """The code was wrong, or none is in force. ``final``: only a new code helps."""

    def __init__(self, message: str, *, final: bool) -> None:
        super().__init__(message)
        self.final = final
        self.known = "no_code" if final else "wrong_code"
        """By which the extension knows it."""


@dataclass(frozen=True, slots=True)
class Client:
    """A paired browser. ``origin`` is pinned at pairing, ``None`` for a command line."""

    id: str
    label: str
    origin: str | None
    paired: datetime
    used: datetime | None


class Pairing:
    """Codes, tokens and paired clients, in the database and the vault."""

    def __init__(self, store: Store, vault: Vault, clock: Clock) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._verifiers: dict[str, str] = {}

    def new_code(self) -> str:
        """Make a code that pairs one browser; those made before stay in force for their time."""
        code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
        expires = to_text(self._clock() + CODE_LIFE)
        with self._store.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO pairing (code, expires, tries) VALUES (?, ?, ?)",
                (_digest(code), expires, CODE_TRIES),
            )
        return code

    def pair(self, code: str, label: str, origin: str | None) -> tuple[str, str]:
        """Trade the code for ``(client, token)``; the token is shown this one time.

        Raises:
            PairingError: wrong code, too late, or too many tries.
        """
        self._use_code("".join(filter(str.isdigit, code)))
        client = secrets.token_hex(8)
        token = f"{client}.{secrets.token_urlsafe(32)}"
        self._vault.put(_name(client), _digest(token))
        with self._store.transaction() as db:
            db.execute(
                "INSERT INTO clients (id, label, origin, paired) VALUES (?, ?, ?, ?)",
                (client, _printable(label), origin, to_text(self._clock())),
            )
        return client, token

    def known(self, token: str) -> Client | None:
        """The client whose token this is; compared in constant time."""
        client = self._client(token.partition(".")[0])
        if client is None:
            return None
        verifier = self._verifier(client.id)
        if verifier is None or not hmac.compare_digest(verifier, _digest(token)):
            return None
        return client

    def proof(self, nonce: str, client: str) -> str | None:
        """HMAC-SHA256 (RFC 2104) over the caller's nonce, or ``None`` for a stranger's id."""
        verifier = self._verifier(client) if self._client(client) else None
        if verifier is None:
            return None
        message = f"aizuchi-hello:{nonce}".encode()
        return hmac.new(bytes.fromhex(verifier), message, hashlib.sha256).hexdigest()

    def clients(self) -> list[Client]:
        """Everyone who is paired, oldest first."""
        rows = self._store.db.execute("SELECT * FROM clients ORDER BY paired, id")
        return [_client(row) for row in rows]

    def revoke(self, client: str) -> bool:
        """Forget a client; its token is worthless at once. ``False`` when it was unknown."""
        with self._store.transaction() as db:
            gone = db.execute("DELETE FROM clients WHERE id = ?", (client,)).rowcount > 0
        self._verifiers.pop(client, None)
        self._vault.drop(_name(client))
        return gone

    def note_use(self, client: Client) -> None:
        """Remember the day a client last called; once a day, for the list of clients."""
        now = self._clock()
        if client.used is None or now - client.used > timedelta(days=1):
            with self._store.transaction() as db:
                db.execute("UPDATE clients SET used = ? WHERE id = ?", (to_text(now), client.id))

    def _use_code(self, code: str) -> None:
        """Take the code out of force; a wrong one is a try the less for all that are."""
        with self._store.transaction() as db:
            now = to_text(self._clock())
            db.execute("DELETE FROM pairing WHERE expires <= ? OR tries <= 0", (now,))
            codes = db.execute("SELECT code, tries FROM pairing").fetchall()
            if not codes:
                message = "No pairing code is in force. Run `aizuchi pair` for a new one."
                raise PairingError(message, final=True)
            given = _digest(code)
            right = [row["code"] for row in codes if hmac.compare_digest(row["code"], given)]
            if right:
                db.execute("DELETE FROM pairing WHERE code = ?", right)
            else:
                db.execute("UPDATE pairing SET tries = tries - 1")
        if not right:
            left = max(row["tries"] for row in codes) - 1
            message = f"That is not the code. {left} tries left; `aizuchi pair` makes a new one."
            raise PairingError(message, final=left <= 0)

    def _client(self, client: str) -> Client | None:
        row = self._store.db.execute("SELECT * FROM clients WHERE id = ?", (client,)).fetchone()
        return _client(row) if row else None

    def _verifier(self, client: str) -> str | None:
        """From memory after the first time: a keyring asked at each call would be slow."""
        if client not in self._verifiers:
            found = self._vault.get(_name(client))
            if found is None:
                return None
            self._verifiers[client] = found
        return self._verifiers[client]


def _name(client: str) -> str:
    return f"client:{client}"


def _printable(label: str) -> str:
    """A label that can be shown in a terminal: it comes from the other side."""
    return "".join(filter(str.isprintable, label))[:MAX_LABEL]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _client(row: sqlite3.Row) -> Client:
    paired, used = datetime.fromisoformat(row["paired"]), to_moment(row["used"])
    return Client(row["id"], row["label"], row["origin"], paired, used)


def spaced(code: str) -> str:
    """A code as it is read out: two groups of four."""
    return f"{code[:4]} {code[4:]}"

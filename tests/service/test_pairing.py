"""One code, five minutes, five tries; a token proves a friend; a proof proves the helper."""

from __future__ import annotations

import hashlib
import hmac
import threading
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from helper.doors.pairing import CODE_LIFE, CODE_TRIES, Pairing, PairingError
from helper.store import Store
from helper.vault import Vault
from tests.clock import HeldClock


@pytest.fixture
def pairing(store: Store, tmp_path: Path, held: HeldClock) -> Pairing:
    """Pairing on a real database, with the file as vault."""
    keyring.set_keyring(NoKeyring())
    return Pairing(store, Vault(tmp_path / "secrets.json"), held)


def test_a_code_pairs_once(pairing: Pairing) -> None:
    """Spaces and dashes do not matter; a used code is void."""
    code = pairing.new_code()

    client, token = pairing.pair(f" {code[:4]}-{code[4:]} ", "Work laptop", "chrome-extension://a")

    known = pairing.known(token)
    assert known is not None
    assert (known.id, known.label, known.origin) == (client, "Work laptop", "chrome-extension://a")
    with pytest.raises(PairingError, match="aizuchi pair"):
        pairing.pair(code, "again", None)


def test_five_wrong_tries_void_the_code(pairing: Pairing) -> None:
    """After the fifth even the right code is refused for good."""
    code = pairing.new_code()
    wrong = str((int(code) + 1) % 10**8).zfill(8)

    finals = []
    for _ in range(5):
        with pytest.raises(PairingError) as caught:
            pairing.pair(wrong, "guess", None)
        finals.append(caught.value.final)

    assert finals == [False, False, False, False, True]
    with pytest.raises(PairingError):
        pairing.pair(code, "late", None)


def test_a_race_of_guesses_gets_no_more_than_five(pairing: Pairing) -> None:
    """Forty threads at once: tries are counted in the database, not in luck."""
    code = pairing.new_code()
    outcomes: list[str] = []

    def guess(number: int) -> None:
        try:
            pairing.pair(str(number).zfill(8), "guess", None)
        except PairingError as error:
            outcomes.append("no code" if "No pairing code" in str(error) else "counted")

    guesses = [n for n in range(41) if str(n).zfill(8) != code][:40]
    threads = [threading.Thread(target=guess, args=(n,)) for n in guesses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count("counted") == 5
    assert outcomes.count("no code") == 35


def test_a_code_dies_after_five_minutes(pairing: Pairing, held: HeldClock) -> None:
    """Late is too late."""
    code = pairing.new_code()
    held.now += CODE_LIFE

    with pytest.raises(PairingError, match="No pairing code"):
        pairing.pair(code, "late", None)


def test_each_code_in_force_pairs_one(pairing: Pairing) -> None:
    """The one on the terminal holds while a practice browser is given another."""
    shown, given = pairing.new_code(), pairing.new_code()
    pairing.pair(given, "practice", None)
    pairing.pair(shown, "my own", None)
    assert {client.label for client in pairing.clients()} == {"practice", "my own"}
    with pytest.raises(PairingError, match="No pairing code"):
        pairing.pair(shown, "again", None)


def test_a_wrong_code_is_a_try_of_every_code(pairing: Pairing) -> None:
    """So that many codes are no easier to guess than one."""
    codes = {pairing.new_code() for _ in range(3)}
    wrong = next(guess for n in range(4) if (guess := str(n).zfill(8)) not in codes)
    for _ in range(CODE_TRIES):
        with pytest.raises(PairingError, match="not the code"):
            pairing.pair(wrong, "guess", None)
    for code in codes:
        with pytest.raises(PairingError, match="No pairing code"):
            pairing.pair(code, "late", None)


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t + "x", lambda _: "", str.upper])
def test_a_changed_token_is_a_stranger(pairing: Pairing, change: object) -> None:
    """Only the token itself is known."""
    _, token = pairing.pair(pairing.new_code(), "a", None)

    assert callable(change)
    assert pairing.known(change(token)) is None


def test_a_revoked_client_is_a_stranger_at_once(pairing: Pairing) -> None:
    """Also for the proof; revoking twice is harmless."""
    client, token = pairing.pair(pairing.new_code(), "a", None)
    assert pairing.proof("n", client) is not None

    assert pairing.revoke(client)

    assert pairing.known(token) is None
    assert pairing.proof("n", client) is None
    assert not pairing.revoke(client)


def test_the_proof_is_what_the_extension_computes(pairing: Pairing) -> None:
    """HMAC-SHA256 with the token's SHA-256 as key, over the nonce."""
    client, token = pairing.pair(pairing.new_code(), "a", None)
    key = hashlib.sha256(token.encode()).digest()

    expected = hmac.new(key, b"aizuchi-hello:nonce-1", hashlib.sha256).hexdigest()

    assert pairing.proof("nonce-1", client) == expected
    assert pairing.proof("nonce-2", client) != expected
    assert pairing.proof("nonce-1", "0000000000000000") is None


def test_the_token_itself_is_nowhere_on_disk(pairing: Pairing, tmp_path: Path) -> None:
    """Who reads the files cannot call."""
    _, token = pairing.pair(pairing.new_code(), "a", None)
    secret = token.partition(".")[2].encode()

    for file in tmp_path.iterdir():
        assert secret not in file.read_bytes()


def test_use_is_noted_once_a_day(pairing: Pairing, held: HeldClock) -> None:
    """The list of clients shows who still calls; one write a day is enough."""
    _, token = pairing.pair(pairing.new_code(), "a", None)

    for hours in (0, 1, 30):
        held.now += timedelta(hours=hours)
        known = pairing.known(token)
        assert known is not None
        pairing.note_use(known)

    assert pairing.clients()[0].used == held.now

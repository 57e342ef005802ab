"""Every row of the attack table, sent to the really running helper.

A row passes when the helper refuses with the given status, tells nothing, changes nothing, and
still serves its friend afterwards.
"""

from __future__ import annotations

import json

import pytest

from tests.running import Running
from tests.trust.attacks import ATTACKS, Attack, exchange, status_of
from tests.trust.conftest import SECRET


@pytest.mark.parametrize("attack", ATTACKS, ids=[one.name[:60] for one in ATTACKS])
def test_attack(victim: Running, attack: Attack) -> None:
    """Refused as the row says, with nothing told, nothing permitted and nothing changed."""
    answer = exchange(victim, attack.request(victim))

    head, _, body = answer.partition(b"\r\n\r\n")
    assert status_of(answer) in attack.allowed, (head, body[:200])
    assert b"access-control" not in head.lower()
    assert b"set-cookie" not in head.lower()
    assert answer.count(b"HTTP/1.") <= 1, "the rest of a refused request is no request"
    for secret in (SECRET, victim.token, "Traceback", "helper/"):
        assert secret.encode() not in answer
    if b"application/problem+json" in head:
        assert json.loads(body)["detail"]
    promises = victim.get("/promises")["promises"]
    assert [one["subject"] for one in promises] == [SECRET]


def test_each_request_of_a_pipeline_is_looked_at(victim: Running) -> None:
    """What one may ask without a token opens the line for nothing that needs one."""
    first = b"GET /v1/hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    second = b"GET /v1/promises HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    answer = exchange(victim, first + second)
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"HTTP/1.1 401" in answer
    assert SECRET.encode() not in answer


def test_nothing_asked_comes_back_in_a_header(victim: Running) -> None:
    """A line break in what is asked begins no header of the answer."""
    line = b"GET /v1/hello?nonce=%0d%0aSet-Cookie:%20a=b&client=%0d%0aX:y HTTP/1.1\r\n"
    head = exchange(victim, line + b"Host: 127.0.0.1\r\nConnection: close\r\n\r\n").partition(b"{")[
        0
    ]
    assert head.startswith(b"HTTP/1.1 200")
    assert b"set-cookie" not in head.lower()


def test_the_table_is_long_and_each_row_is_another() -> None:
    """At least sixty attacks, none written twice."""
    names = [one.name for one in ATTACKS]
    assert len(names) == len(set(names)) >= 60


def test_a_friend_gets_through(victim: Running) -> None:
    """The row that nothing is changed about is served; else the table would prove nothing."""
    friend = Attack("none", 200, {}, "POST /v1/check HTTP/1.1", b'{"text":"Hi"}')
    assert exchange(victim, friend.request(victim)).startswith(b"HTTP/1.1 200")

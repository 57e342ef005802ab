"""Who may call: every refusal, and the header sets that real browsers were seen to send."""

from __future__ import annotations

import http.client
import json
from pathlib import Path
from typing import Any

import pytest

from helper.doors.guard import MAX_BODY
from helper.doors.service import Service
from tests.running import Running
from tests.service.conftest import BASE, ORIGIN, Caller

FIREFOX = "moz-extension://5d2f7c1e-0000-4000-8000-000000000000"
OTHER = "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba"
PAGE = "https://evil.example"
CHECK = {"text": "Hi"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec_Fetch_Site": "none", "Origin": ORIGIN},
        {"Sec_Fetch_Site": "", "Origin": ""},
    ],
    ids=["Chromium worker", "the same, spelled out", "command line"],
)
def test_friends_are_served(caller: Caller, headers: dict[str, str]) -> None:
    """What the background worker and a command line send passes."""
    assert caller.send("POST", "/check", CHECK, **headers).status_code == 200


def test_firefox_background_is_served(service: Service) -> None:
    """Firefox says same-origin and its own scheme."""
    _, token = service.pairing.pair(service.pairing.new_code(), "fox", FIREFOX)
    caller = Caller(service.app.test_client(), token)

    answer = caller.send("POST", "/check", CHECK, Origin=FIREFOX, Sec_Fetch_Site="same-origin")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": PAGE, "Sec_Fetch_Site": "cross-site"}, 403),
        ({"Origin": PAGE}, 403),
        ({"Origin": "", "Sec_Fetch_Site": "cross-site"}, 403),
        ({"Origin": "", "Sec_Fetch_Site": "same-site"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": OTHER}, 403),
        ({"Origin": "http://127.0.0.1:21810"}, 403),
        ({"Origin": "http://localhost"}, 403),
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer "}, 401),
        ({"Authorization": "Bearer x.y"}, 401),
        ({"Authorization": "Basic eDp5"}, 401),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Type": "multipart/form-data; boundary=x"}, 415),
    ],
)
def test_strangers_are_refused(caller: Caller, headers: dict[str, str], status: int) -> None:
    """Pages, content scripts, other extensions, the token-less and the non-JSON."""
    answer = caller.send("POST", "/check", CHECK, **headers)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["detail"]


@pytest.mark.parametrize("path", ["/read", "/hello", "/pair", "/openapi.json", "/none", "/../x"])
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:21810",
        "127.0.0.1.evil.example",
        "127.0.0.1.nip.io:21810",
        "localhost.evil.example",
        "x.localhost",
        "0.0.0.0:21810",
        "[::1]:21810",
        "127.0.0.1.",
        "2130706433",
        "",
    ],
)
def test_a_rebound_name_is_refused_everywhere(caller: Caller, host: str, path: str) -> None:
    """DNS rebinding keeps the page's name in Host; also on open and unknown paths."""
    answer = caller.client.get(
        f"/v1{path}", headers={"Authorization": f"Bearer {caller.token}", "Host": host}
    )

    assert answer.status_code == 400


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "TRACE", "CONNECT", "QUERY"])
def test_other_methods_are_refused(caller: Caller, method: str) -> None:
    """No preflight is ever answered with a permission."""
    answer = caller.send(method, "/read", Access_Control_Request_Method="POST")

    assert answer.status_code in (403, 405)
    assert not any(name.startswith("Access-Control") for name, _ in answer.headers)


def test_no_answer_carries_cors_or_cookies(caller: Caller) -> None:
    """And every answer is hardened, good or bad."""
    answers = [caller.send("GET", ""), caller.send("GET", "/none"), caller.send("GET", "/hello")]

    for answer in answers:
        names = {name.lower() for name, _ in answer.headers}
        assert not {name for name in names if name.startswith("access-control")}
        assert "set-cookie" not in names
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


def test_get_without_origin_needs_the_token(caller: Caller) -> None:
    """A worker's GET has no Origin, so Origin cannot be what protects."""
    assert caller.send("GET", "/promises").status_code == 200
    assert caller.send("GET", "/promises", Authorization="").status_code == 401
    assert caller.send("GET", "/none", Authorization="").status_code == 401


def test_a_revoked_token_is_refused_at_once(caller: Caller, service: Service) -> None:
    """The next call already fails, with the way back."""
    service.pairing.revoke(service.pairing.clients()[0].id)

    answer = caller.send("GET", "/promises")

    assert answer.status_code == 401
    assert "aizuchi pair" in answer.get_json()["detail"]


def test_pairing_over_http(service: Service) -> None:
    """A page cannot pair; an extension can; wrong codes run into 429."""
    client = service.app.test_client()

    def pair(code: str, **headers: str) -> Any:
        return client.post("/v1/pair", json={"code": code}, headers=headers, base_url=BASE)

    code = service.pairing.new_code()
    assert pair(code, Origin=PAGE).status_code == 403
    assert [pair("0", Origin=ORIGIN).status_code for _ in range(6)] == [403] * 4 + [429] * 2
    code = service.pairing.new_code()
    answer = pair(code, Origin=ORIGIN)
    assert answer.status_code == 200
    assert service.pairing.clients()[0].origin == ORIGIN


def test_a_large_body_is_refused_with_a_reason(running: Running) -> None:
    """Over the real server, with and without a length, whole and clear."""
    body = json.dumps({"text": "x" * MAX_BODY}).encode()
    for chunked in (False, True):
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)
        headers = {
            "Authorization": f"Bearer {running.token}",
            "Content-Type": "application/json",
            **({"Transfer-Encoding": "chunked"} if chunked else {}),
        }
        payload = iter([body[:1000], body[1000:]]) if chunked else body
        connection.request("POST", "/v1/check", payload, headers, encode_chunked=chunked)
        answer = connection.getresponse()

        assert answer.status == 413
        assert "256 KiB" in json.load(answer)["detail"]
        connection.close()


def test_the_helper_listens_on_loopback_alone(running: Running) -> None:
    """No option and no setting opens it to the network."""
    assert running.process is not None
    table = Path(f"/proc/{running.process.pid}/net/tcp").read_text().splitlines()[1:]
    rows = [line.split() for line in table]
    port = f":{running.port:04X}"

    listening = {row[1].removesuffix(port) for row in rows if row[1].endswith(port)} - {""}

    assert listening == {"0100007F"}

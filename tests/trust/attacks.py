"""The attack table: what strangers send to the helper, and what they get.

A row begins with what the paired extension would send and says what is different about it.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass, field

from helper.doors.guard import MAX_BODY
from tests.running import Running
from tests.trust.conftest import ORIGIN

PAGE = "https://evil.example"
FIREFOX = "moz-extension://5d2f7c1e-0000-4000-8000-000000000000"
OTHER = "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba"
SENT = (
    b'{"id":"x","app":"gmail","thread":"t9","sent":"2026-11-18T10:00:00Z","zone":"UTC",'
    b'"text":"I\'ll send you the money by Friday."}'
)
CUT = 0
"""Instead of a status: the connection may simply be cut."""


@dataclass(frozen=True)
class Attack:
    """One row: ``headers`` replace those of a friend, ``None`` leaves one out."""

    name: str
    status: int | tuple[int, ...]
    headers: dict[str, str | None] = field(default_factory=dict)
    line: str = "POST /v1/sent HTTP/1.1"
    body: bytes = SENT
    raw: bytes | None = None

    def request(self, victim: Running) -> bytes:
        """What goes over the wire."""
        if self.raw is not None:
            raw = self.raw.replace(b"TOKEN", victim.token.encode())
            return raw.replace(b"PORT", str(victim.port).encode())
        given: dict[str, str | None] = {
            "Host": f"127.0.0.1:{victim.port}",
            "Authorization": f"Bearer {victim.token}",
            "Origin": ORIGIN,
            "Sec-Fetch-Site": "none",
            "Content-Type": "application/json",
            "Content-Length": str(len(self.body)),
            "Connection": "close",
            **self.headers,
        }
        lines = [
            self.line.replace("TOKEN", victim.token),
            *(f"{name}: {value}" for name, value in given.items() if value is not None),
        ]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + self.body

    @property
    def allowed(self) -> tuple[int, ...]:
        """The statuses that count as refused."""
        return self.status if isinstance(self.status, tuple) else (self.status,)


def get(path: str) -> str:
    """The first line of a GET."""
    return f"GET {path} HTTP/1.1"


def rebound(name: str) -> Attack:
    """A page whose name now leads to 127.0.0.1, with everything else right."""
    return Attack(f"rebound to {name!r}", 400, {"Host": name, "Origin": None})


def friendly(name: str, status: int | tuple[int, ...], *more: bytes, body: bytes = b"") -> Attack:
    """All that a friend sends but the length, and ``more`` header lines, some of them twice."""
    own = [b"Host: 127.0.0.1", b"Authorization: Bearer TOKEN", b"Sec-Fetch-Site: none"]
    if more[0].startswith(b"HOST"):
        own = own[1:]
    head = [b"POST /v1/sent HTTP/1.1", *own, b"Content-Type: application/json", *more]
    return Attack(name, status, raw=b"\r\n".join([*head, b"", body]))


def from_page(name: str, status: int, **headers: str | None) -> Attack:
    """A page that stole the token; underscores become dashes."""
    return Attack(name, status, {key.replace("_", "-"): one for key, one in headers.items()})


ATTACKS = [
    # DNS rebinding: the page keeps its own name in Host, however it is spelled.
    *map(
        rebound,
        [
            "evil.example",
            "evil.example:21810",
            "127.0.0.1.evil.example",
            "127.0.0.1.nip.io",
            "localhost.evil.example",
            "evil.localhost",
            "localhost.",
            "127.0.0.1.",
            "0.0.0.0",
            "127.1",
            "127.0.0.2",
            "2130706433",
            "0x7f000001",
            "017700000001",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "127.0.0.1@evil.example",
            "evil.example#127.0.0.1",
            "127.0.0.1, evil.example",
            "127.0.0.1 evil.example",
            "127.0.0.1:x",
            "127.0.0.1/",
            "http://127.0.0.1",
            "ⅼocalhost".encode().decode("latin-1"),
            "127。0。0。1".encode().decode("latin-1"),
            "user@127.0.0.1",
            "127.0.0.1:21810@evil.example",
            "evil.example\\@127.0.0.1",
            "127.0.0.1;evil.example",
            "127.0.0.1%00",
            "127.0.0.1..",
            "127.000.000.001",
            "[::ffff:7f00:1]",
            "[::1%25lo]",
            "ip6-localhost",
            "LOCALHOST",
            "127.0.0.1:99999",
            "*",
            "",
        ],
    ),
    Attack("no host at all", (400, 403), {"Host": None}),
    Attack("rebound, to the open hello", 400, {"Host": PAGE[8:]}, get("/v1/hello?nonce=x")),
    Attack("rebound, to the pairing", 400, {"Host": PAGE[8:]}, "POST /v1/pair HTTP/1.1"),
    Attack("rebound, to nowhere", 400, {"Host": PAGE[8:]}, get("/favicon.ico")),
    Attack(
        "two hosts",
        400,
        raw=b"GET /v1/promises HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: evil.example\r\n\r\n",
    ),
    friendly(
        "an underscore for a dash in Host", 400, b"HOST: evil.example", b"HTTP_HOST: 127.0.0.1"
    ),
    Attack("X-Forwarded-Host", 400, {"Host": "evil.example", "X-Forwarded-Host": "127.0.0.1"}),
    Attack("Forwarded", 400, {"Host": "evil.example", "Forwarded": "host=127.0.0.1"}),
    Attack("absolute form", 400, {"Host": "evil.example"}, get("http://127.0.0.1/v1/promises")),
    # Pages and content scripts, as browsers were seen to send them, even with a stolen token.
    from_page("page, stolen token", 403, Origin=PAGE, Sec_Fetch_Site="cross-site"),
    from_page("page, old browser", 403, Origin=PAGE, Sec_Fetch_Site=None),
    from_page("page, no origin", 403, Origin=None, Sec_Fetch_Site="cross-site"),
    from_page("page of a neighbour port", 403, Origin="http://127.0.0.1:8000"),
    from_page("same site", 403, Origin=None, Sec_Fetch_Site="same-site"),
    from_page("sandboxed frame", 403, Origin="null", Sec_Fetch_Site="cross-site"),
    from_page("sandboxed frame, old browser", 403, Origin="null", Sec_Fetch_Site=None),
    from_page("page on the same machine", 403, Origin="http://localhost"),
    from_page("file page", 403, Origin="file://"),
    from_page("content script, Chromium", 403, Origin=PAGE, Sec_Fetch_Site="cross-site"),
    from_page("content script, Firefox MV2", 403, Origin=None, Sec_Fetch_Site="cross-site"),
    from_page("sec-fetch-site twice", 403, Sec_Fetch_Site="none, cross-site"),
    from_page("sec-fetch-site in capitals", 403, Sec_Fetch_Site="Cross-Site"),
    from_page("sec-fetch-site empty", 403, Sec_Fetch_Site=""),
    from_page("navigation from a link", 403, Origin=None, Sec_Fetch_Site="cross-site"),
    friendly("sec-fetch-site on two lines", 403, b"Sec-Fetch-Site: cross-site"),
    friendly("origin on two lines", 403, b"Origin: https://evil.example"),
    # Simple requests need no preflight, so they must not be simple enough for us.
    from_page("form as text", 403, Origin=PAGE, Content_Type="text/plain"),
    from_page("text/plain JSON", 415, Content_Type="text/plain"),
    from_page("text/plain that says JSON", 415, Content_Type="text/plain; application/json"),
    from_page("form", 415, Content_Type="application/x-www-form-urlencoded"),
    from_page("multipart", 415, Content_Type="multipart/form-data; boundary=x"),
    from_page("no type", 415, Content_Type=None),
    from_page("nearly JSON", 415, Content_Type="application/jsonx"),
    from_page("no token, as a beacon", 415, Authorization=None, Content_Type="text/plain"),
    Attack("method override", (404, 405), {"X-HTTP-Method-Override": "POST"}, get("/v1/sent"), b""),
    # Preflights get no permission.
    Attack(
        "preflight",
        403,
        {"Origin": PAGE, "Access-Control-Request-Method": "POST"},
        "OPTIONS /v1/sent HTTP/1.1",
        b"",
    ),
    Attack(
        "preflight into the private network",
        (403, 405),
        {"Access-Control-Request-Private-Network": "true", "Authorization": None},
        "OPTIONS /v1/sent HTTP/1.1",
        b"",
    ),
    Attack(
        "preflight into the local network",
        403,
        {"Origin": PAGE, "Access-Control-Request-Local-Network": "true"},
        "OPTIONS /v1/sent HTTP/1.1",
        b"",
    ),
    Attack(
        "a page's service worker", 403, {"Origin": PAGE, "Service-Worker": "script"}, get("/v1")
    ),
    # Other extensions, and tokens that are none.
    from_page("another extension", 403, Origin=OTHER),
    from_page("an add-on of Firefox", 403, Origin=FIREFOX, Sec_Fetch_Site="same-origin"),
    from_page("origin with a tail", 403, Origin=f"{ORIGIN}.evil.example"),
    from_page("origin in capitals", 403, Origin=ORIGIN.upper()),
    from_page("two origins", 403, Origin=f"{ORIGIN}, {PAGE}"),
    from_page("empty origin", 403, Origin=""),
    from_page("no token", 401, Authorization=None),
    from_page("empty token", 401, Authorization="Bearer "),
    from_page("made up token", 401, Authorization="Bearer 0123456789abcdef.x"),
    from_page("basic", 401, Authorization="Basic eDp5"),
    from_page("token of strange bytes", 401, Authorization="Bearer \xff\xfe.\xff"),
    from_page("SQL for a token", 401, Authorization="Bearer ' OR 1=1 --.x"),
    Attack("token in the address", 401, {"Authorization": None}, get("/v1/promises?token=TOKEN")),
    Attack("token as a cookie", 401, {"Authorization": None, "Cookie": "token=x"}),
    Attack("the document, without a token", 401, {"Authorization": None}, get("/v1/openapi.json")),
    Attack("the status, without a token", 401, {"Authorization": None}, get("/v1")),
    Attack("an unknown path, without a token", 401, {"Authorization": None}, get("/nothing")),
    Attack("a page that wants to pair", 403, {"Origin": PAGE}, "POST /v1/pair HTTP/1.1"),
    Attack(
        "pairing under two names",
        403,
        {"Origin": f"{ORIGIN}, {PAGE}"},
        "POST /v1/pair HTTP/1.1",
        b'{"code":"12345678"}',
    ),
    # Path tricks: nothing lies outside the table of routes, and no spelling gets around the guard.
    *(
        Attack(f"path {path}", (400, 401, 404), {"Authorization": None}, get(path), b"")
        for path in (
            "/v1/../v1/promises",
            "/v1/hello/../promises",
            "/v1/hello%2f..%2fpromises",
            "/v1/%2e%2e/%2e%2e/etc/passwd",
            "//v1/promises",
            "/V1/promises",
            "/v1/promises/",
            "/v1/promises;/v1/hello",
            "/v1/hello%00",
            "/v1/hello/",
            "/v1/hello\\..\\promises",
            "/static/../helper/doors/pairing.py",
            "/../../etc/passwd",
        )
    ),
    *(
        Attack(f"id {number}", (404, 422), {}, get(f"/v1/promises/{number}"), b"")
        for number in ("-1", "1.5", "1%00", "1'--", "9" * 30, "9223372036854775808", "%D9%A3")
    ),
    # Bodies.
    Attack("too large", 413, {}, body=b'{"text":"' + b"x" * MAX_BODY + b'"}'),
    Attack("a length of a terabyte", (413, CUT), {"Content-Length": str(2**40)}),
    Attack("a negative length", (400, CUT), {"Content-Length": "-1"}),
    Attack("a length that is none", (400, CUT), {"Content-Length": "x"}),
    Attack("two lengths", (400, CUT), {"Content-Length": "5, 50"}),
    Attack(
        "chunked and too large",
        413,
        {"Content-Length": None, "Transfer-Encoding": "chunked"},
        body=b"".join(b"8000\r\n" + b"x" * 0x8000 + b"\r\n" for _ in range(10)) + b"0\r\n\r\n",
    ),
    Attack(
        "chunks of no size",
        (400, CUT),
        {"Content-Length": None, "Transfer-Encoding": "chunked"},
        body=b"zz\r\nabc\r\n0\r\n\r\n",
    ),
    Attack("an unknown encoding", (400, 501), {"Transfer-Encoding": "gzip, chunked"}),
    Attack("chunked twice", (400, 501, CUT), {"Transfer-Encoding": "chunked, chunked"}),
    Attack("packed", 422, {"Content-Encoding": "gzip"}, body=b"\x1f\x8b\x08" + b"\0" * 40),
    Attack("UTF-16", 422, {}, body='{"text":"x"}'.encode("utf-16")),
    Attack("nested", 422, {}, body=b"[" * 100_000),
    Attack("a number of many digits", 422, {}, body=b'{"id":' + b"9" * 100_000 + b"}"),
    Attack("no such row", 422, {}, "POST /v1/draft HTTP/1.1", b'{"promise":%d}' % 2**70),
    Attack("half a character", 422, {}, body=b'{"id":"\\ud800"}'),
    Attack("nothing", 422, {}, body=b""),
    Attack("a zone that is a path", 422, {}, body=SENT.replace(b"UTC", b"../../etc/passwd")),
    Attack("another table", 422, {}, body=SENT.replace(b"gmail", b"clients")),
    # The request line and the headers.
    friendly("two lengths on two lines", 400, b"Content-Length: 2", b"Content-Length: 20"),
    *(
        friendly(f"coded as {code!r}", (400, 501), b"Transfer-Encoding: " + code)
        for code in (b"\x0bchunked", b"xchunked", b"identity", b"chunked\x00")
    ),
    *(
        friendly(f"a chunk of {size!r}", (400, CUT), b"Transfer-Encoding: chunked", body=size)
        for size in (
            b"-2\r\n{}\r\n",
            b"1_0\r\n{}\r\n",
            b"2;a=\n\r\n{}\r\n",
            b"F" * 17 + b"\r\n{}\r\n",
        )
    ),
    Attack("HTTP/1.0, no host", 400, {"Host": None}, "GET /v1/promises HTTP/1.0", b""),
    Attack("HTTP/0.9", (400, 401), raw=b"GET /v1/promises\r\n\r\n"),
    friendly("a bare CR", 400, b"X: a\rHost: evil.example"),
    friendly("a NUL", 400, b"X: a\x00b"),
    Attack("a blank in the path", 400, {}, get("/v1/promises ?x"), b""),
    Attack("overlong dots", 401, {"Authorization": None}, get("/v1/%c0%ae%c0%ae/promises"), b""),
    Attack("a range", 401, {"Authorization": None, "Range": "bytes=0-9"}, get("/v1/export"), b""),
    Attack(
        "a guess at what is there",
        401,
        {"Authorization": None, "If-None-Match": "*"},
        get("/v1"),
        b"",
    ),
    Attack(
        "an upgrade to HTTP/2",
        401,
        {"Authorization": None, "Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c"},
        get("/v1/promises"),
        b"",
    ),
    Attack("header bomb, one", (431, 400, CUT), {"X-A": "a" * 20_000}),
    Attack("header bomb, many", (431, 400, CUT), {f"X-{n}": "a" for n in range(3000)}),
    Attack("a long path", (414, 431, 400, CUT), {}, get("/v1/" + "a" * 20_000), b""),
    Attack("header without a colon", (400, CUT), {}, raw=b"GET /v1 HTTP/1.1\r\nHost\r\n\r\n"),
    Attack(
        "header folded",
        (400, CUT),
        raw=b"GET /v1/hello HTTP/1.1\r\nHost: evil.example,\r\n 127.0.0.1\r\n\r\n",
    ),
    Attack(
        "header with a space before the colon",
        (400, CUT),
        raw=b"GET /v1/hello HTTP/1.1\r\nHost : 127.0.0.1:PORT\r\n\r\n",
    ),
    Attack("line feeds for a method", (400, 403, 405, CUT), raw=b"\n\n\n\r\n\r\n"),
    Attack("TLS", (400, CUT), raw=b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"),
    Attack("HTTP/2", (400, 401, 403, 405, CUT), raw=b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    Attack("zeros", (400, CUT), raw=b"\0" * 2000 + b"\r\n\r\n"),
    *(
        Attack(f"method {name}", (400, 403, 405), {}, f"{name} /v1/sent HTTP/1.1", b"")
        for name in ("PUT", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get", "POST%0aX")
    ),
    Attack(
        "a WebSocket", 405, {"Upgrade": "websocket", "Connection": "Upgrade"}, get("/v1/sent"), b""
    ),
    Attack(
        "a WebSocket of a page",
        403,
        {"Origin": PAGE, "Upgrade": "websocket", "Connection": "Upgrade", "Sec-Fetch-Site": None},
        get("/v1/promises"),
        b"",
    ),
    Attack(
        "a second request smuggled behind the first",
        413,
        {"Content-Length": str(MAX_BODY + 1)},
        body=b"POST /v1/sent HTTP/1.1\r\n" + b"x" * (MAX_BODY + 1 - 24),
    ),
]


def status_of(answer: bytes) -> int:
    """The status, or `CUT` when there was no answer."""
    return int(answer.split()[1]) if answer else CUT


def exchange(victim: Running, request: bytes) -> bytes:
    """All that comes back until the helper hangs up, or says no more."""
    with socket.create_connection(("127.0.0.1", victim.port), timeout=2) as line:
        answer = b""
        try:
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            while part := line.recv(65536):
                answer += part
        except OSError:
            pass  # it hung up, as it may
        return answer

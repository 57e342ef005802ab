"""Who may call. The helper listens on loopback, but so does every page the browser shows.

What the browsers really send decides the rules (measured on Chromium and Firefox):

- Only the extension's background calls us. Its requests carry ``Sec-Fetch-Site: none`` or
  ``same-origin`` and, on POST, an extension ``Origin``; a page or content script always says
  ``cross-site``, whatever it sends and whatever token it stole.
- A page that rebinds its name to 127.0.0.1 keeps its own name in ``Host``.
- ``Origin`` is not identity (an extension may forge it): the token is.

No ``Access-Control-*`` header is ever sent, there are no cookies and no HTML. The guard never
returns a response, it only aborts: Flask checks the host after ``before_request``, so a
response made there would answer a rebinding page (pallets/flask#5636).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial

from flask import Flask, Response, abort, current_app, g, request

from helper.doors.pairing import Client, Pairing

MAX_BODY = 256 * 1024
_EXTENSION = re.compile(r"(?:chrome|moz)-extension://[a-z0-9-]{1,64}")
_METHODS = frozenset({"GET", "POST", "PATCH", "HEAD"})
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def protect(app: Flask, without_token: Collection[str]) -> None:
    """Put the guard before every request, also those to unknown paths.

    ``without_token`` are the endpoints for those who are not paired yet.
    """
    app.config["TRUSTED_HOSTS"] = ["127.0.0.1", "localhost"]
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.before_request(partial(_check, without_token))
    app.after_request(_harden)


def _check(without_token: Collection[str]) -> None:
    _ = request.host  # raises 400 for a host that is not trusted, before anything is decided
    origin = request.headers.get("Origin")
    if origin is not None and not _EXTENSION.fullmatch(origin):
        abort(403, "Only the Aizuchi extension and this computer's command line may call.")
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        abort(403, "Pages and content scripts may not call; the extension's background does.")
    if request.method not in _METHODS:
        abort(405, "Use GET, POST or PATCH.")
    if request.method in ("POST", "PATCH") and request.mimetype != "application/json":
        abort(415, "Send JSON with Content-Type: application/json.")
    if request.endpoint not in without_token:
        g.client = _caller(origin)


def _caller(origin: str | None) -> Client:
    pairing: Pairing = current_app.extensions["pairing"]
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    client = pairing.known(token) if scheme.lower() == "bearer" else None
    if client is None:
        abort(401, "Not paired. Run `aizuchi pair` and type the code into the extension.")
    if origin is not None and origin != client.origin:
        abort(403, "This token belongs to another extension. Pair this one by itself.")
    pairing.note_use(client)
    return client


def _harden(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response

"""The Flask app and the server around it: 127.0.0.1 only, JSON only, errors that help.

`create_app` makes the app of a service that is passed in, `bind` a server for it that the
service runs until it is told to stop.
"""

from __future__ import annotations

import logging
import select
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from flask import Flask, Response, g, json, request
from waitress import create_server
from waitress.server import BaseWSGIServer
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map

from helper import troubles
from helper.doors import guard, household
from helper.doors.api import ROUTES
from helper.doors.pairing import PairingError
from helper.remembering.keeping.ledger import ChangeError, UnknownPromiseError
from helper.rulebook import RuleError
from helper.settings import SettingsError
from helper.vault import VaultError

HOST = "127.0.0.1"
THREADS = 4
STALLED_SECONDS = 10
CONNECTIONS = 512
"""Far more than browsers open, so that stalled ones keep no honest caller waiting."""
LARGEST_ROW = 2**63 - 1
"""SQLite counts no further (sqlite.org/datatype3.html)."""
_log = logging.getLogger(__name__)


def create_app(service: household.Service) -> Flask:
    """The app with its guard, its routes and its errors."""
    app = Flask("aizuchi", static_folder=None)
    app.extensions.update(desk=service.desk, pairing=service.pairing, service=service)
    app.extensions["thinking"] = ThreadPoolExecutor(1, "thinking")
    app.url_map.converters["int"] = _RowNumber
    app.before_request(_note_start)
    guard.protect(app, {f"{household.blueprint.name}.{one.name}" for one in ROUTES if one.open})
    app.register_blueprint(household.blueprint)  # the table of api, with what household adds
    app.register_error_handler(HTTPException, _problem)
    app.register_error_handler(UnknownPromiseError, _unknown_promise)
    app.register_error_handler(PairingError, _not_paired)
    for refusal in (ChangeError, SettingsError, RuleError):
        app.register_error_handler(refusal, _refused)
    app.register_error_handler(VaultError, _no_secrets)
    app.register_error_handler(sqlite3.DatabaseError, _no_ledger)
    app.register_error_handler(OSError, _no_disk)
    app.register_error_handler(Exception, _own_fault)
    app.after_request(_log_request)
    return app


def bind(app: Flask, port: int) -> BaseWSGIServer:
    """A waitress server on loopback; stalled connections give way after a while.

    Raises:
        OSError: the port is taken.
    """
    return create_server(
        app,
        host=HOST,
        port=port,
        threads=THREADS,
        ident=None,
        channel_timeout=STALLED_SECONDS,
        cleanup_interval=5,
        max_request_body_size=4 * guard.MAX_BODY,  # Flask refuses at MAX_BODY, with a reason
        max_request_header_size=16384,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=hasattr(select, "poll"),  # select ends at file number 1023
    )


class _RowNumber(IntegerConverter):
    """The id of a row in a path; a number no row can have leads nowhere."""

    def __init__(self, map_: Map) -> None:
        super().__init__(map_, max=LARGEST_ROW)


def problem(status: int, detail: str, known: str = "") -> Response:
    """Problem details as RFC 9457 has them; ``detail`` says what to do.

    What is ``known`` to the extension it says in its user's language.
    """
    body = {
        "type": f"urn:aizuchi:{known}" if known else "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return Response(json.dumps(body), status, mimetype="application/problem+json")


def _problem(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return problem(status, f"Too large: send at most {guard.MAX_BODY // 1024} KiB.")
    return problem(status, error.description or HTTPStatus(status).description)


def _unknown_promise(error: UnknownPromiseError) -> Response:
    return problem(HTTPStatus.NOT_FOUND, str(error))


def _not_paired(error: PairingError) -> Response:
    status = HTTPStatus.TOO_MANY_REQUESTS if error.final else HTTPStatus.FORBIDDEN
    return problem(status, str(error), error.known)


def _refused(error: ChangeError | SettingsError | RuleError) -> Response:
    known = "" if isinstance(error, RuleError) else error.known
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), known)


def _no_ledger(error: sqlite3.DatabaseError) -> Response:
    """A full or broken disk is not our fault, and the user can do something about it."""
    trouble = troubles.of_ledger(error)
    if trouble is None:
        return _own_fault(error)
    _log.error("The ledger: %s", trouble.words)
    again = "The browser keeps what it could not hand over, and tries again."
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, f"{trouble.words} {again}", trouble.known)


def _no_secrets(error: VaultError) -> Response:
    """Not "pair again": the pairing holds, its proof cannot be read at the moment."""
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error), "keyring")


def _no_disk(error: OSError) -> Response:
    trouble = troubles.of_file(error)
    if trouble is None:
        return _own_fault(error)
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, trouble.words, trouble.known)


def _own_fault(error: Exception) -> Response:
    """Log where it broke, never what was in it: exception texts may quote a mail."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    _log.error("%s at %s", type(error).__name__, place)
    detail = "The helper failed at this. Nothing was lost; the log names the place."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def _note_start() -> None:
    g.started = time.perf_counter()


def _log_request(response: Response) -> Response:
    """Method, route, status and time; never a body, a subject or an address."""
    took = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
    route = request.url_rule.rule if request.url_rule else "(no such path)"
    _log.info("%s %s %d %.0f ms", request.method, route, response.status_code, took)
    return response

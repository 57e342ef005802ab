"""The routes under ``/v1``: one table that serves requests and writes the OpenAPI document.

A route names what it takes and what it gives; pydantic checks both against the contracts.
Everything that thinks lies behind `helper.desk.desk`.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from functools import cache, wraps
from typing import Any, TypeVar

from flask import Blueprint, Response, abort, current_app, request
from pydantic import TypeAdapter, ValidationError

from helper import __version__
from helper.contracts import Check, Day, Digest, Insights, Mail, Reading, SentMail, SentReport
from helper.desk.desk import Desk
from helper.doors import openapi
from helper.doors.openapi import Route
from helper.doors.pairing import Pairing
from helper.replying.checking.seen import Mailing
from helper.resting.export import Export
from helper.wire.household import Hello, HelloQuery, Paired, PairRequest, Status
from helper.wire.mail import (
    Away,
    AwayQuery,
    CheckRequest,
    DayQuery,
    DraftRequest,
    Drafts,
    ExportQuery,
    PromiseChange,
    PromiseChanged,
    PromiseDetail,
    PromiseQuery,
    Promises,
    Themes,
    TriageRequest,
    Unsent,
    ZoneQuery,
)

PRODUCT = "aizuchi"
Answer = TypeVar("Answer")
blueprint = Blueprint("v1", __name__, url_prefix="/v1")


ROUTES: list[Route] = []


def route(
    method: str, path: str, takes: Any, gives: Any, *, is_open: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add a function to the table; it gets the desk, what was taken, and the path's ids."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        name, summary = function.__name__, (function.__doc__ or "").partition("\n")[0]
        line = Route(method, f"/v1{path}", name, takes, gives, summary, is_open)
        ROUTES.append(line)

        def view(**ids: int) -> Response:
            desk: Desk = current_app.extensions["desk"]
            given = [] if takes is None else [_given(line)]
            result = function(desk, *given, **ids)
            return Response(
                _shape(gives).dump_json(result, by_alias=True), mimetype="application/json"
            )

        blueprint.add_url_rule(path, name, view, methods=[method])
        return function

    return add


def in_turn(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Let what thinks about a mail do so after those that came before, in one thread.

    Python runs on one core: several at once all come late, and some twice as late as others.
    """

    @wraps(function)
    def waiting(desk: Desk, given: Any) -> Answer:
        thinking: Executor = current_app.extensions["thinking"]
        return thinking.submit(function, desk, given).result()

    return waiting


@cache
def _shape(of: Any) -> TypeAdapter[Any]:
    """Made when first asked for: all of them together would delay the start."""
    return TypeAdapter(of)


def _given(line: Route) -> Any:
    """What the request carries, checked; 422 says which field is wrong and why."""
    try:
        if line.has_body:
            return _shape(line.takes).validate_json(request.get_data())
        return _shape(line.takes).validate_python(request.args.to_dict())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "body"
        abort(422, f"{place}: {first['msg']}")


@route("GET", "", None, Status)
def status(_desk: Desk) -> Status:
    """How the helper is: version, rules, notifications, secrets."""
    found: Status = current_app.extensions["service"].status()
    return found


@route("GET", "/hello", HelloQuery, Hello, is_open=True)
def hello(_desk: Desk, query: HelloQuery) -> Hello:
    """Prove to a paired browser that this is the helper it was paired with.

    A nonce may begin with the port it was sent to. Sent to another one, it was handed on by a
    program that sits there and wants our proof for its own.
    """
    pairing: Pairing = current_app.extensions["pairing"]
    port, named, _ = query.nonce.partition(".")
    if named and port != request.environ["SERVER_PORT"]:
        abort(409, f"You asked port {port}, which is not this helper's.")
    proof = pairing.proof(query.nonce, query.client) if query.nonce else None
    return Hello(product=PRODUCT, version=__version__, proof=proof)


@route("POST", "/pair", PairRequest, Paired, is_open=True)
def pair(_desk: Desk, given: PairRequest) -> Paired:
    """Trade the one-time code from the terminal for a token."""
    pairing: Pairing = current_app.extensions["pairing"]
    client, token = pairing.pair(given.code, given.label, request.headers.get("Origin"))
    return Paired(client=client, token=token)


@route("POST", "/read", Mail, Reading)
@in_turn
def read(desk: Desk, mail: Mail) -> Reading:
    """Read one open mail."""
    if mail.text is None and mail.html is None:
        abort(422, "text: send the mail's text or html")
    return desk.read(mail)


@route("POST", "/draft", DraftRequest, Drafts)
@in_turn
def draft(desk: Desk, given: DraftRequest) -> Drafts:
    """Draft replies to a reading, or a notice about a promise."""
    if given.reading is None and given.promise is None:
        abort(422, "reading: send the reading to answer, or the id of a promise")
    return desk.draft(given)


@route("POST", "/check", CheckRequest, Check)
@in_turn
def check(desk: Desk, given: CheckRequest) -> Check:
    """Check what the user typed so far."""
    mailing = Mailing(attached=given.attached, signature=given.me.signature)
    return desk.check(given.text, given.reading, given.me.name, mailing, given.language)


@route("POST", "/sent", SentMail, SentReport)
def sent(desk: Desk, mail: SentMail) -> SentReport:
    """Take a sent mail's promises into the ledger; repeating it changes nothing."""
    return desk.sent(mail)


@route("POST", "/unsent", Unsent, Promises)
def unsent(desk: Desk, given: Unsent) -> Promises:
    """Take back all that a sent mail did, after Undo; gives the rows that are open again."""
    return Promises(promises=tuple(desk.unsent(given.id)))


@route("GET", "/promises", PromiseQuery, Promises)
def promises(desk: Desk, query: PromiseQuery) -> Promises:
    """List the ledger, the next due first."""
    return Promises(promises=tuple(desk.promises(query)))


@route("GET", "/promises/<int:number>", None, PromiseDetail)
def promise(desk: Desk, number: int) -> PromiseDetail:
    """Show one promise with its history."""
    return desk.promise(number)


@route("PATCH", "/promises/<int:number>", PromiseChange, PromiseChanged)
def change(desk: Desk, given: PromiseChange, number: int) -> PromiseChanged:
    """Do something with a promise: done, snooze, renegotiate, confirm, drop, notice, shown."""
    return PromiseChanged(promise=desk.change(number, given))


@route("GET", "/away", AwayQuery, Away)
def away(desk: Desk, query: AwayQuery) -> Away:
    """List the promises that fall into an absence, with a notice for each."""
    return Away(promises=tuple(desk.away(query.since, query.until, query.zone)))


@route("POST", "/triage", TriageRequest, Digest)
def triage(desk: Desk, given: TriageRequest) -> Digest:
    """Sort the visible inbox into one calm digest."""
    found = desk.triage(given.rows, given.zone, given.language)
    return desk.announced(found, given.zone) if given.announce else found


@route("GET", "/day", DayQuery, Day)
def day(desk: Desk, query: DayQuery) -> Day:
    """Tell today's blocks, the next promise, and when nothing is promised."""
    return desk.day(query.zone, query.language, query.hours)


@route("GET", "/insights", ZoneQuery, Insights)
def insights(desk: Desk, query: ZoneQuery) -> Insights:
    """Look back over the last week, for the user alone."""
    return desk.insights(query.zone, query.language)


@route("GET", "/export", ExportQuery, Export)
def export(desk: Desk, query: ExportQuery) -> Export:
    """Give the ledger as Markdown, CSV or calendar, or the themes of asks as the first two."""
    if query.about == "promises":
        return desk.export(query.format, query.language)
    if query.format == "ics":
        abort(422, "format: themes have no dates, so there is no calendar; ask for md or csv")
    return desk.export_themes(query.format, query.language)


@route("GET", "/themes", ZoneQuery, Themes)
def themes(desk: Desk, query: ZoneQuery) -> Themes:
    """Tell what people ask about, with masked quotes: what an export would hold."""
    return Themes(themes=desk.themes(query.language))


@blueprint.get("/openapi.json", endpoint="openapi")
def document() -> dict[str, Any]:
    """Describe all of this."""
    return openapi.document(ROUTES, __version__)

"""The OpenAPI 3.1 document, generated from the route table, so it cannot drift from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, get_type_hints

from pydantic import TypeAdapter

REFUSALS = ("400", "401", "403", "404", "405", "409", "413", "415", "422", "429", "503")
_SCHEMA = "#/components/schemas/{model}"
_PROBLEM = {
    "description": "What went wrong, and what to do (RFC 9457)",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}


@dataclass(frozen=True, slots=True)
class Route:
    """One line of the table; ``takes`` and ``gives`` are dataclasses.

    ``takes`` comes from the body, or from the query on GET; ``None`` takes nothing.
    """

    method: str
    path: str
    name: str
    takes: Any
    gives: Any
    summary: str
    open: bool

    @property
    def has_body(self) -> bool:
        """Whether ``takes`` is read from a JSON body."""
        return self.method != "GET"


def document(routes: Sequence[Route], version: str) -> dict[str, Any]:
    """The whole document as JSON-ready data."""
    wanted: list[Any] = [
        (route.takes, "validation", TypeAdapter(route.takes)) for route in routes if route.has_body
    ]
    wanted += [(route.gives, "serialization", TypeAdapter(route.gives)) for route in routes]
    refs, definitions = TypeAdapter.json_schemas(wanted, ref_template=_SCHEMA)
    paths: dict[str, Any] = {}
    for route in routes:
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.path)
        paths.setdefault(path, {})[route.method.lower()] = _operation(route, refs)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Aizuchi helper", "version": version, "license": {"name": "MIT"}},
        "servers": [{"url": "http://127.0.0.1:21810"}],
        "paths": paths,
        "components": {
            "schemas": {**definitions.get("$defs", {}), "Problem": _PROBLEM_SCHEMA},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(route: Route, refs: Mapping[Any, Any]) -> dict[str, Any]:
    answer = {"application/json": {"schema": refs[route.gives, "serialization"]}}
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary,
        "parameters": [*_path_parameters(route), *_query_parameters(route)],
        "responses": {
            "200": {"description": "Done", "content": answer},
            **dict.fromkeys(REFUSALS, _PROBLEM),
        },
        "security": [] if route.open else [{"token": []}],
    }
    if route.has_body:
        body = {"application/json": {"schema": refs[route.takes, "validation"]}}
        operation["requestBody"] = {"required": True, "content": body}
    return operation


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    names = re.findall(r"<int:(\w+)>", route.path)
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer", "minimum": 0}}
        for name in names
    ]


def _query_parameters(route: Route) -> list[dict[str, Any]]:
    if route.has_body or route.takes is None:
        return []
    hints = get_type_hints(route.takes, include_extras=True)
    return [
        {
            "name": field.name,
            "in": "query",
            "required": field.default is MISSING and field.default_factory is MISSING,
            "schema": TypeAdapter(hints[field.name]).json_schema(),
        }
        for field in fields(route.takes)
    ]

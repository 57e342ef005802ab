"""Read ``rules/`` and the user's own files over it; say exactly where something is wrong.

A user's file has the same name as the one it changes and holds only what differs: a mapping
is merged key by key, a list of rules by ``id`` (same id replaces, ``off: true`` removes, a new
id is added), anything else is replaced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from pydantic import ValidationError

from helper.rulebook.base import Strict
from helper.rulebook.notebook import Notebook

if TYPE_CHECKING:
    from ruamel.yaml import YAML

MAX_FILE_BYTES = 1_000_000

Model = TypeVar("Model", bound=Strict)
Texts: TypeAlias = tuple[tuple[Path, bytes], ...]
"""Files and what stands in them: as bytes, for one emoji makes a text four times as large."""


class RuleError(Exception):
    """A rule file cannot be used. The text names file, line, column and what to do."""


@dataclass(frozen=True, slots=True)
class _Tree:
    """One parsed file; its nodes remember their lines."""

    path: Path
    data: Any


def load(model: type[Model], paths: list[Path], *, trusted: bool = False) -> Model:
    """Read the files that exist, later ones over earlier ones, as one checked ``model``.

    Rules are proved by their examples, unless ``trusted``: then they were proved before.

    Raises:
        RuleError: a file is not YAML, too large, or does not fit the model.
    """
    return build(model, read(paths), trusted=trusted)


def read(paths: list[Path]) -> Texts:
    """The files that exist, with their text.

    Raises:
        RuleError: none does, or one is not UTF-8 or too large.
    """
    texts = tuple((path, _text(path)) for path in paths if path.is_file())
    if not texts:
        message = f"{paths[0]}: this rule file is missing"
        raise RuleError(message)
    return texts


def build(
    model: type[Model], texts: Texts, *, trusted: bool, notebook: Notebook | None = None
) -> Model:
    """The checked model of these texts; kept, so that an edit costs only what it changed.

    What a ``notebook`` holds of them need not be found out again.
    """
    return cast("Model", _build(model, texts, trusted=trusted, notebook=notebook))


@lru_cache(maxsize=64)
def _build(
    model: type[Strict], files: Texts, *, trusted: bool, notebook: Notebook | None
) -> Strict:
    try:
        if notebook is None:
            return _validated(model, _data(files), trusted=trusted)
        first = files[0][0]
        notes = notebook.about(f"{first.parent.name}-{first.stem}")
        data = notes.recall("data", (text for _, text in files), partial(_data, files))
        return _validated(model, data, trusted=trusted, notes=notes)
    except not_yaml():  # a ValidationError is a ValueError
        # Read again the slow way: it knows lines, and allows 9:30 in a list without quotes.
        trees = [_parse(path, text) for path, text in files]
        merged = _merged([tree.data for tree in trees])
        try:
            return _validated(model, merged, trusted=trusted)
        except ValidationError as error:
            raise RuleError(_explain(error, merged, trees)) from error


def yaml(kind: str = "rt") -> YAML:
    """A parser; imported when one is needed, which it is not where all of the rules is noted."""
    from ruamel.yaml import YAML  # noqa: PLC0415

    return YAML(typ=kind)


def not_yaml() -> tuple[type[Exception], ...]:
    """What a file that is none raises: a day no month has is found by Python, not by the parser."""
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415 -- see `yaml`

    return YAMLError, ValueError, RecursionError


def _data(files: Texts) -> Any:
    return _merged([_quickly(text) for _, text in files])


def _quickly(text: bytes) -> Any:
    """The same data without lines, by libyaml where it is installed: some eight times faster."""
    data = yaml("safe").load(text) or {}
    if _doubled(data):
        message = "an id that stands twice: the slow way says where"
        raise ValueError(message)
    return data


def _merged(data: list[Any]) -> Any:
    return reduce(_merge, data, {})


def _validated(
    model: type[Strict], merged: Any, *, trusted: bool, notes: Notebook | None = None
) -> Strict:
    fragments = _fragments(merged) if isinstance(merged, dict) else {}
    context = {"fragments": fragments, "trusted": trusted, "notes": notes}
    return model.model_validate(merged, context=context)


def _fragments(merged: dict[str, Any]) -> dict[str, Any]:
    """The fragments of a file, and for each table of words, as ``any_zones``, one of its keys."""
    words = merged.get("words")
    tables = words.items() if isinstance(words, dict) else ()
    keys = {f"any_{name}": _any_of(table) for name, table in tables if isinstance(table, dict)}
    given = merged.get("fragments")
    return keys | given if isinstance(given, dict) else keys


def _any_of(table: dict[Any, Any]) -> str:
    """A pattern for any key, the longest first; between its words may be any space."""
    longest_first = sorted(map(str, table), key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, key.split())) for key in longest_first)


def _text(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE_BYTES:
        message = f"{path}: larger than {MAX_FILE_BYTES} bytes; split or shorten it"
        raise RuleError(message)
    text = path.read_bytes()
    try:
        text.decode()
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8"
        raise RuleError(message) from error
    return text


def _parse(path: Path, text: bytes) -> _Tree:
    from ruamel.yaml.error import MarkedYAMLError  # noqa: PLC0415 -- see `yaml`

    try:
        data = yaml().load(text) or {}
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        message = f"{where}: not valid YAML: {error.problem or error.context}"
        raise RuleError(message) from error
    except not_yaml() as error:  # A NUL, the 42nd of December, brackets without end: no line told.
        message = f"{path}: not valid YAML: {' '.join(str(error).split())}"
        raise RuleError(message) from error
    if again := _doubled(data):
        where = f"{path}:{again.lc.line + 1}:{again.lc.col + 1}"
        message = f"{where}: {again['id']} stands above already; give this rule an id of its own"
        raise RuleError(message)
    return _Tree(path, data)


def _doubled(data: Any) -> Any:
    """The first rule with the id of another one of its list: merged, one of them would be lost."""
    for rules in data.values() if isinstance(data, dict) else ():
        known: set[str] = set()
        for rule in rules if _is_rules(rules) else ():
            if str(rule["id"]) in known:
                return rule
            known.add(str(rule["id"]))
    return None


def _merge(base: Any, over: Any) -> Any:
    if isinstance(base, dict) and isinstance(over, dict):
        return {**base, **{key: _merge(base.get(key), value) for key, value in over.items()}}
    if _is_rules(base) and _is_rules(over):
        rules = {rule["id"]: rule for rule in base}
        rules.update((rule["id"], rule) for rule in over)
        return [rule for rule in rules.values() if not rule.get("off")]
    return over


def _is_rules(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) and "id" in item for item in value)
    )


_IN_WORDS = {
    "extra_forbidden": "nothing of this name is known here; is it spelled right?",
    "missing": "this must not be missing",
    "string_type": "this must be a text",
    "tuple_type": "this must be a list",
    "model_type": "this must be names with values, as in `name: value`",
    "dict_type": "this must be names with values, as in `name: value`",
}
"""What pydantic says as programmers do, by its type of error."""


def _explain(error: ValidationError, merged: Any, trees: list[_Tree]) -> str:
    first, *others = error.errors()
    path, line, column = _locate(first["loc"], merged, trees)
    name = ".".join(str(part) for part in first["loc"])
    reason = _IN_WORDS.get(first["type"]) or first["msg"].removeprefix("Value error, ")
    more = f" (and {len(others)} more)" if others else ""
    return f"{path}:{line}:{column}: {name}: {reason}{more}"


def _locate(loc: tuple[int | str, ...], merged: Any, trees: list[_Tree]) -> tuple[Path, int, int]:
    """Follow ``loc`` into each tree; the last file that holds the deepest place wins."""
    best = (trees[0].path, 1, 1)
    deepest = -1
    for tree in trees:
        depth, line, column = _walk(loc, merged, tree.data)
        if depth >= deepest:
            best, deepest = (tree.path, line, column), depth
    return best


def _walk(loc: tuple[int | str, ...], merged: Any, node: Any) -> tuple[int, int, int]:
    line, column = 1, 1
    for depth, part in enumerate(loc):
        key = part
        if isinstance(merged, list) and isinstance(part, int):
            key = _same_place(merged[part], node, part)
        try:
            child = node[key]
        except (KeyError, IndexError, TypeError):
            return depth, line, column
        places: Any = node.lc
        at = places.item(key) if isinstance(node, list) else places.key(key)
        line, column = at[0] + 1, at[1] + 1
        merged, node = merged[part], child
    return len(loc), line, column


def _same_place(wanted: Any, rules: Any, index: int) -> int:
    """Where in this file's list the merged rule stands; lists without ids keep their order."""
    if not (isinstance(wanted, dict) and "id" in wanted and isinstance(rules, list)):
        return index
    for place, rule in enumerate(rules):
        if isinstance(rule, dict) and rule.get("id") == wanted["id"]:
            return place
    return len(rules)

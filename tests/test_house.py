"""The floors of the house: no arrow runs up, no room imports another room."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import helper

HOME = Path(helper.__file__).parent
ROOMS = ("reading", "replying", "remembering", "resting")
GROUND = (
    "__init__", "contracts", "wire", "rulebook", "ears", "text", "workdays", "basis", "mailboxes",
    "files", "store", "migrations", "backups", "settings", "paths", "vault", "troubles",
)  # fmt: skip
DESK = (
    "desk", "opening", "answering", "reminding", "morning", "mirroring", "importing", "backtesting",
)  # fmt: skip
DOORS = (
    "__main__", "cli", "upkeep", "entrance", "terminal", "batch", "running", "api", "openapi",
    "household", "app", "guard", "pairing", "service", "config", "switches", "doctor",
    "browser", "autostart",
)  # fmt: skip
FLOORS = {part: floor for floor, parts in enumerate((GROUND, ROOMS, DESK, DOORS)) for part in parts}
WORD = re.compile("(?<!-)[\u3041-\ud7a3]{2,}(?!-)")
MODULES = sorted(HOME.rglob("*.py"))


def part_of(module: str) -> str:
    """The part of the house a dotted name belongs to: helper.reading.asks -> reading."""
    return module.removeprefix("helper").strip(".").partition(".")[0] or "__init__"


def imports(file: Path) -> Iterator[str]:
    """Dotted names of this package that a file imports, at run time or for types."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helper"):
            if node.module == "helper":
                yield from (f"helper.{name.name}" for name in node.names)
            else:
                yield str(node.module)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("helper"))


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(HOME)))
def test_arrows_run_down(file: Path) -> None:
    """A part imports only from its own floor or below, and a room only itself and the ground."""
    own = file.relative_to(HOME).with_suffix("").parts[0]

    for name in imports(file):
        other = part_of(name)
        if other in ("__version__", own):
            continue
        assert FLOORS[other] <= FLOORS[own], f"{own} imports {name}"
        if own in ROOMS:
            assert other not in ROOMS, f"room {own} imports room {other}"


def test_every_part_has_its_floor() -> None:
    """A new part of the house is placed here, and drawn in CONTRIBUTING."""
    parts = {file.relative_to(HOME).with_suffix("").parts[0] for file in MODULES}
    assert parts == set(FLOORS)
    picture = (HOME.parent / "CONTRIBUTING.md").read_text(encoding="utf-8").split("```")[1]
    drawn = {word.strip(":") for word in picture.split()}
    assert {part for part in parts if not part.startswith("_")} <= drawn


def strings(file: Path) -> Iterator[str]:
    """Every text in a file's code; docstrings are prose and do not count."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(HOME)))
def test_language_lives_in_rules(file: Path) -> None:
    """No word of Han, kana or hangul stands in a text of the code; single range ends may."""
    found = [word for text in strings(file) for word in WORD.findall(text)]

    assert not found

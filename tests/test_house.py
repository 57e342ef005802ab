"""The floors of the house: no arrow runs up, no room imports another room."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import helper

HOME = Path(helper.__file__).parent
MODULES = sorted(HOME.rglob("*.py"))
PARTS = {file.relative_to(HOME).with_suffix("").parts[0] for file in MODULES}
_, PICTURE, _, INSIDE, *_ = (HOME.parent / "CONTRIBUTING.md").read_text("utf-8").split("```")
BOTTOM_UP = ("ground floor", "rooms", "school", "desk", "doors")
NAMED = 16
"""Columns of the picture that name a floor."""
WORD = re.compile("(?<!-)[\u3041-\ud7a3]{2,}(?!-)")


def drawn() -> Iterator[tuple[str, int]]:
    """Each part of the house with its floor, 0 for the ground, as CONTRIBUTING draws it."""
    floor = ""
    for line in PICTURE.splitlines():
        floor = line[:NAMED].strip() or floor
        if not (HOME / floor).is_dir():
            words = re.findall(r"\w+", line[NAMED:])
            yield from ((word, BOTTOM_UP.index(floor)) for word in words if word in PARTS)


FOLDERS = {floor: BOTTOM_UP.index(floor) for floor in BOTTOM_UP if (HOME / floor).is_dir()}
"""The floors that are one folder each; what is drawn on them are its modules."""
FLOORS = {"__init__": 0, "__main__": len(BOTTOM_UP) - 1, **FOLDERS, **dict(drawn())}
ROOMS = {part for part, floor in FLOORS.items() if BOTTOM_UP[floor] == "rooms"}
SHELVES = {line.split()[0]: re.findall(r"\w+", line)[1:] for line in INSIDE.strip().splitlines()}
"""The folders of each room, in the order in which one may use the other."""

DRAWN = [HOME / "replying" / shelf for shelf in ("understanding", "composing")]
"""Shelves whose docstring names their modules in order, row by row."""


def part_of(module: str) -> str:
    """The part of the house a dotted name belongs to: helper.reading.asks -> reading."""
    return module.removeprefix("helper").strip(".").partition(".")[0] or "__init__"


def imports(file: Path) -> Iterator[str]:
    """Dotted names of this package that a file imports, at run time or for types."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helper"):
            yield from (f"{node.module}.{name.name}" for name in node.names)
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
    """A new part of the house is drawn in CONTRIBUTING, once."""
    assert set(FLOORS) == PARTS
    assert len(list(drawn())) == len(dict(drawn()))


@pytest.mark.parametrize("floor", FOLDERS)
def test_every_module_of_a_floor_is_drawn(floor: str) -> None:
    """Doors, desk and school: the picture names each of their modules."""
    _, _, behind = PICTURE.partition(f"\n{floor} ")
    names = set(re.findall(r"\w+", behind.partition("│")[0]))
    modules = {file.stem for file in (HOME / floor).glob("*.py")} - {"__init__", "__main__"}
    assert modules <= names


@pytest.mark.parametrize("room", SHELVES)
def test_arrows_inside_a_room_run_one_way(room: str) -> None:
    """A shelf of a room imports only what stands left of it; each is drawn in CONTRIBUTING."""
    order = SHELVES[room]
    assert {file.parent.name for file in (HOME / room).glob("*/__init__.py")} == set(order)

    for at, shelf in enumerate(order):
        for file in (HOME / room / shelf).glob("*.py"):
            later = tuple(f"helper.{room}.{other}" for other in order[at + 1 :])
            assert not [name for name in imports(file) if name.startswith(later)], file.name


@pytest.mark.parametrize("shelf", DRAWN, ids=lambda shelf: shelf.name)
def test_modules_of_a_shelf_stand_in_the_order_drawn(shelf: Path) -> None:
    """A docstring that draws a shelf names each module once, and none imports a later one."""
    drawn_in = ast.get_docstring(ast.parse((shelf / "__init__.py").read_text("utf-8"))) or ""
    rows = re.findall(r"^    \S.*?\S {2,}(.+)$", drawn_in, re.MULTILINE)
    order = [name for row in rows for name in row.split()]
    assert sorted(order) == sorted({file.stem for file in shelf.glob("*.py")} - {"__init__"})

    for at, module in enumerate(order):
        later = {f"helper.replying.{shelf.name}.{other}" for other in order[at + 1 :]}
        used = {".".join(name.split(".")[:4]) for name in imports(shelf / f"{module}.py")}
        assert not used & later, module


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

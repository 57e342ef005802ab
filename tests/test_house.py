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

FEW = 5
"""Modules of a folder in which one finds one's way without a drawing."""


def order_of(folder: Path) -> list[str]:
    """The modules of a folder as its docstring draws them: row by row, none asks a later one."""
    told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    _, _, drawing = told.partition("none asks a later one::")
    rows = re.findall(r"^    \S.*?\S {2,}(.+)$", drawing, re.MULTILINE)
    return [name for row in rows for name in row.split()]


def modules_of(folder: Path) -> list[str]:
    """Their names, without what only makes it a folder or a command."""
    return sorted({file.stem for file in folder.glob("*.py")} - {"__init__", "__main__"})


DRAWN = [
    folder
    for folder in sorted(file.parent for file in HOME.rglob("*/__init__.py"))
    if order_of(folder) or len(modules_of(folder)) > FEW
]


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
    assert set(modules_of(HOME / floor)) <= names


@pytest.mark.parametrize("room", SHELVES)
def test_arrows_inside_a_room_run_one_way(room: str) -> None:
    """A shelf of a room imports only what stands left of it; each is drawn in CONTRIBUTING."""
    order = SHELVES[room]
    assert {file.parent.name for file in (HOME / room).glob("*/__init__.py")} == set(order)

    for at, shelf in enumerate(order):
        for file in (HOME / room / shelf).glob("*.py"):
            later = tuple(f"helper.{room}.{other}" for other in order[at + 1 :])
            assert not [name for name in imports(file) if name.startswith(later)], file.name


@pytest.mark.parametrize("folder", DRAWN, ids=lambda folder: str(folder.relative_to(HOME)))
def test_modules_of_a_folder_stand_in_the_order_drawn(folder: Path) -> None:
    """Its docstring names each module once, and none imports a later one."""
    order = order_of(folder)
    assert sorted(order) == modules_of(folder)

    package = ".".join(folder.relative_to(HOME.parent).parts)
    for at, module in enumerate(order):
        later = tuple(f"{package}.{other}." for other in order[at + 1 :])
        used = imports(folder / f"{module}.py")
        assert not [name for name in used if f"{name}.".startswith(later)], module


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

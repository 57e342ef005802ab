"""The packages that come with ours."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.running import ROOT


def needed() -> Iterator[str]:
    """The packages that an installation brings to this system, those of others included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(text) for text in project["dependencies"]]
    found = set()
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name in found or (one.marker and not one.marker.evaluate({"extra": ""})):
            continue
        try:
            others = distribution(name).requires or ()
        except PackageNotFoundError:  # for another system, or an older Python
            continue
        found.add(name)
        waiting += map(Requirement, others)
        yield name

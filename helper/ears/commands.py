"""What a command that trains ears is asked for: the same options for all of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helper.ears.chorus import WEIGHTS
from helper.ears.training import ORDERS


@dataclass(frozen=True, slots=True)
class Asked:
    """The languages to train, where to write, and where the data lies, if any is needed."""

    languages: Sequence[str]
    out: Path
    data: Path


def asked(
    command: str,
    arguments: Sequence[str] | None,
    *,
    languages: Sequence[str] = tuple(sorted(ORDERS)),
    out: Path = WEIGHTS,
    data: str = "",
) -> Asked:
    """Read the command line. ``data`` says what the folder holds that has to be named."""
    parser = argparse.ArgumentParser(prog=f"python -m {command}")
    if data:
        parser.add_argument("data", type=Path, help=f"folder with {data}")
    parser.add_argument("--out", type=Path, default=out, help="where to write the weights")
    parser.add_argument("--only", choices=languages, help="train one language only")
    chosen = parser.parse_args(arguments)
    only = [chosen.only] if chosen.only else languages
    return Asked(only, chosen.out, chosen.data if data else Path())

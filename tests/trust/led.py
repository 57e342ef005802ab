"""One property under atheris: ``python -m tests.trust.led NAME`` and the options of libFuzzer."""

from __future__ import annotations

import sys
from importlib.util import find_spec

if find_spec("atheris") is None:
    print("atheris is not installed here: skipped")
    sys.exit(0)

import atheris

with atheris.instrument_imports(include=["helper", "email", "html"]):
    from tests.trust import properties


def main() -> None:
    """Try until the time is over, or it does not hold."""
    name = sys.argv.pop(1)
    holds = getattr(properties, name)
    of_text = holds in properties.OF_TEXT

    def tried(data: bytes) -> None:
        holds(data.decode("utf-8", "replace") if of_text else data)

    for warm in (b"Hello,\n\nwhere is my order?", "您好。".encode(), "はい、こんにちは。".encode()):
        tried(warm)  # rules are compiled when they are first used
    atheris.Setup(sys.argv, tried)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

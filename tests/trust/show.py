"""The attack table as it goes now: ``python -m tests.trust.show``. Ends with 1 if one got through.

Each row of `attacks` is sent to a helper that runs for it; beside its name stands what the
row allows, what came, and how long that took.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.trust.attacks import ATTACKS, CUT, exchange, status_of
from tests.trust.conftest import SECRET, paired

WIDTH = 48


def main() -> int:
    """Send every row, print it, and count those that were not refused as it says."""
    through = 0
    with tempfile.TemporaryDirectory() as home:
        victim = paired(Path(home))
        try:
            print(f"| {'attack':{WIDTH}} | allowed | answer | ms |\n|---|---|---|---|")
            for attack in ATTACKS:
                started = time.perf_counter()
                answer = exchange(victim, attack.request(victim))
                took = 1000 * (time.perf_counter() - started)
                status = status_of(answer)
                refused = status in attack.allowed and SECRET.encode() not in answer
                through += not refused
                allowed = "/".join(map(said, attack.allowed))
                mark = "" if refused else " GOT THROUGH"
                name = attack.name.encode("ascii", "backslashreplace").decode()[:WIDTH]
                print(f"| {name:{WIDTH}} | {allowed} | {said(status)}{mark} | {took:.0f} |")
        finally:
            victim.stop()
    print(f"\n{len(ATTACKS)} attacks, {through} got through")
    return int(bool(through))


def said(status: int) -> str:
    """A status in words."""
    return "cut" if status == CUT else str(status)


if __name__ == "__main__":
    sys.exit(main())

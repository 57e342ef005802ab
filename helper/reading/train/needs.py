"""Train ears for what a first reply must be: ``python -m helper.reading.train.needs DATA``.

They learn from ``needs`` of the mails in ``helper/reading/corpus``, of the short posts in
``helper/replying/corpus``, and of the texts in ``DATA`` that are labelled. Beside them stand the
signs of `helper.replying.understanding.needs`, which weigh more; the ears hear what no sign tells.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from helper.ears.chorus import keep
from helper.ears.commands import asked
from helper.ears.model import Model
from helper.ears.training import LEAST, ORDERS, train
from helper.reading.train.texts import elsewhere, plain_letters, posts, texts
from helper.reading.train.voices import EMPHASIS, balanced

LANGUAGES = ("en", "zh")
"""In which mails are labelled by what they need."""
HEARD = ("answer", "do", "mend", "thank")
"""What there is an ear for: where it is nothing of these, somebody sits and cries."""
_SHARED = {"none": "thank"}
"""Who writes to nobody in particular only shares something."""


def learn(found: Sequence[dict[str, Any]], language: str) -> dict[str, Model]:
    """The models that tell best which of the labelled texts need what."""
    plain = plain_letters(language)
    return {
        f"needs.{need}": train(
            balanced(found, partial(_needs, need), EMPHASIS, plain),
            ORDERS[language],
            LEAST[language],
        )
        for need in HEARD
    }


def _needs(need: str, row: dict[str, Any]) -> bool:
    return bool(_SHARED.get(row["needs"], row["needs"]) == need)


def labelled(language: str, data: Path) -> list[dict[str, Any]]:
    """All that is labelled so, in a fixed order; what is no customer's mail needs nothing."""
    own = [row for row in texts(language) if row.get("needs", "none") != "none"]
    others = [row for row in elsewhere(language, data) if "needs" in row]
    return own + posts(language) + others


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the weights."""
    chosen = asked(
        "helper.reading.train.needs", arguments, languages=LANGUAGES, data="the dialogues"
    )
    for language in chosen.languages:
        found = labelled(language, chosen.data)
        file = keep(learn(found, language), language, chosen.out, rows=len(found))
        sys.stdout.write(f"{file}: {len(found)} texts, {file.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

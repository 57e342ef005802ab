"""Train the ears of `helper.ears.spans`: ``python -m helper.reading.train.spans``.

They learn from the mails of ``helper/reading/corpus`` what each is about: ``about`` and ``also``.
What is no customer's mail mostly is about nothing one could name, and counts half.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from helper.ears.chorus import keep
from helper.ears.commands import asked
from helper.ears.span_training import Example, train
from helper.ears.spans import FOLDER, nameable
from helper.reading.train.texts import Plain, mails, plain_letters
from helper.text import printed

LANGUAGES = ("ja", "zh")
"""Those that put no blanks between words; in others a grammar finds the noun phrases."""

_NO_CUSTOMER = 0.5


def example(row: dict[str, Any], plain: Plain = str) -> Example:
    """A mail of the corpus, in the letters of the rules."""
    named = [one for one in (row["about"], *row["also"]) if one]
    return Example(
        nameable(plain(row["subject"] or ""), plain(row["text"])),
        frozenset(printed(plain(one)) for one in named),
        _NO_CUSTOMER if row["needs"] == "none" else 1.0,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Train every language and write its weights."""
    chosen = asked("helper.reading.train.spans", arguments, languages=LANGUAGES, out=FOLDER)
    for language in chosen.languages:
        plain = plain_letters(language)
        examples = [example(row, plain) for row in mails(language) if "about" in row]
        file = keep(train(examples), language, chosen.out, mails=len(examples))
        sys.stdout.write(f"{file}: {len(examples)} mails, {file.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

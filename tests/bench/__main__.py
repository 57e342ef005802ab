"""Print how well and how fast mail is read, beside simpler tools, measured in one run.

python -m tests.bench [--data DIR]; DIR (or AIZUCHI_DATA) holds labelled files. Without it only
the labelled mails of the tests are used.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from helper.paths import shipped_rules
from helper.reading.reader import read
from helper.rulebook import Rulebook, load_rulebook
from tests.bench.asking import asking
from tests.bench.beside import beside
from tests.bench.cold import cold
from tests.bench.ledger import aged
from tests.bench.living import idle, importing, sizes
from tests.bench.measures import interval
from tests.bench.peers import Scorer, aizuchi, aizuchi_with, peers
from tests.bench.promising import promising
from tests.bench.serving import answering, scaling, starting
from tests.bench.sets import Labels, from_data, from_repo, held_out
from tests.bench.speed import hostile, ratio, seconds


def main() -> None:
    """Print the table, then the speed."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    data = os.environ.get("AIZUCHI_DATA")
    parser.add_argument("--data", type=Path, default=Path(data) if data else None)
    folder = parser.parse_args().data
    book = load_rulebook(shipped_rules())
    others = peers()
    heads = ["measure", "n", "goal", "Aizuchi (95%)", *others]
    print("| " + " | ".join(heads) + " |\n" + "|---" * len(heads) + "|")
    for labels in [*(from_data(folder) if folder else ()), *from_repo(sorted(book.reading))]:
        print("| " + " | ".join(row(labels, folder, book, others)) + " |", flush=True)
    if folder and (line := asking(folder, book)):
        print(f"\n{line} (goal: .80)")
    print("\n" + "\n".join(promising(folder, book)))
    print("\n" + "\n".join(speed(book)))
    print("\n" + "\n".join([starting(), scaling(), *answering()]))
    print("\n" + "\n".join(aged(book)))
    print("\n" + "\n".join(beside(book)))
    print("\n" + "\n".join([*sizes(), cold(), importing(book), idle()]))


def row(
    labels: Labels, folder: Path | None, book: Rulebook, others: dict[str, Scorer]
) -> Iterator[str]:
    """The cells of one line."""
    scores = ours(labels, folder, book)
    low, high = interval(labels.measure, scores, labels.labels)
    yield from (labels.name, str(len(labels.labels)), labels.goal)
    yield f"**{labels.measure(scores, labels.labels):.3f}** ({low:.3f}-{high:.3f})"
    for name, other in others.items():
        if "ECE" in labels.name or (labels.language != "en" and name != "length"):
            yield "-"  # A polarity is no chance, and these lexicons are English.
        else:
            yield f"{labels.measure([other(text) for text in labels.texts], labels.labels):.3f}"


def ours(labels: Labels, folder: Path | None, book: Rulebook) -> list[float]:
    """Our scores; where the shipped model learned from the rows, by models that did not."""
    if not (labels.folds and folder):
        return list(map(aizuchi(book, labels.language), labels.texts))
    scores = [0.0] * len(labels.texts)
    for out, ears in held_out(labels, folder):
        score = aizuchi_with(book, labels.language, ears)
        for at in out:
            scores[at] = score(labels.texts[at])
    return scores


def speed(book: Rulebook) -> Iterator[str]:
    """One line for the ratio and one for each hostile mail."""
    took, times = ratio(book)
    yield f"2 kB mail: {took * 1000:.1f} ms, {times:.1f} x TextBlob (goal: 3 x)"
    for name, mail in hostile().items():
        took = seconds(lambda mail=mail: read(mail, book), 1)  # type: ignore[misc]
        yield f"{name}: {took:.2f} s (goal: 0.3 s)"


if __name__ == "__main__":
    main()

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from helper.ears.chorus import WEIGHTS, chorus, keep
from helper.ears.model import Model, norm
from helper.ears.training import Pace, Row, centred, train
from helper.reading.evidence import HEARD
from helper.reading.train.frustration import main, rows_of
from helper.rulebook import Rulebook
from tests.reading.labelled import reading

LANGUAGES = ["en", "zh", "ja"]
MAILS = [
    ("Nobody called me back again and I am tired of it.", 4),
    ("Again nobody called, I am tired of asking.", 3),
    ("Thank you for the lovely lamp, it works.", 0),
    ("The lamp works and we thank you.", 0),
] * 3


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with every file the trainer names, two rows each."""
    rows = {
        "goemotions_train.jsonl": [{"labels": ["anger"]}, {"labels": ["joy"]}],
        "premo.jsonl": [{"polarity_final": "negative"}, {"polarity_final": "positive"}],
        "stc3_en_train.jsonl": [{"sat": -1.5}, {"sat": 1.5}],
        "stc3_cn_train.jsonl": [{"sat": -1.5}, {"sat": 1.5}],
    }
    for file, two in rows.items():
        texts = ("nobody answered me again", "thank you, it works")
        lines = [json.dumps({"text": text, **row}) for text, row in zip(texts, two, strict=True)]
        (tmp_path / file).write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def small() -> Model:
    """A model of twelve mails."""
    return train([Row(text, level / 4, 1.0) for text, level in MAILS], (1, 2), 2)


def test_training_tells_calm_from_frustrated(small: Model) -> None:
    """What only frustrated mails hold speaks for frustration."""
    assert small.logit("nobody called again") > 0 > small.logit("thank you, lovely lamp")
    assert small.weights["nobody"] > 0 > small.weights["thank"]


def test_a_rare_word_is_heard_by_its_spelling() -> None:
    """What "frustrating" tells is told of "frustratingly", which was met but once."""
    mails = [("frustrating, this day", 1.0), ("so frustrated today", 1.0), ("a fine day", 0.0)] * 3
    rows = [Row(text, share, 1.0) for text, share in (*mails, ("frustratingly blue", 0.5))]

    spelled = train(rows, (1, 2), 2, Pace(spelling=1.0)).weights

    assert spelled["frustratingly"] > 0
    assert "frustratingly" not in train(rows, (1, 2), 2).weights
    assert not [gram for gram in spelled if gram.startswith("#")], "pieces are for training alone"


def test_training_is_the_same_to_the_bit(data: Path, tmp_path: Path) -> None:
    """Two processes with different hash seeds write the same bytes."""
    written = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        module = "helper.reading.train"
        command = [sys.executable, "-m", module, str(data), "--out", str(out), "--only", "ja"]
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd()), "PATH": ""}
        subprocess.run(command, check=True, env=env, capture_output=True)
        written.append((out / "ja.gz").read_bytes())
    assert written[0] == written[1]


def test_training_needs_its_files(tmp_path: Path) -> None:
    """A missing file is named, not passed over: weights without it would be others."""
    with pytest.raises(FileNotFoundError, match="goemotions_train"):
        main([str(tmp_path), "--out", str(tmp_path), "--only", "en"])


def test_rows_carry_shares_between_calm_and_frustrated(data: Path, tmp_path: Path) -> None:
    """Every source's labels end up on one scale."""
    rows = rows_of("en", data, corpus=tmp_path / "none")
    assert [row.share for row in rows] == [1.0, 0.0, 1.0, 0.0, 1.0, 0.0]


def test_a_saved_model_is_read_back(small: Model, tmp_path: Path) -> None:
    """Weights survive the file, byte for byte."""
    first = keep({"one": small}, "xx", tmp_path / "a", rows=1).read_bytes()
    assert keep({"one": small}, "xx", tmp_path / "b", rows=1).read_bytes() == first
    kept = chorus("xx", tmp_path / "a")["one"]
    grams = tuple(small.weights)
    assert dict(zip(grams, kept.weights_of(grams), strict=True)) == small.weights
    assert kept.weights_of(("never learned",)) == [0]
    assert (kept.orders, kept.bias, kept.scale) == (small.orders, small.bias, small.scale)


def test_ears_in_a_chorus_hear_what_each_hears_alone(small: Model, tmp_path: Path) -> None:
    """One table for all saves memory and changes nothing, whichever was kept first."""
    other = replace(small, bias=0.5, weights={"thank": 9, "sun": -3})
    keep({"late": other}, "xx", tmp_path / "a")
    one = keep({"early": small}, "xx", tmp_path / "a").read_bytes()
    assert keep({"early": small, "late": other}, "xx", tmp_path / "b").read_bytes() == one
    text = "Nobody came. Thank the sun that nobody knows."
    together = chorus("xx", tmp_path / "a")
    for name, alone in (("early", small), ("late", other)):
        assert together[name].logit(text) == alone.logit(text)
        assert together[name].places(text, 3) == alone.places(text, 3)


def test_n_grams_that_share_a_slot_keep_their_own_weights(small: Model, tmp_path: Path) -> None:
    """However crowded the table is, each is found, and what was never learned says nothing."""
    weights = {f"word{n}": n % 120 + 2 for n in range(1000)}
    keep({"one": replace(small, weights=weights)}, "xx", tmp_path)
    ear = chorus("xx", tmp_path)["one"]
    unknown = tuple(f"other{n}" for n in range(1000))
    assert ear.weights_of(tuple(weights)) == list(weights.values())
    assert not any(ear.weights_of(unknown))


@pytest.mark.parametrize("language", ["..", "en/../en", "tlh", ""])
def test_a_language_without_weights_has_no_model(language: str) -> None:
    """No file, no model; a code that is no code leads nowhere."""
    assert not chorus(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_weights_load_fast(language: str) -> None:
    """The first mail after a start waits an eighth of a second at most (the best of five).

    On quiet cores it takes .05 to .08 s; two programs on slow ones have taken .081.
    """
    times = []
    for _ in range(5):
        start = time.process_time()
        ears = chorus.__wrapped__(language)
        times.append(time.process_time() - start)
        assert len(ears) > 5
    assert min(times) < 0.125


def test_shipped_weights_are_small() -> None:
    """All languages together stay under 3 MB."""
    files = list(WEIGHTS.rglob("*.gz"))
    assert sum(file.stat().st_size for file in files) <= 3_000_000


def test_own_mails_have_their_middle_at_zero(small: Model) -> None:
    """So rules and model of different languages can be added with like weights."""
    rows = [Row(text, level / 4, 1.0) for text, level in MAILS]
    moved = centred(small, rows)
    assert sum(moved.logit(row.text) for row in rows) == pytest.approx(0, abs=0.01)


def test_few_words_are_weak_evidence() -> None:
    """An n-gram counts less in a long mail, and not without bound in a short one."""
    assert norm(1) > norm(100)
    assert norm(1) < 1


def test_places_are_faithful() -> None:
    """Each place shown, taken out, makes the text sound calmer, by what was said."""
    model = chorus("en")["frustrated"]
    text = "Once more the man did not come, and my mother sat in the cold hall the entire morning."
    found = model.places(text, 4)
    assert found
    for start, end, raised in found:
        without = text[:start] + " " * (end - start) + text[end:]
        assert model.logit(text) - model.logit(without) == pytest.approx(raised, abs=0.02)


def test_what_only_the_model_hears_is_shown_and_faithful(book: Rulebook) -> None:
    """Frustration that no rule names has its words as evidence; without them the score falls."""
    text = "My mother sat in the cold hall all morning. Pathetic excuses, and then laughter."
    before = reading(book, text)
    heard = [one for one in before.evidence if one.rule == HEARD]
    assert heard
    for one in heard:
        without = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
        assert (reading(book, without).score or 0) < (before.score or 0), one.text


def test_the_model_does_not_contradict_irony(book: Rulebook) -> None:
    """Kind words beside sarcasm calm nothing."""
    assert (reading(book, "Great, another broken update. Thanks a lot.").level or 0) >= 2

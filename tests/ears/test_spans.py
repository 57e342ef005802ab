"""The words a text is about: every span that could be meant, and three small ears that choose."""

from __future__ import annotations

from pathlib import Path

import pytest

from helper.ears.chorus import chorus, keep
from helper.ears.model import Ear
from helper.ears.span_training import Example, train
from helper.ears.spans import FOLDER, Nameable, likely, nameable, shares

THINGS = ("鼓风机", "鞋架", "保温杯", "收据", "地毯", "耳机", "门铃", "围巾")
TAUGHT = [
    *((f"我买的{thing}坏了", {thing}) for thing in THINGS),
    *((f"{thing}什么时候发", {thing}) for thing in THINGS),
    *((f"谢谢你{word}", set[str]()) for word in ("呀", "啦", "哦", "们")),
]


def words(found: Nameable) -> list[str]:
    """What could be named."""
    return [found.text[start:end] for start, end in found.spans]


@pytest.fixture(scope="module")
def taught() -> dict[str, Ear]:
    """Ears that have learned twenty short texts."""
    return dict(train([Example(nameable("", text), frozenset(about)) for text, about in TAUGHT]))


@pytest.mark.parametrize(
    ("text", "is_there", "is_not"),
    [
        ("订单A12的灯", "订单A12", "单A1"),
        ("USB线，坏了", "USB线", "SB线"),
        ("灯，坏了", "灯", "灯，坏"),
        ("Wi-Fi の設定", "Wi-Fi の設定", "i の設定"),
        ("第 2 版", "第 2 版", "第 "),
    ],
)
def test_numbers_and_words_stay_whole(text: str, is_there: str, is_not: str) -> None:
    """A span ends at no mark, and cuts through no number and no Latin word."""
    found = words(nameable("", text))

    assert is_there in found
    assert is_not not in found


def test_the_subject_is_read_without_its_marks() -> None:
    """Re: is no part of a name, and no span reaches from the subject into the text."""
    found = nameable("Re: Fw: 鞋架", "收到了")

    assert found.text == "鞋架\0收到了"
    assert "鞋架" in words(found)
    assert all("\0" not in one for one in words(found))


def test_only_the_opening_is_read() -> None:
    """A long mail costs no more than a short one: what it is about comes soon."""
    assert len(nameable("", "鞋架坏了。" * 500).places) < 300


def test_taught_ears_name_what_they_never_saw(taught: dict[str, Ear]) -> None:
    """It is not the word that is learned, but how one stands in a sentence."""
    best = likely(nameable("", "我买的电饭锅坏了"), taught)[0]

    assert best.words == "电饭锅"
    assert best.sure > 0.5


def test_naming_none_is_a_choice(taught: dict[str, Ear]) -> None:
    """Where nothing can be named, that has the greatest share; all shares make one."""
    found = shares(nameable("", "谢谢你哈"), taught)

    assert max(found, key=lambda span: found[span]) is None
    assert sum(found.values()) == pytest.approx(1)


def test_a_text_without_letters_names_nothing(taught: dict[str, Ear]) -> None:
    """There is no span in it."""
    assert likely(nameable("", "……！"), taught) == []
    assert shares(nameable("", ""), taught) == {None: 1.0}


def test_training_gives_the_same_bytes(tmp_path: Path, taught: dict[str, Ear]) -> None:
    """Whoever trains again gets the same file, and what is read back says the same."""
    examples = [Example(nameable("", text), frozenset(about)) for text, about in TAUGHT]
    first, second = (keep(train(examples), "zh", tmp_path / one) for one in "ab")
    asked = nameable("", "昨天到的鞋架")

    assert first.read_bytes() == second.read_bytes()
    assert shares(asked, chorus("zh", tmp_path / "a")) == shares(asked, taught)


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_the_weights_that_are_shipped_are_small(language: str) -> None:
    """150 kB a language at most."""
    assert (FOLDER / f"{language}.gz").stat().st_size < 150_000

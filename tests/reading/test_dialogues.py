from __future__ import annotations

import json
from pathlib import Path

import pytest

from helper.reading.dialogues import last_turn
from helper.reading.train.endings import main
from helper.reading.voices import ENDING, ear_for
from helper.rulebook import Rulebook
from tests.reading.labelled import reading


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("宽带断了\n重启过了\n还是没有", "还是没有"),
        ("宽带断了", None),
        ("您好：\n宽带断了\n谢谢", None),
        ("宽带断了\n\n请派人来看", None),
        ("  \n", None),
    ],
)
def test_a_dialogue_has_a_turn_a_line(text: str, turn: str | None) -> None:
    """A mail ends with a courtesy or a name: its last line is no turn."""
    assert last_turn(text) == turn


def test_how_a_chat_went_is_heard_at_its_end(book: Rulebook) -> None:
    """STC-3: the same trouble, settled or left lying, is another dialogue."""
    begun = "宽带又断了\n重启过了也不行\n"
    settled, left = (
        reading(book, begun + "好了 可以上了 谢谢"),
        reading(book, begun + "白问了 算了"),
    )
    assert (settled.score or 0.0) < (left.score or 0.0)
    assert (settled.level or 0) < (left.level or 0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I ordered the lamp three weeks ago. It still has not come. When will it?", "Tom Ferris"),
        ("洗碗机到现在都没有送到，电话打了五次都没人接。到底什么时候能送？", "王晓明"),
        ("注文した加湿器がまだ届きません。いつ届きますか。", "田中 花子"),
    ],
)
def test_a_name_below_a_single_line_is_no_turn(book: Rulebook, text: str, name: str) -> None:
    """B04: who signs is as frustrated as who does not."""
    signed, bare = reading(book, f"{text}\n{name}"), reading(book, text)
    assert signed.level == bare.level
    assert signed.score == pytest.approx(bare.score, abs=0.05)


def test_there_is_an_ear_for_chinese_endings_only() -> None:
    """In English it gained nothing on chats of our own, so the whole model hears them again."""
    assert ear_for(ENDING, "zh") is not None
    assert ear_for(ENDING, "en") is None


def test_endings_are_learned_the_same_way_every_time(tmp_path: Path) -> None:
    """Whoever trains on the same dialogues gets the same weights, to the bit."""
    rows = [
        {"text": "@客服 网断了\n好的,谢谢", "sat": 1.2},
        {"text": "退款呢\n好的,谢谢", "sat": 0.9},
        {"text": "网断了\n还是没人管", "sat": -1.5},
        {"text": "退款呢\n还是没人管!", "sat": -1.1},
    ]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "stc3_cn_train.jsonl").write_text(lines, "utf-8")
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        main([str(tmp_path), "--out", str(folder)])
    one, other = ((folder / "zh.gz").read_bytes() for folder in folders)
    assert one == other

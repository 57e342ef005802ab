"""All commands that train ears take the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from helper.ears.commands import asked


def test_one_language_may_be_trained_alone() -> None:
    """Without a word all are; a language there is no ear for is refused."""
    assert asked("train", []).languages == ("en", "ja", "zh")
    assert list(asked("train", ["--only", "ja"]).languages) == ["ja"]
    with pytest.raises(SystemExit):
        asked("train", ["--only", "xx"])


def test_data_is_asked_for_where_it_is_needed() -> None:
    """Who needs a folder of data refuses to start without one."""
    assert asked("train", ["here"], data="texts").data == Path("here")
    with pytest.raises(SystemExit):
        asked("train", [], data="texts")
    with pytest.raises(SystemExit):
        asked("train", ["here"])

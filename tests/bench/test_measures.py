from __future__ import annotations

import pytest

from tests.bench.measures import auc, calibration_error, interval, ranks, spearman
from tests.bench.sets import from_data, from_repo


def test_equal_values_share_their_places() -> None:
    """Ties stand in the middle of the places they fill."""
    assert ranks([5, 1, 5, 9]) == [2.5, 1, 2.5, 4]


def test_auc_is_the_chance_to_rank_right() -> None:
    """One pair of four stands wrong, a tie counts half, one class alone says nothing."""
    assert auc([1, 4, 3, 5], [0, 0, 1, 1]) == 0.75
    assert auc([1, 1], [0, 1]) == 0.5
    assert auc([1, 2], [1, 1]) == 0.5


def test_spearman_sees_order_only() -> None:
    """A curve is as good as a line; turned round it is -1."""
    assert spearman([1, 2, 3, 4], [1, 10, 100, 1000]) == pytest.approx(1)
    assert spearman([4, 3, 2, 1], [1, 10, 100, 1000]) == pytest.approx(-1)


def test_calibration_is_the_gap_between_chance_and_share() -> None:
    """Of those with .75, half came true: off by a quarter."""
    assert calibration_error([0.75] * 4, [1, 1, 0, 0]) == pytest.approx(0.25)
    assert calibration_error([0.0, 1.0], [0, 1]) == 0


def test_an_interval_holds_the_measure_and_repeats() -> None:
    """The bootstrap is the same at every run and lies around what was measured."""
    scores, labels = [n * 7 % 20 + n for n in range(60)], [float(n > 30) for n in range(60)]
    low, high = interval(auc, scores, labels)
    assert low <= auc(scores, labels) <= high
    assert interval(auc, scores, labels) == (low, high)


def test_without_data_the_own_mails_are_measured(tmp_path: object) -> None:
    """An empty folder gives no rows; the repo's labelled mails are always there."""
    assert list(from_data(tmp_path)) == []  # type: ignore[arg-type]
    for labels in from_repo(["en", "zh", "ja"]):
        assert len(labels.texts) == len(labels.labels) >= 70

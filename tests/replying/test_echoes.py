"""The ear for clauses that may be said back to their writer."""

from __future__ import annotations

from pathlib import Path

from helper.ears.chorus import chorus
from helper.replying.understanding.citing import EDGE, FIT, FOLDER
from helper.replying.understanding.train import main, rows


def test_the_shipped_ear_is_the_one_that_is_trained(tmp_path: Path) -> None:
    """The same clauses give the same bytes."""
    assert main(["--out", str(tmp_path)]) == 0
    made = sorted(file.name for file in tmp_path.glob("*.gz"))
    assert made == sorted(file.name for file in FOLDER.glob("*.gz"))
    for name in made:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_a_clause_is_labelled_once() -> None:
    """A clause labelled both ways would teach nothing."""
    for file in FOLDER.glob("*.gz"):
        clauses = [row.text for row in rows(file.name.partition(".")[0])]
        assert len(clauses) == len(set(clauses))


def test_what_happened_sounds_fitter_than_a_scrap_or_an_insult() -> None:
    """001:8: what is said back must be theirs, and clear and decent by itself."""
    ear = chorus("zh", FOLDER)[FIT]
    fit = ["等了一个星期还没收到货", "充电宝用了两天充不进电", "打了六次电话没人接"]
    unfit = ["都这么多天了", "你们就是这样做生意的", "我也是醉了", "打开手机才发现"]
    heard = {clause: ear.logit(EDGE.format(clause)) for clause in fit + unfit}
    assert min(heard[one] for one in fit) > max(heard[one] for one in unfit)

from __future__ import annotations

from pathlib import Path

import pytest

from helper.ears.chorus import ASTRAY, keep
from helper.ears.training import train
from helper.reading.train.texts import mails
from helper.reading.train.voices import carries, rows
from helper.reading.train.wrongs import carries as carries_wrong
from helper.reading.train.wrongs import rows as wrong_rows
from helper.reading.voices import LABELS, UNHEARD, voices, wrongs


@pytest.mark.parametrize(
    ("subject", "text", "label"),
    [
        ("Your voucher", "Order today and save. See all offers on our website.", "none"),
        ("", "We are planning a party for 30 people. What would it cost per head?", "new_work"),
        ("", "I asked twice and nobody answered. You promised to call. Never again.", "mistreated"),
        ("", "The page stays blank and I cannot log in to send the form.", "blocked"),
        ("", "Could you tell me when it will arrive? I do not know which day.", "not_knowing"),
        ("", "Thank you, everything arrived and works.", "calm"),
    ],
)
def test_a_voice_is_heard_above_its_rivals(subject: str, text: str, label: str) -> None:
    """B01, B03: what a mail plainly is sounds louder than the other kinds or causes."""
    kinds, causes = LABELS[:3], LABELS[3:]
    heard = voices(subject, text, "en")
    rivals = kinds if label in kinds else causes
    assert max(rivals, key=lambda one: heard[one]) == label


def test_one_word_is_hardly_believed() -> None:
    """A single word must not decide; the same words in a longer mail may."""
    short = voices("", "Unsubscribe", "en")
    long = voices("", "Our news of the month. Read more on our page. Unsubscribe", "en")
    assert abs(short["none"]) < abs(long["none"])


def test_a_language_without_weights_is_unheard() -> None:
    """Where nothing was learned, the rules speak alone."""
    assert voices("", "Wo ist meine Bestellung?", "de") is UNHEARD


def test_a_mail_carries_its_kind_and_its_cause() -> None:
    """A mail without a cause is learned as calm."""
    row = {"kind": "support", "cause": None, "text": "Where is it?", "subject": None}
    assert carries(row, "calm")
    assert not carries(row, "blocked")
    assert carries({**row, "cause": "blocked"}, "blocked")


def test_both_sides_of_a_label_weigh_the_same() -> None:
    """A rare kind is learned as well as a common one."""
    found = [{"kind": kind, "cause": None, "text": "x"} for kind in ["none"] + 9 * ["support"]]
    learned = rows(found, "none")
    yes = sum(row.weight for row in learned if row.share == 1)
    assert yes == pytest.approx(sum(row.weight for row in learned if row.share == 0))


def test_training_gives_the_same_bytes_again(tmp_path: Path) -> None:
    """Whoever trains on the same mails gets the same weights, to the bit."""
    learned = rows(mails("zh")[:80], "complaint")
    files = [
        keep({"complaint": train(learned, (1, 2), 2)}, "zh", tmp_path / name)
        for name in ("one", "two")
    ]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_corpus_is_read_in_a_fixed_order() -> None:
    """Order decides the weights, so it must not depend on the disk."""
    assert [row["id"] for row in mails("en")] == [row["id"] for row in mails("en")]
    assert len({row["id"] for row in mails("en")}) == len(mails("en"))


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("en", "I ordered on the 2nd, it was due last week and nothing has come yet.", "late"),
        ("en", "The screen was cracked and the hinge broke off when I opened it.", "broken"),
        ("zh", "快递说好上周到，等了十天还没有发货。", "late"),
        ("ja", "先週届くはずの商品が、まだ届いておりません。", "late"),
    ],
)
def test_what_went_wrong_is_heard(language: str, text: str, wrong: str) -> None:
    """001:9: what a reply may say it is sorry for is what may have happened."""
    heard = wrongs(voices("", text, language))
    assert heard is not None
    assert wrong in heard


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We are planning a party for 30 people. What would it cost per head?"),
        ("zh", "你们好，我想给公司年会订三十份礼盒，请问单价多少，可以印名字吗？"),
        ("ja", "来月の貸し切りの料金を教えていただけますか。"),
    ],
)
def test_where_nothing_went_wrong_nothing_is_heard(language: str, text: str) -> None:
    """001:5: nobody who only asks is told what a pity it is; and nothing is heard without ears."""
    assert wrongs(voices("", text, language)) == ()
    assert wrongs(UNHEARD) is None


def test_what_is_learned_is_what_was_labelled() -> None:
    """A mail in which something went wrong teaches the first ear, and that of its class."""
    late = {"kind": "support", "text": "x", "wrong": ["late"]}
    assert [carries_wrong(late, ear) for ear in (ASTRAY, "wrong.late", "wrong.lost")] == [1, 1, 0]
    unlabelled = {"kind": "support", "text": "y"}
    assert len(wrong_rows([late, unlabelled], ASTRAY, 1.0, str)) == 1

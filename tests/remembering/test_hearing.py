"""The ears for promises, and the mails they were trained on."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from helper.remembering.dates.due import all_in
from helper.remembering.finding.hearing import FOLDER, heard_as, sound
from helper.remembering.finding.promises import find
from helper.remembering.finding.train import labelled, mails, main
from tests.remembering.sent import LANGUAGES, sent_mails

if TYPE_CHECKING:
    from helper.contracts import FoundPromise
    from helper.rulebook import Rulebook

SENT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
"""A Monday."""
ZONE = ZoneInfo("UTC")


def found_in(text: str, language: str, book: Rulebook) -> list[FoundPromise]:
    """The promises of a mail."""
    return find(text, SENT, ZONE, book, language)


def test_a_time_is_heard_as_one_sign(book: Rulebook) -> None:
    """Whichever day is named, the sentence sounds the same."""
    rules = book.remembering["en"]
    said = ("Mick hangs the lot on Wednesday.", "Mick hangs the lot tomorrow at noon.")
    times = [all_in(one, SENT, ZONE, rules, book.rhythm) for one in said]
    wednesday, tomorrow = (heard_as(one, dues) for one, dues in zip(said, times, strict=True))
    assert wednesday.replace(" on ", "  ") == tomorrow.replace("lot  ", "lot   ")


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Up goes the gate on Thursday.", 19),
        ("zh", "周三把柜门装上，合页一起换。", 18),
        ("ja", "雨樋は水曜に付け替えて、足場も外すわ。", 18),
    ],
)
def test_what_no_rule_names_is_heard(language: str, text: str, day: int, book: Rulebook) -> None:
    """B52: a promise told of a thing, with the time that stands in it."""
    (promise,) = found_in(text, language, book)
    assert promise.due is not None
    assert (promise.rule, promise.due.day, promise.form) == ("promise.heard", day, "explicit")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Maybe I'll get to it on Thursday."),
        ("en", "Our office moves on Thursday."),
        ("en", "On Thursday I'm on leave."),
        ("zh", "也许周三能弄好，说不准。"),
        ("ja", "たぶん水曜には直ると思います。"),
    ],
)
def test_what_a_rule_takes_back_is_not_heard(language: str, text: str, book: Rulebook) -> None:
    """The ear alone never overrules a maybe, a no or a question."""
    assert found_in(text, language, book) == []


@pytest.mark.parametrize(
    ("language", "text", "form"),
    [
        ("zh", "报警我看到了，我们正在排查风机。", "implied"),
        ("ja", "何とか間に合わせる方法を考えてみます。", "implied"),
    ],
)
def test_a_promise_beside_what_is_taken_back_is_heard(
    language: str, text: str, form: str, book: Rulebook
) -> None:
    """B53: a hope, or what was seen, beside a promise does not hide it."""
    assert [(one.form, one.due) for one in found_in(text, language, book)] == [(form, None)]


@pytest.mark.parametrize(
    ("language", "mine", "not_mine"),
    [
        ("en", "The awning gets re-stitched on Friday.", "The awning was re-stitched on Friday."),
        ("en", "Our joiner will plane the door tomorrow.", "Could you plane the door tomorrow?"),
        ("zh", "遮阳棚周五给您缝好。", "遮阳棚昨天老秦缝好了。"),
        ("ja", "日よけは金曜に縫い直します。", "日よけは昨日縫い直しました。"),
        ("ja", "雨戸は大工が明日削ります。", "雨戸を明日までに削っていただけますか。"),
        ("en", "I'll be at the back gate Saturday 7am.", "I'll be at my sister's on Saturday."),
        ("zh", "多出来那天的工钱算我们的。", "那天的工钱邻居出了。"),
        ("ja", "土曜朝7時、でかい方の車で楽屋口につける。", "土曜朝7時に楽屋口が開くよ。"),
    ],
)
def test_a_deed_promises_by_its_form(
    language: str, mine: str, not_mine: str, book: Rulebook
) -> None:
    """B52: who does it and when is heard whatever the verb; done or asked for, it is none."""
    assert [one.form for one in found_in(mine, language, book)] == ["explicit"]
    assert found_in(not_mine, language, book) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I've checked and fixed it: here is everything."),
        ("en", "I've swapped the fuse and tested the lamp."),
        ("en", "I've just moved your slip into the folder."),
        ("zh", "锁修好了，钥匙在信封里。"),
        ("ja", "電球を替え、明るくなりました。"),
        ("ja", "請求書を確認し、訂正いたしました。"),
    ],
)
def test_what_is_done_is_not_heard(language: str, text: str, book: Rulebook) -> None:
    """B56: a mail that keeps a promise makes no second row beside it."""
    assert found_in(text, language, book) == []


def test_a_language_without_ears_is_read_by_rules() -> None:
    """A new language needs a folder of rules, and no training."""
    assert sound("Ich schicke es am Freitag.", (), "de") is None


def test_an_ear_hears_its_own_language_only(book: Rulebook) -> None:
    """In a mail of two languages each sentence is heard by the ears of its own."""
    text = "王先生，您好：\n资料收到了，谢谢您。\n\nWith kind regards from all of us, Mia"
    assert found_in(text, "zh", book) == []


def test_the_ears_are_not_loaded_before_they_are_needed() -> None:
    """Starting up costs nothing for what may never be sent."""
    code = (
        "import helper.desk.desk, helper.ears.chorus as ears;"
        "raise SystemExit(ears.chorus.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_corpus_is_what_its_readme_says(language: str) -> None:
    """Unique ids and texts, and marked sentences that are pieces of them."""
    found = mails(language)
    assert len(found) > 1000
    assert len({mail["id"] for mail in found}) == len(found)
    assert len({mail["text"] for mail in found}) == len(found)
    for mail in found:
        assert all(said in mail["text"] for said in [*mail["explicit"], *mail["implied"]])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_that_measures_was_learned(language: str) -> None:
    """The 252 own mails stay apart from what the ears were trained on."""
    learned = "\n".join(mail["text"] for mail in mails(language))
    promised = [said for mail in sent_mails(language) for said in mail.promises if len(said) > 30]
    assert [said for said in promised if said in learned] == []


def test_training_gives_the_shipped_bytes(tmp_path: Path) -> None:
    """Whoever trains on the corpus gets these very weights."""
    assert main([str(tmp_path), "--out", str(tmp_path), "--only", "zh"]) == 0
    assert (tmp_path / "zh.gz").read_bytes() == (FOLDER / "zh.gz").read_bytes()


def test_a_sentence_has_the_form_of_its_marked_part(book: Rulebook) -> None:
    """A clause that promises makes its sentence a promise."""
    mail = {"text": "Sorry! I'll send it, and soon.", "explicit": ["I'll send it"], "implied": []}
    assert [one.form for one in labelled(mail, book, "en")] == [None, "explicit"]

"""The situations to practise on, and the answers to compare with: they pass our own checklist."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helper.contracts import Mail, Person
from helper.desk.desk import Desk
from helper.paths import shipped_rules
from helper.rulebook import RuleError
from helper.rulebook.practice import ME, SituationRule, situations
from helper.settings import Settings
from helper.store import Store

if TYPE_CHECKING:
    from helper.rulebook import Rulebook

LANGUAGES = {"en": "Alex", "zh": "小林", "ja": "小川"}
NOW = datetime(2026, 11, 18, 8, 0, tzinfo=UTC)
NO_SORRY = {"haggle", "idea", "newwork", "thanks"}
"""Where an apology would be wrong (004:16), or where nothing is."""
SORRY = re.compile(r"\bsorry\b|抱歉|对不起|申し訳", re.IGNORECASE)


def shipped(language: str) -> tuple[SituationRule, ...]:
    """The situations of one language, as shipped."""
    return situations([shipped_rules()], language).situations


CASES = [(language, one) for language in LANGUAGES for one in shipped(language)]


@pytest.fixture(scope="module")
def desk(book: Rulebook) -> Desk:
    """A desk without a past."""
    return Desk(lambda: book, Store(Path(":memory:")), Settings(zone="UTC"), lambda: NOW)


@pytest.mark.parametrize(("language", "one"), CASES, ids=lambda value: getattr(value, "id", value))
def test_the_answer_passes_our_own_checklist(desk: Desk, language: str, one: SituationRule) -> None:
    """Nothing to warn about, heard before anything else, and calm."""
    mail = Mail(
        text=one.text,
        subject=one.subject,
        sender=Person(name=one.sender),
        received=NOW,
        app="practice",
        thread=one.id,
    )
    reading = desk.read(mail)
    found = desk.check(one.answer.replace(ME, LANGUAGES[language]), reading, LANGUAGES[language])

    assert reading.language == language
    assert [one.rule for one in found.findings if one.severity == "warning"] == []
    assert found.ticks.understood
    assert found.ticks.your_name
    assert found.heat < 0.3


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_least_two_dozen_each_with_its_reason(language: str) -> None:
    """The same situations in every language, each with a source; never the same words twice."""
    all_of_them = shipped(language)

    assert len(all_of_them) >= 24
    assert [one.id for one in all_of_them] == [one.id for one in shipped("en")]
    assert [one.source for one in all_of_them] == [one.source for one in shipped("en")]
    for field in ("title", "text", "answer", "why", "try_", "sender"):
        assert len({getattr(one, field) for one in all_of_them}) == len(all_of_them)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sorry_is_said_once_where_it_belongs(language: str) -> None:
    """003:21 always, but in a money talk, in a fight about ideas, or where nothing is wrong."""
    for one in shipped(language):
        times = len(SORRY.findall(one.answer))
        assert times == (0 if one.id in NO_SORRY else 1), one.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_offers_a_choice(language: str) -> None:
    """B38: whoever is given a time is asked which they prefer; a thank-you needs none."""
    for one in shipped(language):
        assert one.id == "thanks" or re.search("[?？]|でしょうか|ますか", one.answer), one.id


def test_a_situation_of_ones_own(tmp_path: Path) -> None:
    """A support person adds one in their own folder; a wrong one is refused with its place."""
    own = tmp_path / "en" / "practice.yaml"
    own.parent.mkdir()
    text = (
        "situations:\n  - {id: mine, source: user, title: Mine, sender: Ana, subject: Hi,\n"
        '     text: "Please help me now.", try: Be kind., answer: "I am here. {me}", why: So.}\n'
    )
    own.write_text(text)
    assert situations([shipped_rules(), tmp_path], "en").situations[-1].id == "mine"

    own.write_text(text.replace(" {me}", ""))
    with pytest.raises(RuleError, match=r"practice\.yaml:3:\d+: .*an answer ends with \{me\}"):
        situations([shipped_rules(), tmp_path], "en")

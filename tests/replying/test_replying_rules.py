"""The rules of replying refuse what could only go wrong later, in somebody's mail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from helper.ears.chorus import chorus
from helper.paths import shipped_rules
from helper.replying.composing import cases
from helper.replying.understanding.forms import SECOND_FAILURE
from helper.rulebook import Rulebook, RuleError, room_files
from helper.rulebook.composing import SLOTS, names_in
from helper.rulebook.files import load
from helper.rulebook.replying import ReplyingRules

SHIPPED = room_files([shipped_rules()], "en", "replying")


def loaded_with(own: dict[str, Any], folder: Path) -> ReplyingRules:
    """The shipped rules with a user's own file over them."""
    path = folder / "replying.yaml"
    YAML(typ="safe").dump(own, path)
    return load(ReplyingRules, [*SHIPPED, path])


def a_rule(**changes: Any) -> dict[str, Any]:
    """A lint rule a user could add."""
    rule = {"id": "own.hello", "source": "user", "severity": "hint", "message": "Say hello."}
    rule |= {"pattern": r"\bgreetings\b", "yes": ["Greetings to you"], "no": ["Hello"]}
    return rule | changes


def a_detail(**changes: Any) -> dict[str, Any]:
    """A detail a user could add."""
    rule = {"id": "detail.own", "source": "user", "pattern": "kettle", "asks": ["Which one?"]}
    rule |= {"work": ["looking into it"], "yes": ["The kettle hums"], "no": ["The cup is cold"]}
    return rule | changes


@pytest.mark.parametrize(
    ("own", "complaint"),
    [
        ({"moves": {"thanks": ["Thanks, {nobody_knows}."]}}, "unknown name {nobody_knows}"),
        ({"phrases": {"heard": ["I see {nothing}"]}}, "unknown name {nothing}"),
        ({"notes": {"no.such": {"severity": "hint", "message": "x", "source": "x"}}}, "no.such"),
        ({"gaps": {"me": {"text": "your name", "hint": "x"}}}, "gaps.me.text"),
        ({"lint": [a_rule(fix=r"\3")]}, "does not fit the pattern"),
        ({"lint": [a_rule(no=["Greetings again"])]}, "matches at 'greetings'"),
        ({"lint": [a_rule(tick="polite")]}, "tick"),
        ({"plain": {"most_words": 0}}, "plain.most_words"),
        ({"details": [a_detail(known=[{"pattern": "x", "both": []}])]}, "below the last of known"),
        ({"times": {"weekdays": ["Monday"]}}, "times.weekdays"),
    ],
)
def test_what_cannot_work_is_refused_with_its_place(
    tmp_path: Path, own: dict[str, Any], complaint: str
) -> None:
    """The error names the file and says what is wrong with which entry."""
    with pytest.raises(RuleError) as told:
        loaded_with(own, tmp_path)
    assert complaint in str(told.value)
    assert "replying.yaml:" in str(told.value)


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_each_variant_is_for_something_a_mail_can_have(language: str, book: Rulebook) -> None:
    """A hurt written wrong would never speak, and nobody would miss it."""
    rules = book.replying[language]
    beside = {cases.CALL, cases.CHAT, cases.GRIEF, cases.HARM, cases.IDLE, cases.NEWS}
    beside |= {cases.AMISS, cases.GLAD, cases.POST, cases.PRESSING, cases.STANDING, cases.TOLD}
    beside |= {cases.COURTESY, cases.WISH}
    known = beside | {SECOND_FAILURE, *book.reading[language].families}
    known |= {topic.topic for topic in rules.topics}
    known |= {rules.composing.again.means} if rules.composing.again else set()
    known |= {name.removeprefix("wrong.") for name in chorus(language) if "wrong." in name}
    variants = [one for several in rules.moves.values() for one in several]
    assert {hurt for one in variants for hurt in one.hurts} <= known


def test_a_users_own_words_are_taken(tmp_path: Path) -> None:
    """A support person can add a rule, switch one off, and change a closing."""
    own = {
        "lint": [a_rule(), {"id": "tone.emoji", "off": True}],
        "moves": {"sign": ["Cheers,\n{me}"]},
    }
    rules = loaded_with(own, tmp_path)
    ids = {rule.id for rule in rules.lint}
    assert "own.hello" in ids
    assert "tone.emoji" not in ids
    assert [one.text for one in rules.moves["sign"]] == ["Cheers,\n{me}"]


def templates(rules: ReplyingRules) -> list[str]:
    """All that drafts are made of: moves, phrases, and the phrases of each matter."""
    texts = [one.text for variants in rules.moves.values() for one in variants]
    phrases = (
        rules.phrases,
        *(matter.phrases for matter in (*rules.matters, rules.scant) if matter),
    )
    texts += [rules.composing.join_sorry, rules.composing.join_regret]
    return texts + [text for one in phrases for texts in one.values() for text in texts]


def test_no_template_speaks_for_a_we_or_shouts(book: Rulebook) -> None:
    """B25, B26: whatever is chosen, it is one person speaking, calmly."""
    rules = book.replying["en"]
    for text in templates(rules):
        assert not {"we", "we're", "our", "us"} & set(text.casefold().split()), text
        assert not set(text) & set("!—–…"), text


def test_every_fact_and_phrase_is_used(book: Rulebook) -> None:
    """A name nobody uses is a leftover: a fact is in some template, a phrase in its language."""
    facts = set()
    for rules in book.replying.values():
        used = {name for text in templates(rules) for name in names_in(text)}
        assert used - SLOTS == rules.phrases.keys()
        facts |= used & SLOTS
    assert facts == SLOTS


def test_rules_stay_few(book: Rulebook) -> None:
    """One rule is one meaning: lint, cues and heat together stay below 120, so that they load."""
    rules = book.replying["en"]
    assert len(rules.lint) + len(rules.cues) + len(rules.heat) <= 120

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from helper.paths import shipped_rules
from helper.rulebook import Rulebook, RuleError, load_rulebook, room_files, shipped_files
from helper.rulebook.base import expand
from helper.rulebook.files import load
from helper.rulebook.folding import fold, sentence_around
from helper.rulebook.reading import ReadingRules

GOOD = """\
fragments: {when: 'today|tomorrow'}
score: {bias: -2, polarity: 0, fade: 1, levels: [0.2, 0.4, 0.6, 0.8]}
negation: 'not '
families:
  waiting: {cap: 2}
cues:
  - id: waiting.long
    source: user
    family: waiting
    points: 1
    pattern: ['waiting {when}', 'on hold']
    yes: ["I am waiting today."]
    no: ["I can wait."]
forwarded: 'forwarded message'
greeting: '^hi'
kinds: []
asks: []
not_asks: []
facts: []
not_names: 'team'
claims: []
"""


def write(folder: Path, text: str) -> Path:
    """A reading.yaml with this text."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "reading.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path, *texts: str) -> ReadingRules:
    """What comes of these files, later ones over earlier ones."""
    return load(ReadingRules, [write(folder / str(n), text) for n, text in enumerate(texts)])


def test_the_shipped_rules_load(book: Rulebook) -> None:
    """Every shipped rule proves itself by its own examples; English has few enough to read."""
    rules = book.reading["en"]
    assert len(rules.cues) + len(rules.kinds) + len(rules.asks) + len(rules.facts) <= 135
    ids = [cue.id for cue in rules.cues]
    assert len(ids) == len(set(ids))


def test_patterns_are_alternatives_with_fragments(tmp_path: Path) -> None:
    """A list is "or"; ``{name}`` stands for a fragment."""
    [cue] = loaded(tmp_path, GOOD).cues
    for text in ("waiting tomorrow", "ON HOLD", "Waiting today"):
        assert cue.find(text)
    assert not cue.find("waiting yesterday")


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('yes: ["I am waiting today."]', 'yes: ["I came."]', 7, "does not match: 'I came.'"),
        ('no: ["I can wait."]', 'no: ["on hold"]', 7, "matches at 'on hold'"),
        ("'on hold'", "'on (hold'", 11, "not a regular expression"),
        ("{when}'", "{whenever}'", 11, "unknown fragment {whenever}"),
        ("points: 1", "points: many", 10, "valid number"),
        ("points: 1", "points: 99", 10, "less than or equal to 5"),
        ("id: waiting.long", "id: Waiting Long", 7, "pattern"),
        ("family: waiting\n", "family: nowhere\n", 1, "unknown family 'nowhere'"),
        ("claims: []", "claims: []\nclaimz: []", 22, "spelled right?"),
        ("claims: []\n", "", 1, "claims: this must not be missing"),
        ("points: 1", "points: 1\n    wake: [1]", 11, "nothing of this name"),
        ("cues:\n", "cues: 3\nkues:\n", 6, "this must be a list"),
        ("[0.2, 0.4, 0.6, 0.8]", "[0.2, 0.4, 0.3, 0.8]", 2, "levels must rise"),
        ("    no: [", "    source: twice\n    no: [", 13, "duplicate key"),
        ("    points: 1", "\tpoints: 1", 10, "not valid YAML"),
    ],
)
def test_a_broken_rule_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    """DESIGN 4: a support person edits these files; the message names file, line and column."""
    assert old in GOOD
    with pytest.raises(RuleError) as error:
        loaded(tmp_path, GOOD.replace(old, new, 1))
    message = str(error.value)
    assert reason in message
    place = message.removeprefix(str(tmp_path / "0" / "reading.yaml"))
    assert place.startswith(f":{line}:"), message


@pytest.mark.parametrize("broken", ["\x00", "\nday: 2026-12-42", "\nmany: " + "[" * 600])
def test_what_the_parser_stumbles_over_is_refused(tmp_path: Path, broken: str) -> None:
    """Cut or copied badly, or a day that no month has: named like any other broken file."""
    with pytest.raises(RuleError, match=r"reading\.yaml:.* not valid YAML"):
        loaded(tmp_path, GOOD + broken)


def test_the_users_rule_replaces_the_shipped_one(tmp_path: Path) -> None:
    """The same id replaces; the rest of the shipped file stays."""
    own = (
        "cues: [{id: waiting.long, source: user, family: waiting, points: 2, "
        "pattern: stuck, yes: [stuck], no: [free]}]"
    )
    rules = loaded(tmp_path, GOOD, own)
    assert [(cue.points, cue.pattern.pattern) for cue in rules.cues] == [(2, "stuck")]
    assert rules.score.bias == -2


def test_two_rules_with_one_id_are_refused(tmp_path: Path) -> None:
    """Merged with the user's own, one of them would be lost without a word."""
    rule = "{id: a.b, source: user, family: waiting, points: 2, pattern: x, yes: [x], no: [y]}"
    with pytest.raises(RuleError, match=r"1/reading\.yaml:2:22: a\.b stands above already"):
        loaded(tmp_path, GOOD, f"cues: [{rule},\n{' ' * 21}{rule}]")


def test_the_user_adds_and_switches_off(tmp_path: Path) -> None:
    """A new id is added, ``off: true`` removes."""
    own = (
        "cues: [{id: waiting.long, off: true}, {id: own.word, source: user, family: waiting, "
        "points: 2, pattern: stuck, yes: [stuck], no: [free]}]"
    )
    assert [cue.id for cue in loaded(tmp_path, GOOD, own).cues] == ["own.word"]


def test_one_number_can_be_changed_alone(tmp_path: Path) -> None:
    """A mapping is merged key by key."""
    rules = loaded(tmp_path, GOOD, "score: {bias: -3}")
    assert (rules.score.bias, rules.score.fade) == (-3, 1)


def test_a_fault_in_the_users_file_names_the_users_file(tmp_path: Path) -> None:
    """Who reads the message must open the right file."""
    with pytest.raises(RuleError) as error:
        loaded(tmp_path, GOOD, "\n\nscore: {bias: much}")
    assert str(error.value).startswith(f"{tmp_path / '1' / 'reading.yaml'}:3:")


def test_what_is_no_text_is_refused_kindly(tmp_path: Path) -> None:
    """Not UTF-8, too large, not there: a sentence each, no traceback."""
    path = write(tmp_path, "")
    path.write_bytes(b"score: \xff\xfe")
    with pytest.raises(RuleError, match="not UTF-8"):
        load(ReadingRules, [path])
    path.write_text("#" * 1_000_001, encoding="utf-8")
    with pytest.raises(RuleError, match="larger than"):
        load(ReadingRules, [path])
    with pytest.raises(RuleError, match="missing"):
        load(ReadingRules, [tmp_path / "nothing.yaml"])


def test_a_long_pattern_may_be_broken_into_lines() -> None:
    """A line break means nothing, nor do the blanks that begin the next line; others count."""
    assert expand("lost my\n  (?:{thing}\n    |keys)", {"thing": "bag\n  |case"}) == (
        "lost my(?:(?:bag|case)|keys)"
    )


def test_fragments_may_use_fragments_but_not_themselves() -> None:
    """A circle is an error, not a hang."""
    assert expand("{a}!", {"a": "x{b}", "b": "y"}) == "(?:x(?:y))!"
    with pytest.raises(ValueError, match="circle"):
        expand("{a}", {"a": "{b}", "b": "{a}"})


@pytest.mark.parametrize("room", ["reading", "replying", "remembering", "resting"])
@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_every_fragment_is_used(language: str, room: str) -> None:
    """A part of a pattern that nothing is made of any more is gone with it."""
    files = room_files([shipped_rules()], language, room)
    whole = "".join(file.read_text(encoding="utf-8") for file in files)
    data = (YAML(typ="safe").load(file.read_text(encoding="utf-8")) for file in files)
    fragments = [name for one in data for name in one.get("fragments", ())]
    assert [name for name in fragments if f"{{{name}}}" not in whole] == []


@pytest.mark.parametrize("text", ["İSTANBUL", "Straße", "DON’T", "👍🏽 ÀÉ", "ΑΣ"])
def test_folding_keeps_every_place(text: str) -> None:
    """Cues run over folded text; their places must be places in the mail."""
    assert len(fold(text)) == len(text)
    assert "’" not in fold(text)


def test_trusted_rules_wait_until_they_are_needed(tmp_path: Path) -> None:
    """The start proves and compiles no shipped rule; the same rules come out of it."""
    shipped = shutil.copytree(shipped_rules(), tmp_path / "rules")
    book = load_rulebook(shipped, trusted=shipped_files(shipped))
    assert list(book.reading) == list(load_rulebook(shipped_rules()).reading)
    pattern = book.reading["en"].cues[0].pattern
    assert not {"whole", "alternatives"} & vars(pattern).keys()
    assert pattern.search("I have been waiting for three weeks.")
    assert "whole" in vars(pattern)


@pytest.mark.parametrize("yes", ["I was here first.", "So be it."])
def test_what_the_user_wrote_is_proved_at_once(tmp_path: Path, yes: str) -> None:
    """Only whole files are trusted: own lines over a shipped file prove both."""
    own = tmp_path / "en"
    own.mkdir()
    (own / "reading.yaml").write_text(
        "cues:\n  - {id: own.word, source: user, family: waiting, points: 1, "
        f"pattern: stuck, yes: ['{yes}'], no: [free]}}\n",
        encoding="utf-8",
    )
    with pytest.raises(RuleError) as error:
        load_rulebook(shipped_rules(), tmp_path, shipped_files(shipped_rules()))
    assert f"{own / 'reading.yaml'}:2:" in str(error.value)
    assert f"example under 'yes' does not match: '{yes}'" in str(error.value)


def test_a_language_without_rules_is_not_there(book: Rulebook) -> None:
    """A shelf is a mapping like any other."""
    assert "tlh" not in book.reading
    assert book.reading.get("tlh") is None
    assert len(book.reading) == len(list(book.reading))


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
@pytest.mark.parametrize("reader", ["en", "zh", "ja"])
def test_what_is_noticed_can_be_told_in_any_language(
    book: Rulebook, language: str, reader: str
) -> None:
    """The words change and nothing else: no rule, no place to fill."""
    own = book.replying[language]
    told = book.explained(language, reader).replying[language]
    assert [one.id for one in told.lint] == [one.id for one in own.lint]
    assert told.moves == own.moves
    for name, note in own.notes.items():
        assert re.findall(r"{\w+}", told.notes[name].message) == re.findall(r"{\w+}", note.message)
    assert {name: gap.text for name, gap in told.gaps.items()} == {
        name: gap.text for name, gap in own.gaps.items()
    }
    theirs = book.replying[reader]
    alone = {one.id for one in own.lint} - {one.id for one in theirs.lint}
    assert alone <= theirs.elsewhere.keys() or language == reader
    assert not theirs.elsewhere.keys() & {one.id for one in theirs.lint}
    assert {one.message for one in told.lint if one.id in alone} <= {*theirs.elsewhere.values()}
    shared = {one.id for one in own.lint} & {one.id for one in theirs.lint}
    told_so = {one.id: one.message for one in told.lint if one.id in shared}
    assert told_so == {one.id: one.message for one in theirs.lint if one.id in shared}


def test_a_new_language_is_a_new_folder(tmp_path: Path) -> None:
    """DESIGN 4: adding a language adds files, not code."""
    own = tmp_path / "rules"
    shutil.copytree(shipped_rules() / "en", own / "eo")
    book = load_rulebook(shipped_rules(), own)
    for room in (book.reading, book.replying, book.remembering, book.resting):
        assert {"en", "eo"} <= set(room)


@pytest.mark.parametrize(
    "file", sorted(shipped_rules().rglob("*.yaml")), ids=lambda file: file.name
)
def test_shipped_files_are_read_the_fast_way(file: Path) -> None:
    """The C parser wants quotes around a colon in a list; without them the slow one is used."""
    text = file.read_text(encoding="utf-8")

    assert YAML(typ="safe").load(text) == YAML(typ="rt").load(text)


@pytest.mark.parametrize(
    ("text", "find", "sentence"),
    [
        ("Hello. I paid 3.50 twice. Why?", "paid", " I paid 3.50 twice"),
        ("Hello\nI paid twice", "twice", "I paid twice"),
        ("您好。我付了两次！为什么？", "两次", "我付了两次"),
        (
            "word " * 5_000 + "here" + " word" * 5_000,
            "here",
            "word " * 200 + "here" + " word" * 200,
        ),
    ],
    ids=["point", "line", "wide", "endless"],
)
def test_the_sentence_around_a_find(text: str, find: str, sentence: str) -> None:
    """A point within a number ends no sentence, and no sentence is searched for without end."""
    at = text.index(find)
    assert sentence_around(text, at, at + len(find)) == sentence

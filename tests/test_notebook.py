"""What is noted for the next start says what the rule files say, or is found out anew."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from helper.contracts import Mail
from helper.paths import shipped_rules
from helper.reading.reader import read
from helper.rulebook import Rulebook, load_rulebook, shipped_files
from helper.rulebook.compiling import compiled
from helper.rulebook.notebook import Notebook
from helper.rulebook.quick import Alternative

ANGRY = Mail(text="This is the third time I ask. Nobody answers! Please call me.", subject="Again")


def book_of(notes: Path | None, own: Path | None = None) -> Rulebook:
    """Rules that are read with a notebook no book was read with before, as a new process does."""
    shipped = shipped_rules()
    return load_rulebook(shipped, own, shipped_files(shipped), notes and Notebook(notes))


@pytest.fixture(name="notes")
def written(tmp_path: Path) -> Path:
    """The notes of a reading, in another place: what was built is kept by it."""
    read(ANGRY, book_of(tmp_path / "first" / "notes"))
    return (tmp_path / "first").rename(tmp_path / "state") / "notes"


def names_in(notes: Path) -> dict[str, str]:
    """What is noted under which name."""
    with closing(sqlite3.connect(notes)) as db:
        return dict(db.execute("SELECT name, said FROM notes"))


def test_what_was_noted_is_not_found_out_again(notes: Path) -> None:
    """Notes of what was needed are there, for the owner alone, and the same note is used again."""
    names = names_in(notes)
    assert {"en-reading-data", "en-reading-beginnings-1"} <= names.keys()
    assert any(name.startswith("en-reading-code-") for name in names)
    assert notes.stat().st_mode & 0o077 == 0
    before = notes.read_bytes()
    assert read(ANGRY, book_of(notes)) == read(ANGRY, book_of(None))
    assert notes.read_bytes() == before


@pytest.mark.parametrize("room", ["reading", "remembering", "replying"])
@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_every_pattern_begins_as_it_did(room: str, language: str) -> None:
    """How each alternative of each rule begins, and what it needs, is the same from JSON."""
    patterns = [one for pool in getattr(book_of(None), room)[language].pools() for one in pool]
    for one in (one for pattern in patterns for one in pattern.alternatives):
        row = json.loads(json.dumps(one.noted()))
        assert Alternative.recalled(one.source, row) == one


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_every_pattern_is_the_one_that_was_compiled(tmp_path: Path, language: str) -> None:
    """Put together from its note it has the same code, flags and groups."""
    notes = Notebook(tmp_path / "notes")
    for pool in book_of(None).reading[language].pools():
        for one in pool:
            for _ in ("noted", "recalled"):
                found = compiled(one.pattern, one.flags, notes)
                assert found == re.compile(one.pattern, one.flags)
                assert (found.groups, found.groupindex) == (one.whole.groups, one.whole.groupindex)
    with pytest.raises(re.error):
        compiled("(", 0, notes)


def cut_short(file: Path) -> None:
    """As after a power cut on a file system that reorders."""
    file.write_bytes(file.read_bytes()[:-10_000])


def changed(file: Path) -> None:
    """As on a worn-out disk."""
    head, whole = slice(None, 100), file.read_bytes()
    file.write_bytes(whole[head] + whole[100:].replace(b"e", b"f"))


def emptied(file: Path) -> None:
    """As some editors leave a file."""
    file.write_bytes(b"")


def made_a_folder(file: Path) -> None:
    """It can be neither read nor written."""
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("harm", [cut_short, changed, emptied, made_a_folder, Path.unlink])
def test_broken_notes_change_nothing(notes: Path, harm: Callable[[Path], None]) -> None:
    """Whatever befalls the notes, the reading is the one without them."""
    harm(notes)
    assert read(ANGRY, book_of(notes)) == read(ANGRY, book_of(None))


def test_a_broken_file_is_made_anew(notes: Path) -> None:
    """What cannot be opened is thrown away, so that later starts are quick again."""
    notes.write_bytes(b"no notes" * 1000)
    read(ANGRY, book_of(notes))
    assert "en-reading-beginnings-1" in names_in(notes)


def test_notes_of_another_program_are_gone(notes: Path) -> None:
    """An update leaves nothing behind that nobody would ask for."""
    with closing(sqlite3.connect(notes)) as db:
        db.execute("INSERT INTO notes VALUES ('old', '', '')")
        db.execute("PRAGMA user_version = 1")
        db.commit()
    read(ANGRY, book_of(notes))
    assert "old" not in names_in(notes)
    assert "en-reading-data" in names_in(notes)


def test_an_edited_rule_is_no_longer_noted(notes: Path, tmp_path: Path) -> None:
    """A file of the user's own makes other notes: what is switched off is not recalled."""
    known = read(ANGRY, book_of(None))
    own = tmp_path / "own"
    (own / "en").mkdir(parents=True)
    off = ", ".join(f"{{id: {one.rule}, off: true}}" for one in known.evidence if "." in one.rule)
    (own / "en" / "reading.yaml").write_text(f"cues: [{off}]\n")
    edited = read(ANGRY, book_of(notes, own))
    assert edited == read(ANGRY, book_of(None, own))
    assert edited != known


def test_what_json_would_change_is_found_out_each_time(tmp_path: Path) -> None:
    """A number that is a key would come back as text."""
    found = iter([{1: "one"}, {1: "uno"}])
    notes = Notebook(tmp_path / "notes")
    assert notes.recall("names", [b"x"], lambda: next(found)) == {1: "one"}
    assert notes.recall("names", [b"x"], lambda: next(found)) == {1: "uno"}


def test_what_json_has_no_word_for_is_not_noted(tmp_path: Path) -> None:
    """A day off is a date: who writes one down still has a helper that starts."""
    own = tmp_path / "rules"
    own.mkdir()
    (own / "rhythm.yaml").write_text("days_off: [2026-12-24]\n")
    assert book_of(tmp_path / "notes", own).rhythm.days_off == (date(2026, 12, 24),)
    assert "rules-rhythm-data" not in names_in(tmp_path / "notes")


def test_two_lists_of_the_same_letters_are_two(tmp_path: Path) -> None:
    """A note is of its parts as they are parted."""
    notes = Notebook(tmp_path / "notes").about("en-reading")
    assert notes.recall("data", [b"ab", b"c"], lambda: "first") == "first"
    assert notes.recall("data", [b"a", b"bc"], lambda: "second") == "second"
    assert names_in(tmp_path / "notes") == {"en-reading-data": '"second"'}

"""`aizuchi digest`: the mails of an export in one card, where no browser is at hand."""

from __future__ import annotations

import mailbox
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from helper.doors.cli import main
from tests.resting.overnight import MAILS

NOW = datetime.now(UTC)


def letter(number: int, pile: list[str], age: timedelta) -> EmailMessage:
    """One mail of the night."""
    _, sender, subject, words = pile
    made = EmailMessage()
    made["From"] = f'"{sender}" <from{number}@example.org>'
    made["To"] = "me@example.org"
    made["Subject"] = subject
    made["Date"] = format_datetime(NOW - age)
    made["Message-ID"] = f"<{number}@example.org>"
    made.set_content(words)
    return made


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """Some mails of one night, one of last month, in an mbox."""
    path = tmp_path / "night.mbox"
    box = mailbox.mbox(path)
    for number, pile in enumerate([MAILS[22], MAILS[0], MAILS[30], MAILS[62]]):
        box.add(letter(number, pile, timedelta(hours=number + 1)))
    box.add(letter(99, MAILS[23], timedelta(days=30)))
    box.close()
    return path


def run(home: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and output."""
    env = {"AIZUCHI_HOME": str(home / "home"), "AIZUCHI_ZONE": "UTC"}
    result = CliRunner(env=env).invoke(main, ["digest", *arguments])
    return result.exit_code, result.output


def test_a_night_in_one_card(night: Path, tmp_path: Path) -> None:
    """The line first, then who hurts and waits most; adverts and last month are left out."""
    code, output = run(tmp_path, str(night))
    line, *rows = output.splitlines()

    assert code == 0
    assert line.startswith("1 question, 2 complaints, 1 not from a customer.")
    assert len(rows) == 3
    assert all("●" in row for row in rows)
    assert "Ana Lima" in rows[-1]
    assert "Daily Brew" not in output
    assert "Xavier Roy" not in output


def test_further_back_if_asked(night: Path, tmp_path: Path) -> None:
    """``--days`` widens it."""
    assert "Xavier Roy" in run(tmp_path, str(night), "--days", "60")[1]


def test_ones_own_mails_are_no_questions(night: Path, tmp_path: Path) -> None:
    """An export of all mail holds what was sent as well; ``--me`` says from where."""
    box = mailbox.mbox(night)
    mine = letter(100, MAILS[23], timedelta(hours=1))
    mine.replace_header("From", "Max <ME@example.org>")
    box.add(mine)
    box.close()

    assert "Max" in run(tmp_path, str(night))[1]
    assert "Max" not in run(tmp_path, str(night), "--me", "me@example.org")[1]


def test_no_such_file_is_said(tmp_path: Path) -> None:
    """A sentence and exit code 1."""
    code, output = run(tmp_path, str(tmp_path / "nothing.mbox"))

    assert code == 1
    assert output.startswith("Error: ")
    assert "nothing.mbox" in output


def test_a_long_story_is_heard_to_its_end(tmp_path: Path) -> None:
    """Who is at the end of their rope says so after a page of what happened."""
    path = tmp_path / "long.mbox"
    box = mailbox.mbox(path)
    story = "I bought the pump in May, and a man of yours put it in. " * 12
    anger = "This is the third time I write, and nobody answers. I am furious!"
    pile = ["", "Ana Lima", "The pump", f"Hello,\n\n{story}\n\n{anger}\n\nAna"]
    box.add(letter(1, pile, timedelta(hours=1)))
    box.close()

    assert run(tmp_path, str(path))[1].startswith("1 complaint.")

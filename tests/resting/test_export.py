"""Promises taken out of the house: each form can be read by what it is made for."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.contracts import Person, Promise
from helper.resting.export import as_csv, as_ics, as_markdown, export
from tests.promising import DUE, promise, resting_rules

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
RULES = resting_rules()

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def table(*promises: Promise) -> list[list[str]]:
    """The CSV of ``promises`` as a reader sees it, without its heading."""
    return list(csv.reader(io.StringIO(as_csv(promises, BERLIN, RULES.export), newline="")))[1:]


def events(*promises: Promise) -> list[icalendar.Component]:
    """The calendar of ``promises`` as a calendar program sees it."""
    calendar = icalendar.Calendar.from_ical(as_ics(promises, NOW, RULES))
    return list(calendar.walk("VEVENT"))


class TestCalendar:
    """RFC 5545, read back by the icalendar library."""

    def test_an_event_says_what_was_promised_and_until_when(self) -> None:
        """Title, moment, sentence and the way back to the mail."""
        event = events(promise())[0]

        assert event["SUMMARY"] == "Promised to Ana"
        assert event["DESCRIPTION"] == "I'll send you the corrected invoice by 3 pm."
        assert event.decoded("DTSTART") == DUE
        assert event["URL"] == "https://mail.google.com/mail/u/0/#inbox/t1"
        assert event["TRANSP"] == "TRANSPARENT"

    def test_the_same_promise_keeps_its_uid(self) -> None:
        """Imported again with a new time, it moves; it is not doubled."""
        moved = promise(due=DUE + timedelta(days=1))

        assert events(promise())[0]["UID"] == events(moved)[0]["UID"]
        assert events(promise())[0]["UID"] != events(promise(id=2))[0]["UID"]

    def test_what_has_no_time_is_no_event(self) -> None:
        """Implied promises without a time stay out of the calendar."""
        assert events(promise(due=None)) == []

    def test_a_dropped_promise_is_cancelled(self) -> None:
        """A calendar that knows the event takes it out."""
        assert events(promise(state="dropped"))[0]["STATUS"] == "CANCELLED"
        assert events(promise(state="kept"))[0]["STATUS"] == "CONFIRMED"

    @pytest.mark.parametrize("link", [None, "javascript:alert(1)", "file:///etc/passwd"])
    def test_only_web_links_go_out(self, link: str | None) -> None:
        """A calendar opens what it is given."""
        assert "URL" not in events(promise(link=link))[0]

    def test_a_link_cannot_bring_lines_along(self) -> None:
        """A line break in a link would start a property of its own."""
        text = as_ics(
            [promise(link="https://x.example/\r\nATTENDEE:mailto:a@b.example")], NOW, RULES
        )

        assert "\r\nATTENDEE" not in text

    @given(TEXT, TEXT)
    def test_any_text_comes_back(self, sentence: str, name: str) -> None:
        """Whatever a mail holds: lines of at most 75 octets, and the same text read back."""
        odd = promise(sentence=sentence, person=Person(name=name or None))
        text = as_ics([odd], NOW, RULES)

        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        assert text.endswith("END:VCALENDAR\r\n")
        read = str(events(odd)[0]["DESCRIPTION"])
        visible = [character for character in sentence if character.isprintable()]
        assert [character for character in read if character.isprintable()] == visible

    def test_a_long_japanese_sentence_is_not_cut_in_a_character(self) -> None:
        """Folding counts octets and respects characters."""
        sentence = "明日の午前中までに修正版の請求書をお送りいたします。" * 4

        assert str(events(promise(sentence=sentence))[0]["DESCRIPTION"]) == sentence


class TestTable:
    """RFC 4180, read back by the csv module."""

    def test_a_row_has_what_one_asks_for(self) -> None:
        """Until, to whom, in which words, state, made, subject; times on the user's wall."""
        assert table(promise(state="kept")) == [
            [
                "2026-11-18 15:00",
                "Ana ana@example.com",
                "I'll send you the corrected invoice by 3 pm.",
                "kept",
                "2026-11-18 10:00",
                "Invoice",
            ]
        ]

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
    def test_no_cell_is_run_as_a_formula(self, start: str) -> None:
        """OWASP: a sentence that starts like a formula would be run by a spreadsheet."""
        evil = f'{start}HYPERLINK("https://evil.example","x")'
        odd = promise(sentence=evil, subject=evil, person=Person(name=evil))

        cells = table(odd)[0]
        assert [cells[1][0], cells[2][0], cells[5][0]] == ["'", "'", "'"]

    @given(TEXT)
    def test_any_text_stays_in_its_cell(self, sentence: str) -> None:
        """Quotes, commas and line breaks do not spill over."""
        rows = table(promise(sentence=sentence.replace("\x00", "")), promise(id=2))

        assert [len(one) for one in rows] == [6, 6]
        assert rows[0][2].removeprefix("'") == sentence.replace("\x00", "").removeprefix("'")

    def test_missing_things_are_empty(self) -> None:
        """No None in a table."""
        cells = table(promise(due=None, subject=None, person=Person()))[0]

        assert [cells[0], cells[1], cells[5]] == ["", "", ""]


class TestText:
    """Markdown for people."""

    def test_a_list_under_a_heading(self) -> None:
        """Until when, to whom, state, in which words."""
        kept = promise(state="kept", person=Person(address="ben@example.com"))

        assert as_markdown([promise(), kept], BERLIN, RULES) == (
            "# Promises\n\n"
            "- Wed 18 Nov 2026 15:00 · Ana · open: I'll send you the corrected invoice by 3 pm.\n"
            "- Wed 18 Nov 2026 15:00 · ben@example.com · kept: "
            "I'll send you the corrected invoice by 3 pm.\n"
        )

    @pytest.mark.parametrize("language", ["zh", "ja"])
    def test_a_line_has_the_colon_of_its_language(self, language: str) -> None:
        """Chinese and Japanese write a wide one, with no blank behind it."""
        text = as_markdown([promise()], BERLIN, resting_rules(language))
        assert "：I'll send" in text
        assert ": " not in text

    def test_no_promise_is_said(self) -> None:
        """An empty list is not an empty file."""
        assert as_markdown([], BERLIN, RULES) == "# Promises\n\nNothing is promised.\n"

    def test_marks_in_a_mail_are_only_text(self) -> None:
        """A link or an image in a sentence does not become one."""
        odd = promise(sentence="see ![x](https://evil.example)\n# now <img src=x>")

        text = as_markdown([odd], BERLIN, RULES)
        assert "see !\\[x\\](https://evil.example) \\# now \\<img src=x\\>" in text
        assert len(text.strip().splitlines()) == 3


@pytest.mark.parametrize(
    ("form", "media_type"), [("md", "text/markdown"), ("csv", "text/csv"), ("ics", "text/calendar")]
)
def test_a_file_has_a_name_and_a_type(form: str, media_type: str) -> None:
    """The day on the user's wall stands in the name."""
    late = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)

    found = export(form, [replace(promise())], late, BERLIN, RULES)  # type: ignore[arg-type]
    assert (found.filename, found.media_type) == (f"promises-2026-11-19.{form}", media_type)
    assert "invoice" in found.content

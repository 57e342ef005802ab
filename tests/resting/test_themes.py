"""Themes for the product team: counts and quotes in which nobody can be found (B79)."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from helper.contracts import Mail, Person
from helper.desk.desk import Desk
from helper.resting.masking import masked
from helper.resting.themes import Ask, as_csv, as_markdown, export, themes
from helper.settings import Settings
from tests.clock import HeldClock
from tests.promising import resting_rules

if TYPE_CHECKING:
    from helper.rulebook import Rulebook
    from helper.store import Store

PLANTED = YAML(typ="safe").load((Path(__file__).parent / "planted.yaml").read_text("utf-8"))
CASES = [(language, case) for language, cases in PLANTED.items() for case in cases]
BOOKS = {language: resting_rules(language) for language in ("en", "zh", "ja")}
WORDS = BOOKS["en"]


@pytest.mark.parametrize(("language", "case"), CASES, ids=lambda value: str(value)[:24])
def test_nobody_is_found_in_a_quote(language: str, case: dict[str, Any]) -> None:
    """Names known and unknown, addresses, numbers, order ids, links: gone; the theme stays."""
    quote = masked(case["text"], [case["sender"]], BOOKS[language].mask)

    for secret in case["secrets"]:
        assert secret.casefold() not in quote.casefold()
    assert not any(sign.isdigit() for sign in quote)
    asks = [Ask(text=case["text"], language=language, who="a")]
    assert themes(asks, [], BOOKS, WORDS)[0].id == case["theme"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "How do I export the list?"),
        ("en", "I can't log in, and I've tried twice."),
        ("en", "Where is my parcel? When will it come?"),
        ("zh", "请问怎么导出名单？"),
        ("zh", "登录不了，请尽快处理"),
        ("ja", "ログインできません"),
        ("ja", "荷物はいつ届きますか"),
    ],
)
def test_what_names_nobody_is_left_alone(language: str, text: str) -> None:
    """A quote full of holes would tell the product team nothing."""
    assert masked(text, ["Jonas Weber", "李娜", "佐藤花子"], BOOKS[language].mask) == text


@settings(deadline=None, max_examples=60)
@given(
    before=st.sampled_from(["Please call", "the order of", "ask", "I am", "so says"]),
    name=st.from_regex(r"[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}", fullmatch=True),
    after=st.sampled_from(["about the invoice", "has no parcel", "", "again"]),
)
def test_a_name_nobody_knows_is_hidden_by_its_capitals(before: str, name: str, after: str) -> None:
    """In English a capital inside a sentence names someone, known or not."""
    quote = masked(f"{before} {name} {after}", [], BOOKS["en"].mask)

    assert not set(name.split()) & set(quote.split())


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    """Whatever is written: no digit and no @ gets out, and masking again changes nothing more."""
    for rules in BOOKS.values():
        quote = masked(text, ["Ana"], rules.mask)
        assert not any(sign.isdecimal() and sign.isascii() for sign in quote)
        assert masked(quote, ["Ana"], rules.mask).count("@") <= quote.count("@")


@pytest.fixture
def the_desk(book: Rulebook, store: Store, held: HeldClock) -> Desk:
    """The desk over an empty store."""
    return Desk(lambda: book, store, Settings(zone="Europe/Berlin"), held)


def ask(text: str, who: str = "a", language: str = "en") -> Ask:
    """One ask."""
    return Ask(text=text, language=language, who=who)


class TestCounting:
    """Which theme, how often, by how many."""

    def test_the_most_frequent_first_and_the_rest_last(self) -> None:
        """Each ask in one theme; people are counted once."""
        asks = [
            ask("where is my parcel", "a"),
            ask("where is my parcel", "a"),
            ask("包裹到哪里了", "b", "zh"),
            ask("I cannot log in", "c"),
            *(ask("lorem ipsum dolor", str(number)) for number in range(5)),
        ]
        found = themes(asks, [], BOOKS, WORDS)

        assert [(one.id, one.asks, one.people) for one in found] == [
            ("delivery", 3, 2),
            ("access", 1, 1),
            ("other", 5, 5),
        ]

    def test_they_are_named_in_the_users_language(self) -> None:
        """A Japanese user reads 配送 over English and Chinese asks alike."""
        found = themes([ask("where is my parcel")], [], BOOKS, BOOKS["ja"])

        assert found[0].name == "配送"

    def test_a_subject_in_another_language_finds_its_theme(self) -> None:
        """An English thank-you under a Chinese subject is still about signing in."""
        assert themes([ask("Re: 登录不了")], [], BOOKS, WORDS)[0].id == "access"

    @pytest.mark.parametrize(
        ("language", "theme", "said"),
        [
            (
                "en",
                "fault",
                ("Grinder", "The new grinder only hums and won't start. What can I do?"),
            ),
            ("zh", "fault", ("磨豆机", "新买的磨豆机打不开，按了没反应，换了插座也没用。")),
            ("ja", "fault", ("ミルの件", "新しいミルが起動しません。電源を押しても動きません。")),
            ("en", "wish", ("Leeds in May", "Could you quote for fourteen engraved kettles?")),
        ],
    )
    def test_a_subject_without_a_theme_lies_where_its_mail_was_read(
        self, the_desk: Desk, held: HeldClock, language: str, theme: str, said: tuple[str, str]
    ) -> None:
        """Of "Grinder" alone nobody learns anything; that it is broken stands in the mail."""
        mail = Mail(
            subject=said[0],
            text=said[1],
            language=language,
            sender=Person(name="A", address="a@example.org"),
            received=held.now,
            app="gmail",
            thread="t",
            message="m",
        )
        the_desk.read(mail)
        held.now += timedelta(minutes=1)

        assert [one.id for one in the_desk.themes()] == [theme]

    def test_few_quotes_none_twice_none_empty(self) -> None:
        """At most three, each once, and none that is all hole."""
        asks = [ask(text) for text in ["parcel 1", "parcel 2", "12 34", "my parcel is late"] * 4]
        (theme,) = [one for one in themes(asks, [], BOOKS, WORDS) if one.id == "delivery"]

        assert theme.quotes == ("parcel […]", "my parcel is late")

    def test_a_quote_that_is_all_hole_is_left_out(self) -> None:
        """A bare number as a subject is counted, and shown to nobody as a quote."""
        (theme,) = themes([ask("12 34"), ask("AB-123456")], [], BOOKS, WORDS)

        assert (theme.asks, theme.quotes) == (2, ())

    def test_what_was_asked_long_ago_is_no_theme_of_today(
        self, the_desk: Desk, held: HeldClock
    ) -> None:
        """The product team hears of the last ninety days, not of what was mended last year."""
        for thread in ("t1", "t2"):
            text = "Where is my parcel?"
            mail = Mail(text=text, received=held.now, app="gmail", thread=thread, message="m")
            the_desk.read(mail)
            held.now += timedelta(days=80)
        held.now -= timedelta(days=60)

        assert [(one.id, one.asks) for one in the_desk.themes()] == [("delivery", 1)]


class TestFile:
    """What would be saved."""

    FOUND = themes(
        [ask("where is my parcel AB-1?"), ask("=cmd|calc the parcel"), ask("x y z", "b")],
        [],
        BOOKS,
        WORDS,
    )

    def test_markdown_shows_marks_as_they_are(self) -> None:
        """Headings, counts with their words, quotes that cannot become markup."""
        text = as_markdown(self.FOUND, WORDS)

        assert "## Delivery" in text
        assert "2 asks, 1 person" in text
        assert "> where is my parcel \\[…\\]?" in text

    def test_a_table_runs_nothing(self) -> None:
        """A quote that begins like a formula is text to a spreadsheet."""
        table = list(csv.reader(io.StringIO(as_csv(self.FOUND, WORDS))))

        assert table[0] == ["Theme", "Asks", "People", "Quote"]
        assert not any(row[3].startswith("=") for row in table)

    @pytest.mark.parametrize("form", ["md", "csv"])
    def test_an_empty_list_is_a_file_too(self, form: str) -> None:
        """Nothing asked is said, not an error."""
        now = datetime(2026, 11, 20, tzinfo=UTC)
        made = export(form, (), now, ZoneInfo("UTC"), WORDS)

        assert made.filename == f"themes-2026-11-20.{form}"
        assert made.content


@pytest.mark.parametrize("form", ["md", "csv"])
def test_planted_mails_leave_nothing_in_the_export(
    the_desk: Desk, held: HeldClock, form: str
) -> None:
    """The whole way: mails with planted data are read, and the file holds none of it."""
    desk = the_desk
    for number, (_, case) in enumerate(CASES):
        text, sender = case["text"], Person(name=case["sender"], address=f"s{number}@secret.test")
        desk.read(
            Mail(
                text=f"{text}\n\n{case['sender']}",
                subject=text,
                sender=sender,
                received=held.now,
                app="gmail",
                thread=f"t{number}",
                message="m",
            )
        )
    held.now = held.now.replace(hour=12)

    content = desk.export_themes(form).content.casefold()
    preview = desk.themes()
    assert sum(theme.asks for theme in preview) >= 0.8 * len(CASES)
    assert any(theme.quotes for theme in preview)
    for _, case in CASES:
        for secret in case["secrets"]:
            assert secret.casefold() not in content, (secret, content)
    assert "secret.test" not in content
    for theme in preview:
        for quote in theme.quotes:
            assert quote.casefold()[:12].split("[")[0] in content

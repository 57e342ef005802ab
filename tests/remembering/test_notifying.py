"""Notifications on a real daemon: what is shown, what a button does, what happens without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.contracts import Person, Stage
from helper.remembering.reminding.notices import MAX_LENGTH, Notice, Standing, notice_about, plain
from helper.remembering.reminding.notifying import Desktop
from tests.desktop import DesktopSession, eventually
from tests.promising import DUE, promise, reminder, resting_rules, store_with
from tests.remembering.office import BERLIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from helper.rulebook.resting import RestingRules
    from helper.store import Store

NOW = DUE - timedelta(minutes=30)

Pressed = list[tuple[str, tuple[int, ...]]]
Button = tuple[str, str]


@pytest.fixture
def on_desktop(session: DesktopSession, monkeypatch: pytest.MonkeyPatch) -> DesktopSession:
    """This process runs on that desktop."""
    for name, value in session.env.items():
        monkeypatch.setenv(name, value)
    return session


@pytest.fixture
def pressed() -> Pressed:
    """What the buttons did, in order."""
    return []


@pytest.fixture
def desktop(on_desktop: DesktopSession, pressed: Pressed) -> Iterator[Desktop]:
    """The helper's side of the desktop; what a test leaves on the screen is taken away."""
    running = Desktop(lambda action, promises: pressed.append((action, promises)))
    running.start()
    yield running
    for number in range(10):
        running.clear(number)
    running.stop()
    assert on_desktop.wait_for_windows(0) == []


@pytest.fixture
def rules() -> RestingRules:
    """The English words of quiet."""
    return resting_rules()


def about(*promises: int, rules: RestingRules) -> Notice:
    """The notice about promises with these ids."""
    found = [reminder(promise(id=number)) for number in promises]
    return notice_about(found, NOW, BERLIN, rules)


class TestShown:
    """On a desktop."""

    def test_it_arrives_with_its_four_buttons(
        self, on_desktop: DesktopSession, desktop: Desktop, rules: RestingRules
    ) -> None:
        """B55: who, until when, the sentence as it was written, and four ways to answer."""
        assert desktop.show(about(1, rules=rules))

        note = on_desktop.wait_for_notes(1)[-1]
        on_desktop.wait_for_windows(1)
        on_desktop.screenshot("notification.png")
        assert note.title == "You promised Ana by 15:00"
        assert note.body == "“I'll send you the corrected invoice by 3 pm.”"
        assert list(note.actions.items()) == [
            ("open", "Open"),
            ("done", "Done"),
            ("notice", "Tell them"),
            ("snooze", "Snooze"),
        ]

    @pytest.mark.parametrize(
        "button",
        [("Open", "open"), ("Done", "done"), ("Tell them", "notice"), ("Snooze", "snooze")],
    )
    def test_each_button_does_its_thing(
        self, on_desktop: DesktopSession, desktop: Desktop, pressed: Pressed, button: Button
    ) -> None:
        """A real mouse click on a button reaches us with the promise it was about."""
        label, action = button
        desktop.show(about(7, rules=resting_rules()))

        on_desktop.press(label)

        eventually(lambda: pressed == [(action, (7,))], f"{action} arrived")
        on_desktop.wait_for_windows(0)

    def test_several_are_one_notification(
        self,
        on_desktop: DesktopSession,
        desktop: Desktop,
        pressed: Pressed,
        rules: RestingRules,
    ) -> None:
        """Several at once come as one, a line each, which offers what is safe for all of them."""
        before = len(on_desktop.notes())
        due = promise(id=2, sentence="I'll call you about the refund.", due=DUE - timedelta(days=1))
        long = promise(id=3, sentence="I'll send you the drawings of the pump " * 9)
        found = [reminder(), replace(reminder(due), stage="missed"), reminder(long)]
        desktop.show(notice_about(found, NOW, BERLIN, rules))

        notes = on_desktop.wait_for_notes(before + 1)
        on_desktop.wait_for_windows(1)
        on_desktop.screenshot("notification-several.png")
        assert len(notes) == before + 1
        assert notes[-1].title == "3 promises want a look"
        invoice, refund, drawings = notes[-1].body.splitlines()
        assert (
            invoice == "You promised Ana by 15:00 – “I'll send you the corrected invoice by 3 pm.”"
        )
        assert refund == "Ana was promised Tue 15:00 – “I'll call you about the refund.”"
        assert drawings.endswith("…”")
        assert list(notes[-1].actions.values()) == ["Open", "Snooze"]
        on_desktop.press("Open")
        eventually(lambda: pressed == [("open", (1, 2, 3))], "all three opened")

    def test_the_newest_word_about_a_promise_stands_alone(
        self, on_desktop: DesktopSession, desktop: Desktop, rules: RestingRules
    ) -> None:
        """B55: "by 15:00" goes when "expects you now" comes, both when a list has it too."""
        desktop.show(about(5, rules=rules))
        on_desktop.wait_for_windows(1)
        desktop.show(
            notice_about([replace(reminder(promise(id=5)), stage="due")], NOW, BERLIN, rules)
        )
        on_desktop.wait_for_windows(1)
        desktop.show(about(5, 6, rules=rules))

        assert len(on_desktop.wait_for_windows(1)) == 1
        on_desktop.press("Open")

    def test_what_was_dealt_with_elsewhere_is_taken_away(
        self, on_desktop: DesktopSession, desktop: Desktop, rules: RestingRules
    ) -> None:
        """A promise marked done in the panel has no notification left on the screen."""
        desktop.show(about(4, rules=rules))
        on_desktop.wait_for_windows(1)

        desktop.clear(4)

        on_desktop.wait_for_windows(0)

    def test_what_is_about_two_goes_with_the_second(
        self, on_desktop: DesktopSession, desktop: Desktop, rules: RestingRules
    ) -> None:
        """While one of them is open the notice holds; with both kept, nothing is left of it."""
        desktop.show(about(4, 5, rules=rules))
        on_desktop.wait_for_windows(1)

        desktop.clear(4)
        assert desktop.about() == {5}
        assert len(on_desktop.wait_for_windows(1)) == 1
        desktop.clear(5)

        assert desktop.about() == frozenset()
        on_desktop.wait_for_windows(0)

    def test_markup_in_a_mail_is_only_text(
        self, on_desktop: DesktopSession, desktop: Desktop, rules: RestingRules
    ) -> None:
        """On Linux the body is markup: what a mail brings along must not become a link."""
        before = len(on_desktop.notes())
        link = "<a href='https://example.com'>pay</a> & go"
        notice = notice_about([reminder(promise(sentence=link))], NOW, BERLIN, rules)

        desktop.show(notice)

        body = on_desktop.wait_for_notes(before + 1)[-1].body
        assert body == "“&lt;a href='https://example.com'&gt;pay&lt;/a&gt; &amp; go”"

    def test_a_failing_button_ends_nothing(
        self, on_desktop: DesktopSession, rules: RestingRules
    ) -> None:
        """What a button sets off may fail; the next button still works."""
        calls: list[str] = []

        def fail_once(action: str, _: tuple[int, ...]) -> None:
            calls.append(action)
            if len(calls) == 1:
                raise RuntimeError(action)

        desktop = Desktop(fail_once)
        desktop.start()
        for label in ("Done", "Snooze"):
            desktop.show(about(5, rules=rules))
            on_desktop.press(label)
            on_desktop.wait_for_windows(0)
        eventually(lambda: calls == ["done", "snooze"], "both arrived")
        desktop.stop()

    def test_a_button_may_use_the_desktop(
        self, on_desktop: DesktopSession, rules: RestingRules
    ) -> None:
        """An action may itself show or clear notices without waiting for itself for ever."""
        answers: list[bool] = []

        def show_more(action: str, _: tuple[int, ...]) -> None:
            if action == "done":
                answers.append(own.show(about(8, 9, rules=rules)))

        own = Desktop(show_more)
        own.start()
        own.show(about(8, rules=rules))

        on_desktop.press("Done")

        eventually(lambda: answers == [True], "the second notice was shown")
        on_desktop.press("Snooze")
        on_desktop.wait_for_windows(0)
        own.stop()


class TestAfterRestart:
    """A notice outlives the helper that showed it; its buttons keep their word."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        """A database that holds two promises."""
        opened = store_with(tmp_path / "db.sqlite3", promise(id=1), promise(id=2))
        yield opened
        opened.close()

    def restarted(self, store: Store, pressed: Pressed, shown: Notice) -> Desktop:
        """The desktop's side of a helper that was started after another showed a notice."""
        first = Desktop(lambda *_: pressed.append(("first", ())), Standing(store))
        first.start()
        assert first.show(shown)
        first.stop()
        second = Desktop(lambda *given: pressed.append(given), Standing(store))
        second.start()
        return second

    @pytest.mark.parametrize(("label", "action"), [("Done", "done"), ("Snooze", "snooze")])
    def test_a_button_shown_before_still_works(  # noqa: PLR0913, PLR0917
        self,
        on_desktop: DesktopSession,
        store: Store,
        pressed: Pressed,
        rules: RestingRules,
        label: str,
        action: str,
    ) -> None:
        """The new helper hears of it, once, with the promises the notice was about."""
        desktop = self.restarted(store, pressed, about(1, rules=rules))

        on_desktop.press(label)

        eventually(lambda: bool(pressed), "the button was heard")
        on_desktop.wait_for_windows(0)
        desktop.stop()
        assert pressed == [(action, (1,))]
        assert store.db.execute("SELECT count(*) FROM notices").fetchone()[0] == 0

    def test_of_several_all_are_meant(
        self, on_desktop: DesktopSession, store: Store, pressed: Pressed, rules: RestingRules
    ) -> None:
        """A notice about two promises stays about both."""
        desktop = self.restarted(store, pressed, about(1, 2, rules=rules))
        on_desktop.press("Snooze")
        eventually(lambda: pressed == [("snooze", (1, 2))], "both are snoozed")
        desktop.stop()

    def test_what_was_dealt_with_is_taken_away(
        self, on_desktop: DesktopSession, store: Store, pressed: Pressed, rules: RestingRules
    ) -> None:
        """Done in the browser after the restart: the old notice goes, and nothing is heard."""
        desktop = self.restarted(store, pressed, about(1, rules=rules))
        desktop.clear(1)
        assert on_desktop.wait_for_windows(0) == []
        desktop.stop()
        assert pressed == []

    def test_what_was_dealt_with_before_the_restart_counts(
        self, on_desktop: DesktopSession, store: Store, pressed: Pressed, rules: RestingRules
    ) -> None:
        """Of two promises one was kept before and one after it: the notice goes."""
        before = Desktop(lambda *_: None, Standing(store))
        before.start()
        before.show(about(1, 2, rules=rules))
        before.clear(1)
        before.stop()
        desktop = Desktop(lambda *given: pressed.append(given), Standing(store))
        desktop.start()
        assert desktop.about() == {2}
        desktop.clear(2)
        assert on_desktop.wait_for_windows(0) == []
        desktop.stop()

    def test_what_it_shows_takes_the_place_of_what_stood_there(
        self, on_desktop: DesktopSession, store: Store, pressed: Pressed, rules: RestingRules
    ) -> None:
        """Of one promise one notice stands on the screen, whichever helper showed it."""
        desktop = self.restarted(store, pressed, about(1, rules=rules))
        assert desktop.show(about(1, rules=rules))
        assert len(on_desktop.wait_for_windows(1)) == 1
        desktop.clear(1)
        desktop.stop()

    def test_on_another_desktop_the_numbers_mean_nothing(
        self, on_desktop: DesktopSession, store: Store, pressed: Pressed, rules: RestingRules
    ) -> None:
        """After a new login another program may have the number: its buttons are not ours."""
        Standing(store).keep("an older desktop", 1, [2])
        desktop = Desktop(lambda *given: pressed.append(given), Standing(store))
        desktop.start()
        stranger = Desktop(lambda *_: None, name="Another program")
        stranger.start()
        stranger.show(about(9, rules=rules))
        on_desktop.press("Done")
        on_desktop.wait_for_windows(0)
        stranger.stop()
        desktop.stop()
        assert pressed == []
        assert store.db.execute("SELECT count(*) FROM notices").fetchone()[0] == 0


class TestWithoutDesktop:
    """Where nobody shows notifications."""

    def test_no_bus_means_no_channel_with_a_reason(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: RestingRules
    ) -> None:
        """Without a bus `send` would still return an id; we say honestly that nothing shows."""
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
        desktop = Desktop(lambda *_: None)
        desktop.start()

        assert desktop.channel is None
        assert desktop.reason
        assert desktop.show(about(1, rules=rules)) is False
        desktop.stop()

    def test_before_start_and_after_stop_nothing_hangs(self, rules: RestingRules) -> None:
        """A desktop that is not running answers no, at once."""
        desktop = Desktop(lambda *_: None)

        assert desktop.channel is None
        assert desktop.reason == "not started"
        assert desktop.show(about(1, rules=rules)) is False
        desktop.stop()

    def test_a_bus_that_dies_and_returns_is_used_again(
        self,
        on_desktop: DesktopSession,
        desktop: Desktop,
        pressed: Pressed,
        rules: RestingRules,
    ) -> None:
        """Logging out and in again costs no restart of the helper; buttons work afterwards."""
        assert desktop.channel == "desktop"
        on_desktop.stop_bus()
        assert desktop.show(about(1, rules=rules)) is False
        assert desktop.channel is None
        assert desktop.reason

        on_desktop.start_bus()

        assert desktop.check()
        assert desktop.channel == "desktop"
        assert desktop.reason == ""
        assert desktop.show(about(1, rules=rules))
        on_desktop.press("Done")
        eventually(lambda: pressed == [("done", (1,))], "the button works on the new bus")

    def test_a_daemon_that_ends_is_noticed(
        self, on_desktop: DesktopSession, desktop: Desktop
    ) -> None:
        """A bus alone shows nothing: without a daemon there is no channel."""
        on_desktop.stop_daemon()
        assert not desktop.check()
        assert desktop.channel is None

        on_desktop.start_daemon()

        assert desktop.check()

    def test_the_users_bus_is_found_where_the_session_does_not_name_it(
        self, session: DesktopSession, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Started by cron or over ssh, the helper finds the bus in XDG_RUNTIME_DIR."""
        monkeypatch.setenv("XDG_RUNTIME_DIR", session.env["XDG_RUNTIME_DIR"])
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
        desktop = Desktop(lambda *_: None)
        desktop.start()

        assert desktop.channel == "desktop"
        desktop.stop()


class TestWords:
    """What a notice says."""

    @pytest.mark.parametrize(
        ("stage", "title"),
        [
            ("soon", "You promised Ana by 15:00"),
            ("due", "Ana expects you now (15:00)"),
            ("missed", "Ana was promised 15:00"),
            ("held", "You kept your word to Ana (15:00): did it hold?"),
        ],
    )
    def test_each_stage_has_its_words(self, stage: Stage, title: str, rules: RestingRules) -> None:
        """Before, at and after the time: facts, never a reproach."""
        found = replace(reminder(), stage=stage)

        assert notice_about([found], NOW, BERLIN, rules).title == title

    @pytest.mark.parametrize(
        ("language", "title"),
        [
            ("en", "Due 15:00: the corrected invoice for Ana"),
            ("zh", "15:00前：给Ana的更正后的发票"),
            ("ja", "15:00まで：Anaさんへの修正した請求書"),
        ],
    )
    def test_it_names_what_was_promised(self, language: str, title: str) -> None:
        """Who waits for what, at a glance; the sentence stays below."""
        things = {"en": "the corrected invoice", "zh": "更正后的发票", "ja": "修正した請求書"}
        notice = notice_about(
            [reminder()], NOW, BERLIN, resting_rules(language), {1: things[language]}
        )
        assert (notice.title, "corrected invoice" in notice.body) == (title, True)

    def test_of_several_those_with_a_name_need_no_sentence(self, rules: RestingRules) -> None:
        """A line each stays short where the thing tells it all."""
        call = promise(id=2, sentence="I'll call you by 3 pm.")
        found = [reminder(), reminder(call)]
        notice = notice_about(found, NOW, BERLIN, rules, {1: "the corrected invoice"})
        assert notice.body.splitlines() == [
            "Due 15:00: the corrected invoice for Ana",
            "You promised Ana by 15:00 – “I'll call you by 3 pm.”",
        ]

    def test_a_question_among_several_ends_as_one(self, rules: RestingRules) -> None:
        """B58: "did it hold?:" is no way to begin a quotation."""
        held = replace(reminder(promise(id=2)), stage="held")
        notice = notice_about([reminder(), held], NOW, BERLIN, rules)
        assert "did it hold? – “" in notice.body

    def test_whether_it_held_is_asked_with_fitting_buttons(self, rules: RestingRules) -> None:
        """B58: it is done already, and there is nothing to tell."""
        asked = notice_about([replace(reminder(), stage="held")], NOW, BERLIN, rules)
        assert [label for _, label in asked.buttons] == ["Open", "It held", "Ask them", "Snooze"]

    @pytest.mark.parametrize(
        ("person", "name"),
        [
            (Person(name="Ana", address="ana@example.com"), "Ana"),
            (Person(address="ana@example.com"), "ana@example.com"),
            (Person(), "someone"),
        ],
    )
    def test_a_person_without_a_name_still_has_a_title(
        self, person: Person, name: str, rules: RestingRules
    ) -> None:
        """Name, else address, else a plain word: never None on the screen."""
        notice = notice_about([reminder(promise(person=person))], NOW, BERLIN, rules)

        assert notice.title == f"You promised {name} by 15:00"

    @pytest.mark.parametrize("name", ["佐藤", "佐藤様", "佐藤 さま", "佐藤さん"])
    def test_a_name_kept_with_its_title_gets_no_second_one(self, name: str) -> None:
        """Many address books write 佐藤様; nobody is called 佐藤様さん."""
        found = reminder(promise(person=Person(name=name)))
        notice = notice_about([found], NOW, BERLIN, resting_rules("ja"))
        assert notice.title == "佐藤さんとの約束：15:00まで"

    def test_braces_in_a_mail_are_only_text(self, rules: RestingRules) -> None:
        """A sentence or a name that looks like a template is not filled in."""
        odd = promise(sentence="Use {0} and {sentence}", person=Person(name="{time}"))

        notice = notice_about([reminder(odd)], NOW, BERLIN, rules)

        assert notice.title == "You promised {time} by 15:00"
        assert notice.body == "“Use {0} and {sentence}”"

    def test_direction_marks_are_taken_out(self) -> None:
        """A mark that turns text around must not make a time or a name read differently."""
        assert (
            plain("by \u202e00:51\u202c\u200f o'clock\x07\nnow\u2028then")
            == "by 00:51 o'clock now then"
        )

    def test_a_broken_character_does_not_break_the_bus(self) -> None:
        """Half a surrogate pair cannot be sent as UTF-8, so it becomes a space."""
        assert plain("a\ud83db").encode() == b"a b"

    @given(st.text(max_size=500))
    def test_any_text_becomes_one_short_line(self, text: str) -> None:
        """At most 200 characters, printable, and clean already when cleaned again."""
        line = plain(text)

        assert len(line) <= MAX_LENGTH
        assert not any(mark in line for mark in "\n\r\t\x00\u202e\u2066\u2028")
        assert plain(line) == line
        line.encode()

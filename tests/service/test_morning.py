"""The morning without a browser: one notification from what the helper knows, and only one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from helper.contracts import InboxRow, Mail, Person, SentMail
from helper.desk.desk import Desk
from helper.remembering.reminding.announced import Announced
from helper.settings import Settings
from helper.wire.mail import PromiseQuery
from tests.clock import NOW
from tests.screen import Screen

if TYPE_CHECKING:
    from helper.contracts import Hours
    from helper.remembering.reminding.notices import Notice
    from helper.rulebook import Rulebook
    from helper.store import Store
    from tests.clock import HeldClock

EARLY = NOW.replace(hour=8, minute=0)
"""Nine o'clock in Berlin: half an hour before the first block."""
IN_BLOCK = NOW.replace(hour=8, minute=45)
DANA = Person(name="Dana", address="dana@example.com")


@dataclass
class Busy(Screen):
    """A screen that takes nothing while it is busy."""

    busy: bool = True

    def show(self, notice: Notice) -> bool:
        """Take it, unless busy."""
        return not self.busy and super().show(notice)


def mail(thread: str, text: str = "Hello, where is my order? Dana") -> Mail:
    """A mail that came in the night."""
    received = EARLY - timedelta(hours=3)
    return Mail(
        text=text, app="gmail", thread=thread, message=thread, sender=DANA, received=received
    )


@pytest.fixture
def screen() -> Screen:
    """Where it would be seen."""
    return Screen()


def desk_in(language: str, store: Store, book: Rulebook, held: HeldClock, screen: Screen) -> Desk:
    """Two mails opened early, one of them answered with a promise for today."""
    held.now = EARLY
    given = Settings(zone="Europe/Berlin", language=language)
    desk = Desk(lambda: book, store, given, held, screen)
    for thread in ("t1", "t2", "t3"):
        desk.read(mail(thread))
    answer = "Hi Dana,\n\nI'll send you the list by 5 pm.\n\nMax"
    desk.sent(
        SentMail(
            id="s1", text=answer, sent=EARLY, zone="Europe/Berlin", app="gmail", thread="t1",
            recipients=(DANA,),
        )
    )  # fmt: skip
    return desk


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "1 promise falls due today: the list. 2 mails you opened wait for an answer."),
        ("zh", "今天有1件答应的事到期。看过的邮件里有2封等着回复。"),
        ("ja", "今日が期日の約束が1件あります。開いたメールのうち2件が返信を待っています。"),
    ],
)
def test_one_notification_in_the_first_block(  # noqa: PLR0913, PLR0917
    language: str, line: str, store: Store, book: Rulebook, held: HeldClock, screen: Screen
) -> None:
    """Nothing before, once in it, nothing later, in the user's own words."""
    desk = desk_in(language, store, book, held, screen)
    for minutes in (0, 35, 45, 60, 300, 480):
        held.now = EARLY + timedelta(minutes=minutes)
        desk.say_morning()
    assert [notice.body for notice in screen.shown] == [line]
    held.now += timedelta(days=1)
    desk.say_morning()
    assert len(screen.shown) == 1, "in the evening it is too late for the morning"


def test_a_browser_that_spoke_spoke_for_both(
    store: Store, book: Rulebook, held: HeldClock, screen: Screen
) -> None:
    """The card with the whole inbox was announced: the helper adds nothing."""
    desk = desk_in("en", store, book, held, screen)
    held.now = IN_BLOCK - timedelta(minutes=10)
    row = InboxRow(id="1", subject="Where is my order?", snippet="It is late.")
    assert desk.announced(desk.triage([row], None), None).announce
    held.now = IN_BLOCK
    assert not desk.say_morning()
    assert screen.shown == []


def test_a_browser_has_the_first_minutes_of_the_block(
    store: Store, book: Rulebook, held: HeldClock, screen: Screen
) -> None:
    """It sees the whole list; the helper, which knows what was opened, waits ten minutes."""
    desk = desk_in("en", store, book, held, screen)
    held.now = EARLY + timedelta(minutes=39)
    assert not desk.say_morning()
    held.now += timedelta(minutes=1)
    assert desk.say_morning()


def test_an_empty_morning_is_silent(
    store: Store, book: Rulebook, held: HeldClock, screen: Screen
) -> None:
    """Thanks and newsletters want no answer; and nothing is said about nothing."""
    held.now = IN_BLOCK
    desk = Desk(lambda: book, store, Settings(zone="Europe/Berlin"), held, screen)
    desk.read(mail("t1", "Thank you so much, it works again!"))
    assert not desk.say_morning()
    assert screen.shown == []


@pytest.mark.parametrize("days", [3, 4])
def test_a_day_off_has_no_morning(
    days: int, store: Store, book: Rulebook, held: HeldClock, screen: Screen
) -> None:
    """B76: on a Saturday and on a Sunday nothing says how much is waiting."""
    desk = desk_in("en", store, book, held, screen)
    held.now = IN_BLOCK + timedelta(days=days)
    assert not desk.say_morning()
    assert screen.shown == []


def test_a_morning_that_could_not_be_shown_is_said_later(
    store: Store, book: Rulebook, held: HeldClock
) -> None:
    """The desktop did not take it: the day is not spent, and the next look says it."""
    screen = Busy()
    desk = desk_in("en", store, book, held, screen)
    held.now = IN_BLOCK
    assert not desk.say_morning()
    screen.busy = False
    held.now += timedelta(minutes=1)
    assert desk.say_morning()
    assert len(screen.shown) == 1


def test_what_was_left_for_weeks_is_not_brought_up_each_morning(
    store: Store, book: Rulebook, held: HeldClock, screen: Screen
) -> None:
    """What was opened more than a week ago and never answered was left on purpose."""
    desk = desk_in("en", store, book, held, screen)
    held.now = IN_BLOCK + timedelta(days=12)
    desk.read(mail("t9"))
    desk.say_morning()
    assert [notice.body for notice in screen.shown] == ["1 mail you opened waits for an answer."]


def test_it_is_known_which_mornings_were_told(store: Store) -> None:
    """So that the ledger is not gone through each minute for nothing."""
    announced, today = Announced(store), IN_BLOCK.date()
    assert not announced.was(today)
    assert announced.claim(today)
    assert announced.was(today)
    assert not announced.was(today + timedelta(days=1))


@pytest.mark.parametrize(
    ("language", "hours", "title"),
    [
        ("en", "12", "Due 5:00\u00a0PM: the list for Dana"),
        ("en", "24", "Due 17:00: the list for Dana"),
        ("zh", "24", "你答应Dana：17:00前"),
        ("ja", "12", "Danaさんとの約束：午後5:00まで"),
    ],
)
def test_the_desktop_speaks_as_the_browser(  # noqa: PLR0913, PLR0917
    language: str,
    hours: Hours,
    title: str,
    store: Store,
    book: Rulebook,
    held: HeldClock,
    screen: Screen,
) -> None:
    """One language and one clock on one screen, unless a language was chosen.

    What was promised in another language is not named in the middle of a sentence of this one.
    """
    desk = desk_in("", store, book, held, screen)
    day = desk.day(None, language, hours)
    held.now = EARLY.replace(hour=15, minute=45)
    desk.reminding.look(held.now)

    assert [notice.title for notice in screen.shown] == [title]
    assert title.rpartition("5:00")[1] in day.all_clear
    assert ("17:00" in day.all_clear) is (hours == "24")


def test_many_promises_open_no_screen_full_of_tabs(
    store: Store, book: Rulebook, held: HeldClock, screen: Screen
) -> None:
    """B74: after two weeks off a notification may be about a dozen; its Open shows the first."""
    held.now = EARLY
    desk = Desk(lambda: book, store, Settings(zone="Europe/Berlin"), held, screen)
    made = [
        desk.sent(
            SentMail(
                id=f"s{number}", text="Hi Dana,\n\nI'll send you the list by 5 pm.\n\nMax",
                sent=EARLY, zone="Europe/Berlin", app="gmail", thread=f"t{number}",
                recipients=(DANA,), link=f"https://mail.example/{number}",
            )
        ).promises[0].id
        for number in range(12)
    ]  # fmt: skip
    opened: list[str] = []

    def open_link(link: str) -> bool:
        opened.append(link)
        return True

    desk.act("open", made, open_link)
    assert opened == [f"https://mail.example/{number}" for number in range(3)]
    assert screen.shown == []


@pytest.mark.parametrize(
    "link", ["http://mail.example/1", "file:///etc/passwd", "javascript:alert(1)", "https:evil", ""]
)
def test_a_button_opens_mail_clients_alone(
    link: str, store: Store, book: Rulebook, held: HeldClock, screen: Screen
) -> None:
    """A link comes from a page: no file and no program is opened by it."""
    held.now = EARLY
    desk = desk_in("en", store, book, held, screen)
    promised = SentMail(
        id="s", text="Hi Dana,\n\nI'll send you the list by 5 pm.\n\nMax", sent=EARLY,
        zone="Europe/Berlin", app="gmail", thread="t", recipients=(DANA,), link=link,
    )  # fmt: skip
    (row,) = desk.sent(promised).promises
    opened: list[str] = []
    desk.act("open", [row.id], lambda one: not opened.append(one))
    desk.act("notice", [row.id], lambda one: not opened.append(one))
    assert opened == []
    assert len(screen.shown) == 2


def test_who_is_forgotten_leaves_the_screen(
    store: Store, book: Rulebook, held: HeldClock, screen: Screen
) -> None:
    """Their name and what was promised to them stand in a notice until it is answered."""
    desk = desk_in("en", store, book, held, screen)
    (row,) = desk.promises(PromiseQuery())
    assert desk.forget(DANA)
    assert screen.cleared == [row.id]
    assert not desk.forget(DANA)
    assert screen.cleared == [row.id]


def test_who_is_forgotten_elsewhere_leaves_the_screen_too(
    store: Store, book: Rulebook, held: HeldClock, screen: Screen
) -> None:
    """`aizuchi forget` runs beside the helper: at its next look no notice names them."""
    desk = desk_in("en", store, book, held, screen)
    held.now = EARLY.replace(hour=15, minute=45)
    (shown,) = desk.reminding.look(held.now)
    other = Desk(lambda: book, store, Settings(zone="Europe/Berlin"), held)
    assert other.forget(DANA)
    desk.reminding.look(held.now)
    assert screen.cleared == [shown.promise.id]


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Due 5:00\u00a0PM: the list for Dana"), ("ja", "Danaさんとの約束：午後5:00まで")],
)
def test_the_browser_says_what_the_desktop_would(
    language: str, title: str, store: Store, book: Rulebook, held: HeldClock
) -> None:
    """B55: the second channel names what was promised as well, in the browser's language."""
    held.now = EARLY
    desk = Desk(lambda: book, store, Settings(zone="Europe/Berlin"), held)
    desk.sent(
        SentMail(
            id="s1", text="Hi Dana,\n\nI'll send you the list by 5 pm.\n\nMax", sent=EARLY,
            zone="Europe/Berlin", app="gmail", thread="t1", recipients=(DANA,),
        )
    )  # fmt: skip
    held.now = EARLY.replace(hour=15, minute=45)
    assert [one.title for one in desk.day(None, language, "12").reminders] == [title]


def test_a_snooze_ends_before_the_promise_slips(
    store: Store, book: Rulebook, held: HeldClock, screen: Screen
) -> None:
    """B40: a warning put off comes back while a word still helps; what slipped waits its block."""
    desk = desk_in("en", store, book, held, screen)
    due = EARLY.replace(hour=16)  # 17:00 in Berlin, in the afternoon's last block
    held.now = due - timedelta(minutes=20)
    desk.reminding.look(held.now)
    (row,) = desk.promises(PromiseQuery())
    desk.act("snooze", [row.id], lambda _: True)

    held.now = due - timedelta(minutes=11)
    assert desk.reminding.look(held.now) == ()
    held.now = due - timedelta(minutes=10)
    assert [one.stage for one in desk.reminding.look(held.now)] == ["soon"]

    held.now = due + timedelta(hours=17)
    assert [one.stage for one in desk.reminding.look(held.now)] == ["missed"]
    desk.act("snooze", [row.id], lambda _: True)
    (row,) = desk.promises(PromiseQuery())
    assert row.snoozed is not None
    assert row.snoozed > held.now


@pytest.mark.parametrize(
    ("language", "link", "said"),
    [
        ("en", "https://mail.example/1", "Look in your mail for Dana: “The list”"),
        ("zh", "https://mail.example/1", "请在邮箱里找Dana：“The list”"),
        ("ja", None, "メールの中からDanaさんの「The list」を探してください"),
    ],
)
def test_a_button_that_opens_nothing_says_where_to_look(  # noqa: PLR0913, PLR0917
    language: str,
    link: str | None,
    said: str,
    store: Store,
    book: Rulebook,
    held: HeldClock,
    screen: Screen,
) -> None:
    """B55: no link, or no browser that took it; Tell them says too where its words are."""
    held.now = EARLY
    desk = desk_in(language, store, book, held, screen)
    promised = SentMail(
        id="s", text="Hi Dana,\n\nI'll send you the list by 5 pm.\n\nMax", subject="The list",
        sent=EARLY, zone="Europe/Berlin", app="gmail", thread="t", recipients=(DANA,), link=link,
    )  # fmt: skip
    (row,) = desk.sent(promised).promises
    desk.act("open", [row.id], lambda _: False)
    desk.act("notice", [row.id], lambda _: False)
    opened, told = screen.shown
    assert opened.body == said
    assert told.body.startswith(said)
    assert "Aizuchi" in told.body
    assert opened.buttons == ()

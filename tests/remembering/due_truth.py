"""What a time phrase must mean, worked out by a second, simpler hand.

Each phrase of `tests/remembering/due_table.txt` names its rule in a few words, such as
``fri``, ``next fri @ 15`` or ``workday 3``: which days it may mean, best first, and which
clock. The first of these moments that lies ahead is the truth. Nothing here is taken from the
helper: days are counted one by one, so that a slip in its reckoning shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

TABLE = Path(__file__).with_name("due_table.txt")

DAY = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
DAWN = 5

CLOCKS = {
    "": ("18:00", "23:59"),
    "evening": ("20:00", "23:59"),
    "this afternoon": ("15:00", "18:00"),
    "this morning": ("09:00", "12:00"),
}
"""The convention, and what is left of the day once that is over. Any other clock is itself."""

SENT = (
    # A plain day, both ends of a working week, and a week that has just begun.
    ("Europe/Berlin", "2026-11-18 11:00", 0),
    ("Europe/Berlin", "2026-11-20 23:30", 0),
    ("America/Los_Angeles", "2026-11-20 23:30", 0),
    ("Asia/Kolkata", "2026-11-20 23:30", 0),
    ("Europe/London", "2026-11-21 10:00", 0),
    ("Europe/Berlin", "2026-11-22 22:00", 0),
    ("Asia/Kathmandu", "2026-11-22 00:10", 0),
    ("Asia/Tokyo", "2026-11-23 08:59", 0),
    ("America/New_York", "2026-11-26 17:59", 0),
    # The clocks change in the night that follows, or in this very hour.
    ("Europe/Berlin", "2026-03-28 22:00", 0),
    ("Europe/London", "2026-03-28 23:30", 0),
    ("America/New_York", "2026-03-07 17:00", 0),
    ("Australia/Sydney", "2026-10-03 15:00", 0),
    ("Australia/Lord_Howe", "2026-10-03 12:00", 0),
    ("Europe/Berlin", "2026-10-24 12:00", 0),
    ("Europe/Berlin", "2026-10-25 02:30", 0),
    ("Europe/Berlin", "2026-10-25 02:30", 1),
    ("Europe/London", "2026-10-24 23:30", 0),
    ("America/New_York", "2026-10-31 23:30", 0),
    ("America/New_York", "2026-11-01 01:30", 1),
    ("Australia/Sydney", "2027-04-03 15:00", 0),
    # Ends of months and years, a leap day, and the day that Samoa left out.
    ("Europe/Berlin", "2026-11-30 18:00", 0),
    ("Asia/Kathmandu", "2026-01-31 10:00", 0),
    ("America/New_York", "2026-12-31 23:50", 0),
    ("Pacific/Apia", "2026-12-31 18:30", 0),
    ("Pacific/Apia", "2011-12-28 12:00", 0),
    ("Asia/Kolkata", "2028-02-28 12:00", 0),
    ("Europe/Berlin", "2028-02-29 09:00", 0),
    ("Europe/London", "2027-02-28 19:00", 0),
)
"""Where and when each phrase is said; ``1`` is the second of two equal clock times."""


def phrases() -> list[tuple[str, str, str]]:
    """Language, rule and phrase of every line of the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [(language.strip(), rule.strip(), phrase.strip()) for language, rule, phrase in rows]


def said_at(zone: str, clock: str, fold: int) -> datetime:
    """The moment of one line of `SENT`."""
    return datetime.fromisoformat(clock).replace(tzinfo=ZoneInfo(zone), fold=fold)


def truth(rule: str, sent: datetime) -> datetime | None:
    """The moment in UTC that ``rule`` names when said at ``sent``; ``None`` when all is over.

    On a Friday, a bare "on Friday" is in a week: whoever means today says "today"; before dawn
    it is today, for who has not slept calls it so.
    """
    name, _, clock = rule.partition("@")
    words = name.split()
    if words[0] in ("hours", "minutes"):
        return sent.astimezone(UTC) + timedelta(**{words[0]: float(words[1])})
    if words[0] == "plus":
        day = sent.date() + int(words[1]) * DAY
        then = datetime.combine(day, sent.time(), tzinfo=sent.tzinfo)
        return then.astimezone(UTC) + timedelta(hours=float(words[2]))
    if words[0] == "same":
        clock, words = f"{sent:%H:%M}", words[1:]
    is_bare = words[0] in WEEKDAYS and not clock and sent.hour >= DAWN
    for day in _days(words, sent.date())[is_bare and _is(sent.date(), words[0]) :]:
        for one in CLOCKS.get(clock.strip(), (clock.strip(),)):
            hands = time.fromisoformat(one if ":" in one else f"{int(one):02d}:00")
            moment = datetime.combine(day, hands, tzinfo=sent.tzinfo).astimezone(UTC)
            if moment > sent.astimezone(UTC):
                return moment
    return None


def _days(words: list[str], today: date) -> list[date]:
    """The days a rule may mean, best first."""
    name, *given = words
    return _RULES[name](today, *given) if name in _RULES else _weekday(today, name)


def _weekday(today: date, name: str) -> list[date]:
    """The next day of that name, which may be today."""
    return [day for day in _from(today, 15) if WEEKDAYS[day.weekday()] == name]


def _from(day: date, count: int) -> list[date]:
    return [day + number * DAY for number in range(count)]


def _monday(today: date, weeks: int = 0) -> date:
    return today - today.weekday() * DAY + 7 * weeks * DAY


def _in_week(today: date, weeks: str, *names: str) -> list[date]:
    """These days of the week so many ahead, in that order."""
    return [_monday(today, int(weeks)) + WEEKDAYS.index(name) * DAY for name in names]


def _rolling(today: date, name: str) -> list[date]:
    """That day of this week, else of the next."""
    return [*_in_week(today, "0", name), *_in_week(today, "1", name)]


def _after(today: date, *given: str) -> list[date]:
    """So many days on; with the name of a day, that many after the next of that name."""
    start = _weekday(today, given[1])[:1] if len(given) > 1 else [today]
    return [day + int(given[0]) * DAY for day in start]


def _workday(today: date, count: str) -> list[date]:
    ahead = (day for day in _from(today + DAY, 60) if day.weekday() < SATURDAY)
    return [[*ahead][int(count) - 1]]


def _month_of(today: date, ahead: int) -> list[date]:
    """Every day of the month so many ahead."""
    first = today.replace(day=1)
    for _ in range(ahead):
        first = (first + 31 * DAY).replace(day=1)
    return [day for day in _from(first, 31) if day.month == first.month]


def _months(today: date, count: str) -> list[date]:
    """The same day so many months on, or the last of a month that is too short."""
    month = _month_of(today, int(count))
    return [month[min(today.day, len(month)) - 1]]


def _month_day(today: date, number: str) -> list[date]:
    return [day for day in _from(today, 120) if day.day == int(number)]


def _of_month(today: date, ahead: str, place: str) -> list[date]:
    """A place in that month: its number, or ``last``. ``0+`` means this month or the next."""
    which = (int(ahead[0]), int(ahead[0]) + 1) if ahead.endswith("+") else (int(ahead),)
    months = [_month_of(today, one) for one in which]
    return [month[-1] if place == "last" else month[int(place) - 1] for month in months]


def _nth(today: date, ahead: str, number: str, name: str) -> list[date]:
    """The first, second, last Friday or working day of a month, or of the next in its place."""
    found = []
    for one in (int(ahead), int(ahead) + 1):
        fits = [day for day in _month_of(today, one) if _is(day, name)]
        found.append(fits[int(number)])
    return found


def _is(day: date, name: str) -> bool:
    return day.weekday() < SATURDAY if name == "workday" else WEEKDAYS[day.weekday()] == name


def _calendar(today: date, said: str) -> list[date]:
    """A date without a year: of this year and those that follow; a leap day skips some."""
    month, number = (int(part) for part in said.split("-"))
    years = [year for year in range(today.year, today.year + 9) if said != "02-29" or year % 4 == 0]
    return [date(year, month, number) for year in years]


def _quarter(today: date, ahead: str = "0") -> list[date]:
    """The last day of this quarter, or of the next."""
    ends = [day for day in _from(today, 400) if (day + DAY).day == 1 and day.month % 3 == 0]
    return ends[int(ahead) :]


def _year(today: date, ahead: str = "0") -> list[date]:
    return [date(today.year + int(ahead), 12, 31), date(today.year + int(ahead) + 1, 12, 31)]


def _day_before(today: date, *rule: str) -> list[date]:
    """The eve of every day that a rule may mean."""
    return [day - DAY for day in _days(list(rule), today)]


_RULES: dict[str, Callable[..., list[date]]] = {
    "today": lambda today: [today],
    "any": lambda today: [today, today + DAY],
    "after": _after,
    "week": _in_week,
    "rolling": _rolling,
    "workday": _workday,
    "months": _months,
    "monthday": _month_day,
    "month": _of_month,
    "nth": _nth,
    "date": _calendar,
    "quarter": _quarter,
    "year": _year,
    "before": _day_before,
}


def cross() -> Iterator[tuple[str, str, datetime, datetime | None]]:
    """Language, phrase and moment, every phrase at every moment, and the truth in UTC."""
    table = phrases()
    for zone, clock, fold in SENT:
        sent = said_at(zone, clock, fold)
        truths = {rule: truth(rule, sent) for rule in {rule for _language, rule, _phrase in table}}
        for language, rule, phrase in table:
            yield language, phrase, sent, truths[rule]

"""Where remembering and resting meet: the week as the store knows it, in the private mirror.

Remembering is asked what happened, resting reckons with the answers; neither knows the other.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helper.contracts import Basis, Insights, Note, Pause, Stretch, Theme
from helper.remembering.past.attention import Attention
from helper.remembering.past.contacts import key_of
from helper.remembering.past.history import History, Sums
from helper.remembering.past.lookback import Lookback
from helper.resting import breaks, mirror, note, themes, timelog
from helper.rulebook import Rulebook
from helper.rulebook.resting import RestingRules
from helper.store import Store

THEME_DAYS = 90
"""So far back the themes of asks go."""


class Mirroring:
    """The look back over one store. ``words`` are those of the user's own screen."""

    def __init__(self, store: Store, history: History, attention: Attention) -> None:
        self._history = history
        self._attention = attention
        self._lookback = Lookback(store)

    def insights(
        self, now: datetime, zone: ZoneInfo, book: Rulebook, words: RestingRules
    ) -> Insights:
        """This week so far, and where the time of the last weeks went.

        Promises are counted where they were made, and where they ended, whenever that was. A new
        time agreed upon is a promise kept or broken later.
        """
        rhythm = book.rhythm
        since, until = mirror.week(now, zone, rhythm)
        sums = self._history.sums(since, until)
        starts = mirror.week_starts(now, zone, rhythm)
        stretches = self._attention.stretches(starts[0], until)
        plan = timelog.Plan(zone, rhythm)
        ended = self._lookback.ended(starts[0], until)
        minutes = self._history.first_response_minutes(since, until, rhythm, zone)
        return Insights(
            since=since,
            until=until,
            **asdict(sums),
            first_response=mirror.first_response(minutes),
            time=timelog.spent([one for one in stretches if one.start >= since], plan),
            weeks=timelog.weeks(stretches, starts, plan),
            calibration=mirror.calibrated([(one.made, one.due, one.closed) for one in ended]),
            moves=mirror.level_moves(self._lookback.levels(starts[0], until)),
            recovered=self._lookback.recovered(starts[0], until),
            note=self._note(now, zone, book, words, sums),
        )

    def _note(
        self, now: datetime, zone: ZoneInfo, book: Rulebook, words: RestingRules, sums: Sums
    ) -> Note:
        since, until = mirror.week(now, zone, book.rhythm)
        thanks = self._lookback.thanks(since, until)
        return Note(
            line=note.line(thanks, sums.kept, sums.broken, words.note),
            thanks=tuple(thanks),
            kept=sums.kept,
            good=self._lookback.good_reply(since, until),
            is_day=note.is_note_day(now, since, zone, book.rhythm),
        )

    def themes(self, now: datetime, book: Rulebook, words: RestingRules) -> tuple[Theme, ...]:
        """What people asked about lately, with nobody to be found in it."""
        asked = self._lookback.abouts(now - timedelta(days=THEME_DAYS), now)
        asks = [
            themes.Ask(
                text=one.text,
                language=one.language,
                who=key_of(one.person) or "",
                read_as=(one.cause or "", one.kind),
            )
            for one in asked
        ]
        return themes.themes(asks, self._lookback.names(), book.resting, words)

    def pause(self, now: datetime, book: Rulebook, words: RestingRules) -> Pause | None:
        """A break to offer now."""
        rules = book.rhythm.pause
        return breaks.offer(self._recent(now), now, rules, words.pause)

    def answering(self, default: Basis, least: int) -> Basis:
        """Minutes at the keyboard for one reply: the user's own once there are ``least``."""
        return timelog.answering(self._attention.answer_minutes(), default, least)

    def _recent(self, now: datetime) -> list[Stretch]:
        return self._attention.stretches(now - timedelta(days=1), now + timedelta(seconds=1))

"""The desktop: shows a notice with buttons, and tells which button was pressed.

desktop-notifier speaks to D-Bus, Windows and macOS, and needs an asyncio loop for its answers;
the loop has a thread of its own here, so the rest of the helper stays plain. Two of its habits
shape this file: `send` swallows every failure and still returns an id, so only the
``on_dispatched`` callback counts as shown; and a connection never comes back from a bus that
went away, so a broken one is thrown away and a new one is tried at the next `check`.
"""

from __future__ import annotations

import asyncio
import html
import logging
import os
import sys
import threading
import unicodedata
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from desktop_notifier import Button, Capability, DesktopNotifier
from desktop_notifier import Notification as Native

from helper.contracts import Reminder
from helper.rulebook.resting import RestingRules

Action: TypeAlias = Literal["open", "done", "notice", "snooze"]
"""What a button does. A click on the notice itself is ``open``."""

OnAction: TypeAlias = Callable[[Action, tuple[int, ...]], None]
"""Called with the action and the ids of the promises the notice was about."""

MAX_LENGTH = 200
ANSWER_SECONDS = 5.0
STAYS = 0
"""A notice stays until it is answered: it comes once, and the user may be at lunch."""

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_log = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notification: a title, a text, and buttons as (action, label) from left to right."""

    title: str
    body: str
    buttons: tuple[tuple[Action, str], ...] = ()
    promises: tuple[int, ...] = ()


def notice_about(
    reminders: Sequence[Reminder], now: datetime, zone: ZoneInfo, rules: RestingRules
) -> Notice:
    """One notice for one reminder or for several.

    Several offer what is safe to do to all of them at once: look, or come back later.
    """
    words, buttons = rules.notices, rules.notices.buttons
    promises = tuple(reminder.promise.id for reminder in reminders)
    labels = [_who_and_when(reminder, now, zone, rules) for reminder in reminders]
    if len(reminders) == 1:
        return Notice(
            title=words.titles.of(reminders[0]).format(**labels[0]),
            body=words.body.format(sentence=plain(reminders[0].promise.sentence, MAX_LENGTH - 2)),
            buttons=(
                ("open", buttons.open),
                ("done", buttons.done),
                ("notice", buttons.notice),
                ("snooze", buttons.snooze),
            ),
            promises=promises,
        )
    return Notice(
        title=words.several.format(count=len(reminders)),
        body=words.joint.join(words.line.format(**label) for label in labels),
        buttons=(("open", buttons.open), ("snooze", buttons.snooze)),
        promises=promises,
    )


def _who_and_when(
    reminder: Reminder, now: datetime, zone: ZoneInfo, rules: RestingRules
) -> dict[str, str]:
    person = reminder.promise.person
    due = reminder.promise.due or reminder.at
    return {
        "person": person.name or person.address or rules.notices.someone,
        "time": rules.labels.moment(due, now, zone),
    }


def plain(text: str, limit: int = MAX_LENGTH) -> str:
    """``text`` on one line without control or direction marks, at most ``limit`` long.

    A mail can carry marks that turn text around; in a notification they could make a name or
    a time read differently from what it is.
    """
    kept = "".join(_harmless(character) for character in text)
    kept = " ".join(kept.split())
    return kept if len(kept) <= limit else f"{kept[: limit - 1].rstrip()}…"


def _harmless(character: str) -> str:
    if character in _BIDI:
        return ""
    return " " if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} else character


class Desktop:
    """The desktop's notifications, when there is one that shows them.

    All methods may be called from any thread; none raises because the desktop failed.
    ``on_action`` runs in a thread of its own, one call after the other.
    """

    def __init__(self, on_action: OnAction, name: str = "Aizuchi") -> None:
        self._on_action = on_action
        self._name = name
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(_note_failure)
        self._thread = threading.Thread(target=self._run, name="desktop", daemon=True)
        self._actions = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desktop-action")
        self._notifier: DesktopNotifier | None = None
        self._reason = "not started"
        self._shown: dict[str, tuple[int, ...]] = {}

    def start(self) -> None:
        """Start the thread and find out whether there is a desktop."""
        _find_session_bus()
        self._thread.start()
        self.check()

    def stop(self) -> None:
        """Let go of the desktop. What is shown stays: its words still hold."""
        if not self._thread.is_alive():
            self._loop.close()
            return
        self._ask(self._disconnect(), None)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(ANSWER_SECONDS)
        self._actions.shutdown(wait=True)

    @property
    def channel(self) -> Literal["desktop"] | None:
        """``desktop`` when notices can be shown there; otherwise `reason` says why not."""
        return "desktop" if self._notifier else None

    @property
    def reason(self) -> str:
        """Why there is no channel, or what the channel cannot do; empty when all is well."""
        return self._reason

    def check(self) -> bool:
        """Ask the desktop again whether it is there, connecting when needed. A few ms."""
        return self._ask(self._check(), default=False)

    def show(self, notice: Notice) -> bool:
        """Show ``notice``; true only when the desktop has taken it."""
        return self._ask(self._show(notice), default=False)

    def clear(self, promise: int) -> None:
        """Take away what is shown about ``promise`` alone: it was dealt with elsewhere."""
        self._ask(self._clear(promise), None)

    def _run(self) -> None:
        self._loop.run_forever()
        self._loop.close()

    def _ask(self, question: Coroutine[Any, Any, Result], default: Result) -> Result:
        """The answer of the loop's thread, or ``default`` when it fails or takes too long."""
        if not self._thread.is_alive():
            question.close()
            return default
        future = asyncio.run_coroutine_threadsafe(question, self._loop)
        try:
            return future.result(2 * ANSWER_SECONDS)
        except Exception as error:  # noqa: BLE001 - a desktop may fail in any way
            future.cancel()
            _log.warning("the desktop did not answer: %s", type(error).__name__)
            return default

    async def _check(self) -> bool:
        if self._notifier is not None and await self._is_there(self._notifier):
            return True
        await self._disconnect()
        notifier = DesktopNotifier(self._name, app_icon=None)
        if await self._is_there(notifier):
            self._notifier = notifier
            return True
        _disconnect(notifier)
        return False

    async def _is_there(self, notifier: DesktopNotifier) -> bool:
        """Whether someone shows what this notifier sends. One round trip.

        The public `get_capabilities` remembers its first answer for ever, and a bus can go.
        """
        try:
            found = await asyncio.wait_for(
                notifier._backend._get_capabilities(),  # noqa: SLF001
                ANSWER_SECONDS,
            )
        except Exception as error:  # noqa: BLE001 - whatever it is, there is no desktop
            self._reason = str(error) or type(error).__name__
            return False
        if Capability.TITLE not in found:
            self._reason = "this system shows no notifications"
            return False
        self._reason = "" if Capability.BUTTONS in found else "the desktop shows no buttons"
        return True

    async def _show(self, notice: Notice) -> bool:
        for _ in range(2):
            if await self._check() and await self._send(notice):
                return True
        return False

    async def _send(self, notice: Notice) -> bool:
        if self._notifier is None:
            return False
        taken: list[bool] = []
        native = Native(
            title=plain(notice.title),
            message=_body(notice.body),
            buttons=tuple(self._button(action, label, notice) for action, label in notice.buttons),
            on_clicked=lambda: self._pressed("open", notice),
            on_dispatched=lambda: taken.append(True),
            timeout=STAYS,
        )
        await asyncio.wait_for(self._notifier.send_notification(native), ANSWER_SECONDS)
        if taken:
            self._shown[native.identifier] = notice.promises
        return bool(taken)

    def _button(self, action: Action, label: str, notice: Notice) -> Button:
        return Button(
            title=plain(label),
            identifier=action,
            on_pressed=lambda: self._pressed(action, notice),
        )

    def _pressed(self, action: Action, notice: Notice) -> None:
        """Hand the work to the other thread: it may write to disk, or ask the loop itself."""
        self._actions.submit(self._act, action, notice.promises)

    def _act(self, action: Action, promises: tuple[int, ...]) -> None:
        try:
            self._on_action(action, promises)
        except Exception as error:  # noqa: BLE001 - a failed button must not end the thread
            # Only the kind of error is logged here and below: its text may quote a mail.
            _log.error("the button %r failed: %s", action, type(error).__name__)

    async def _clear(self, promise: int) -> None:
        notifier = self._notifier
        for identifier, promises in list(self._shown.items()):
            if promises == (promise,) and notifier is not None:
                del self._shown[identifier]
                if identifier in await notifier.get_current_notifications():
                    await asyncio.wait_for(notifier.clear(identifier), ANSWER_SECONDS)

    async def _disconnect(self) -> None:
        if self._notifier is not None:
            _disconnect(self._notifier)
        self._notifier = None
        self._shown.clear()


def _note_failure(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A bus that goes away leaves broken answers behind; `check` finds out and says so."""
    _log.debug("the desktop's loop: %s", context.get("message"))


def _body(text: str) -> str:
    """On Linux the text of a notification is markup (Desktop Notifications Specification)."""
    text = plain(text)
    return html.escape(text, quote=False) if sys.platform.startswith("linux") else text


def _disconnect(notifier: DesktopNotifier) -> None:
    """Close the D-Bus connection, which desktop-notifier itself never does."""
    bus = getattr(notifier._backend, "bus", None)  # noqa: SLF001
    if bus is not None and bus.connected:
        bus.disconnect()


def _find_session_bus() -> None:
    """Name the user's bus where the session did not, as libdbus and GLib do (cron, ssh)."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if (
        runtime
        and "DBUS_SESSION_BUS_ADDRESS" not in os.environ
        and (Path(runtime) / "bus").exists()
    ):
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={runtime}/bus"

"""The desktop: shows a notice with buttons, and tells which button was pressed.

desktop-notifier speaks to D-Bus, Windows and macOS, and needs an asyncio loop for its answers;
the loop has a thread of its own here, so the rest of the helper stays plain. Two of its habits
shape this file: `send` swallows every failure and still returns an id, so only the
``on_dispatched`` callback counts as shown; and a connection never comes back from a bus that
went away, so a broken one is thrown away and a new one is tried at the next `check`.

A notice outlives the helper that showed it. What its buttons are about is kept in the database
(`helper.remembering.reminding.notices.Standing`), so after a restart they still do what they say;
that is for D-Bus alone, where the desktop tells everyone which button was pressed.
"""

from __future__ import annotations

import asyncio
import html
import logging
import os
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar, cast, get_args

from desktop_notifier import Button, Capability, DesktopNotifier
from desktop_notifier import Notification as Native

from helper.remembering.reminding.notices import Action, Notice, Standing, plain

OnAction: TypeAlias = Callable[[Action, tuple[int, ...]], None]
"""Called with the action and the ids of the promises the notice was about."""

ANSWER_SECONDS = 5.0
STAYS = 0
"""A notice stays until it is answered: it comes once, and the user may be at lunch."""

_BUS = "org.freedesktop.DBus"
_CLICK = "default"
"""What D-Bus calls a click on the notice itself."""

_log = logging.getLogger(__name__)

Result = TypeVar("Result")
Key = TypeVar("Key")


class Desktop:
    """The desktop's notifications, when there is one that shows them.

    All methods may be called from any thread; none raises because the desktop failed.
    ``on_action`` runs in a thread of its own, one call after the other.
    """

    def __init__(
        self, on_action: OnAction, standing: Standing | None = None, name: str = "Aizuchi"
    ) -> None:
        self._on_action = on_action
        self._standing = standing
        self._desktop = ""
        self._before: dict[int, tuple[int, ...]] = {}
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
        """Take away what is shown about ``promise``: it was dealt with elsewhere.

        A notice about several promises goes with the last of them.
        """
        self._ask(self._clear((promise,)), None)

    def about(self) -> frozenset[int]:
        """The promises of which a notice stands on the desktop."""
        standing = chain(list(self._shown.values()), list(self._before.values()))
        return frozenset(chain.from_iterable(standing))

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
            await self._take_over(notifier)
            return True
        _disconnect(notifier)
        return False

    async def _take_over(self, notifier: DesktopNotifier) -> None:
        """Listen to the buttons of what was shown before this connection."""
        interface = getattr(notifier._backend, "interface", None)  # noqa: SLF001
        if interface is None or self._standing is None:
            return
        self._desktop = await asyncio.wait_for(_desktop_id(interface.bus), ANSWER_SECONDS)
        self._before = self._standing.on(self._desktop)
        interface.on_action_invoked(self._pressed_before)
        interface.on_notification_closed(self._closed)

    def _pressed_before(self, number: int, key: str) -> None:
        action = "open" if key == _CLICK else key
        promises = self._before.pop(number, ())
        if promises and action in get_args(Action):
            self._actions.submit(self._act, cast(Action, action), promises)

    def _closed(self, number: int, _reason: int) -> None:
        self._before.pop(number, None)
        if self._standing is not None:
            self._standing.gone(self._desktop, number)

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
            await self._replace(notice.promises)
            self._shown[native.identifier] = notice.promises
            self._keep(native.identifier, notice.promises)
        return bool(taken)

    async def _replace(self, promises: tuple[int, ...]) -> None:
        """Take away what older notices say: "by 5 pm" is untrue beside "was promised 5 pm"."""
        try:
            await self._clear(promises)
        except Exception as error:  # noqa: BLE001 - the new one is shown, whatever became of the old
            _log.warning("an older notice stays: %s", type(error).__name__)

    def _keep(self, identifier: str, promises: tuple[int, ...]) -> None:
        """Note under which number the desktop shows this."""
        if self._standing is not None and self._desktop and self._notifier is not None:
            numbers = self._notifier._backend._platform_to_interface_notification_identifier  # type: ignore[attr-defined]  # noqa: SLF001
            self._standing.keep(self._desktop, numbers.inverse[identifier], promises)

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

    async def _clear(self, about: tuple[int, ...]) -> None:
        """Take away the notices of which these promises were the last that still stood."""
        notifier = self._notifier
        if notifier is None:
            return
        for identifier in _strike_off(about, self._shown):
            if identifier in await notifier.get_current_notifications():
                await asyncio.wait_for(notifier.clear(identifier), ANSWER_SECONDS)
        for number in _strike_off(about, self._before):
            interface: Any = notifier._backend.interface  # type: ignore[attr-defined]  # noqa: SLF001
            await asyncio.wait_for(interface.call_close_notification(number), ANSWER_SECONDS)
        if self._standing is not None and self._desktop:
            self._standing.dealt_with(self._desktop, about)

    async def _disconnect(self) -> None:
        if self._notifier is not None:
            _disconnect(self._notifier)
        self._notifier = None
        self._shown.clear()
        self._before.clear()


def _strike_off(about: tuple[int, ...], notices: dict[Key, tuple[int, ...]]) -> list[Key]:
    """Strike promises off the notices; those about no other leave ``notices`` and are returned."""
    settled: list[Key] = []
    for key, promises in list(notices.items()):
        left = tuple(promise for promise in promises if promise not in about)
        if left:
            notices[key] = left
        else:
            del notices[key]
            settled.append(key)
    return settled


async def _desktop_id(bus: Any) -> str:
    """Which desktop this is: numbers of notifications mean something on this one only.

    The bus and the name of the daemon on it, both of which are never used again.
    """
    found = await bus.introspect(_BUS, "/org/freedesktop/DBus")
    here = bus.get_proxy_object(_BUS, "/org/freedesktop/DBus", found).get_interface(_BUS)
    owner = await here.call_get_name_owner("org.freedesktop.Notifications")
    return f"{await here.call_get_id()} {owner}"


def _note_failure(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A bus that goes away leaves broken answers behind; `check` finds out and says so."""
    _log.debug("the desktop's loop: %s", context.get("message"))


def _body(text: str) -> str:
    """On Linux the text of a notification is markup (Desktop Notifications Specification)."""
    text = "\n".join(map(plain, text.split("\n")))
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

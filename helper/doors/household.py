"""The routes of the desk page beyond mail: settings, switches, browsers, practice.

They join the table of `helper.doors.api`; what they change, the terminal can change as well.
"""

from __future__ import annotations

from typing import Protocol

from flask import current_app, g

from helper.contracts import Person
from helper.desk.desk import Desk
from helper.doors.api import blueprint, route
from helper.doors.config import Config
from helper.doors.pairing import Pairing
from helper.doors.switches import Switches
from helper.wire.household import (
    Browser,
    Browsers,
    Done,
    Forget,
    LanguageQuery,
    Revoke,
    RuleChange,
    RuleSwitches,
    Setting,
    SettingChange,
    SettingsList,
    Situations,
    Status,
    Voices,
)

__all__ = ["blueprint"]


class Service(Protocol):
    """What the routes need of the running helper."""

    desk: Desk
    pairing: Pairing
    config: Config
    switches: Switches

    def status(self) -> Status:
        """Tell how the helper is."""

    def set(self, name: str, text: str) -> Setting:
        """Set one thing, live and on disk."""

    def switch(self, language: str, rule: str, *, on: bool) -> None:
        """Switch a rule of the checklist on or off."""

    def practice(self, language: str) -> Situations:
        """Give the situations of a language."""


def _service() -> Service:
    service: Service = current_app.extensions["service"]
    return service


@route("GET", "/settings", None, SettingsList)
def settings(_desk: Desk) -> SettingsList:
    """List everything that can be set."""
    return SettingsList(settings=tuple(_service().config.all()))


@route("PATCH", "/settings", SettingChange, Setting)
def set_setting(_desk: Desk, given: SettingChange) -> Setting:
    """Set one thing; a wrong value is refused with a sentence and changes nothing."""
    return _service().set(given.name, given.value)


@route("GET", "/rules", LanguageQuery, RuleSwitches)
def rules(_desk: Desk, query: LanguageQuery) -> RuleSwitches:
    """List the rules of the checklist in one language."""
    found = _service().switches.all(query.language)
    return RuleSwitches(language=query.language, rules=tuple(found))


@route("PATCH", "/rules", RuleChange, RuleSwitches)
def switch_rule(_desk: Desk, given: RuleChange) -> RuleSwitches:
    """Let a rule of the checklist speak, or be silent."""
    _service().switch(given.language, given.id, on=given.on)
    return RuleSwitches(
        language=given.language, rules=tuple(_service().switches.all(given.language))
    )


@route("GET", "/practice", LanguageQuery, Situations)
def practice(_desk: Desk, query: LanguageQuery) -> Situations:
    """Give the situations to practise on, in one language."""
    return _service().practice(query.language)


@route("GET", "/browsers", None, Browsers)
def browsers(_desk: Desk) -> Browsers:
    """List the paired browsers."""
    pairing: Pairing = current_app.extensions["pairing"]
    me = g.get("client")
    return Browsers(
        browsers=tuple(
            Browser(
                id=one.id,
                label=one.label,
                paired=one.paired,
                used=one.used,
                this=me is not None and one.id == me.id,
            )
            for one in pairing.clients()
        )
    )


@route("POST", "/revoke", Revoke, Done)
def revoke(_desk: Desk, given: Revoke) -> Done:
    """Forget a paired browser; its token is worthless at once."""
    pairing: Pairing = current_app.extensions["pairing"]
    return Done(found=pairing.revoke(given.id))


@route("POST", "/forget", Forget, Done)
def forget(desk: Desk, given: Forget) -> Done:
    """Delete a person with every mail, reply and promise that is noted of them."""
    return Done(found=desk.forget(Person(address=given.person)))


@route("GET", "/voice", None, Voices)
def voice(desk: Desk) -> Voices:
    """Tell what was learned of how the user writes."""
    return Voices(voices=desk.voices())


@route("POST", "/voice/forget", None, Done)
def forget_voice(desk: Desk) -> Done:
    """Delete what was learned of how the user writes; mails and promises stay."""
    known = bool(desk.voices())
    desk.forget_voice()
    return Done(found=known)

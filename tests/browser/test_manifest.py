"""What the extension asks for, and whom it talks to: pinned, so that a change is a decision."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from helper.contracts import Cause, Form, Kind, Ticks, TimeOption
from helper.rulebook.composing import MoveName
from tests.books import the_book
from tests.browser.canned import EXTENSION, EXTENSION_ID

MANIFEST = json.loads((EXTENSION / "manifest.json").read_text("utf-8"))
SCRIPTS = sorted(EXTENSION.rglob("*.js"))
PAGES = sorted(EXTENSION.rglob("*.html"))
LANGUAGES = ("en", "zh", "ja")
HOSTS = [
    "https://mail.google.com/*",
    "https://outlook.live.com/*",
    "https://outlook.office.com/*",
    "https://outlook.office365.com/*",
    "https://outlook.cloud.microsoft/*",
]


def words(language: str) -> dict[str, dict[str, str]]:
    """The messages of one language."""
    found: dict[str, dict[str, str]] = json.loads(
        (EXTENSION / "_locales" / language / "messages.json").read_text("utf-8")
    )
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_values_touch(language: str) -> None:
    """``$1$`` would be a named value to the browser, which then takes no extension at all."""
    said = (one["message"] for one in words(language).values())
    assert [one for one in said if re.search(r"\$\w+\$", one, re.ASCII)] == []


def test_permissions() -> None:
    """Six permissions, each used; no tabs, no history, no host but the mail clients and us."""
    assert MANIFEST["permissions"] == [
        "alarms",
        "contextMenus",
        "notifications",
        "scripting",
        "sidePanel",
        "storage",
    ]
    assert "optional_permissions" not in MANIFEST
    assert "web_accessible_resources" not in MANIFEST
    assert "externally_connectable" not in MANIFEST


def test_hosts_are_exact() -> None:
    """Exactly the five mail hosts, and this machine without a port (Firefox ignores one)."""
    assert MANIFEST["host_permissions"] == ["http://127.0.0.1/*", *HOSTS]
    assert [host for one in MANIFEST["content_scripts"] for host in one["matches"]] == HOSTS


def test_every_permission_is_used() -> None:
    """A permission nobody uses is one that nobody should have to grant."""
    code = "\n".join(path.read_text("utf-8") for path in SCRIPTS)
    for permission in MANIFEST["permissions"]:
        assert f"chrome.{permission}" in code, permission


def test_one_manifest_for_both_browsers() -> None:
    """Chromium takes the worker and the side panel, Firefox the scripts and the sidebar."""
    assert MANIFEST["manifest_version"] == 3
    assert MANIFEST["background"] == {
        "service_worker": "background.js",
        "scripts": ["background.js"],
        "type": "module",
    }
    panel = MANIFEST["side_panel"]["default_path"]
    assert panel == MANIFEST["sidebar_action"]["default_panel"]
    assert MANIFEST["incognito"] == "not_allowed"
    assert MANIFEST["browser_specific_settings"]["gecko"]["id"]


def test_the_id_is_stable() -> None:
    """The public key in the manifest makes the id; the helper and the tests rely on it."""
    digest = hashlib.sha256(base64.b64decode(MANIFEST["key"])).hexdigest()[:32]

    assert "".join(chr(ord("a") + int(one, 16)) for one in digest) == EXTENSION_ID


def test_named_files_exist() -> None:
    """Everything the manifest names is there; one missing script stops all of them."""
    scripts = MANIFEST["content_scripts"]
    named = [
        MANIFEST["background"]["service_worker"],
        MANIFEST["side_panel"]["default_path"],
        MANIFEST["options_ui"]["page"],
        *MANIFEST["icons"].values(),
        *(name for one in scripts for name in [*one["js"], *one["css"]]),
    ]
    for name in named:
        assert (EXTENSION / name).is_file(), name


def test_only_the_transport_talks() -> None:
    """One call site for the network in the whole extension; no other way to talk is used."""
    calls = re.compile(
        r"\bfetch\s*\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeer|importScripts"
    )
    found = {
        path.relative_to(EXTENSION).as_posix(): len(calls.findall(path.read_text("utf-8")))
        for path in SCRIPTS
    }

    assert {path: n for path, n in found.items() if n} == {"lib/transport.js": 1}


def test_only_the_background_holds_the_wire() -> None:
    """No page and no content script comes by the transport: the token stays in the worker."""
    users = [
        path.relative_to(EXTENSION).as_posix()
        for path in SCRIPTS
        if re.search(r'from "[^"]*transport\.js"', path.read_text("utf-8"))
    ]

    holders = ["failing", "pages", "queue", "reading", "replying", "rest", "rows", "sent"]
    assert set(users) <= {"background.js", *(f"lib/{name}.js" for name in holders)}
    for path in [*SCRIPTS, *PAGES]:
        used = re.search(rf'from "[^"]*/({"|".join(holders)})\.js"', path.read_text("utf-8"))
        assert not used or path.name == "background.js" or path.stem in holders, path.name


def test_only_this_machine_is_addressed() -> None:
    """The code names 127.0.0.1 and, as links into a mail, the mail clients; nothing else.

    One link more leads to Google's calendar: text in a page, opened only by a click on it.
    """
    svg = "http://www.w3.org/2000/svg"  # the name of a language, not a place to call
    known = ("http://127.0.0.1:", svg, *(host.removesuffix("*") for host in HOSTS))
    links = {"calendar.js": "https://calendar.google.com/calendar/render?"}
    for path in [*SCRIPTS, *PAGES, *EXTENSION.rglob("*.css")]:
        text = path.read_text("utf-8")
        for url in re.findall(r"https?://[^\s\"'`]+", text):
            link = links.get(path.name)
            assert url.startswith(known) or (link and url.startswith(link)), f"{path.name}: {url}"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_markup_from_strings(path: Path) -> None:
    """Text is set as text: no innerHTML and its kin, nothing evaluated."""
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)

    assert not re.search(
        r"\.(inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", code
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_hold_no_words_and_no_inline_code(path: Path) -> None:
    """Words of a page stand in ``_locales``; scripts stand in files."""
    page = path.read_text("utf-8")
    body = page.split("<body>")[1]

    assert not re.search(r"<script>|\son[a-z]+=", page)
    visible = re.sub(r"<!--.*?-->|<[^>]*>", " ", body, flags=re.DOTALL).split()
    assert set(visible) <= {"Aizuchi"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_has_one_name(language: str) -> None:
    """On a notification of the desktop and in the panel the same is called the same."""
    buttons = the_book().resting[language[:2]].notices.buttons
    ours = {key: entry["message"] for key, entry in words(language).items()}

    assert (buttons.done, buttons.notice) == (ours["done"], ours["tell_them"])
    assert (buttons.held, buttons.ask) == (ours["it_held"], ours["ask_them"])


def test_words_are_for_every_region_of_a_language() -> None:
    """Browsers of Taiwan and Singapore look for ``zh``; ``zh_CN`` only China's would find."""
    assert {path.name for path in (EXTENSION / "_locales").iterdir()} == set(LANGUAGES)
    assert {name.isalpha() for name in LANGUAGES} == {True}


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_are_complete(language: str) -> None:
    """The three languages hold the same keys and fill the same places, none empty."""
    english, other = words("en"), words(language)

    assert other.keys() == english.keys()
    for key, entry in other.items():
        assert entry["message"].strip(), key
        places = set(re.findall(r"\$\d", entry["message"]))
        assert places == set(re.findall(r"\$\d", english[key]["message"])), key


def test_every_word_used_is_there() -> None:
    """Keys in code, pages and manifest exist, and nothing is kept that nobody says."""
    code = "\n".join(path.read_text("utf-8") for path in [*SCRIPTS, *PAGES])
    code += (EXTENSION / "manifest.json").read_text("utf-8")
    known = words("en")
    used = set(re.findall(r'\bt\("([a-z_0-9]+)"', code))
    used |= set(re.findall(r'data-t(?:-[a-z-]+)?="([a-z_0-9]+)"', code))
    used |= set(re.findall(r"__MSG_([a-z_0-9]+)__", code))
    families = set(re.findall(r'\bword\("([a-z_]+)"', code))
    families |= set(re.findall(r"`([a-z_]+)_\$\{", code))

    assert used <= known.keys()
    for key in known:
        quoted = f'"{key}"' in code
        family = any(key.startswith(f"{one}_") for one in families)
        assert key in used or quoted or family, f"{key} is never said"


@pytest.mark.parametrize(
    ("family", "values"),
    [
        ("cause", get_args(Cause)),
        ("form", get_args(Form)),
        ("kind", get_args(Kind)),
        ("move", [name for name in get_args(MoveName) if name != "pardon"]),
        ("tick", [point.name for point in fields(Ticks)]),
        ("what", get_args(get_type_hints(TimeOption)["what"])),
    ],
)
def test_every_value_has_its_word(family: str, values: Sequence[str]) -> None:
    """What the helper calls by a name of its own is said in words of the user's."""
    assert {f"{family}_{value}" for value in values} <= words("en").keys()


def test_no_more_than_four_suggested_keys() -> None:
    """Chromium refuses a fifth; and none of Gmail's or Outlook's own keys is taken."""
    keys = [one["suggested_key"]["default"] for one in MANIFEST["commands"].values()]

    assert len(keys) == len(set(keys)) <= 4
    assert all(key.startswith("Alt+Shift+") for key in keys)


BUDGET = 40_000
"""Bytes of scripts in a mail page until the user writes: it must not slow the mail down."""


@pytest.mark.parametrize("place", [0, 1], ids=["gmail", "outlook"])
def test_a_mail_page_gets_little(place: int) -> None:
    """Each client gets its own adapter only; what writing needs comes with the first reply."""
    scripts = MANIFEST["content_scripts"][place]["js"]

    assert sum((EXTENSION / name).stat().st_size for name in scripts) <= BUDGET

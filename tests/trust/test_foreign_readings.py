"""A reading comes back from the browser with each draft and check, and may say anything by then.

What was read in a real mail is changed in a few places, as an older helper, a page or another
program could have it: refused with a sentence, or answered, and never a failure of ours.
"""

from __future__ import annotations

import copy
import os
import random
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest

if TYPE_CHECKING:
    from tests.running import Running

TRIES = int(os.environ.get("AIZUCHI_EXAMPLES", "60"))
SEED = int(os.environ.get("AIZUCHI_SEED", "0"))
MAILS = {
    "en": "Third time! My order 4711 is broken, I can't work. When will you answer?\n\n> quoted",
    "zh": "我的订单还没到，已经三天了，非常生气！什么时候到？你们说周五前发货。",
    "ja": "三回目です。注文した商品が届きません。いつ届きますか。金曜までと言いましたよね。",
}
WORDS = ("", "x", "en", "zh", "ja", "de", "\n", "😭", "2026-11-18T10:00:00Z")
NUMBERS = (0, -1, 1, 10**6, 2**63)


def reading_of(victim: Running, language: str) -> dict[str, Any]:
    """What the helper itself reads."""
    sender = {"name": "Kim", "address": "kim@else.example"}
    found = victim.post("/read", {"text": MAILS[language], "subject": "Order", "from": sender})
    assert isinstance(found, dict)
    return found


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Everything within: what holds it, and under which name."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for name, part in inner:
        yield value, name
        if isinstance(part, (dict, list)):
            yield from places(part)


def changed(reading: dict[str, Any], luck: random.Random) -> dict[str, Any]:
    """The reading with other words, numbers or lists in one to three places."""
    made = copy.deepcopy(reading)
    for _ in range(luck.randrange(1, 4)):
        holder, name = luck.choice(list(places(made)))
        match holder[name]:
            case bool(old):
                new: Any = not old
            case int() | float():
                new = luck.choice(NUMBERS)
            case str(old):
                new = luck.choice((*WORDS, old * 2, old[: len(old) // 2]))
            case list(old):
                new = luck.choice(([], old + old, old[::-1]))
            case _:
                new = luck.choice(WORDS)
        holder[name] = new
    return made


def answered(victim: Running, path: str, body: dict[str, Any]) -> int:
    """The status, be it a refusal."""
    try:
        victim.post(path, body)
    except HTTPError as error:
        error.close()
        return error.code
    return 200


@pytest.mark.parametrize("language", MAILS)
def test_a_changed_reading_breaks_nothing(victim: Running, language: str) -> None:
    """Drafts and checks are made of it or refused; see the seed for trying others."""
    luck = random.Random(f"{language}{SEED}")
    known = reading_of(victim, language)
    for _ in range(TRIES):
        reading = changed(known, luck)
        check = {"text": "I'm sorry. I'll send it by Friday.", "reading": reading}
        assert answered(victim, "/draft", {"reading": reading}) in {200, 422}, reading
        assert answered(victim, "/check", check) in {200, 422}, reading


def test_trouble_in_a_few_japanese_words_is_answered(victim: Running) -> None:
    """Found so: where a language has no name for a mere request, none is taken back."""
    reading = reading_of(victim, "ja") | {"text": "😭", "subject": "😭"}
    assert victim.post("/draft", {"reading": reading})["drafts"]

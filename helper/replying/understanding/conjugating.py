"""Polite verbs made plain, as what somebody wrote is reported: arimasen is nai.

Languages without such forms have no table for them, and keep their words.
"""

from __future__ import annotations

import re
from functools import partial

from helper.rulebook.replying import ReplyingRules
from helper.rulebook.understanding import Conjugation


def conjugated(text: str, rules: ReplyingRules) -> str:
    """``text`` with every polite verb in its plain form."""
    table = rules.conjugation
    return table.pattern.whole.sub(partial(_form, table=table), text) if table else text


def _form(found: re.Match[str], table: Conjugation) -> str:
    kind = next((name for name in table.forms if found[name]), None)
    return (
        found.expand(table.forms[kind][table.endings.index(found["ending"])]) if kind else found[0]
    )

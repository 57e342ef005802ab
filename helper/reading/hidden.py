"""What an HTML mail keeps from the eye: its reader never saw it, so it does not count.

Newsletters hide a preview line, trackers a pixel; whoever wants to fool a program hides words.
Only what the element itself or a plain rule of the mail's own style sheet says is believed. A
colour hides nothing unless the element has the same one behind it: white on dark is common.
"""

from __future__ import annotations

import re

_STYLE = re.compile(
    r"""display\s*:\s*none | visibility\s*:\s*(?:hidden|collapse) | mso-hide\s*:\s*all
    | (?<![\w-])(?:font-size|max-height|opacity)\s*:\s*0(?!\.?\d) | (?<![\w-])font\s*:\s*0[\s/]
    | (?<![\w-])font-size\s*:\s*1px
    | clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)
    | clip-path\s*:\s*(?:inset\(\s*(?:50|100)% | circle\(\s*0)
    | (?<![\w-])zoom\s*:\s*0(?!\.?\d) | opacity\(\s*0(?!\.?\d)
    | (?<![\w-])color\s*:\s*(?:transparent | rgba\([^()]{0,40}[,/]\s*0?\.?0+%?\s*\)
        | \#(?:[\da-f]{3}0|[\da-f]{6}00)\b)
    | (?:text-indent|left|right|top|margin-left)\s*:\s*-\d{3,} | scale\(\s*0\s*\)""",
    re.IGNORECASE | re.VERBOSE,
)
_FLAT = re.compile(
    r"(?<![\w-])(?:height|width)\s*:\s*[01](?:px|pt|em|%)?\s*(?:!important\s*)?(?:;|$)",
    re.IGNORECASE,
)
_CUT = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![\w-])(background-color|background|color)\s*:\s*([#\w]+)", re.IGNORECASE)
_WHITE = {"white": "#ffffff", "#fff": "#ffffff", "black": "#000000", "#000": "#000000"}
_RULE = re.compile(r"\.([\w-]{1,80})\s*\{([^{}]{0,2000})\}")
_NESTED = re.compile(r"@[^{}@]{0,500}\{(?:[^{}]{0,2000}\{[^{}]{0,2000}\}){0,200}[^{}]{0,2000}\}")
"""What holds only for small screens, or for print."""


def is_hidden(values: dict[str, str], classes: frozenset[str]) -> bool:
    """Whether an element with these attributes is not seen; ``classes`` are those never seen."""
    if "hidden" in values or style_hides(values.get("style", "")):
        return True
    return bool(classes) and not classes.isdisjoint(values.get("class", "").split())


def style_hides(style: str) -> bool:
    """Whether a style takes its element out of sight."""
    if _STYLE.search(style) or (_FLAT.search(style) and _CUT.search(style)):
        return True
    colours = {name.casefold(): _colour(value) for name, value in _COLOUR.findall(style)}
    behind = colours.get("background-color") or colours.get("background")
    return behind is not None and colours.get("color") == behind


def hidden_classes(sheet: str) -> frozenset[str]:
    """The classes that a style sheet hides on every screen."""
    rules = _RULE.findall(_NESTED.sub("", sheet))
    return frozenset(name for name, style in rules if style_hides(style))


def _colour(value: str) -> str:
    return _WHITE.get(value.casefold(), value.casefold())

"""HTML mail to plain text, and which parts of it the mail clients themselves marked as old.

Classes and ids are what Gmail, Outlook, Thunderbird, Yahoo, Proton and Apple Mail write around
quotes and signatures; they are facts about programs, not language, so they stand here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from helper.contracts import Noise

MAX_HTML = 100_000
"""Characters of HTML looked at; a longer mail is judged by its beginning, never waited for."""

_SKIPPED = {"script", "style", "head", "title", "template", "noscript", "svg", "object"}
_BLOCKS = {
    *("address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "footer"),
    *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p"),
    *("pre", "section", "table", "tbody", "td", "th", "tr", "ul"),
}
_APART = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote"}
_VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
    *("source", "track", "wbr"),
}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?:font-size|max-height)\s*:\s*0(?!\.?\d)",
    re.IGNORECASE,
)
_QUOTE = re.compile(
    r"\b(?:gmail_attr|moz-cite-prefix|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra"
    r"|OutlookMessageHeader|divRplyFwdMsg|mail-editor-reference-message-container)\b"
)
_REST = re.compile(r"\b(?:divRplyFwdMsg|OutlookMessageHeader)\b")
_SIGNATURE = re.compile(
    r"\b(?:gmail_signature|moz-signature|protonmail_signature_block"
    r"|ms-outlook-mobile-signature|ms-outlook-mobile-reference-message)\b|^(?:x_)*Signature$"
)
_QUOTE_BLOCK = re.compile(r"\b(?:x_)*(?:gmail_quote|protonmail_quote|tutanota_quote)\b|type=cite")
_STRAY = re.compile(r"<(?!/?[a-zA-Z][^<>]{0,4000}>)")
_DECLARATION = re.compile(r"<[!?][^<>]{0,2000}>")
_SPACE = re.compile(r"[ \t\r\n\f\xa0\u200b\u200c\u200d\u2060\ufeff\xad]+")


@dataclass(slots=True)
class _Open:
    """An element that has not been closed yet."""

    tag: str
    kind: str | None
    start: int
    skipped: bool
    pre: bool


@dataclass(slots=True)
class _Page:
    """What has been written so far."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    breaks: int = 2
    """Line breaks at the end of the text; two at its beginning, so it never starts empty."""
    space: bool = False

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        self.breaks = 0
        self.space = text[-1] == " "

    def break_to(self, count: int) -> None:
        missing = count - self.breaks
        if missing > 0:
            self.parts.append("\n" * missing)
            self.length += missing
            self.breaks = count
        self.space = True


class _Reader(HTMLParser):
    """Writes the visible text and notes the ranges the clients marked."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = _Page()
        self.open: list[_Open] = []
        self.marked: list[tuple[int, int, str]] = []
        self.rest: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.page.break_to(2 if tag in _APART else 1)
        if tag == "br":
            self.page.break_to(min(self.page.breaks + 1, 2))
        if tag in _VOID:
            return
        values = {name: value or "" for name, value in attrs}
        above = self.open[-1] if self.open else None
        skipped = tag in _SKIPPED or _is_hidden(values) or (above is not None and above.skipped)
        names = f"{values.get('class', '')} {values.get('id', '')}".strip()
        if self.rest is None and _REST.search(names):
            self.rest = self.page.length
        kind = _kind(tag, names, values)
        pre = tag == "pre" or (above is not None and above.pre)
        self.open.append(_Open(tag, kind, self.page.length, skipped, pre))

    def handle_endtag(self, tag: str) -> None:
        # Mail HTML forgets end tags; looking further up than this would be slow, not better.
        recent = self.open[-40:]
        if not any(element.tag == tag for element in recent):
            return
        while self.open:
            element = self.open.pop()
            self._close(element)
            if element.tag == tag:
                break
        if tag in _BLOCKS:
            self.page.break_to(2 if tag in _APART else 1)

    def handle_data(self, data: str) -> None:
        above = self.open[-1] if self.open else None
        if above is not None and above.skipped:
            return
        if above is not None and above.pre:
            self.page.write(data)
            return
        text = _SPACE.sub(" ", data)
        if self.page.space or self.page.breaks:
            text = text.lstrip(" ")
        if text:
            self.page.write(text)

    def finish(self) -> None:
        while self.open:
            self._close(self.open.pop())

    def _close(self, element: _Open) -> None:
        if element.kind and element.start < self.page.length:
            self.marked.append((element.start, self.page.length, element.kind))


def _is_hidden(values: dict[str, str]) -> bool:
    return "hidden" in values or bool(_HIDDEN.search(values.get("style", "")))


def _kind(tag: str, names: str, values: dict[str, str]) -> str | None:
    """``quote`` or ``signature`` where a mail client says so, else nothing.

    A Gmail ``div.gmail_quote`` is no quote by itself: replies between the quoted parts and
    forwarded mails stand in it too. A bare ``blockquote`` may be an indented paragraph.
    """
    if _SIGNATURE.search(names):
        return "signature"
    if tag == "blockquote":
        return "quote" if _QUOTE_BLOCK.search(f"{names} type={values.get('type', '')}") else None
    return "quote" if _QUOTE.search(names) else None


def _tidy(html: str) -> str:
    """Only whole tags: the standard parser takes minutes over a hundred thousand open ones."""
    parts = []
    at = 0
    while (start := html.find("<!--", at)) >= 0:
        parts.append(html[at:start])
        end = html.find("-->", start + 4)
        at = len(html) if end < 0 else end + 3
    parts.append(html[at:])
    return _STRAY.sub("&lt;", _DECLARATION.sub("", "".join(parts)))


def to_text(html: str) -> tuple[str, list[Noise]]:
    """The visible text of an HTML mail, and what its client marked, as ranges of that text.

    From Outlook's reply header on everything is old, because the old mail follows it as
    siblings; whether that was a forward is for the caller to see.
    """
    reader = _Reader()
    reader.feed(_tidy(html[:MAX_HTML]))
    reader.close()
    reader.finish()
    text = "".join(reader.page.parts).rstrip()
    if reader.rest is not None:
        reader.marked.append((reader.rest, len(text), "quote"))
    marked = sorted((start, min(end, len(text)), kind) for start, end, kind in reader.marked)
    return text, [
        Noise(start=start, end=end, text=text[start:end], kind=kind)
        for start, end, kind in marked
        if start < end
    ]

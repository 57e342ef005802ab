"""HTML mail to plain text, and which parts of it the mail clients themselves marked as old.

Classes and ids are what Gmail, Outlook, Thunderbird, Yahoo, Proton and Apple Mail write around
quotes and signatures; they are facts about programs, not language, so they stand here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from helper.contracts import Noise
from helper.reading.hidden import hidden_classes, is_hidden

MAX_HTML = 100_000
"""Characters of HTML looked at; a longer mail is judged by its beginning, never waited for."""

_MOST_BLOCKS = 100
"""Quotes looked at for answers between them; a mail that nests more is not written by hand."""

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
_DATA = re.compile(r"data:[\w/+.;-]{0,100},[^\s\"'<>]*")
"""A picture written into the mail itself would take the place of its words."""
_SHEET = re.compile(r"<style[^<>]{0,500}>([^<]*)", re.IGNORECASE)
_OWN = r"(?<![a-zA-Z])"
"""Programs that show a mail put letters of their own before its ids: ``x_``, ``m_-712``."""

_QUOTE = re.compile(
    _OWN + r"(?:gmail_attr|moz-cite-prefix|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra"
    r"|OutlookMessageHeader|divRplyFwdMsg|mail-editor-reference-message-container"
    r"|ms-outlook-mobile-reference-message|isReplyContent|sh-quoted-content|messageReplySection"
    r"|hs_reply|FoxDiv\d+)"
)
_REST = re.compile(_OWN + r"(?:divRplyFwdMsg|OutlookMessageHeader)\b")
_SIGNATURE = re.compile(
    _OWN + r"(?:gmail_signature|moz-signature|protonmail_signature_block|AppleMailSignature"
    r"|ms-outlook-mobile-signature|Zm-_Id_-Sgn|spnEditorSign_app|ntes-pcmac-signature"
    r"|composer_signature|messageSignatureSection|front-signature|ydp\w{1,12}signature)"
    r"|^(?:x_)*Signature$"
)
_QUOTE_BLOCK = re.compile(
    _OWN + r"(?:gmail_quote|protonmail_quote|tutanota_quote|front-blockquote|spark_quote"
    r"|blockquote_zmail)\b|type=cite"
)
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

    def __init__(self, unseen: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.unseen = unseen
        self.page = _Page()
        self.open: list[_Open] = []
        self.marked: list[tuple[int, int, str]] = []
        self.blocks: list[tuple[int, int]] = []
        """The marked ranges that are block quotes."""
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
        unseen = tag in _SKIPPED or is_hidden(values, self.unseen)
        skipped = unseen or (above is not None and above.skipped)
        names = " ".join(values[name] for name in ("class", "id", "name") if values.get(name))
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
            if element.tag == "blockquote":
                self.blocks.append((element.start, self.page.length))


def _kind(tag: str, names: str, values: dict[str, str]) -> str | None:
    """``quote`` or ``signature`` where a mail client says so, else nothing.

    A Gmail ``div.gmail_quote`` is no quote by itself: replies between the quoted parts and
    forwarded mails stand in it too. A bare ``blockquote`` may be an indented paragraph.
    """
    if _SIGNATURE.search(names):
        return "signature"
    if tag == "blockquote":
        return "quote" if _QUOTE_BLOCK.search(f"{names} type={values.get('type', '')}") else None
    is_quote = _QUOTE.search(names) or values.get("name") == "quote"
    return "quote" if is_quote else None


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


def _unanswered(
    one: tuple[int, int, str], blocks: list[tuple[int, int]], text: str
) -> list[tuple[int, int, str]]:
    """A marked range; of one that holds quotes with answers below them, what stands above.

    Proton and others wrap the old mail and all that is written between its lines.
    """
    start, end, kind = one
    if kind != "quote" or one[:2] in blocks:
        return [one]
    inside = [block for block in blocks if start <= block[0] and block[1] <= end]
    if not inside:
        return [one]
    at = inside[0][0]
    for first, last in inside:
        if first >= at and text[at:first].strip():
            break
        at = max(at, last)
    return [(start, inside[0][0], kind)] if text[at:end].strip() else [one]


def to_text(html: str) -> tuple[str, list[Noise]]:
    """The visible text of an HTML mail, and what its client marked, as ranges of that text.

    From Outlook's reply header on everything is old, because the old mail follows it as
    siblings; whether that was a forward is for the caller to see.
    """
    if len(html) > MAX_HTML:
        html = _DATA.sub("", html)[:MAX_HTML]
    reader = _Reader(hidden_classes("".join(_SHEET.findall(html))))
    reader.feed(_tidy(html))
    reader.close()
    reader.finish()
    text = "".join(reader.page.parts).rstrip()
    if reader.rest is not None:
        reader.marked.append((reader.rest, len(text), "quote"))
    blocks = sorted(reader.blocks[-_MOST_BLOCKS:])  # The last to be closed are the outermost.
    ranges = (part for one in reader.marked for part in _unanswered(one, blocks, text))
    marked = sorted((start, min(end, len(text)), kind) for start, end, kind in ranges)
    return text, [
        Noise(start=start, end=end, text=text[start:end], kind=kind)
        for start, end, kind in marked
        if start < end
    ]

from __future__ import annotations

import time

import pytest

from helper.contracts import Mail
from helper.reading.cleaning import clean, shorten_runs
from helper.reading.reader import read
from helper.rulebook import Rulebook
from helper.text import blank
from tests.reading.labelled import reading


def kept(book: Rulebook, text: str, **more: object) -> str:
    """What is judged, without the blanks."""
    return " ".join(clean(Mail(text=text, **more), book).judged.split())  # type: ignore[arg-type]


def kinds(book: Rulebook, text: str) -> set[str]:
    """The kinds of noise in a text."""
    return {one.kind for one in clean(Mail(text=text), book).noise}


QUOTES = [
    "On Mon, 3 Nov 2025 at 10:12, Ann Lee <ann@example.com> wrote:\n> You are the worst!",
    "On 3 Nov 2025, at 10:12, Ann Lee\n<ann@example.com> wrote:\n\n> You are the worst!",
    "-----Original Message-----\nFrom: Ann\nSent: Monday\nTo: Bob\n\nYou are the worst!",
    "From: Ann Lee <a@example.com>\nSent: Monday, 3 November 2025 10:12\nTo: Bob\n\nThe worst!",
    "________________________________\nFrom: Ann\nSent: Monday\n\nThe worst!",
    "Am 03.11.2025 um 10:12 schrieb Ann Lee <a@example.com>:\n> You are the worst!",
    "Le lun. 3 nov. 2025 à 10:12, Ann Lee <a@example.com> a écrit :\n> You are the worst!",
    "Ann Lee <a@example.com> 于2025年11月3日周一 10:12写道：\n> You are the worst!",
    "2025年11月3日(月) 10:12 Ann Lee <a@example.com>:\n> You are the worst!",
    "> You are the worst!\n> I want my money back.",
    "> > You are the worst!\n> Sorry.",
]


@pytest.mark.parametrize("quote", QUOTES)
def test_quoted_history_is_not_judged(book: Rulebook, quote: str) -> None:
    """B13: the anger in an old mail is not the anger in this one."""
    text = f"Thank you, that is all I needed.\n\n{quote}"
    found = reading(book, text)
    assert found.level == 0
    assert found.text == text
    assert "worst" not in kept(book, text)
    assert {one.kind for one in found.noise} == {"quote"}


def test_neighbours_of_one_kind_are_one(book: Rulebook) -> None:
    """B13: a quote of many lines is folded once; an answer between parts it in two."""
    text = "It fails.\n> When?\n> And where?\n\n> Ann\nToday.\n> Oh.\n"
    found = clean(Mail(text=text), book).noise
    assert [one.text.strip() for one in found] == ["> When?\n> And where?\n\n> Ann", "> Oh."]


def test_answers_between_the_quoted_lines_are_kept(book: Rulebook) -> None:
    """B13: an interleaved reply is the writer's own text."""
    text = (
        "On Mon, Ann Lee <ann@example.com> wrote:\n"
        "> When shall we meet?\n"
        "Tuesday is best for me.\n"
        "> And where?\n"
        "Your office, please.\n"
    )
    assert kept(book, text) == "Tuesday is best for me. Your office, please."


def test_a_forwarded_mail_is_kept(book: Rulebook) -> None:
    """B13: what is forwarded is what the writer wants read; only its header is left out."""
    text = (
        "See below.\n\n---------- Forwarded message ---------\nFrom: Ann <ann@example.com>\n"
        "Date: Mon, 3 Nov\nSubject: parts\nTo: Bob <bob@example.com>\n\nThe parts are missing."
    )
    assert kept(book, text) == "See below. The parts are missing."
    header = "From: Ann\nSent: Monday\nTo: Bob\n\nThe parts are missing."
    assert "missing" in kept(book, header, subject="Fwd: parts")
    assert "missing" not in kept(book, f"Thanks.\n\n{header}", subject="Re: parts")


@pytest.mark.parametrize(
    "tail",
    [
        "-- \nAnn Lee\nHead of Rage\nThe Worst Company Ltd",
        "Sent from my iPhone",
        "Get Outlook for Android",
        "Best regards,\nAnn Lee\nThe Worst Company Ltd\n+44 20 7946 0958",
        "Kind regards\nAnn",
    ],
)
def test_signatures_are_left_out(book: Rulebook, tail: str) -> None:
    """B13: who signs with an angry slogan is not angry for that."""
    text = f"Please send me the form.\n\n{tail}"
    assert kept(book, text) == "Please send me the form."
    assert kinds(book, text) == {"signature"}


def test_a_postscript_after_the_signature_is_kept(book: Rulebook) -> None:
    """B13: a P.S. is often the real question."""
    text = "All good.\n\nBest regards,\nAnn\n\nP.S. When do you open?"
    assert kept(book, text) == "All good. P.S. When do you open?"


def test_a_farewell_inside_the_mail_ends_nothing(book: Rulebook) -> None:
    """B13: long lines after "Best regards" are text, not a signature."""
    text = "Best regards,\n" + "The pump has been leaking since Monday and the cellar is wet. " * 3
    assert "leaking" in kept(book, text)


@pytest.mark.parametrize(
    "foot",
    [
        "This e-mail is confidential and intended solely for the addressee.\nDelete it otherwise.",
        "If you are not the intended recipient, you must not copy this awful message.",
        "© 2025 Terrible Tea Ltd. All rights reserved.",
        "Please consider the environment before printing this email.",
    ],
)
def test_disclaimers_are_left_out(book: Rulebook, foot: str) -> None:
    """B13: what a law firm wrote under the mail was not written by the customer."""
    text = f"Please send me the form.\n\n{foot}"
    assert kept(book, text) == "Please send me the form."
    assert kinds(book, text) == {"disclaimer"}


def test_an_advert_inside_a_sentence_is_cut_out(book: Rulebook) -> None:
    """B13, 002:5: words injected into a sentence are in no ask."""
    text = "Could you tell me cheap phone number library when you open on Sunday?"
    found = reading(book, text)
    assert [one.text for one in found.noise if one.kind == "advert"] == [
        "cheap phone number library"
    ]
    assert "library" not in kept(book, text)


@pytest.mark.parametrize("line", ["Virus-free. www.avast.com", "Follow us on LinkedIn and X"])
def test_advert_lines_are_cut_out(book: Rulebook, line: str) -> None:
    """B13: programs and marketing departments write under mails too."""
    assert kept(book, f"When do you open?\n\n{line}") == "When do you open?"


@pytest.mark.parametrize("glue", ["\n", "\n\n", " "])
def test_a_doubled_mail_counts_once(book: Rulebook, glue: str) -> None:
    """B13, 002:66: the second half that repeats the first adds no ask and no anger."""
    half = (
        "I have been waiting for my parts since March.\n"
        "Your colleague wanted to call me back, and did not.\nWhen will they come?"
    )
    once, twice = reading(book, half), reading(book, half + glue + half)
    assert twice.score == once.score
    assert [ask.text for ask in twice.asks] == [ask.text for ask in once.asks]
    assert {one.kind for one in twice.noise} == {"duplicate"}


def test_a_short_sentence_may_be_said_twice(book: Rulebook) -> None:
    """B13: "Please call me. Please call me." is emphasis, not a copy."""
    assert kinds(book, "Please call me. Please call me.") == set()


GMAIL = """<div dir="ltr">That fixed it, thanks!<div><br></div>
<div class="gmail_signature">Ann Lee<br>Head of Rage</div></div><br>
<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Bob wrote:<br></div>
<blockquote class="gmail_quote">This is the worst shop ever!</blockquote></div>"""

GMAIL_FORWARD = """<div dir="ltr">Can you look at this?<br><br><div class="gmail_quote">
<div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: Ann<br></div>
<div>The parts are missing.</div></div></div>"""

OUTLOOK = """<div>That fixed it, thanks!</div><div id="appendonsend"></div><hr>
<div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Bob<br><b>Sent:</b> Monday<br></div>
<div>This is the worst shop ever!</div>"""


def test_gmail_quotes_and_signatures_are_known_by_class(book: Rulebook) -> None:
    """B13: Gmail says what is old and what is signature."""
    found = read(Mail(html=GMAIL), book)
    assert found.level == 0
    assert {one.kind for one in found.noise} == {"quote", "signature"}
    assert " ".join(blank(found.text, found.noise).split()) == "That fixed it, thanks!"


def test_a_gmail_forward_is_kept(book: Rulebook) -> None:
    """B13: Gmail wraps forwards like quotes; their text is meant to be read."""
    found = read(Mail(html=GMAIL_FORWARD), book)
    assert "The parts are missing." in blank(found.text, found.noise)


def test_everything_after_the_outlook_header_is_old(book: Rulebook) -> None:
    """B13: in Outlook the old mail follows its header as siblings, without a wrapper."""
    found = read(Mail(html=OUTLOOK, subject="Re: order"), book)
    assert " ".join(blank(found.text, found.noise).split()) == "That fixed it, thanks!"
    forward = read(Mail(html=OUTLOOK, subject="Fw: order"), book)
    assert "worst shop" in blank(forward.text, forward.noise)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("One <b>two</b>\n   three", "One two three"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("a &lt; b &amp; c&nbsp;d", "a < b & c d"),
        ("<style>p {}</style><script>x()</script><title>t</title>One", "One"),
        ('<div style="display:none">secret</div>One', "One"),
        ('<span hidden>secret</span>One<div style="max-height:0px">pre</div>', "One"),
        ("<style>@media print {.a {display: none}}</style><p class=a>One</p>", "One"),
        ("<style>.a, .b {display: none}</style><p>One</p><p class='c b'>secret</p>", "One"),
        *(
            (f'<i style="{style}">secret</i>One', "One")
            for style in (
                "visibility:hidden",
                "opacity:0",
                "font:0/0 a",
                "font-size:1px",
                "mso-hide:all",
                "position:absolute;left:-9999px",
                "text-indent:-9999px",
                "clip:rect(0,0,0,0)",
                "clip-path: inset(100%)",
                "clip-path:circle(0)",
                "zoom:0",
                "filter: opacity(0%)",
                "color:transparent",
                "color:rgba(0, 0, 0, 0)",
                "color:#12345600",
                "height:0;width:0;overflow:hidden",
                "transform:scale(0)",
                "color:#FFF;background-color:white",
                "background:#123456;color:#123456",
            )
        ),
        *(
            (f'<i style="{style}">One</i>', "One")
            for style in (
                "color:#fff",
                "color:#fff;background:#333",
                "opacity:0.9",
                "zoom:0.9",
                "filter:opacity(0.5)",
                "color:rgba(0,0,0,0.8)",
                "color:#f000ff",
                "border-color:transparent",
                "font-size:10px",
                "height:0.5em;overflow:hidden",
                "margin-left:-20px",
                "line-height:0",
                "width:0",
            )
        ),
        (f"<img src='data:image/png;base64,{'A' * 200_000}'>One", "One"),
        ("<p>unclosed <b>bold<p>next", "unclosed bold\n\nnext"),
        ("<!-- note -->One<!-- never closed", "One"),
        ("5 < 6 and <3", "5 < 6 and <3"),
        ('<blockquote style="margin:0 0 0 40px">indented</blockquote>', "indented"),
        ("", ""),
    ],
)
def test_html_becomes_the_text_one_sees(book: Rulebook, html: str, text: str) -> None:
    """Blocks and breaks make lines, what is hidden is not read, broken HTML breaks nothing."""
    assert read(Mail(html=html), book).text == text


def test_given_text_is_kept_to_the_letter(book: Rulebook) -> None:
    """Offsets count in the text that was given, even with HTML beside it and CRLF in it."""
    text = "That fixed it, thanks!\r\n\r\nOn Mon, Bob wrote:\r\nThis is the worst shop ever!"
    found = read(Mail(text=text, html=GMAIL), book)
    assert found.text == text
    assert found.level == 0
    for one in found.noise:
        assert text[one.start : one.end] == one.text


def test_blanking_moves_nothing(book: Rulebook) -> None:
    """What is judged is exactly as long as what was looked at, line by line."""
    text = "İstanbul café\n> old line\nnew line 👍🏽\n-- \nAnn"
    cleaned = clean(Mail(text=text), book)
    assert len(cleaned.judged) == len(text)
    assert cleaned.judged.count("\n") == text.count("\n")
    assert "new line 👍🏽" in cleaned.judged


def test_runs_of_marks_are_shortened() -> None:
    """Three of a kind say all; 80,000 cost seconds."""
    assert shorten_runs("no" + "!" * 80 + " soooooooooo bad") == "no!!! sooo bad"


HOSTILE = {
    "long mail": "My order is late. Please tell me when it comes, I need it.\n" * 3400,
    "exclamation marks": "Help" + "!" * 80_000,
    "nested quotes": "".join(">" * (1 + i % 200) + " old line\n" for i in range(10_000)),
    "deep quote": "> " * 10_000 + "hi",
    "one letter": "a" * 200_000,
    "spaces": "a" + " " * 200_000 + "b",
    "line breaks": "a" + "\n" * 200_000 + "b",
    "attributions": "On " * 60_000,
    "headers": "From: a\n" * 20_000,
    "one word": "you " * 40_000,
}

HOSTILE_HTML = {
    "one line": "<p>" + "hello you are late " * 260_000 + "</p>",
    "many tags": "<div><p>hi <b>there</b></p></div>" * 150_000,
    "nested quotes": '<blockquote type="cite">' * 10_000 + "old" + "</blockquote>" * 10_000,
    "open brackets": "<" * 5_000_000,
    "open tags": "<div " * 1_000_000,
    "open comments": "<!--" * 1_000_000,
    "never closed": "<div>" * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_hangs_the_reader(book: Rulebook, name: str) -> None:
    """Read is bounded: 0.3 s on a quiet machine, here with room for a busy one."""
    begin = time.process_time()
    reading(book, HOSTILE[name])
    assert time.process_time() - begin < 1


@pytest.mark.parametrize("name", HOSTILE_HTML)
def test_no_html_hangs_the_reader(book: Rulebook, name: str) -> None:
    """The same for HTML that the standard parser alone needs minutes for."""
    begin = time.process_time()
    read(Mail(html=HOSTILE_HTML[name]), book)
    assert time.process_time() - begin < 1


def test_lines_that_stand_as_typed_stay_lines(book: Rulebook) -> None:
    """Mail shown in one block of fixed letters keeps its quotes and its signature apart."""
    typed = (
        "That fixed it, thanks!\n\n&gt; Worst shop ever.\n&gt; Call me.\n\n-- \nAnn\nHead of Rage"
    )
    judged = clean(Mail(html=f"<pre>{typed}</pre>"), book).judged

    assert judged.strip() == "That fixed it, thanks!"

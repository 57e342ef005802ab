"""Writing: inserting, places in the text, marks, and noticing that a mail was sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.canned import put_in
from tests.pages import gmail, outlook
from tests.pages.facts import Message, Thread

APPS = {"gmail": gmail, "outlook": outlook}
SIGNATURES = {"gmail": ".gmail_signature", "outlook": "#Signature"}
LOOKS_MS = 120
"""In which the watch over a Send looks several times."""
TEXT = "Hello Dana,\n\nI am sorry for the wait. 😀 I will look today.\n\nMax"


def show(page: Page, app: str, extension: Path, thread: Thread | None = None) -> None:
    """Show a page with an open reply and the scripts for reading and writing."""
    received = outlook.WHEN if app == "outlook" else "20 Aug 2025, 13:19"
    thread = thread or Thread(compose="inline", messages=(Message(received=received),))
    content = APPS[app].page(thread)
    page.route("**/*", lambda route: route.fulfill(body=content, content_type="text/html"))
    page.goto(APPS[app].URL)
    reading = ["lib/namespace.js", f"mail/{app}-selectors.js", f"mail/{app}.js"]
    put_in(page, *reading, "mail/compose.js", "mail/marks.js", "mail/sending.js")
    page.add_style_tag(path=extension / "mail/marks.css")
    page.evaluate(
        """(app) => {
          window.composes = () => aizuchi[app].composes(document);
          window.editor = composes()[0].editor;
          window.newPart = () => aizuchi.compose.part(editor).text;
          aizuchi.sending.wait.look = 20;
          window.said = [];
          window.steps = [];
          const step = (name) => (held) => steps.push([name, held.id]);
          window.watch = aizuchi.sending.watch(composes, {
            held: step('held'), kept: step('kept'), sent: (held) => said.push(held),
            withdrawn: ({id}) => said.push({withdrawn: id})});
        }""",
        app,
    )


def insert(page: Page, text: str = TEXT, *, answer: bool = False) -> None:
    """Insert as the panel does."""
    put = "([text, answer]) => aizuchi.compose.insert(editor, text, answer)"
    assert page.evaluate(put, [text, answer])


@pytest.fixture(params=APPS)
def app(request: pytest.FixtureRequest) -> str:
    """Both clients keep every rule."""
    return str(request.param)


def test_insert_stands_above_signature_and_quote(page: Page, app: str, extension_dir: Path) -> None:
    """What was chosen is inserted at the start; signature and quote keep their HTML."""
    show(page, app, extension_dir)
    kept = f"document.querySelector('{SIGNATURES[app]}').outerHTML"
    before = page.evaluate(kept)
    assert Thread().my_name in page.evaluate("aizuchi.compose.signature(editor)")
    insert(page)
    assert page.evaluate(kept) == before
    assert page.evaluate("newPart()").strip() == TEXT
    shown = page.evaluate("editor.innerText")
    assert shown.index("Hello Dana") < shown.index("Max Example")
    if app == "outlook":
        assert page.locator("[aria-multiline] > #divRplyFwdMsg").count() == 1
        assert page.locator("[aria-multiline] > #Signature").count() == 1


def test_another_draft_takes_the_place_of_an_untouched_one(
    page: Page, app: str, extension_dir: Path
) -> None:
    """Whoever inserts, then chooses the other time and inserts again, wants that one alone."""
    show(page, app, extension_dir)
    kept = f"document.querySelector('{SIGNATURES[app]}').outerHTML"
    before = page.evaluate(kept)
    insert(page, "Hello Dana,\n\nby 5 pm today.\n\nMax", answer=True)
    insert(page, "Hello Dana,\n\nby Friday.\n\nBest wishes,\nMax", answer=True)
    words = " ".join(page.evaluate("newPart()").split())
    assert words == "Hello Dana, by Friday. Best wishes, Max"
    assert page.evaluate(kept) == before

    page.keyboard.type("!")
    insert(page, "Hi,", answer=True)
    assert page.evaluate("newPart()").split()[:3] == ["Hi,", "Hello", "Dana,"]  # words were added
    page.keyboard.press("Control+z")
    assert "by Friday." in page.evaluate("newPart()")


def test_a_double_click_inserts_once(page: Page, app: str, extension_dir: Path) -> None:
    """What stands there already is not put above itself."""
    show(page, app, extension_dir)
    pressed = "(text) => aizuchi.compose.insert(editor, text)"
    twice = f"(text) => Promise.all([text, text].map({pressed}))"
    assert page.evaluate(twice, TEXT) == [True, True]
    assert page.evaluate("newPart()").strip() == TEXT


def test_insert_makes_lines_of_the_clients_own_kind(
    page: Page, app: str, extension_dir: Path
) -> None:
    """Newlines become blocks as if typed: no <br> soup, no markup of ours."""
    show(page, app, extension_dir)
    insert(page, "One\nTwo\n\nThree")
    lines = page.evaluate("newPart().split('\\n').map((line) => line.trim()).slice(0, 4)")
    assert lines == ["One", "Two", "", "Three"]
    assert "aizuchi" not in page.evaluate("editor.outerHTML")


def test_insert_is_one_step_of_undo(page: Page, app: str, extension_dir: Path) -> None:
    """Ctrl+Z takes back the whole draft at once, and nothing else."""
    show(page, app, extension_dir)
    before = page.evaluate("editor.innerText")
    insert(page)
    page.keyboard.press("Control+z")
    assert page.evaluate("editor.innerText").strip() == before.strip()
    assert page.locator(SIGNATURES[app]).count() == 1


def test_insert_keeps_what_was_written(page: Page, app: str, extension_dir: Path) -> None:
    """The user's own words stay, below the draft."""
    show(page, app, extension_dir)
    insert(page, "My own words.")
    insert(page, "Hello Dana,")
    assert page.evaluate("newPart()").split() == ["Hello", "Dana,", "My", "own", "words."]
    assert page.evaluate("getSelection().isCollapsed")


def test_insert_leaves_the_caret_behind_the_text(page: Page, app: str, extension_dir: Path) -> None:
    """Whoever types on after inserting types at the end of the draft."""
    show(page, app, extension_dir)
    insert(page, "Hello Dana,")
    page.keyboard.type(" thank you")
    assert page.evaluate("newPart()").strip() == "Hello Dana, thank you"


def test_insert_works_while_another_tab_is_in_front(
    page: Page, app: str, extension_dir: Path
) -> None:
    """A click in the side panel inserts although the mail page has no focus."""
    show(page, app, extension_dir)
    other = page.context.new_page()
    other.bring_to_front()
    insert(page)
    other.close()
    assert page.evaluate("newPart()").strip() == TEXT


def test_insert_where_the_signature_comes_first(page: Page, app: str, extension_dir: Path) -> None:
    """Without any line above it, the signature still does not swallow the text."""
    show(page, app, extension_dir)
    page.evaluate(
        """(signature) => editor.replaceChildren(document.querySelector(signature))""",
        SIGNATURES[app],
    )
    insert(page, "Hello Dana,\nthank you.")
    assert page.evaluate("newPart()").strip() == "Hello Dana,\nthank you."
    assert "Hello" not in page.locator(SIGNATURES[app]).inner_text()


def test_insert_into_an_empty_editor(page: Page, app: str, extension_dir: Path) -> None:
    """An editor with nothing in it at all takes the text too."""
    show(page, app, extension_dir)
    page.evaluate("editor.replaceChildren()")
    insert(page)
    assert page.evaluate("newPart()").strip() == TEXT


def test_insert_waits_for_the_input_method(page: Page, extension_dir: Path) -> None:
    """While a word is being composed (IME) nothing is inserted; afterwards it is."""
    show(page, "gmail", extension_dir)
    page.evaluate(
        """() => {
          editor.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
          window.inserting = aizuchi.compose.insert(editor, 'Hello');
        }"""
    )
    page.wait_for_timeout(100)
    assert "Hello" not in page.evaluate("newPart()")
    page.evaluate("editor.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}))")
    assert page.evaluate("inserting")
    assert page.evaluate("newPart()").strip() == "Hello"


def test_a_real_input_method_is_not_disturbed(page: Page, extension_dir: Path) -> None:
    """A Japanese word under composition stays whole when a draft is inserted meanwhile."""
    show(page, "gmail", extension_dir)
    page.evaluate("editor.focus()")
    devtools = page.context.new_cdp_session(page)
    devtools.send(
        "Input.imeSetComposition", {"text": "すし", "selectionStart": 2, "selectionEnd": 2}
    )
    page.evaluate("window.inserting = aizuchi.compose.insert(editor, 'Hello'); 0")
    page.wait_for_timeout(100)
    assert page.evaluate("newPart()").strip() == "すし"
    devtools.send("Input.insertText", {"text": "寿司"})
    assert page.evaluate("inserting")
    assert page.evaluate("newPart()").split() == ["Hello", "寿司"]


def test_places_in_the_text_are_places_on_the_page(
    page: Page, app: str, extension_dir: Path
) -> None:
    """Offsets count code points, so an emoji before a word does not move it."""
    show(page, app, extension_dir)
    insert(page)
    text = page.evaluate("newPart()")
    for words in ("Hello", "sorry for the wait", "😀", "look today", "wait. 😀 I will", "Max"):
        start = text.index(words)
        found = page.evaluate(
            "([start, end]) => aizuchi.compose.range(aizuchi.compose.part(editor), start, end)"
            ".toString()",
            [start, start + len(words)],
        )
        assert found == words


def test_new_part_ends_at_signature_and_quote(page: Page, app: str, extension_dir: Path) -> None:
    """Signature and history are not the user's words, in Gmail also once they are unfolded."""
    show(page, app, extension_dir)
    page.evaluate(
        """() => editor.insertAdjacentHTML('beforeend', '<div class="gmail_quote">Old</div>')"""
    )
    assert page.evaluate("newPart()").strip() == ""


def test_fix_replaces_exactly_its_words(page: Page, app: str, extension_dir: Path) -> None:
    """A fix puts its text in place of the span, undoable, and touches nothing around it."""
    show(page, app, extension_dir)
    insert(page)
    text = page.evaluate("newPart()")
    start = text.index("look today")
    assert page.evaluate(
        "([text, start, end]) => aizuchi.compose.fix(editor, text, start, end, 'answer by 3 pm')",
        [text, start, start + len("look today")],
    )
    fixed = TEXT.replace("look today", "answer by 3 pm")
    assert page.evaluate("newPart()").strip() == fixed
    page.keyboard.press("Control+z")
    assert page.evaluate("newPart()").strip() == TEXT


def test_fix_follows_words_that_moved_and_refuses_words_that_went(
    page: Page, app: str, extension_dir: Path
) -> None:
    """After more typing above, the same words are found; if they are gone, nothing changes."""
    show(page, app, extension_dir)
    insert(page, "The wait was long.")
    text = page.evaluate("newPart()")
    insert(page, "Hello Dana,")
    fix = "([text, start, end]) => aizuchi.compose.fix(editor, text, start, end, 'short')"
    span = [text, text.index("long"), text.index("long") + 4]
    assert page.evaluate(fix, span)
    assert page.evaluate("newPart()").split("\n")[-2:][0].strip() in {"The wait was short.", ""}
    assert "The wait was short." in page.evaluate("newPart()")
    before = page.evaluate("newPart()")
    assert not page.evaluate(fix, span)
    assert page.evaluate("newPart()") == before


@pytest.mark.parametrize("put", ["I am sorry.\n\n{}", "{} today"], ids=["before", "after"])
def test_what_is_put_around_words_is_put_once(
    page: Page, app: str, extension_dir: Path, put: str
) -> None:
    """Pressed twice, before the helper has looked again: the words still stand there."""
    show(page, app, extension_dir)
    insert(page, "It comes.")
    text = page.evaluate("newPart()")
    start = text.index("It comes.")
    fix = "([text, start, end, put]) => aizuchi.compose.fix(editor, text, start, end, put)"
    for _ in range(2):
        assert page.evaluate(fix, [text, start, start + 9, put.format("It comes.")])
    assert page.evaluate("newPart()").split() == put.format("It comes.").split()


def test_jump_selects_the_words(page: Page, app: str, extension_dir: Path) -> None:
    """From the panel one comes to the words a finding speaks of."""
    show(page, app, extension_dir)
    insert(page)
    text = page.evaluate("newPart()")
    start = text.index("sorry")
    assert page.evaluate(
        "([t, a, b]) => aizuchi.compose.jump(editor, t, a, b)", [text, start, start + 5]
    )
    assert page.evaluate("getSelection().toString()") == "sorry"


def test_marks_write_nothing_into_the_editor(page: Page, app: str, extension_dir: Path) -> None:
    """Findings are drawn by the browser; what would be sent is the same to the byte."""
    show(page, app, extension_dir)
    insert(page)
    before = page.evaluate("editor.innerHTML")
    text = page.evaluate("newPart()")
    findings = [
        {"start": text.index("sorry"), "end": text.index("sorry") + 5, "severity": "hint"},
        {"start": text.index("today"), "end": text.index("today") + 5, "severity": "warning"},
    ]
    page.evaluate(
        "(found) => aizuchi.marks.show(editor, aizuchi.compose.part(editor), found)", findings
    )
    marked = "(kind) => [...CSS.highlights.get(`aizuchi-${kind}`)].map(String)"
    assert page.evaluate(marked, "hint") == ["sorry"]
    assert page.evaluate(marked, "warning") == ["today"]
    assert page.evaluate("editor.innerHTML") == before
    page.evaluate("aizuchi.marks.clear(editor)")
    assert page.evaluate(marked, "hint") == []


@pytest.mark.parametrize("way", ["click", "shortcut", "keyboard"])
def test_sending_is_noticed(page: Page, app: str, way: str, extension_dir: Path) -> None:
    """Click, Ctrl+Enter and Enter on the button: the new part is told once, when it is gone."""
    show(page, app, extension_dir)
    insert(page)
    button = ".aoO" if app == "gmail" else "[id*=primaryActionButton]"
    if way == "click":
        page.click(button)
    else:
        page.focus(button if way == "keyboard" else "[aria-multiline=true]")
        page.keyboard.press("Enter" if way == "keyboard" else "Control+Enter")
    page.wait_for_function("said.length > 0")
    page.wait_for_timeout(LOOKS_MS)
    said = page.evaluate(
        "said.map(({text, id, at, compose: {subject, thread}}) =>"
        " ({text, id: id.length, at: at.at(-1), subject, thread}))"
    )
    thread = outlook.CONVERSATION if app == "outlook" else "198c5a0a1b2c3d49"
    assert said == [
        {"text": TEXT, "id": 36, "at": "Z", "subject": "Re: Export still failing", "thread": thread}
    ]


def test_sent_html_has_nothing_of_ours(page: Page, app: str, extension_dir: Path) -> None:
    """What the client sends is the inserted text and its own editor content, no more."""
    show(page, app, extension_dir)
    insert(page, "Hello Dana,")
    page.evaluate(
        "aizuchi.marks.show(editor, aizuchi.compose.part(editor),"
        " [{start: 0, end: 5, severity: 'hint'}])"
    )
    before = page.evaluate("editor.innerHTML")
    page.click(".aoO" if app == "gmail" else "[id*=primaryActionButton]")
    page.wait_for_function("window.sentHtml")
    assert page.evaluate("sentHtml") == before
    assert "aizuchi" not in before


def test_a_refused_mail_was_not_sent(page: Page, app: str, extension_dir: Path) -> None:
    """When the box stays (a recipient is missing), nothing is reported, also not later."""
    message = Message(received=outlook.WHEN)
    show(page, app, extension_dir, Thread(compose="inline", refuses=True, messages=(message,)))
    page.evaluate("aizuchi.sending.wait.refused = 300")
    insert(page)
    page.click(".aoO" if app == "gmail" else "[id*=primaryActionButton]")
    page.wait_for_function("steps.some(([step]) => step === 'kept')")
    page.evaluate("composes()[0].root.remove()")
    page.wait_for_timeout(LOOKS_MS)
    assert page.evaluate("said") == []


@pytest.mark.parametrize(("opener", "sent"), [("null", False), ("window", True)])
def test_a_closed_tab_tells_what_its_box_does(
    page: Page, app: str, extension_dir: Path, opener: str, *, sent: bool
) -> None:
    """Refused, and the tab closed soon after: not sent. A pop-out closes itself on Send: sent."""
    message = Message(received=outlook.WHEN)
    show(page, app, extension_dir, Thread(compose="inline", refuses=True, messages=(message,)))
    page.evaluate(f"Object.defineProperty(window, 'opener', {{value: {opener}}})")
    page.evaluate("aizuchi.sending.wait.refused = Infinity")  # however busy the machine is
    insert(page)
    page.click(".aoO" if app == "gmail" else "[id*=primaryActionButton]")
    page.wait_for_function("steps.some(([step]) => step === 'held')")
    # In one breath: after a true pagehide no later look would find the box still standing.
    assert page.evaluate("dispatchEvent(new Event('pagehide')), said.length") == int(sent)
    assert page.evaluate("steps.some(([step]) => step === 'kept')") is not sent


def test_writing_on_means_not_sent(page: Page, app: str, extension_dir: Path) -> None:
    """Who goes on writing after a refused Send and then discards has not sent."""
    message = Message(received=outlook.WHEN)
    show(page, app, extension_dir, Thread(compose="inline", refuses=True, messages=(message,)))
    insert(page)
    page.click(".aoO" if app == "gmail" else "[id*=primaryActionButton]")
    page.wait_for_timeout(LOOKS_MS)
    insert(page, "More.")
    page.evaluate("composes()[0].root.remove()")
    page.wait_for_timeout(LOOKS_MS)
    assert page.evaluate("said") == []


def test_undo_withdraws_the_report(page: Page, app: str, extension_dir: Path) -> None:
    """When the client brings the draft back (Undo send), the report is taken back by its id."""
    show(page, app, extension_dir)
    insert(page)
    page.click(".aoO" if app == "gmail" else "[id*=primaryActionButton]")
    page.wait_for_function("said.length === 1")
    page.evaluate("undoSend()")
    page.wait_for_function("said.length === 2")
    assert page.evaluate("said[1].withdrawn === said[0].id")


def test_the_menu_beside_send_is_not_send(page: Page, extension_dir: Path) -> None:
    """The second half of the button opens a menu; a box that then goes away was discarded."""
    show(page, "outlook", extension_dir)
    insert(page)
    page.click("[id*=menuButton]")
    page.evaluate("composes()[0].root.remove()")
    page.wait_for_timeout(LOOKS_MS)
    assert page.evaluate("said") == []

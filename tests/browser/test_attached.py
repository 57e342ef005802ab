"""A file that is spoken of, and whether it hangs on the mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.tabs import write

if TYPE_CHECKING:
    from tests.browser.canned import Loaded

CHIP = {
    "gmail": """box => box.querySelector("form").insertAdjacentHTML("beforeend",
        '<div class="dL"><input type="hidden" name="attach" value="17"></div>')""",
    "outlook": """box => box.insertAdjacentHTML("beforeend",
        '<div role="listbox"><div role="option">plan.pdf <span>48 KB</span></div></div>')""",
}


def test_the_helper_hears_whether_a_file_hangs_on_the_mail(extension: Loaded, app: str) -> None:
    """B70: without one it is told no; once one is there, the same text is checked again."""
    tab = write(extension, app, "I've attached the plan.")

    def told() -> list[tuple[str, bool]]:
        """What was checked; a slow page is checked before all is typed, too."""
        checks = extension.wire.bodies("POST /v1/check")
        return [(one["text"], one["attached"]) for one in checks]

    extension.until(lambda: told()[-1][0].startswith("I've attached"), "all of it is checked")
    text, attached = told()[-1]
    assert not attached

    tab.locator(".compose-box >> visible=true").first.evaluate(CHIP[app])

    extension.until(lambda: told()[-1] == (text, True), "the same text is checked with its file")

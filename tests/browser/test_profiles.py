"""Two profiles of one browser: they share the helper, and nothing else."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser.elsewhere import see_it_in_chromium
from tests.running import Running

ANSWER = "Hi Dana,\n\nI'll send you the export by Friday noon.\n\nMax"
CLIENT = "chrome.storage.local.get('pairing').then(({pairing}) => pairing.client)"
STATUS = "chrome.runtime.sendMessage({type: 'status'}).then(({error}) => error?.code ?? 'paired')"


@pytest.mark.timeout(240)
def test_two_profiles_share_the_helper_alone(
    helper: Running, playwright: Playwright, tmp_path: Path
) -> None:
    """A mail that both show is one promise; each is paired, and revoked, for itself."""

    def profile(name: str) -> AbstractContextManager[Page]:
        return see_it_in_chromium(playwright, tmp_path / name, helper, ANSWER)

    with profile("work") as work, profile("home") as home:
        (promise,) = helper.get("/promises")["promises"]
        assert promise["sentence"] == "I'll send you the export by Friday noon."
        clients = [page.evaluate(CLIENT) for page in (work, home)]
        assert clients[0] != clients[1]

        helper.call("POST", "/revoke", {"id": clients[1]})

        assert [page.evaluate(STATUS) for page in (work, home)] == ["paired", "unpaired"]

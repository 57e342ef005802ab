"""Whatever a user installs with us may be used as our own licence, MIT, allows."""

from __future__ import annotations

import re
from importlib.metadata import distribution

from tests.packages import needed

COMPATIBLE = re.compile(
    r"\b(?:MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Zope|MPL-2\.0)\b", re.IGNORECASE
)
"""The Mozilla and Zope licences ask something for their own files only."""


def licence(package: str) -> str:
    """What a package says of itself: as an expression, by its class, or in its own words."""
    told = distribution(package).metadata
    classes = [one for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    said = told.get("License-Expression") or " / ".join(one.split(" :: ")[-1] for one in classes)
    return said or told.get("License") or ""


def test_every_licence_goes_with_ours() -> None:
    """No package asks for more than to be named; one that changes its mind is found here."""
    licences = {name: licence(name) for name in needed()}

    assert len(licences) > 30
    assert {name: said for name, said in licences.items() if not COMPATIBLE.search(said)} == {}
    assert [name for name, said in licences.items() if "GPL" in said] == []

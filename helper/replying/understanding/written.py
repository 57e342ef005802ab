"""What somebody wrote themselves: without what others wrote before, and with plain marks."""

from __future__ import annotations

from helper.contracts import Reading
from helper.text import blank


def own_words(reading: Reading) -> str:
    """The text; places in it are those of the mail."""
    return blank(reading.text, reading.noise).replace("’", "'")


def whole(reading: Reading) -> str:
    """Subject and text, each on lines of its own."""
    subject = (reading.subject or "").replace("’", "'")
    return f"{subject}\n{own_words(reading)}"

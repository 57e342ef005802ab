"""What a mail is about and needs, found in its words and put into those of a reply."""

from __future__ import annotations

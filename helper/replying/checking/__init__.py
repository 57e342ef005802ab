"""The checklist on what is typed: sentences, the whole, and the promises in it."""

from __future__ import annotations

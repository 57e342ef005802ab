"""Drafts of a first response, and the times they offer."""

from __future__ import annotations

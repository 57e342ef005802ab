"""The moment words of time mean, and when a round comes again."""

from __future__ import annotations

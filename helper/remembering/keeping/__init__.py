"""The ledger, and what a later mail makes of the promises in it: kept, moved, or open."""

from __future__ import annotations

"""Drafts of a first response, and the times they offer.

In this order its modules build on each other; none asks a later one::

    the times, and the ways of speaking   labels  timeline  voice  variety  sorries
    the facts one draft may name          slots  once  queries
    the words for them                    filling  wording
    the draft, move by move               cases  regretting  retrying  drafting
"""

from __future__ import annotations

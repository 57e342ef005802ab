"""Where the rooms learn what only people can tell: labelled mails become tables of weights."""

from __future__ import annotations

"""How the house is entered: the command line, the local API, and what runs them."""

from __future__ import annotations

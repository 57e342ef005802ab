"""How the ears of this room are trained; each module but `texts` is a command."""

from __future__ import annotations

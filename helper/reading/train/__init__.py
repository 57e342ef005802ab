"""How the ears of this room are trained; each module that has a `main` is a command."""

from __future__ import annotations

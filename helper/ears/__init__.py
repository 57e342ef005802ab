"""Trained ears: small models that hear in a text what no list of words can hold."""

from __future__ import annotations

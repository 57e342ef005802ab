"""The mails of one night, and on which pile a person would put each."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

NIGHT = YAML(typ="safe").load((Path(__file__).parent / "overnight.yaml").read_text("utf-8"))
MAILS = [mail for mails in NIGHT.values() for mail in mails]

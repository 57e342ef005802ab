"""What `pipx install .` gives is a complete program: rules and extension are inside."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.running import NO_KEYRING

ROOT = Path(__file__).parent.parent
SMALL = 4_200_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_rules_and_extension_are_in_the_wheel(wheel: Path) -> None:
    """Everything that is loaded at run time, and nothing that is only for development."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    for folder, inside in (("rules", "helper/_rules"), ("extension", "helper/_extension")):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file():
                assert f"{inside}/{file.relative_to(ROOT / folder)}" in names
    assert not [name for name in names if "corpus" in name or name.startswith("tests/")]
    assert wheel.stat().st_size < SMALL


def test_the_unpacked_wheel_works_by_itself(wheel: Path, tmp_path: Path) -> None:
    """Away from the checkout it finds its own rules and its own extension."""
    installed = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    env = {
        **os.environ,
        **NO_KEYRING,
        "PYTHONPATH": str(installed),
        "AIZUCHI_HOME": str(tmp_path / "home"),
    }

    def aizuchi(*arguments: str, given: str = "") -> str:
        command = [sys.executable, "-m", "helper", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=env, input=given, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert aizuchi("extension").strip() == str(installed / "helper" / "_extension")
    assert (installed / "helper" / "_extension" / "manifest.json").is_file()
    assert '"level":' in aizuchi("read", "--jsonl", given='{"text": "Still no reply."}')


def test_two_builds_are_one(wheel: Path, tmp_path: Path) -> None:
    """The same checkout gives the same bytes."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()

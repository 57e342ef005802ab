"""The zips for the stores: the same bytes every time, and each with a manifest of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXTENSION = ROOT / "extension"


@pytest.fixture(scope="module")
def packing() -> ModuleType:
    """The script, which stands beside the package."""
    spec = importlib.util.spec_from_file_location("pack", ROOT / ".ci/pack.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def zips(packing: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both zips by their browser."""
    made = packing.pack(tmp_path_factory.mktemp("dist"))
    return {path.stem.rsplit("-", 1)[1]: path for path in made}


def manifest(path: Path) -> dict[str, Any]:
    """The manifest inside a zip."""
    with zipfile.ZipFile(path) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return found


def test_two_builds_are_the_same(packing: ModuleType, tmp_path: Path) -> None:
    """Other times, other order on the disk, another folder: the same hashes."""
    copy = tmp_path / "copy"
    shutil.copytree(EXTENSION, copy)
    for place, path in enumerate(sorted(copy.rglob("*"))):
        os.utime(path, (place, place))
        path.chmod(0o755 if path.is_dir() else 0o600)

    first = packing.pack(tmp_path / "a")
    second = packing.pack(tmp_path / "b", copy)

    assert list(first.values()) == list(second.values())
    assert len(set(first.values())) == len(first) == 2


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_everything_that_runs_is_in(zips: dict[str, Path], browser: str) -> None:
    """The folder as it is, but for the types that only readers need."""
    with zipfile.ZipFile(zips[browser]) as archive:
        inside = {
            name: archive.read(name) for name in archive.namelist() if name != "manifest.json"
        }
    outside = {
        path.relative_to(EXTENSION).as_posix(): path.read_bytes()
        for path in EXTENSION.rglob("*")
        if path.is_file() and not path.name.endswith((".d.ts", "manifest.json"))
    }

    assert inside == outside


def test_no_store_gets_what_is_anothers(zips: dict[str, Path]) -> None:
    """Each browser's manifest holds what it knows, and asks for nothing more than the folder."""
    folder = json.loads((EXTENSION / "manifest.json").read_text("utf-8"))
    chromium, firefox = manifest(zips["chromium"]), manifest(zips["firefox"])

    assert chromium["background"] == {"service_worker": "background.js", "type": "module"}
    assert firefox["background"] == {"scripts": ["background.js"], "type": "module"}
    assert set(folder["permissions"]) - set(firefox["permissions"]) == {"sidePanel"}
    assert chromium["permissions"] == folder["permissions"]
    assert "sidebar_action" in firefox
    assert "side_panel" in chromium
    assert not {"browser_specific_settings", "sidebar_action", "key"} & chromium.keys()
    assert not {"minimum_chrome_version", "side_panel", "key"} & firefox.keys()
    same = ("host_permissions", "content_scripts", "commands", "version", "incognito")
    assert {name: (chromium[name], firefox[name]) for name in same} == {
        name: (folder[name], folder[name]) for name in same
    }

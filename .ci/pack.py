"""Pack the extension for the stores: one zip for Chromium, one for Firefox, from one folder.

The folder loads as it is in both. The stores want no key that is another browser's, so each zip
has its own manifest; nothing else differs. The same source gives the same bytes, on any machine:
sorted names, one date, and no compression, which differs between versions of zlib.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EXTENSION = ROOT / "extension"
LEFT_OUT = {".d.ts"}
"""For readers and the type checker; nothing that runs."""
DATE = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def for_chromium(manifest: dict[str, Any]) -> dict[str, Any]:
    """Without what is Firefox's; the Chrome Web Store gives the key itself."""
    others = {"browser_specific_settings", "sidebar_action", "key"}
    kept = {name: value for name, value in manifest.items() if name not in others}
    background = {name: kept["background"][name] for name in ("service_worker", "type")}
    return {**kept, "background": background}


def for_firefox(manifest: dict[str, Any]) -> dict[str, Any]:
    """Without what is Chromium's: Firefox has a sidebar, and a page in the background."""
    others = {"minimum_chrome_version", "side_panel", "key"}
    kept = {name: value for name, value in manifest.items() if name not in others}
    background = {name: kept["background"][name] for name in ("scripts", "type")}
    permissions = [name for name in kept["permissions"] if name != "sidePanel"]
    return {**kept, "background": background, "permissions": permissions}


BROWSERS = {"chromium": for_chromium, "firefox": for_firefox}


def pack(folder: Path, source: Path = EXTENSION) -> dict[Path, str]:
    """Write both zips into ``folder`` and give their SHA-256."""
    manifest = json.loads((source / "manifest.json").read_text("utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for browser, fitted in BROWSERS.items():
        path = folder / f"aizuchi-{manifest['version']}-{browser}.zip"
        text = json.dumps(fitted(manifest), indent=2, ensure_ascii=False) + "\n"
        write(path, {**files(source), "manifest.json": text.encode()})
        made[path] = hashlib.sha256(path.read_bytes()).hexdigest()
    return made


def files(source: Path) -> dict[str, bytes]:
    """What is in the folder, by its path there."""
    paths = [path for path in source.rglob("*") if path.is_file()]
    kept = [path for path in paths if "".join(path.suffixes) not in LEFT_OUT]
    return {path.relative_to(source).as_posix(): path.read_bytes() for path in kept}


def write(path: Path, content: dict[str, bytes]) -> None:
    """A zip that depends on names and bytes alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(content):
            entry = zipfile.ZipInfo(name, DATE)
            entry.external_attr = READABLE
            entry.create_system = 3  # Unix, wherever it is made
            archive.writestr(entry, content[name])


if __name__ == "__main__":
    for made, digest in pack(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist").items():
        print(f"{digest}  {made}")

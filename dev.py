"""Everything a developer runs, in plain Python, so that it also works without make.

    python dev.py run [--port N]    set up, then start the helper
    python dev.py test [ARGS]       set up, then every test, real browser included
    python dev.py lint              ruff, mypy, the extension's types, and its Firefox zip
    python dev.py extension         both zips for the stores, into dist/
    python dev.py bench             speed and accuracy beside peers, measured in one run
    python dev.py fuzz [--help]     hours, if you like, of hostile input to every parser and route
    python dev.py kills [--help]    as many SIGKILLs under load, and nothing lost

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / ".installed"
# What the tests need beside Python: command, or commands of which one will do -> Debian package.
SYSTEM = {
    "chromium": "chromium",
    "firefox-esr|firefox": "firefox-esr",
    "dbus-daemon": "dbus",
    "Xvfb": "xvfb",
    "xfce4-notifyd-config": "xfce4-notifyd",
    "xdotool": "xdotool",
    "import": "imagemagick",
}
OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    """Run one of the commands above; the exit code is the command's."""
    commands = {
        "run": run,
        "test": test,
        "lint": lint,
        "bench": bench,
        "extension": extension,
        "fuzz": fuzz,
        "kills": kills,
    }
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 2
    return commands[arguments[0]](arguments[1:])


def run(rest: list[str]) -> int:
    """Start the helper and stay until Ctrl+C."""
    install()
    command = [str(PYTHON), "-m", "helper", "run", *rest]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 -- so that Ctrl+C reaches one process only
    return call(command)


def test(rest: list[str]) -> int:
    """Run every test, a file on each core; a missing browser is a failure, not a skip."""
    install()
    missing = install_system()
    if missing:
        print(f"These tests need: {', '.join(missing)}. On Debian: apt install {' '.join(missing)}")
        return 1
    return call([str(PYTHON), "-m", "pytest", "--numprocesses=auto", "--dist=loadfile", *rest])


def lint(_rest: list[str]) -> int:
    """Style and types of both languages; all are run, any failure counts."""
    install()
    checks = [
        [str(PYTHON), "-m", "ruff", "check", "."],
        [str(PYTHON), "-m", "ruff", "format", "--check", "."],
        [str(PYTHON), "-m", "mypy"],
    ]
    return max([call(check) for check in checks] + [extension_checks()])


def extension_checks() -> int:
    """Check the extension's JSDoc types with tsc, and its zip as Firefox's store would."""
    npm = shutil.which("npm")
    if npm is None:
        print("Checking the extension needs npm. On Debian: apt install npm")
        return 1
    folder = ROOT / ".ci"
    installed = (folder / "node_modules/addons-linter").is_dir()
    if not installed and call([npm, "ci", "--silent"], folder):
        return 1
    types = call([npm, "run", "--silent", "types"], folder)
    with tempfile.TemporaryDirectory() as dist:
        packed = extension([dist])
        zips = [str(path) for path in Path(dist).glob("*-firefox.zip")]
        return max(types, packed, call([npm, "run", "--silent", "store", "--", *zips], folder))


def extension(rest: list[str]) -> int:
    """Pack the extension for the stores; the same source gives the same bytes."""
    return call([sys.executable, str(ROOT / ".ci" / "pack.py"), *rest])


def bench(rest: list[str]) -> int:
    """Print the bench table; a peer that cannot be installed here is left out."""
    install()
    call([str(PYTHON), "-m", "pip", "install", "--quiet", "--editable", f"{ROOT}[peers]"])
    return call([str(PYTHON), "-m", "tests.bench", *rest])


def fuzz(rest: list[str]) -> int:
    """Try to break every parser and every route for a long time."""
    install()
    extra = [*("-m", "pip", "install", "--quiet", "--editable"), f"{ROOT}[fuzz]"]
    return call([str(PYTHON), *extra]) or call([str(PYTHON), "-m", "tests.trust.fuzz", *rest])


def kills(rest: list[str]) -> int:
    """Kill the helper under load, again and again."""
    install()
    return call([str(PYTHON), "-m", "tests.trust.kills", *rest])


def install() -> None:
    """Make ``.venv`` with everything in it, unless pyproject.toml has not changed since."""
    project = ROOT / "pyproject.toml"
    if STAMP.exists() and STAMP.read_bytes() == project.read_bytes():
        return
    if sys.version_info < OLDEST:
        sys.exit(f"Aizuchi needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    print("Setting up .venv (once) ...", flush=True)
    try:
        venv.create(VENV, with_pip=True)
    except subprocess.CalledProcessError:
        sys.exit("Python's venv module is not complete. On Debian: apt install python3-venv")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if call([*pip, "--editable", f"{ROOT}[dev,bench]"]):
        sys.exit("Installing failed; see above. It needs the Python package index once.")
    STAMP.write_bytes(project.read_bytes())


def install_system() -> list[str]:
    """Debian packages that are missing after trying to install them as root."""
    missing = missing_packages()
    if missing and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {' '.join(missing)} ...", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        call(["apt-get", "update", "-qq"], env=quiet)
        packages = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing]
        call(packages, env=quiet)
    return missing_packages()


def missing_packages() -> list[str]:
    """Debian packages whose command is not on the path."""
    found = {commands: any(map(shutil.which, commands.split("|"))) for commands in SYSTEM}
    packages = [package for commands, package in SYSTEM.items() if not found[commands]]
    has_cjk = any(Path("/usr/share/fonts").rglob("NotoSansCJK*"))
    return packages if has_cjk else [*packages, "fonts-noto-cjk"]


def call(command: list[str], folder: Path = ROOT, env: dict[str, str] | None = None) -> int:
    """Run a command in ``folder`` and give its exit code."""
    return subprocess.run(command, cwd=folder, env=env, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Settings come from one table; a wrong one says what to write instead."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

import pytest

from helper.doors.service import Service
from helper.settings import DEFAULT_PORT, Settings, SettingsError, load, write, write_default
from tests.clock import HeldClock
from tests.homes import folders_in


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings of this test stand."""
    return tmp_path / "settings.toml"


def test_defaults_serve_without_a_file(file: Path) -> None:
    """A newcomer needs no file."""
    assert load(file, {}) == Settings()


def test_the_nearer_word_wins(file: Path) -> None:
    """The environment wins over the file, an option over both; None is no word."""
    file.write_text('port = 2000\nname = "File"\nlanguage = "ja"\n')

    found = load(file, {"AIZUCHI_PORT": "3000", "AIZUCHI_NAME": "Env"}, port=4000, name=None)

    assert (found.port, found.name, found.language) == (4000, "Env", "ja")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("prot = 1", "unknown setting 'prot'; known are name, zone, language, reads, port, notify"),
        ("port = 80", "port = 80: Input should be greater than or equal to 1024"),
        ('zone = "Mars/Olympus"', "write an IANA name like Europe/Berlin"),
        ('zone = "../../etc/passwd"', "zone"),
        ('notify = "loudly"', "desktop, browser or nowhere"),
        ("port = = 1", "Mend the line, or remove the file"),
        ('language = "English"', "such as en or ja"),
    ],
)
def test_a_wrong_setting_says_what_to_write(file: Path, text: str, says: str) -> None:
    """The sentence names the setting and what would be right."""
    file.write_text(text)

    with pytest.raises(SettingsError) as caught:
        load(file, {})

    assert says in str(caught.value)


def test_a_file_that_is_not_utf8_is_named(file: Path) -> None:
    """Latin-1 from an old editor is an error with a way out, not a stack trace."""
    file.write_bytes('name = "Zoë"'.encode("latin-1"))

    with pytest.raises(SettingsError, match="Mend the line"):
        load(file, {})


def test_the_first_run_writes_every_setting_commented_out(file: Path) -> None:
    """The file explains itself, changes nothing by being there, and is written once."""
    write_default(file)

    assert load(file, {}) == Settings()
    for name in Settings.model_fields:
        assert f"# {name} = " in file.read_text()
    file.write_text("port = 5000\n")
    write_default(file)
    assert load(file, {}).port == 5000


@pytest.mark.parametrize("name", ["a\x7fb", "a\u2028b", "a\x85b", "\x1b[2J", '"#\\', "Zoë 😀"])
def test_no_name_breaks_the_file(file: Path, name: str) -> None:
    """Whatever is set, the file can be read, and changed again without harm."""
    write(file, "name", name)
    write(file, "language", "ja")
    assert (load(file, {}).name, load(file, {}).language) == (name, "ja")


@pytest.mark.parametrize(
    "text",
    ['  language = "de"\n', '"language"="de"\n', "'language' = 'de' # mine\n", "#\tlanguage=1"],
)
def test_a_line_is_found_however_it_is_written(file: Path, text: str) -> None:
    """TOML lets a name be indented and quoted; a second line for it would break the file."""
    file.write_text(text)
    write(file, "language", "en")
    assert file.read_text() == 'language = "en"\n'


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    """Settings that are kept elsewhere are changed there."""
    kept = tmp_path / "dotfiles.toml"
    kept.write_text('name = "Old"\n')
    file.symlink_to(kept)
    write(file, "name", "New")
    assert file.is_symlink()
    assert load(kept, {}).name == "New"


def test_what_cannot_be_read_back_is_not_written(file: Path) -> None:
    """Inside a text of several lines stands no setting, whatever it looks like."""
    text = 'name = """\nlanguage = de"""\n'
    file.write_text(text)
    with pytest.raises(SettingsError, match="by hand"):
        write(file, "language", "en")
    assert file.read_text() == text


def test_the_zone_is_the_computers_own_unless_said(file: Path) -> None:
    """An empty zone still gives a real one."""
    assert str(load(file, {"AIZUCHI_ZONE": "Asia/Tokyo"}).timezone) == "Asia/Tokyo"
    assert load(file, {}).timezone.key


def test_a_running_helper_follows_the_file(tmp_path: Path, held: HeldClock) -> None:
    """`aizuchi config set` and an editor reach it; a mistake changes nothing."""
    folders = folders_in(tmp_path)
    service = Service(folders, Settings(zone="UTC", notify="nowhere"), held)
    file = folders.config / "settings.toml"

    def written(text: str) -> Settings:
        file.write_text(text)
        os.utime(file, ns=(next(ticks), next(ticks)))
        service.follow_settings()
        return service.settings

    ticks = count(10**18)
    named = written('name = "Max"\nlanguage = "ja"\nport = 4711\nnotify = "desktop"\n')
    broken = written('name = "Bo"\nlanguage = [')
    file.unlink()
    file.mkdir()  # It can be looked at, and not be read.
    service.follow_settings()
    unread = service.settings
    file.rmdir()

    assert (named.name, named.language) == ("Max", "ja")
    assert (named.port, named.notify) == (DEFAULT_PORT, "nowhere")
    assert broken == unread == named
    written('name = "Bo"\n')
    service.set("name", "Ana")
    assert service.settings.name == "Ana"
    service.close()

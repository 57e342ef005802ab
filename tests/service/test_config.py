"""Everything the user can set, in one list; a wrong value says what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from helper.doors.cli import main
from helper.doors.config import Config
from helper.doors.switches import Switches
from helper.paths import Folders, shipped_rules
from helper.replying.checking.checklist import check
from helper.rulebook import load_rulebook
from helper.settings import Settings, SettingsError, load
from tests.books import the_book
from tests.homes import folders_in
from tests.replying.readings import nothing_known, rules_of


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """The folders of a new user."""
    made = folders_in(tmp_path)
    made.make()
    return made


@pytest.fixture
def config(folders: Folders) -> Config:
    """The list of that user, with nothing in the environment."""
    return Config(folders, {})


GOOD = [
    ("name", "Zoë “Z” \\ O'Hara", "Zoë “Z” \\ O'Hara"),
    ("zone", "Europe/Berlin", "Europe/Berlin"),
    ("zone", "", ""),
    ("language", "ja", "ja"),
    ("port", "22000", "22000"),
    ("notify", "browser", "browser"),
    ("keep_days", "365", "365"),
    ("name", "Mia\nKeller", "Mia Keller"),
    ("reads", "en, ja", "en, ja"),
    ("working_days", "Sunday, mon  tue", "mon, tue, sun"),
    ("working_days", "mon-fri", "mon, tue, wed, thu, fri"),
    ("working_days", "Monday to Thursday, sat", "mon, tue, wed, thu, sat"),
    ("working_days", "sat – tue", "mon, tue, sat, sun"),
    ("working_hours", "8-18:30", "08:00-18:30"),
    ("blocks", "16:00-17:30, 9:30 - 11:00", "09:30-11:00, 16:00-17:30"),
    ("quiet_hours", "20–7:30", "20:00-07:30"),
    ("due_may_break_in", "Yes", "yes"),
    ("country", "JP", "JP"),
    ("country", "de", "DE"),
    ("country", "", ""),
    ("days_off", "2026-12-31 2026-12-24", "2026-12-24, 2026-12-31"),
    ("days_off", "", ""),
]

BAD = [
    ("zone", "Mars/Olympus", "write an IANA name like Europe/Berlin"),
    ("zone", "../../etc/passwd", "write an IANA name"),
    ("language", "klingon", "choose one of en, ja, zh"),
    ("port", "80", "greater than or equal to 1024"),
    ("port", "many", "valid integer"),
    ("notify", "loudly", "choose one of desktop, browser, nowhere"),
    ("keep_days", "-1", "greater than or equal to 0"),
    ("reads", "English", "choose one of en, ja, zh"),
    ("working_days", "", "at least 1"),
    ("reads", "en, xx", "choose one of en, ja, zh"),
    ("working_days", "funday", "such as mon, tue, wed"),
    ("working_days", "mon-funday", "such as mon, tue, wed"),
    ("working_days", "mon-wed-fri", "such as mon, tue, wed"),
    ("working_hours", "18:00-09:00", "must start before they end"),
    ("working_hours", "nine to five", "such as 09:00-18:00"),
    ("blocks", "07:00-08:00", "block 07:00-08:00 leaves the working hours 09:00-18:00"),
    ("working_hours", "12:00-20:00", "go first, then the blocks, then the hours"),
    ("blocks", "", "at least 1"),
    ("blocks", "10:00-12:00, 09:30-11:00", "blocks overlap at 10:00"),
    ("blocks", "25:00-26:00", "such as 09:30-11:00"),
    ("quiet_hours", "late", "such as 19:00-08:00"),
    ("due_may_break_in", "perhaps", "say yes or no"),
    ("country", "XX", "'XX': Public holidays of this country (ISO code such as DE"),
    ("days_off", "24.12.2026", "write days as 2026-12-24"),
    ("nam", "x", "There is no setting 'nam'; known are name, zone"),
]


@pytest.mark.parametrize(("name", "text", "kept"), GOOD)
def test_what_is_set_is_read_back(config: Config, name: str, text: str, kept: str) -> None:
    """One short text a value, forgiving in how it is written, the same way back."""
    assert config.set(name, text).value == kept
    assert config.get(name).value == kept


@pytest.mark.parametrize(("name", "text", "says"), BAD)
def test_a_wrong_value_says_what_to_write(
    config: Config, folders: Folders, name: str, text: str, says: str
) -> None:
    """The sentence names the setting and what would be right; no file is touched."""
    with pytest.raises(SettingsError, match=name) as refused:
        config.set(name, text)

    assert says in str(refused.value)
    assert not list(folders.config.rglob("*.toml")) + list(folders.config.rglob("*.yaml"))


def test_every_setting_is_in_the_list(config: Config) -> None:
    """The whole table, then the rhythm; each with its default and what it means."""
    found = config.all()

    assert [one.name for one in found][: len(Settings.model_fields)] == list(Settings.model_fields)
    assert {"blocks", "quiet_hours", "country", "days_off"} <= {one.name for one in found}
    for one in found:
        assert one.value == one.default
        assert one.meaning.endswith(".")


def test_comments_and_other_lines_stay(config: Config, folders: Folders) -> None:
    """What the user wrote into the files by hand is theirs."""
    toml = folders.config / "settings.toml"
    toml.write_text('# mine\nname = "Old"  # me\n# port = 21810\nlanguage = "zh"\n')
    yaml = folders.own_rules / "rhythm.yaml"
    yaml.write_text("# my week\ncountry: DE  # where I live\nsoon_share: 0.5\n")

    config.set("name", "New")
    config.set("port", "2222")
    config.set("country", "JP")

    assert toml.read_text().startswith("# mine\n")
    assert load(toml, {}) == Settings(name="New", port=2222, language="zh")
    assert "# my week" in yaml.read_text()
    assert "soon_share: 0.5" in yaml.read_text()
    assert load_rulebook(shipped_rules(), folders.own_rules).rhythm.country == "JP"


@pytest.mark.parametrize(
    "text",
    [
        "# on leave until May\n# blocks: ['10:00-11:00']\n",
        "# no end of line",
        "---\n# begun\n",
        "# mine\n{}\n",
        "# mine\ncountry: 'JP'  # Kyoto\n",
    ],
)
def test_a_file_of_comments_keeps_them(config: Config, folders: Folders, text: str) -> None:
    """Also where no value stands beside them yet."""
    yaml = folders.own_rules / "rhythm.yaml"
    yaml.write_text(text)
    config.set("country", "DE")
    config.set("due_may_break_in", "yes")

    assert config.get("country").value == "DE"
    comments = [line[line.index("#") :] for line in text.splitlines() if "#" in line]
    assert all(comment in yaml.read_text() for comment in comments)


def test_what_would_break_a_file_is_refused(config: Config, folders: Folders) -> None:
    """A value that cannot be read back is not written."""
    yaml = folders.own_rules / "rhythm.yaml"
    yaml.write_text("# mine\nnull\n")
    with pytest.raises(SettingsError, match="Mend the file"):
        config.set("country", "DE")
    assert yaml.read_text() == "# mine\nnull\n"


def test_the_environment_wins_and_says_so(folders: Folders) -> None:
    """A value from the environment is shown as fixed; the file would change nothing."""
    config = Config(folders, {"AIZUCHI_PORT": "3000"})

    assert (config.get("port").value, config.get("port").fixed) == ("3000", True)
    with pytest.raises(SettingsError, match="AIZUCHI_PORT is set in the environment"):
        config.set("port", "4000")


def test_a_broken_file_is_named_and_kept(config: Config, folders: Folders) -> None:
    """A file the user broke is not overwritten."""
    broken = "name = = 1\n"
    (folders.config / "settings.toml").write_text(broken)

    with pytest.raises(SettingsError, match="Mend the line"):
        config.set("name", "New")
    assert (folders.config / "settings.toml").read_text() == broken


def test_the_terminal_speaks_the_same(folders: Folders) -> None:
    """`aizuchi config` lists, gets, sets, and refuses with a sentence and exit code 1."""
    env = {"AIZUCHI_HOME": str(folders.config.parent)}
    run = CliRunner(env=env).invoke

    assert run(main, ["config", "set", "blocks", "10-12"]).exit_code == 0
    assert run(main, ["config", "get", "blocks"]).output == "10:00-12:00\n"
    assert "* blocks" in run(main, ["config", "list"]).output
    refused = run(main, ["config", "set", "zone", "Nowhere"])
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")
    assert "Traceback" not in refused.output


class TestSwitches:
    """Rules of the checklist, off and on."""

    @pytest.mark.parametrize("rule", ["sorry.we", "ack.missing"])
    def test_off_is_silent_and_on_again_leaves_nothing(self, folders: Folders, rule: str) -> None:
        """Words and what only shows in the whole: not found any more; back without a trace."""
        switches = Switches(folders)
        text = "We are sorry about it." if rule == "sorry.we" else "The shop is shut today."
        mail = nothing_known()

        switches.switch("en", rule, on=False)
        book = load_rulebook(shipped_rules(), folders.own_rules)
        assert rule not in rules_of(check(text, mail, book, "en"))
        assert rule in rules_of(check(text, mail, the_book(), "en"))
        assert {one.id for one in switches.all("en") if not one.on} == {rule}

        switches.switch("en", rule, on=True)
        assert all(one.on for one in switches.all("en"))
        assert not list((folders.own_rules / "en").iterdir())

    def test_the_users_own_words_stay(self, folders: Folders) -> None:
        """What they wrote by hand is never written, be it off there or only put otherwise."""
        file = folders.own_rules / "en" / "replying.yaml"
        file.parent.mkdir()
        mine = "# legal asked for it\nlint:\n  # on purpose\n  - {id: sorry.if, off: true}\n"
        file.write_text(mine)
        switches = Switches(folders)

        switches.switch("en", "sorry.we", on=False)
        assert {one.id for one in switches.all("en") if not one.on} == {"sorry.if", "sorry.we"}
        switches.switch("en", "sorry.we", on=True)
        with pytest.raises(SettingsError, match=r"sorry\.if is off by your own words"):
            switches.switch("en", "sorry.if", on=True)

        assert file.read_text() == mine

    @pytest.mark.parametrize(
        ("language", "rule"), [("en", "sorry.nobody"), ("xx", "sorry.we"), ("../en", "sorry.we")]
    )
    def test_what_is_not_there_cannot_be_switched(
        self, folders: Folders, language: str, rule: str
    ) -> None:
        """An unknown rule or language is refused; a path is no language."""
        with pytest.raises(SettingsError, match=r"There (is|are) no rule"):
            Switches(folders).switch(language, rule, on=False)

"""Commands about the helper itself: pair, config, doctor, extension, autostart."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from helper import paths
from helper.clock import now
from helper.doors import autostart, terminal
from helper.doors.config import Config
from helper.doors.entrance import kindly, own_settings, own_store


@click.command()
@click.option("--list", "listing", is_flag=True, help="Show who is paired.")
@click.option("--revoke", metavar="ID", help="Forget a paired browser.")
def pair(revoke: str | None, *, listing: bool) -> None:
    """Make a one-time code that pairs a browser with this helper."""
    # The system's keyring takes long to import, and only here is it asked.
    from helper.doors.pairing import Pairing, spaced  # noqa: PLC0415
    from helper.vault import Vault  # noqa: PLC0415

    with kindly(), own_store() as store:
        pairing = Pairing(store, Vault(paths.folders().state / "secrets.json"), now)
        if revoke:
            gone = pairing.revoke(revoke)
            click.echo("Forgotten." if gone else f"No paired browser has the id {revoke}.")
        elif listing:
            clients = pairing.clients()
            for client in clients:
                used = f"{client.used:%Y-%m-%d}" if client.used else "never used"
                click.echo(f"{client.id}  {client.label}  {client.origin or '-'}  {used}")
            if not clients:
                click.echo("No browser is paired; `aizuchi pair` makes a code for one.")
        else:
            click.echo(f"{spaced(pairing.new_code())}   (valid for five minutes)")


@click.group()
def config() -> None:
    """Show or change what can be set: `list`, `get NAME`, `set NAME VALUE`."""


@config.command(name="list")
def list_config() -> None:
    """Show every setting; a star marks what is not the default."""
    with kindly():
        for one in Config(paths.folders()).all():
            click.echo(terminal.setting_line(one))


@config.command()
@click.argument("name")
def get(name: str) -> None:
    """Show the value of NAME."""
    with kindly():
        click.echo(Config(paths.folders()).get(name).value)


@config.command(name="set")
@click.argument("name")
@click.argument("value")
def change_config(name: str, value: str) -> None:
    """Set NAME to VALUE, such as: config set blocks "09:30-11:00, 16:30-17:30"."""
    with kindly():
        paths.folders().make()
        setting = Config(paths.folders()).set(name, value)
        click.echo(terminal.setting_line(setting))
        if setting.at_start:
            click.echo("A helper that is running takes it over at its next start.")


@click.command(name="doctor")
def examine() -> None:
    """Say what works on this machine, and what to do about what does not."""
    with kindly():
        from helper.doors import doctor  # noqa: PLC0415 - it looks at all there is, the desktop included

        findings = doctor.examine(paths.folders(), own_settings())
        for finding in findings:
            click.echo(f"  {'ok  ' if finding.ok else 'look'}  {finding.name:14} {finding.text}")
        sys.exit(0 if all(finding.ok for finding in findings) else 1)


@click.command()
def extension() -> None:
    """Print the folder to load as an unpacked extension."""
    click.echo(paths.extension())


@click.command(name="autostart")
@click.argument("what", type=click.Choice(["enable", "disable", "status"]))
def start_at_login(what: str) -> None:
    """Start the helper at login, or no longer."""
    home = Path.home()
    config_home = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    way = autostart.for_this_system(home, config_home)
    with kindly():
        if what == "status":
            click.echo("enabled" if way.enabled() else "disabled")
        elif what == "enable":
            click.echo(way.enable())
        else:
            click.echo(way.disable() if way.enabled() else "it was not enabled")


COMMANDS = (pair, config, examine, extension, start_at_login)

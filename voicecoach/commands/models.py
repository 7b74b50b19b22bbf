"""The commands about speech models: list, install, use and remove."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from voicecoach.commands.common import OneLine, as_json, mistakes_told, print_json, trouble

if TYPE_CHECKING:
    from voicecoach.runtime.model_commands import Outcome


@click.group(cls=OneLine)
def models() -> None:
    """Choose what the coach hears with, or fetch a larger speech model."""


@models.command(name="list")
@as_json
@mistakes_told
def list_(as_json: bool) -> None:
    """List the models that are here and those that can be fetched."""
    from voicecoach.runtime.model_commands import as_text, rows

    if as_json:
        print_json(rows())
    else:
        click.echo(as_text(rows()))


@models.command()
@click.argument("name")
@click.option("--accept-unknown-digest", is_flag=True, help="Take a file that cannot be checked.")
@as_json
@mistakes_told
def install(name: str, accept_unknown_digest: bool, as_json: bool) -> None:
    """Fetch the model NAME and put it in place. Ctrl-C stops; the same command goes on where it stopped."""
    from voicecoach.models import InstallError, sentence
    from voicecoach.runtime.model_commands import install
    from voicecoach.tui.download_bar import download_bar

    try:
        with download_bar(name) as progress:
            done = install(name, progress, accept_unknown_digest=accept_unknown_digest)
    except InstallError as error:
        trouble(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        trouble(sentence("stopped"))
        sys.exit(1)
    _tell(done, as_json=as_json)


@models.command()
@click.argument("model")
@as_json
@mistakes_told
def use(model: str, as_json: bool) -> None:
    """Hear with MODEL from now on: the name of an installed one, or a folder with a Vosk model."""
    from voicecoach.runtime.model_commands import use

    _tell(use(model), as_json=as_json)


@models.command()
@click.argument("name")
@as_json
@mistakes_told
def remove(name: str, as_json: bool) -> None:
    """Remove the installed model NAME, or what has been fetched of it."""
    from voicecoach.runtime.model_commands import remove

    _tell(remove(name), as_json=as_json)


def _tell(done: Outcome, *, as_json: bool) -> None:
    if as_json:
        print_json(done.facts)
        return
    for one in done.sentences:
        click.echo(one)

"""The one command, `voicecoach`. It has no logic of its own: each call fetches what it prints."""

from __future__ import annotations

import json
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voicecoach import __version__, paths
from voicecoach.commands.common import OneLine, as_json, mistakes_told, print_json, trouble
from voicecoach.commands.library import add, check, new
from voicecoach.commands.models import models
from voicecoach.commands.track import rehearse, render
from voicecoach.quiet import log_into

if TYPE_CHECKING:
    from voicecoach.routine.model import Routine
    from voicecoach.settings import Settings

no_screen = click.option("--no-screen", is_flag=True, help="Talk and listen without drawing anything.")


@click.group(
    cls=OneLine, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="voicecoach")
@no_screen
@as_json
@click.pass_context
@mistakes_told
def main(context: click.Context, no_screen: bool, as_json: bool) -> None:
    """A coach for a stiff back: it talks, listens offline and shows every movement.

    Without a command it opens the menu. Everything can be said or typed.
    """
    if context.invoked_subcommand is None:
        _run(None, no_screen=no_screen, as_json=as_json)


for command in (check, new, add, rehearse, render, models):
    main.add_command(command)


@main.command()
@click.argument("routine")
@no_screen
@as_json
@mistakes_told
def start(routine: str, no_screen: bool, as_json: bool) -> None:
    """Begin ROUTINE (an id, or a file) at once."""
    from voicecoach.runtime.build import library

    _run(library().routine(routine), no_screen=no_screen, as_json=as_json)


@main.command(name="list")
@as_json
@mistakes_told
def list_(as_json: bool) -> None:
    """List the routines."""
    from voicecoach.runtime.catalogue import listing, rows

    if as_json:
        print_json(rows(_settings()))
        return
    for line in listing(_settings()):
        click.echo(line)


@main.command()
@click.argument("routine")
@as_json
@mistakes_told
def show(routine: str, as_json: bool) -> None:
    """Show ROUTINE (an id, or a file) with all its stretches."""
    from voicecoach.runtime.build import library
    from voicecoach.runtime.catalogue import as_dict, as_text

    found = library().routine(routine)
    if as_json:
        print_json(as_dict(found))
    else:
        click.echo(as_text(found))


@main.command()
@click.option("--file", "file", type=click.Path(path_type=Path), help="Listen to a sound file instead.")
@click.option(
    "--context", "context", default="session", show_default=True, help="What can be said: menu, session ..."
)
@as_json
@mistakes_told
def listen(file: Path | None, context: str, as_json: bool) -> None:
    """Show what is heard, to try a microphone and a voice. Ctrl-C ends it."""
    from voicecoach.runtime.listening import heard_in_file, heard_live

    settings = _settings()
    log_into(paths.log_file())
    if file:
        utterances = heard_in_file(file, context, settings)
    else:
        utterances = heard_live(context, settings, time.monotonic(), trouble)
    with closing(utterances):
        try:
            for one in utterances:
                _print_heard(one, as_json=as_json)
        except KeyboardInterrupt:
            pass  # the way to end it


@main.command()
@as_json
@mistakes_told
def doctor(as_json: bool) -> None:
    """Say what works here, what does not, and how to mend it."""
    from voicecoach.runtime.doctor import examine

    log_into(paths.log_file())
    findings = [finding.as_dict() for finding in examine(paths.config_file())]
    if as_json:
        print_json(findings)
    else:
        for one in findings:
            click.echo(f"{'ok  ' if one['ok'] else 'no  '}{one['name']:14}{one['message']}")
            if one["mend"]:
                click.echo(f"{'':18}{one['mend']}")
    sys.exit(0 if all(one["ok"] for one in findings) else 1)


def _settings() -> Settings:
    from voicecoach.settings import load_settings

    return load_settings(paths.config_file())


def _run(routine: Routine | None, *, no_screen: bool, as_json: bool) -> None:
    """Lead the user, on a screen or without one.

    Raises:
        SystemExit: with status 1 where a session was broken off.
    """
    settings = _settings()
    log_into(paths.log_file())
    if no_screen or as_json:
        from voicecoach.runtime.headless import run_headless

        finished = run_headless(settings, routine, as_lines_of_json=as_json)
    else:
        from voicecoach.tui.on_screen import run_on_screen

        finished = run_on_screen(settings, routine)
    sys.exit(0 if finished else 1)


def _print_heard(one: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(one, ensure_ascii=False))
        return
    verdict = one["command"] if one["accepted"] else one["reason"]
    click.echo(f"{one['at_seconds']:8.2f}  {one['text']:30}  {verdict}")

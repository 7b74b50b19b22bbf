"""The commands that let a session pass without leading it: rehearse and render."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from voicecoach import paths
from voicecoach.commands.common import as_json, mistakes_told, print_json, trouble


@click.command()
@click.argument("routine")
@as_json
@mistakes_told
def rehearse(routine: str, as_json: bool) -> None:
    """Print the session of ROUTINE (an id, or a file) as a timeline: what is said when, and for how long."""
    from voicecoach.runtime.build import library
    from voicecoach.runtime.rehearsal import as_dict, as_text, rehearse_anyway
    from voicecoach.settings import load_settings
    from voicecoach.tui.bar import bar

    found, settings = library().routine(routine), load_settings(paths.config_file())
    with bar("Preparing the voice") as progress:
        rehearsal = rehearse_anyway(found, settings, progress)
    if rehearsal.trouble:
        trouble(rehearsal.trouble)
    if as_json:
        print_json(as_dict(rehearsal))
    else:
        click.echo(as_text(rehearsal))


@click.command()
@click.argument("routine")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--captions", type=click.Choice(["vtt", "lrc"]), help="Write captions beside it.")
@click.option("--cue-sheet", is_flag=True, help="Write a cue sheet beside it; a .wav file always has one.")
@as_json
@mistakes_told
def render(
    routine: str, out: Path, captions: Literal["vtt", "lrc"] | None, cue_sheet: bool, as_json: bool
) -> None:
    """Write the session of ROUTINE (an id, or a file) as one sound file: OUT.flac, .ogg, .mp3 or .wav."""
    from voicecoach.runtime.build import library
    from voicecoach.runtime.rehearsal import rehearse
    from voicecoach.runtime.rendering import as_dict, as_text, describe
    from voicecoach.runtime.rendering import render as write
    from voicecoach.settings import load_settings
    from voicecoach.speech import VoiceError
    from voicecoach.track import Beside, check_place
    from voicecoach.tui.bar import bar

    found, settings = library().routine(routine), load_settings(paths.config_file())
    check_place(out)
    try:
        with bar("Preparing the voice") as progress:
            rehearsal = rehearse(found, settings, progress)
        if rehearsal.trouble:
            trouble(rehearsal.trouble)
        with bar(f"Writing {out.name}") as progress:
            files = write(rehearsal, settings, out, Beside(captions, cue_sheet), progress)
    except VoiceError as error:
        trouble(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        trouble("Stopped. Nothing was written.")
        sys.exit(1)
    if as_json:
        print_json(as_dict(out, describe(rehearsal)))
    else:
        click.echo(as_text(files, describe(rehearsal)))

"""The commands for whoever writes routines."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from voicecoach.commands.common import as_json, mistakes_told, print_json


@click.command()
@click.argument("files", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Let warnings count like errors.")
@as_json
@mistakes_told
def check(files: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """Check routines and stretches: files, or folders with files; the whole library without PATH.

    Exit status: 0 where nothing has to be mended, 1 where something has, 2 where there is no such PATH.
    """
    from voicecoach.runtime.checking import as_dict, as_line, check_all, errors_in, summary

    checked, problems = check_all(files)
    if as_json:
        print_json([as_dict(one) for one in problems])
    else:
        for one in problems:
            click.echo(as_line(one))
        click.echo(summary(checked, problems))
    sys.exit(1 if errors_in(problems) or (strict and problems) else 0)

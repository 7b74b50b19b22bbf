"""The commands for whoever writes routines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from voicecoach.commands.common import as_json, mistakes_told, print_json, trouble
from voicecoach.errors import UserError

Answer = TypeVar("Answer")


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


@click.command()
@click.argument("name")
@click.option("--questions", is_flag=True, help="Ask for everything, step by step.")
@mistakes_told
def new(name: str, questions: bool) -> None:
    """Begin a routine of your own, called NAME: from a template with comments, or from your answers."""
    from voicecoach.runtime.own import next_steps, place_for, template, words, write

    path = place_for(name)
    try:
        text = _asked(name) if questions else template(name)
    except click.Abort:
        click.echo(err=True)
        trouble(words("stopped"))
        sys.exit(1)
    write(path, text.encode())
    for line in next_steps(path):
        click.echo(line)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of your own file with that name.")
@mistakes_told
def add(file: Path, replace: bool) -> None:
    """Check FILE, a routine or a stretch, and copy it to your own."""
    from voicecoach.runtime.checking import as_line
    from voicecoach.runtime.own import add

    added = add(file, replace=replace)
    for line in (*map(as_line, added.problems), *added.lines):
        click.echo(line)
    sys.exit(0 if added.done else 1)


def _asked(name: str) -> str:
    """A routine made of the user's answers."""
    from voicecoach.runtime.build import library
    from voicecoach.runtime.questions import Interview

    return Interview(_ask, click.echo, library().shelf().stretches).routine(name)


def _ask(question: str, default: str | None, read: Callable[[str], Answer]) -> Answer:
    def value(text: str) -> Answer:
        try:
            return read(text)
        except UserError as error:
            raise click.UsageError(str(error)) from error

    answer: Answer = click.prompt(question, default=default, value_proc=value, prompt_suffix=" ")
    return answer

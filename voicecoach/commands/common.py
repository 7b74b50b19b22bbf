"""What every command shares: how it tells mistakes, and how it prints for scripts."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

import click

from voicecoach.errors import UserError

P = ParamSpec("P")

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")


def mistakes_told(call: Callable[P, None]) -> Callable[P, None]:
    """Print what the user can mend as one line on stderr, and exit with status 2."""

    @wraps(call)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            call(*args, **kwargs)
        except UserError as error:
            trouble(str(error))
            sys.exit(2)

    return told


class OneLine(click.Group):
    """Commands that tell a mistake in the call like every other mistake: as one line, with status 2."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Read the call of the program itself."""
        with _calls_told():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Read the rest of the call, and do what it asks for."""
        with _calls_told():
            return super().invoke(ctx)


@contextmanager
def _calls_told() -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "voicecoach"
        trouble(f"{error.format_message()} Try: {path} --help")
        sys.exit(2)


def trouble(message: str) -> None:
    """Say on stderr what is wrong, in one line."""
    click.echo(f"voicecoach: {message}", err=True)


def print_json(value: object) -> None:
    """Print a value for scripts."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))

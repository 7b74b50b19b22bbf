"""The one command, `voicecoach`."""

from __future__ import annotations

import click


@click.group()
def main() -> None:
    """A back-stretching coach that talks, listens offline and shows every movement."""

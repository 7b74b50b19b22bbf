"""What the checker is told of the program, small enough to see in a test what comes of it."""

from __future__ import annotations

from voicecoach.routine.world import World


def world() -> World:
    """A tenth of a second a letter, two commands, two figures."""
    return World({"stop", "go back"}, {"knee-to-chest", "cat-cow"}, lambda text: len(text) / 10)

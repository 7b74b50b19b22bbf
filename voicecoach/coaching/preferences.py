"""What a user may want otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.coaching.terms import Side


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a session is paced.

    Attributes:
        position_seconds: silence to get into a starting position, after it was described.
        switch_seconds: silence to change sides.
        settle_seconds: silence between an instruction and the clock.
        breath_seconds: one slow breath, in and out.
        first_side: the side that every stretch begins with.
    """

    position_seconds: float = 8.0
    switch_seconds: float = 6.0
    settle_seconds: float = 3.0
    breath_seconds: float = 8.0
    first_side: Side = "right"

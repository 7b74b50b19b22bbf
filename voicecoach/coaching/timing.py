"""Where sentences go in a hold: none is cut, none is crammed, and the last seconds belong to the count.

All times are seconds from the start of the step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from voicecoach.coaching.events import Say

MOST_SPEECH = 0.4
"""The share of a hold that may be speech: the rest is for breathing."""
FIRST_CUE_SECONDS = 2.0
GAP_SECONDS = 3.0
COUNT_SECONDS = 3.0
COUNT_CLEAR_SECONDS = 0.5
LEAST_FOR_COUNT, LEAST_FOR_HALFWAY, LEAST_FOR_TEN = 5.0, 20.0, 30.0


class Placed(NamedTuple):
    """A sentence with its moment."""

    at_seconds: float
    say: Say

    @property
    def end_seconds(self) -> float:
        """When it has sounded."""
        return self.at_seconds + self.say.seconds


@dataclass(frozen=True, slots=True)
class HoldTalk:
    """What may be said in a hold: the count of the last three, two announcements, and cues in order."""

    count: Sequence[Say]
    halfway: Say
    ten_seconds: Say
    cues: Sequence[Say]


def in_turn(sentences: Iterable[Say], start: float, gap: float) -> tuple[Placed, ...]:
    """Sentences one after another, with a gap between them."""
    placed, at = [], start
    for say in sentences:
        placed.append(Placed(at, say))
        at += say.seconds + gap
    return tuple(placed)


def end_of(placed: Sequence[Placed], otherwise: float = 0.0) -> float:
    """When the last of the sentences has sounded."""
    return max((one.end_seconds for one in placed), default=otherwise)


def counted(count: Sequence[Say], seconds: float) -> list[Placed]:
    """One number a second, the last one a second before the end; none where that is too fast."""
    if seconds < LEAST_FOR_COUNT or any(say.seconds > 1.0 for say in count):
        return []
    first = seconds - len(count)
    return [Placed(first + n, say) for n, say in enumerate(count)]


def hold_talk(talk: HoldTalk, seconds: float, answer: Placed | None = None) -> tuple[Placed, ...]:
    """What is said in a hold, and when.

    Args:
        talk: the sentences.
        seconds: the length of the hold.
        answer: a sentence that has its place already; what would meet it or come before it is left out.
    """
    from_seconds = answer.end_seconds + 1.0 if answer else 0.0
    counting = [one for one in counted(talk.count, seconds) if one.at_seconds >= from_seconds]
    last = seconds - COUNT_SECONDS - COUNT_CLEAR_SECONDS
    placed = [answer] if answer else []
    announcements = []
    if seconds >= LEAST_FOR_HALFWAY:
        announcements.append(Placed(seconds / 2, talk.halfway))
    if seconds >= LEAST_FOR_TEN:
        announcements.append(Placed(seconds - 10.0, talk.ten_seconds))
    placed += [one for one in announcements if one.at_seconds >= from_seconds and one.end_seconds <= last]
    budget = MOST_SPEECH * seconds - sum(one.say.seconds for one in (*placed, *counting))
    placed += _fill(talk.cues, placed, max(FIRST_CUE_SECONDS, from_seconds + 1.0), last, budget)
    return tuple(sorted((*placed, *counting), key=lambda one: one.at_seconds))


def _fill(
    cues: Sequence[Say], taken: Sequence[Placed], start: float, stop: float, budget: float
) -> list[Placed]:
    """Cues where there is room: apart from each other and from what is there, within the share of speech."""
    found: list[Placed] = []
    at = start
    for say in cues:
        at = _room(say.seconds, taken, at)
        if at + say.seconds > stop:
            break
        if say.seconds <= budget:
            found.append(Placed(at, say))
            budget -= say.seconds
            at += say.seconds + GAP_SECONDS
    return found


def _room(length: float, taken: Sequence[Placed], start: float) -> float:
    """The first moment from `start` at which a sentence keeps its gap to everything that is there."""
    at = start
    for one in sorted(taken, key=lambda other: other.at_seconds):
        if at + length + GAP_SECONDS > one.at_seconds and at < one.end_seconds + GAP_SECONDS:
            at = one.end_seconds + GAP_SECONDS
    return at

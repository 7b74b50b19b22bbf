"""Where a session is, and how time moves it on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from voicecoach.coaching.events import CueNow, Effect, Ended, PartEnded, PhaseBegan, Say
from voicecoach.coaching.step import Block, Step
from voicecoach.coaching.terms import EndReason, Phase

Outcome = Literal["done", "skipped"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a step: seconds from its start, and the index in its agenda of what falls due next."""

    offset_seconds: float = 0.0
    due: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """A session at a moment.

    Attributes:
        aside: a step that comes first, before the one at `index` goes on: the count back into a stretch, an
            instruction said again.
        halted: why time stands still; None while it runs.
        outcomes: what has become of each side of each stretch so far.
        caption: the sentence that was said last.
        misses: how often in a row the user was not understood.
        helped: whether help was offered for that, which is done once.
        ending: the reason that the farewell will give.
    """

    steps: tuple[Step, ...]
    index: int = 0
    place: Place = Place()
    aside: Step | None = None
    aside_place: Place = Place()
    halted: Literal[Phase.PAUSED, Phase.CHECK_IN] | None = None
    outcomes: Mapping[Block, Outcome] = field(default_factory=dict)
    caption: str = ""
    misses: int = 0
    helped: bool = False
    ending: EndReason = "finished"
    ended: bool = False

    @property
    def base(self) -> Step:
        """The step of the plan, also while something else comes first."""
        return self.steps[self.index]

    @property
    def current(self) -> Step:
        """The step that time runs in."""
        return self.aside or self.base

    @property
    def current_place(self) -> Place:
        """The place in the current step."""
        return self.aside_place if self.aside else self.place

    def at(self, place: Place) -> State:
        """The same, at another place in the current step."""
        return replace(self, aside_place=place) if self.aside else replace(self, place=place)

    def seconds_left(self) -> float:
        """Of everything: what comes first, the rest of this step, and all that follow."""
        aside = self.aside.seconds - self.aside_place.offset_seconds if self.aside else 0.0
        here = self.base.seconds - self.place.offset_seconds
        return aside + here + sum(step.seconds for step in self.steps[self.index + 1 :])

    def worked_seconds(self) -> float:
        """The dose that was done of the side at hand."""
        block = self.base.spec.block
        before = sum(s.seconds for s in self.steps[: self.index] if s.spec.working and s.spec.block == block)
        return before + (self.place.offset_seconds if self.base.spec.working else 0.0)

    def planned_seconds(self, block: Block) -> float:
        """The dose that is planned for a side."""
        return sum(s.seconds for s in self.steps if s.spec.working and s.spec.block == block)

    def blocks(self) -> tuple[Block, ...]:
        """Every side of every stretch, in order."""
        return tuple(dict.fromkeys(s.spec.block for s in self.steps if s.spec.block))


def run(state: State, seconds: float, names: Sequence[str]) -> tuple[State, list[Effect]]:
    """Let time pass.

    Args:
        state: the session before.
        seconds: how much time passes, 0 or more.
        names: the ids of the stretches, by part.

    Returns:
        The session after, and what fell due on the way, in order; nothing where it is halted.
    """
    effects: list[Effect] = []
    while not state.halted and not state.ended:
        step, place = state.current, state.current_place
        target = place.offset_seconds + seconds
        ripe = [due.effect for due in step.agenda[place.due :] if due.at_seconds <= min(target, step.seconds)]
        effects += ripe
        state = said(state.at(Place(min(target, step.seconds), place.due + len(ripe))), ripe)
        if target < step.seconds:
            break
        seconds = target - step.seconds
        state, more = leave(state, names)
        effects += more
    return state, effects


def said(state: State, effects: Iterable[Effect]) -> State:
    """The state with the caption of the last sentence among the effects."""
    texts = [effect.text for effect in effects if isinstance(effect, Say)]
    return replace(state, caption=texts[-1]) if texts else state


def leave(state: State, names: Sequence[str]) -> tuple[State, list[Effect]]:
    """Go on from a step that is over."""
    if state.aside:
        state = replace(state, aside=None, aside_place=Place())
        return state, here_again(state, names)
    if state.index == len(state.steps) - 1:
        return replace(state, ended=True), [Ended(state.ending)]
    block = state.base.spec.block
    following = state.steps[state.index + 1].spec.block
    effects: list[Effect] = []
    if block and block != following:
        effects.append(part_ended(state, block, state.worked_seconds(), names, skipped=False))
        state = replace(state, outcomes={**state.outcomes, block: "done"})
    return replace(state, index=state.index + 1, place=Place()), effects


def here_again(state: State, names: Sequence[str]) -> list[Effect]:
    """What tells that a step which had begun before goes on; nothing where it is yet to begin."""
    step, place = state.current, state.current_place
    if place.due == 0:
        return []
    left = step.seconds - place.offset_seconds
    part = None if step.spec.part is None else names[step.spec.part]
    began = PhaseBegan(step.spec.phase, part, step.spec.side, step.spec.set, step.spec.repetition, left)
    return [CueNow("start"), began] if step.spec.working else [began]


def part_ended(state: State, block: Block, done: float, names: Sequence[str], *, skipped: bool) -> PartEnded:
    """The record of a side that is over."""
    return PartEnded(names[block.part], block.side, block.set, state.planned_seconds(block), done, skipped)

"""What holds for every session, whatever is said in it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.sessions import BREATHS, HOLD, MOVES, Player, player, routine
from voicecoach.coaching.events import Ended, ListenFor, PartEnded, Say
from voicecoach.coaching.position import Position
from voicecoach.coaching.step import Block
from voicecoach.coaching.terms import Command, Phase
from voicecoach.routine.model import Routine


@dataclass(frozen=True)
class Wait:
    """Let time pass."""

    seconds: float


COMMANDS = st.sampled_from(list(Command))
WAITS = st.floats(0.01, 9.5).map(Wait)
ACTIONS = st.lists(st.one_of(COMMANDS, WAITS, WAITS), max_size=200)
LONG = st.lists(st.one_of(COMMANDS, WAITS), min_size=200, max_size=200)
PARTS = st.lists(
    st.tuples(
        st.sampled_from(["Alpha", "Beta", "Gamma", "Delta"]),
        st.sampled_from(["each", "none"]),
        st.sampled_from([HOLD, BREATHS, MOVES, {**HOLD, "sets": 2}]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda part: part[0],
)
RESTS = st.dictionaries(st.integers(1, 3), st.floats(5, 60), max_size=2)
ROUTINES = st.builds(lambda parts, rests: routine(*parts, rests=rests), PARTS, RESTS)


def act(one: Player, action: Command | Wait) -> None:
    """Do one thing, time in steps of half a second."""
    if isinstance(action, Wait):
        one.wait(action.seconds)
    else:
        one.command(action)


def play(of: Routine, actions: list[Command | Wait]) -> Player:
    """A session with these things done in it, then left to itself, and resumed wherever it is halted."""
    one = player(of, step_seconds=0.5)
    for action in actions:
        act(one, action)
    while not one.session.ended:
        one.command(Command.RESUME)
        one.wait(60)
    return one


@given(ROUTINES, ACTIONS)
@settings(max_examples=60)
def test_the_clock_never_runs_while_paused(of: Routine, actions: list[Command | Wait]) -> None:
    """While it is halted, nothing that is shown of time changes, and nothing falls due."""
    one = player(of, step_seconds=0.5)
    for action in actions:
        halted = one.view.phase in (Phase.PAUSED, Phase.CHECK_IN)
        before = one.view
        log = len(one.log)
        act(one, action)
        if halted and isinstance(action, Wait):
            assert one.view == before
            assert len(one.log) == log


@given(ROUTINES, ACTIONS)
@settings(max_examples=60)
def test_nothing_follows_the_end(of: Routine, actions: list[Command | Wait]) -> None:
    """There is one end, it is the last effect, and no command wakes the session."""
    one = play(of, actions)
    assert sum(isinstance(effect, Ended) for _, effect in one.log) == 1
    assert isinstance(one.log[-1][1], Ended)
    log = len(one.log)
    for command in Command:
        one.command(command)
    one.wait(20)
    assert len(one.log) == log


@given(ROUTINES, ACTIONS)
@settings(max_examples=60)
def test_each_side_gets_its_full_dose_or_is_marked_as_skipped(
    of: Routine, actions: list[Command | Wait]
) -> None:
    """The last word on every side is there, and where it says "done" the clock of its dose ran in full."""
    planned = {step.spec.block for step in player(of).session.steps if step.spec.block}
    one = play(of, actions)
    numbers = {part.id: n for n, part in enumerate(of.parts)}
    last: dict[Block, PartEnded] = {}
    for _, effect in one.log:
        if isinstance(effect, PartEnded):
            last[Block(numbers[effect.stretch], effect.set, effect.side)] = effect
    assert set(last) == planned
    for effect in last.values():
        assert effect.skipped or effect.done_seconds == pytest.approx(effect.planned_seconds)
        assert 0 <= effect.done_seconds <= effect.planned_seconds + 1e-6


@given(ROUTINES, ACTIONS)
@settings(max_examples=40)
def test_the_dose_that_is_told_is_the_time_that_the_clock_ran(
    of: Routine, actions: list[Command | Wait]
) -> None:
    """What is recorded as done never exceeds the time in which the clock was seen running."""
    one = player(of, step_seconds=0.05)
    ran = 0.0
    for action in actions[:40]:
        if isinstance(action, Wait):
            until = one.at_seconds + action.seconds
            while one.at_seconds < until - 1e-9:
                running, at = one.view.clock_running, one.at_seconds
                one.wait(min(0.05, until - one.at_seconds))
                ran += (one.at_seconds - at) if running or one.view.clock_running else 0.0
        else:
            one.command(action)
    told = sum(e.done_seconds for _, e in one.log if isinstance(e, PartEnded) and not e.skipped)
    assert told <= ran + 0.1


@given(ROUTINES, ACTIONS)
@settings(max_examples=60)
def test_the_total_shown_is_the_sum_of_what_is_left(of: Routine, actions: list[Command | Wait]) -> None:
    """Left alone from any moment on, the session lasts exactly as long as it shows."""
    one = player(of, step_seconds=0.5)
    for action in actions:
        act(one, action)
    one.command(Command.RESUME)
    total, start = one.view.total_left_seconds, one.at_seconds
    one.step_seconds = 0.05
    while not one.session.ended:
        one.wait(1.0)
    ended = next(at for at, effect in one.log if isinstance(effect, Ended))
    assert max(0.0, ended - start) == pytest.approx(total, abs=0.06)


@given(ROUTINES, LONG)
@settings(max_examples=40)
def test_two_hundred_random_commands_end_in_a_defined_state(
    of: Routine, actions: list[Command | Wait]
) -> None:
    """The view stays within its bounds all the way."""
    one = player(of, step_seconds=0.5)
    for action in actions:
        act(one, action)
        view = one.view
        assert view.phase in Phase
        assert -1e-6 <= view.seconds_left <= view.step_seconds + 1e-6
        assert 0.0 <= view.progress <= 1.0
        assert 1 <= view.repetition <= view.repetitions
        assert 0 <= view.part <= view.parts
        assert view.figure is None or 0.0 <= view.figure.progress <= 1.0


@given(ROUTINES, ACTIONS)
@settings(max_examples=40)
def test_the_same_events_give_the_same_effects(of: Routine, actions: list[Command | Wait]) -> None:
    """Nothing but the events decides."""
    assert play(of, actions).log == play(of, actions).log


@given(ROUTINES, ACTIONS)
@settings(max_examples=60)
def test_no_sentence_is_cut_by_the_next(of: Routine, actions: list[Command | Wait]) -> None:
    """Between two sentences there is either the whole length of the first, or a hush."""
    one = play(of, actions)
    until = 0.0
    for at, effect in one.log:
        match effect:
            case Say(seconds=seconds):
                assert at >= until - 0.51
                until = at + seconds
            case ListenFor() | Ended():
                pass
            case _ if type(effect).__name__ == "Hush":
                until = 0.0
            case _:
                pass


@given(ROUTINES, ACTIONS)
@settings(max_examples=60)
def test_a_session_goes_on_from_any_position(of: Routine, actions: list[Command | Wait]) -> None:
    """Written down and read back, the place, the rest of the hold and the outcomes are the same."""
    one = player(of, step_seconds=0.5)
    for action in actions:
        act(one, action)
    position = one.session.position()
    if position is None:
        return
    again = player(of, at=Position.from_json(position.to_json()))
    assert again.view.phase is Phase.PAUSED
    assert again.session.position() is not None
    before, after = one.view, again.view
    assert (after.stretch, after.side, after.set, after.repetition) == (
        before.stretch, before.side, before.set, before.repetition
    )  # fmt: skip
    if one.session.steps and position.phase in (Phase.HOLD, Phase.BREATHE, Phase.MOVE):
        assert after.seconds_left == pytest.approx(before.seconds_left)

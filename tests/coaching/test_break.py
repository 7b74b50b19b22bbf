"""A rest that the routine itself puts between two stretches."""

from __future__ import annotations

import pytest

from tests.support.sessions import HOLD, Player, player, routine
from voicecoach.coaching.events import CueNow, PartEnded, PhaseBegan, Say
from voicecoach.coaching.position import Position
from voicecoach.coaching.terms import Command, Phase
from voicecoach.routine.model import Routine


def rested() -> Routine:
    """Two stretches with half a minute between them."""
    return routine(("Alpha", "each", HOLD), ("Beta", "each", HOLD), rests={1: 30.0})


def in_break(seconds: float = 3.0) -> Player:
    """In the break, so many seconds into it."""
    one = player(rested())
    one.wait_for(Phase.REST, "beta")
    one.wait(seconds)
    return one


def began(effects: list[object]) -> list[tuple[Phase, str | None, str | None]]:
    """The phases among effects."""
    return [(e.phase, e.stretch, e.side) for e in effects if isinstance(e, PhaseBegan)]


def test_a_break_stands_between_two_stretches_and_takes_its_time() -> None:
    """A word, then silence; the stretch before is over and recorded by then."""
    one = player(rested())
    rest = one.wait_for(Phase.REST, "beta")
    start = one.at_seconds
    assert rest.seconds_left == 30
    parts = [(e.stretch, e.side) for _, e in one.log if isinstance(e, PartEnded)]
    assert parts == [("alpha", "right"), ("alpha", "left")]
    one.log.clear()
    one.wait_for(Phase.POSITION, "beta")
    assert one.at_seconds - start == pytest.approx(30, abs=0.06)
    assert one.said() == ["Rest for a moment."]


def test_it_shows_what_comes_next() -> None:
    """The clock counts the rest, no stretch is at hand, and the one that follows is named."""
    view = in_break(10).view
    assert (view.phase, view.stretch, view.side, view.next_stretch) == (Phase.REST, "", None, "Beta")
    assert view.seconds_left == pytest.approx(20, abs=0.06)
    assert view.figure is not None
    assert (view.figure.movement, view.figure.phase, view.figure.progress) == ("beta", "into", 0.0)


@pytest.mark.parametrize("command", [Command.NEXT, Command.READY, Command.SKIP_SIDE])
def test_whoever_is_rested_goes_on_and_skips_nothing(command: Command) -> None:
    """Next, ready and skip all mean the rest itself."""
    one = in_break()
    effects = one.command(command)
    assert began(list(effects)) == [(Phase.POSITION, "beta", "right")]
    assert not any(isinstance(effect, PartEnded) for effect in effects)
    one.finish()
    ended = [e for _, e in one.log if isinstance(e, PartEnded)]
    assert [(e.stretch, e.side, e.skipped) for e in ended[2:]] == [
        ("beta", "right", False),
        ("beta", "left", False),
    ]


def test_next_in_a_paused_break_goes_on_running() -> None:
    """As everywhere."""
    one = in_break()
    one.command(Command.PAUSE)
    one.command(Command.NEXT)
    assert one.view.phase is Phase.POSITION


def test_more_time_makes_it_longer() -> None:
    """Ten seconds, with a word."""
    one = in_break()
    one.log.clear()
    one.command(Command.MORE_TIME)
    assert one.view.seconds_left == pytest.approx(37, abs=0.06)
    one.wait(1)
    assert one.said() == ["No hurry."]


def test_repeat_is_the_break_again() -> None:
    """From its start."""
    one = in_break(10)
    assert began(list(one.command(Command.REPEAT))) == [(Phase.REST, "beta", "right")]
    assert one.view.seconds_left == pytest.approx(30, abs=0.06)


def test_go_back_leads_to_the_stretch_before() -> None:
    """And going back to a stretch never means resting first."""
    one = in_break()
    assert began(list(one.command(Command.GO_BACK))) == [(Phase.POSITION, "alpha", "right")]
    one.wait_for(Phase.HOLD, "beta", "left")
    assert began(list(one.command(Command.GO_BACK))) == [(Phase.POSITION, "beta", "right")]


def test_a_break_can_be_gone_on_with() -> None:
    """After a crash the break is the place, and so is the rest after a hold of the same side."""
    one = in_break()
    position = one.session.position()
    assert position is not None
    again = player(rested(), at=Position.from_json(position.to_json()))
    assert again.view.next_stretch == "Beta"
    one.wait_for(Phase.HOLD, "beta")
    one.wait_for(Phase.REST, "beta")
    position = one.session.position()
    assert position is not None
    again = player(rested(), at=Position.from_json(position.to_json()))
    assert again.view.stretch == "Beta"


def test_a_word_that_is_longer_than_the_rest_is_not_cut() -> None:
    """A slow voice makes the rest longer."""
    one = player(routine(("Alpha", "none", HOLD), ("Beta", "none", HOLD), rests={1: 5.0}))
    one.lengths({"Rest for a moment.": 9.0})
    one.wait_for(Phase.REST, "beta")
    one.wait(0.5)
    said = next(at for at, e in one.log if isinstance(e, Say) and e.text == "Rest for a moment.")
    one.wait_for(Phase.POSITION, "beta")
    assert one.at_seconds - said >= 9.0


def test_a_break_makes_no_sound_of_a_start() -> None:
    """The start cue belongs to the dose."""
    one = in_break(29)
    at = next(
        at for at, e in one.log if isinstance(e, PhaseBegan) and (e.phase, e.stretch) == (Phase.REST, "beta")
    )
    assert not any(isinstance(e, CueNow) for when, e in one.log if when > at)

"""What each command does, at every phase in which somebody would say it."""

from __future__ import annotations

import pytest

from tests.support.sessions import HOLD, Player, player, routine
from voicecoach.coaching.events import CueNow, Ended, Hush, ListenFor, PartEnded, PhaseBegan, Say
from voicecoach.coaching.terms import Command, Context, Phase


def holding(seconds: float = 7.0) -> Player:
    """In the first hold, so many seconds into it."""
    one = player()
    one.wait_for(Phase.HOLD)
    one.wait(seconds)
    return one


def began(effects: object) -> list[tuple[Phase, str | None, str | None]]:
    """The phases among effects."""
    assert isinstance(effects, list)
    return [(e.phase, e.stretch, e.side) for e in effects if isinstance(e, PhaseBegan)]


def test_pause_stops_clock_and_voice_at_once() -> None:
    """The first effect is silence, and no time passes until it is resumed."""
    one = holding()
    effects = one.command(Command.PAUSE)
    assert effects[0] == Hush()
    assert ListenFor(Context.PAUSED) in effects
    left = one.view.seconds_left
    assert one.wait(500) == []
    assert one.view.seconds_left == pytest.approx(left)
    assert one.view.phase is Phase.PAUSED
    assert not one.view.clock_running


def test_resume_counts_back_in_and_gives_the_rest() -> None:
    """A count, then exactly what was left of the hold."""
    one = holding(7.0)
    left = one.view.seconds_left
    one.command(Command.PAUSE)
    one.wait(30)
    effects = one.command(Command.RESUME)
    assert ListenFor(Context.SESSION) in effects
    assert one.view.re_entry
    assert one.view.seconds_left == pytest.approx(left)
    one.log.clear()
    again = one.wait_for(Phase.HOLD)
    assert again.seconds_left == pytest.approx(left)
    assert one.said() == ["Back into it.", "Three.", "Two.", "One."]
    start = one.at_seconds
    one.wait_for(Phase.REST)
    assert one.at_seconds - start == pytest.approx(left, abs=0.06)


def test_pause_in_the_count_back_starts_the_count_anew() -> None:
    """Somebody who pauses again gets the whole count again."""
    one = holding()
    one.command(Command.PAUSE)
    one.command(Command.RESUME)
    one.wait(2)
    one.command(Command.PAUSE)
    one.log.clear()
    one.command(Command.RESUME)
    one.wait_for(Phase.HOLD)
    assert one.said() == ["Back into it.", "Three.", "Two.", "One."]


def test_a_sentence_that_was_cut_short_is_said_again() -> None:
    """An instruction that a pause interrupted starts from its beginning; what was said in full does not."""
    one = player()
    one.wait_for(Phase.INSTRUCT)
    one.wait(2.0)
    cut = one.said()[-1]
    one.command(Command.PAUSE)
    one.log.clear()
    one.command(Command.RESUME)
    one.wait(0.1)
    assert one.said() == [cut]


def test_a_cue_that_was_cut_short_is_dropped() -> None:
    """In a hold the moment of a cue is over: it is not said late."""
    one = player()
    one.wait_for(Phase.HOLD)
    one.wait(2.2)
    cut = one.said()[-1]
    one.command(Command.PAUSE)
    one.log.clear()
    one.command(Command.RESUME)
    one.wait_for(Phase.REST)
    assert cut not in one.said()


def test_next_goes_to_the_next_stretch_and_marks_the_rest_as_skipped() -> None:
    """What was done of the side at hand is kept, the other side is skipped too."""
    one = holding(7.0)
    effects = one.command(Command.NEXT)
    assert [(p.side, p.skipped, round(p.done_seconds)) for p in effects if isinstance(p, PartEnded)] == [
        ("right", True, 7), ("left", True, 0)
    ]  # fmt: skip
    assert Hush() in effects
    assert began(effects) == [(Phase.POSITION, "beta", None)]


@pytest.mark.parametrize("phase", [Phase.POSITION, Phase.INSTRUCT, Phase.SWITCH, Phase.REST])
def test_next_works_in_every_phase(phase: Phase) -> None:
    """Also while something is explained, at a switch and in a rest."""
    one = player()
    one.wait_for(phase, "alpha")
    assert began(one.command(Command.NEXT)) == [(Phase.POSITION, "beta", None)]


def test_next_in_the_welcome_begins_the_first_stretch() -> None:
    """Who knows the welcome need not hear it."""
    assert began(player().command(Command.NEXT)) == [(Phase.POSITION, "alpha", "right")]


def test_next_in_the_last_stretch_is_the_farewell_and_then_the_end() -> None:
    """There is a way out at the end, and no dead one."""
    one = player()
    one.wait_for(Phase.BREATHE, "gamma")
    assert began(one.command(Command.NEXT)) == [(Phase.FAREWELL, None, None)]
    assert one.command(Command.NEXT)[-1] == Ended("finished")


def test_next_while_paused_goes_on_running() -> None:
    """Nobody who asks for the next stretch wants to stay paused."""
    one = holding()
    one.command(Command.PAUSE)
    effects = one.command(Command.NEXT)
    assert ListenFor(Context.SESSION) in effects
    assert one.view.phase is Phase.POSITION


def test_skip_side_goes_to_the_other_side() -> None:
    """Only this side is skipped."""
    one = holding()
    effects = one.command(Command.SKIP_SIDE)
    assert [(p.side, p.skipped) for p in effects if isinstance(p, PartEnded)] == [("right", True)]
    assert began(effects) == [(Phase.SWITCH, "alpha", "left")]


def test_skip_side_before_anything_was_explained_explains_the_other_side_in_full() -> None:
    """Who skips the first side at once has not heard yet what to do."""
    one = player()
    one.wait_for(Phase.POSITION, "alpha")
    assert began(one.command(Command.SKIP_SIDE)) == [(Phase.POSITION, "alpha", "left")]
    one.wait_for(Phase.HOLD)
    assert "Take your left knee in both hands." in one.said()


@pytest.mark.parametrize("phase", [Phase.SWITCH, Phase.HOLD])
def test_skip_side_on_the_second_side_is_the_next_stretch(phase: Phase) -> None:
    """No side is left, and the switch belongs to the side that it leads to."""
    one = player()
    one.wait_for(phase, "alpha", "left")
    effects = one.command(Command.SKIP_SIDE)
    assert [(p.side, p.skipped) for p in effects if isinstance(p, PartEnded)] == [("left", True)]
    assert began(effects) == [(Phase.POSITION, "beta", None)]


def test_repeat_in_a_hold_explains_again_and_holds_again_in_full() -> None:
    """The instruction in full, then the whole of this repetition."""
    one = holding(12)
    effects = one.command(Command.REPEAT)
    assert effects[0] == Hush()
    assert began(effects) == [(Phase.INSTRUCT, "alpha", "right")]
    assert one.wait_for(Phase.HOLD).seconds_left == pytest.approx(20)


def test_repeat_in_an_instruction_says_it_again_in_full() -> None:
    """Also where only the brief form was said."""
    one = player()
    one.wait_for(Phase.SWITCH, "alpha", "left")
    one.wait_for(Phase.INSTRUCT, "alpha", "left")
    one.log.clear()
    one.command(Command.REPEAT)
    one.wait_for(Phase.HOLD)
    assert one.said() == ["Take your left knee in both hands.", "Draw it slowly closer."]


def test_repeat_in_the_rest_does_the_repetition_again() -> None:
    """Just after a hold "repeat" means that hold."""
    one = player()
    one.wait_for(Phase.REST, "alpha", "right")
    one.command(Command.REPEAT)
    again = one.wait_for(Phase.HOLD)
    assert again.repetition == 1
    assert again.seconds_left == pytest.approx(20)


def test_go_back_from_the_second_side_is_the_start_of_the_stretch() -> None:
    """And its first side counts anew."""
    one = player()
    one.wait_for(Phase.HOLD, "alpha", "left")
    assert began(one.command(Command.GO_BACK)) == [(Phase.POSITION, "alpha", "right")]
    one.log.clear()
    one.finish()
    parts = [(e.stretch, e.side, e.skipped) for _, e in one.log if isinstance(e, PartEnded)]
    assert parts[:2] == [("alpha", "right", False), ("alpha", "left", False)]


def test_go_back_from_a_first_side_is_the_stretch_before() -> None:
    """Next and go back undo each other."""
    one = holding()
    one.command(Command.NEXT)
    assert began(one.command(Command.GO_BACK)) == [(Phase.POSITION, "alpha", "right")]


def test_go_back_at_the_very_start_stays_there() -> None:
    """There is nothing before the first stretch but the welcome."""
    one = player()
    one.wait(2)
    assert began(one.command(Command.GO_BACK)) == [(Phase.WELCOME, None, None)]
    one.wait_for(Phase.INSTRUCT, "alpha")
    assert began(one.command(Command.GO_BACK)) == [(Phase.POSITION, "alpha", "right")]


def test_go_back_from_the_farewell_is_the_last_stretch() -> None:
    """Who wants more gets the last stretch again."""
    one = player()
    one.wait_for(Phase.FAREWELL)
    assert began(one.command(Command.GO_BACK)) == [(Phase.POSITION, "gamma", "right")]


def test_more_time_gives_ten_seconds_to_a_hold() -> None:
    """The clock grows at once, and the coach says so."""
    one = holding(12)
    left = one.view.seconds_left
    effects = one.command(Command.MORE_TIME)
    assert one.view.seconds_left == pytest.approx(left + 10)
    assert Hush() in effects
    assert any(isinstance(e, Say) and e.text == "Ten more seconds." for e in one.wait(0.1))


def test_more_time_in_the_last_second_takes_the_count_back() -> None:
    """The count starts again at the new end."""
    one = holding(19.2)
    one.log.clear()
    one.command(Command.MORE_TIME)
    one.wait_for(Phase.REST)
    assert one.said()[0] == "Ten more seconds."
    assert one.said()[-4:-1] == ["Three.", "Two.", "One."]


def test_more_time_has_an_end() -> None:
    """No hold grows beyond two minutes; then the coach says so, and the clock stays."""
    one = holding()
    for _ in range(10):
        one.command(Command.MORE_TIME)
    left = one.view.seconds_left
    effects = one.command(Command.MORE_TIME)
    assert any(isinstance(e, Say) and e.text == "That is plenty for this one." for e in effects)
    assert one.view.seconds_left == pytest.approx(left)
    assert one.view.step_seconds == pytest.approx(120)


@pytest.mark.parametrize(("phase", "seconds"), [(Phase.MOVE, 12), (Phase.BREATHE, 16), (Phase.POSITION, 10)])
def test_more_time_fits_what_is_being_done(phase: Phase, seconds: float) -> None:
    """Two more movements, two more breaths, ten more seconds to get there."""
    one = player()
    one.wait_for(phase)
    one.wait(1)
    left = one.view.seconds_left
    one.command(Command.MORE_TIME)
    assert one.view.seconds_left == pytest.approx(left + seconds)


def test_ready_ends_waiting_and_talking() -> None:
    """In position: on to the instruction. Instructed: the clock starts."""
    one = player()
    one.wait_for(Phase.POSITION)
    assert began(one.command(Command.READY)) == [(Phase.INSTRUCT, "alpha", "right")]
    assert began(one.command(Command.READY)) == [(Phase.HOLD, "alpha", "right")]


def test_ready_in_the_last_rest_keeps_what_was_done() -> None:
    """The side was done, also when its rest is cut short."""
    one = player()
    one.wait_for(Phase.HOLD)
    one.wait_for(Phase.REST)
    one.wait_for(Phase.HOLD)
    one.wait_for(Phase.REST)
    effects = one.command(Command.READY)
    assert [(p.side, p.skipped) for p in effects if isinstance(p, PartEnded)] == [("right", False)]


def test_ready_does_not_cut_a_dose() -> None:
    """In a hold it is answered with a cue, and nothing changes."""
    one = holding()
    left = one.view.seconds_left
    assert one.command(Command.READY) == [CueNow("not_heard")]
    assert one.view.seconds_left == left


def test_that_hurts_stops_everything_and_asks() -> None:
    """Silence, a clock that stands, a question."""
    one = holding()
    effects = one.command(Command.THAT_HURTS)
    assert effects[0] == Hush()
    assert one.view.phase is Phase.CHECK_IN
    assert ListenFor(Context.CHECK_IN) in effects
    assert next(e.text for e in effects if isinstance(e, Say)).startswith("Let it go")
    assert one.wait(100) == []


def test_after_that_hurts_stopping_ends_for_pain() -> None:
    """The reason is told, and the farewell is another."""
    one = holding()
    one.command(Command.THAT_HURTS)
    one.command(Command.STOP)
    one.finish()
    assert one.log[-1][1] == Ended("pain")
    assert any("see a doctor" in text for text in one.said())


def test_after_that_hurts_one_can_go_on() -> None:
    """With the count back in, as after a pause."""
    one = holding()
    left = one.view.seconds_left
    one.command(Command.THAT_HURTS)
    one.command(Command.RESUME)
    assert one.wait_for(Phase.HOLD).seconds_left == pytest.approx(left)


def test_stop_says_a_short_farewell_and_ends() -> None:
    """All that was not done is marked as skipped; a second stop ends at once."""
    one = holding()
    effects = one.command(Command.STOP)
    assert sum(isinstance(e, PartEnded) and e.skipped for e in effects) == 5
    assert began(effects) == [(Phase.FAREWELL, None, None)]
    assert one.command(Command.STOP)[-1] == Ended("stopped")


def test_after_stop_there_is_no_way_back() -> None:
    """What was skipped stays skipped."""
    one = holding()
    one.command(Command.STOP)
    assert one.command(Command.GO_BACK) == [CueNow("not_heard")]


def test_help_stops_the_clock_and_says_what_can_be_said() -> None:
    """Nobody should hold a stretch while help is read."""
    one = holding()
    effects = one.command(Command.HELP)
    assert one.view.phase is Phase.PAUSED
    assert any(isinstance(e, Say) and "more time" in e.text for e in effects)


def test_what_makes_no_sense_changes_nothing() -> None:
    """A command of another place is answered with a soft sound."""
    one = holding()
    for command in (Command.CHOOSE_1, Command.YES, Command.RESUME, Command.START):
        assert one.command(command) == [CueNow("not_heard")]


def test_nothing_happens_after_the_end() -> None:
    """No command and no time brings anything back."""
    one = holding()
    one.command(Command.STOP)
    one.command(Command.STOP)
    assert one.command(Command.NEXT) == []
    assert one.wait(60) == []


def test_a_single_stretch_without_sides() -> None:
    """skip-side is then the same as next."""
    one = player(routine(("Alpha", "none", HOLD)))
    one.wait_for(Phase.HOLD)
    assert began(one.command(Command.SKIP_SIDE)) == [(Phase.FAREWELL, None, None)]


def test_two_misses_in_a_row_offer_help_once() -> None:
    """Aloud where there is room for it; what was understood in between starts the count anew."""
    one = holding()
    assert one.unclear() == []
    one.command(Command.PAUSE)
    assert one.unclear() == []
    assert [type(e) for e in one.unclear()] == [Say]
    assert one.unclear() == []
    assert one.unclear() == []


def test_help_is_offered_in_writing_where_something_is_being_said() -> None:
    """It never talks into the coach's own sentences."""
    one = player()
    one.wait_for(Phase.INSTRUCT)
    one.wait(0.5)
    one.unclear()
    assert one.unclear() == []
    assert one.view.caption.startswith("I did not catch that")

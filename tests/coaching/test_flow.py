"""A session that nobody interrupts."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.support.sessions import HOLD, MOVES, player, routine
from voicecoach.coaching.events import CueNow, Ended, ListenFor, PartEnded, PhaseBegan, Say
from voicecoach.coaching.terms import Context, Phase


def test_phases_come_in_their_order() -> None:
    """Welcome, then for each side the way there, work and rest, then farewell."""
    one = player(routine(("Alpha", "each", HOLD)))
    one.finish()
    phases = [(e.phase, e.side, e.repetition) for _, e in one.log if isinstance(e, PhaseBegan)]
    side = [("instruct", 1), ("hold", 1), ("rest", 1), ("instruct", 2), ("hold", 2), ("rest", 2)]
    expected = [("welcome", None, 1), ("position", "right", 1)]
    expected += [(phase, "right", n) for phase, n in side] + [("switch", "left", 1)]
    expected += [(phase, "left", n) for phase, n in side] + [("farewell", None, 1)]
    assert phases == expected


def test_begins_by_listening_and_ends_with_the_reason() -> None:
    """The first effect says what to listen for, the last one why it is over."""
    one = player()
    one.finish()
    assert one.log[0][1] == ListenFor(Context.SESSION)
    assert one.log[-1][1] == Ended("finished")
    assert one.view.ended
    assert one.view.total_left_seconds == 0


def test_every_side_is_done_in_full() -> None:
    """Nothing is skipped, and the dose that was done is the dose that was planned."""
    one = player()
    one.finish()
    parts = [e for _, e in one.log if isinstance(e, PartEnded)]
    assert [(p.stretch, p.side) for p in parts] == [
        ("alpha", "right"), ("alpha", "left"), ("beta", None), ("gamma", "right"), ("gamma", "left")
    ]  # fmt: skip
    assert all(p.done_seconds == pytest.approx(p.planned_seconds) and not p.skipped for p in parts)
    assert [p.planned_seconds for p in parts] == pytest.approx([40, 40, 30, 48, 48])


def test_no_sentence_begins_before_the_last_has_ended() -> None:
    """Every sentence is finished, never cut by the next."""
    one = player()
    one.finish()
    said = [(at, e) for at, e in one.log if isinstance(e, Say)]
    assert len(said) > 40
    for (at, e), (following, _) in pairwise(said):
        assert following >= at + e.seconds - 0.051


def test_takes_as_long_as_it_said() -> None:
    """The total that was shown at the start is the time that passes, to the tick."""
    one = player()
    total, start = one.view.total_left_seconds, one.at_seconds
    one.finish()
    ended = next(at for at, e in one.log if isinstance(e, Ended))
    assert ended - start == pytest.approx(total, abs=0.06)


def test_a_hold_says_halfway_and_counts_down() -> None:
    """Halfway at the half, three, two, one in the last three seconds, and nothing else over the count."""
    one = player()
    one.wait_for(Phase.HOLD)
    start = one.at_seconds
    said = {e.text: one_at - start for one_at, e in one.log if isinstance(e, Say)}
    one.log.clear()
    one.wait(20)
    said = {e.text: at - start for at, e in one.log if isinstance(e, Say)}
    assert said["Halfway."] == pytest.approx(10, abs=0.06)
    assert [said["Three."], said["Two."], said["One."]] == pytest.approx([17, 18, 19], abs=0.06)
    others = [e for at, e in one.log if isinstance(e, Say) and at - start > 16.6 and at - start < 19.9]
    assert [e.text for e in others] == ["Three.", "Two.", "One."]


def test_each_repetition_of_a_movement_is_told() -> None:
    """A movement tells each repetition with what is left of it."""
    one = player(routine(("Beta", "none", MOVES)))
    one.finish()
    moves = [e for _, e in one.log if isinstance(e, PhaseBegan) and e.phase is Phase.MOVE]
    assert [(m.repetition, round(m.seconds_left)) for m in moves] == [
        (1, 30),
        (2, 24),
        (3, 18),
        (4, 12),
        (5, 6),
    ]


def test_cues_mark_start_switch_and_end() -> None:
    """Each dose begins with a sound, so does each change of sides, and the end."""
    one = player()
    one.finish()
    names = [e.name for _, e in one.log if isinstance(e, CueNow)]
    assert (names.count("start"), names.count("switch"), names.count("end")) == (9, 2, 1)


def test_sides_are_filled_in() -> None:
    """No placeholder is ever said, and both sides are named."""
    one = player()
    one.finish()
    text = " ".join(one.said())
    assert "{" not in text
    assert "Right side first." in text
    assert "Left side now." in text
    assert "Let the right hip stay heavy." in text


def test_lengths_that_become_known_move_what_is_still_to_come() -> None:
    """A sentence that is longer than was thought makes its step longer, and nothing overlaps."""
    one = player()
    before = one.view.total_left_seconds
    one.lengths({"Bend both knees.": 9.0})
    longer = 9.0 - 0.3 - 0.06 * len("Bend both knees.")
    assert one.view.total_left_seconds == pytest.approx(before + 3 * longer)
    one.wait_for(Phase.INSTRUCT, "alpha")
    said = [(at, e) for at, e in one.log if isinstance(e, Say)]
    assert all(b >= a + e.seconds - 0.051 for (a, e), (b, _) in pairwise(said))


def test_a_machine_that_slept_finds_the_session_paused() -> None:
    """An hour that passed unseen is no stretching."""
    one = player()
    one.wait_for(Phase.HOLD)
    one.wait(3)
    left = one.view.seconds_left
    one.step_seconds = 3600
    one.wait(3600)
    assert one.view.phase is Phase.PAUSED
    assert one.view.seconds_left == pytest.approx(left)


def test_texts_name_all_that_is_said() -> None:
    """Whatever a whole session says was named beforehand, so that it can be rendered ahead."""
    one = player()
    texts = set(one.session.texts())
    one.finish()
    assert {e.spoken for _, e in one.log if isinstance(e, Say)} <= texts

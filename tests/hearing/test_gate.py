"""The voice-activity gate, on made-up sound."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.hearing.frames import FRAME_SAMPLES, FRAME_SECONDS, SILENCE_DBFS, Frame
from voicecoach.hearing.gate import Closed, EnergyGate, Open, Opened, Quiet, Step

ROOM_DBFS = -60.0
VOICE_DBFS = -25.0
SOME = settings(max_examples=25, deadline=None)


def sound(*parts: tuple[float, float], seed: int = 0) -> list[Frame]:
    """Frames of noise, part after part: (seconds, level in dBFS)."""
    random = np.random.default_rng(seed)
    levels = [level for seconds, level in parts for _ in range(round(seconds / FRAME_SECONDS))]
    noise = (random.standard_normal(FRAME_SAMPLES) * 32768 * 10 ** (level / 20) for level in levels)
    blocks = (np.clip(block, -32768, 32767).astype(np.int16) for block in noise)
    return [Frame(block, index * FRAME_SECONDS) for index, block in enumerate(blocks)]


def steps(frames: list[Frame], echo_dbfs: float = SILENCE_DBFS) -> list[Step]:
    """What a fresh gate says to each frame."""
    gate = EnergyGate()
    return [gate.hear(frame, echo_dbfs) for frame in frames]


def kinds(all_steps: list[Step]) -> list[type[Step]]:
    """The kinds of steps, without repetitions in a row."""
    names = [type(step) for step in all_steps]
    return [name for index, name in enumerate(names) if index == 0 or names[index - 1] != name]


def test_a_voice_opens_the_gate_and_its_end_closes_it() -> None:
    """The reported times are those of the voice, not of the decision."""
    heard = steps(sound((2, ROOM_DBFS), (0.5, VOICE_DBFS), (1, ROOM_DBFS)))
    assert kinds(heard) == [Quiet, Opened, Open, Closed, Quiet]
    closed = next(step for step in heard if isinstance(step, Closed))
    assert closed.began_seconds == pytest.approx(2.0)
    assert closed.ended_seconds == pytest.approx(2.5)
    assert closed.over_floor_db == pytest.approx(VOICE_DBFS - ROOM_DBFS, abs=3)
    assert closed.frame.at_seconds + FRAME_SECONDS == pytest.approx(2.7)


@SOME
@given(
    room=st.floats(-90, -45),
    over=st.floats(15, 40),
    before=st.floats(0.4, 4),
    voice=st.floats(0.1, 2.5),
    seed=st.integers(0, 99),
)
def test_the_pre_roll_is_never_lost_and_no_frame_comes_twice(
    room: float, over: float, before: float, voice: float, seed: int
) -> None:
    """The recogniser gets 300 ms from before the voice, then every frame to its end, in order."""
    frames = sound((3, room), (before, room), (voice, max(room, -72) + over), (0.5, room), seed=seed)
    given_on: list[Frame] = []
    began_seconds = -1.0
    for step in steps(frames):
        match step:
            case Opened():
                began_seconds = step.began_seconds
                given_on = list(step.frames)
            case Open(frame=frame) | Closed(frame=frame):
                given_on.append(frame)
            case Quiet():
                pass
    assert began_seconds > 0
    assert given_on[0].at_seconds == pytest.approx(began_seconds - 0.3)
    gaps = np.diff([frame.at_seconds for frame in given_on])
    assert gaps == pytest.approx(np.full(len(gaps), FRAME_SECONDS))
    assert given_on[-1].at_seconds + FRAME_SECONDS >= 3 + before + voice


@SOME
@given(
    levels=st.lists(st.tuples(st.floats(0.02, 3), st.floats(-90, 0)), max_size=6), room=st.floats(-90, -30)
)
def test_the_gate_always_closes(levels: list[tuple[float, float]], room: float) -> None:
    """Whatever sounded, a few seconds of a steady room later nobody is taken to speak."""
    assert isinstance(steps(sound(*levels, (8, room)))[-1], Quiet)


@SOME
@given(room=st.floats(-96, -48), seed=st.integers(0, 99))
def test_a_steady_room_never_opens_the_gate(room: float, seed: int) -> None:
    """In silence the recogniser is idle."""
    assert kinds(steps(sound((5, room), seed=seed))) == [Quiet]


def test_digital_silence_never_opens_the_gate() -> None:
    """A muted microphone is no voice."""
    silence = [Frame(np.zeros(FRAME_SAMPLES, np.int16), index * FRAME_SECONDS) for index in range(200)]
    assert kinds(steps(silence)) == [Quiet]


def test_a_click_does_not_open_the_gate() -> None:
    """A door or a dropped pen is over within 40 ms."""
    assert kinds(steps(sound((2, ROOM_DBFS), (0.04, -10), (1, ROOM_DBFS)))) == [Quiet]


def test_a_new_steady_noise_becomes_part_of_the_room() -> None:
    """After a fan is switched on the gate closes for good, and a voice over the fan opens it again."""
    fan_dbfs = -40.0
    heard = steps(sound((3, ROOM_DBFS), (10, fan_dbfs), (0.5, fan_dbfs + 20), (1, fan_dbfs)))
    openings = [step.began_seconds for step in heard if isinstance(step, Opened)]
    assert openings == pytest.approx([3.0, 13.0], abs=0.05)


def test_talk_without_end_is_cut_once() -> None:
    """The rest of a long sentence must not come through as a command of its own."""
    heard = steps(sound((3, ROOM_DBFS), *[(0.3, VOICE_DBFS), (0.1, ROOM_DBFS)] * 15, (1, ROOM_DBFS)))
    closings = [step for step in heard if isinstance(step, Closed)]
    assert len(closings) == 1
    assert closings[0].ended_seconds - closings[0].began_seconds > 2.5


def test_the_coach_s_echo_does_not_open_the_gate() -> None:
    """As loud as the echo can be is not loud enough."""
    frames = sound((2, ROOM_DBFS), (2, -30.0), (1, ROOM_DBFS))
    assert Opened in kinds(steps(frames))
    assert kinds(steps(frames, echo_dbfs=-30.0)) == [Quiet]


def test_a_user_who_is_louder_than_the_echo_opens_the_gate() -> None:
    """Interrupting the coach must work; what comes before is mostly the coach, so little of it is kept."""
    heard = steps(sound((2, -40.0), (0.5, -20.0), (1, -40.0)), echo_dbfs=-38.0)
    opened = next(step for step in heard if isinstance(step, Opened))
    assert opened.began_seconds == pytest.approx(2.0)
    assert opened.frames[0].at_seconds == pytest.approx(1.9)


def test_the_coach_s_echo_does_not_become_part_of_the_room() -> None:
    """After a long explanation the user's quiet voice still opens the gate."""
    gate = EnergyGate()
    for frame in sound((3, ROOM_DBFS)):
        gate.hear(frame, SILENCE_DBFS)
    for frame in sound((8, -30.0)):
        gate.hear(frame, -30.0)
    assert any(isinstance(gate.hear(frame, SILENCE_DBFS), Opened) for frame in sound((0.5, -40.0)))

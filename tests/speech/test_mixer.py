"""The mixer: order, exact lengths, fades and gains, sample by sample."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.speech.messages import Began, CueBegan, Ended, Report
from voicecoach.speech.mixer import DUCK_DB, HUSH_SECONDS, Mixer
from voicecoach.speech.sound import Sound

RATE_HZ = 8000
LEVEL = 0.5
FADE = round(HUSH_SECONDS * RATE_HZ)


def constant(length: int, level: float = LEVEL, rate_hz: int = RATE_HZ) -> Sound:
    """A sound of `length` samples, all the same."""
    return Sound(np.full(length, level, dtype=np.float32), rate_hz)


def run(mixer: Mixer, blocks: list[int], at_frame: int = 0) -> tuple[npt.NDArray[np.float32], list[Report]]:
    """Render these blocks one after the other."""
    parts, reports = [], []
    for frames in blocks:
        block, more = mixer.render(frames, at_frame / mixer.rate_hz)
        at_frame += frames
        parts.append(block)
        reports += more
    return np.concatenate(parts), reports


sizes = st.lists(st.integers(1, 700), min_size=1, max_size=12)


@given(lengths=st.lists(st.integers(1, 900), min_size=1, max_size=5), blocks=sizes)
def test_utterances_follow_each_other_without_gap_or_overlap(lengths: list[int], blocks: list[int]) -> None:
    """In blocks of any size utterances sound in their order, one at a time, at their exact length."""
    mixer = Mixer(RATE_HZ, 1.0, 1.0)
    for number, length in enumerate(lengths):
        mixer.play(number, constant(length, (number + 1) / 10))
    total = sum(lengths)
    samples, reports = run(mixer, [*blocks, max(0, total - sum(blocks)) + 1])
    expected = np.concatenate([constant(length, (i + 1) / 10).samples for i, length in enumerate(lengths)])
    assert np.array_equal(samples[:total], expected)
    assert not samples[total:].any()
    starts = np.cumsum([0, *lengths])
    began = [report for report in reports if isinstance(report, Began)]
    ended = [report for report in reports if isinstance(report, Ended)]
    assert [begin.utterance for begin in began] == list(range(len(lengths)))
    assert [begin.at_seconds for begin in began] == pytest.approx(list(starts[:-1] / RATE_HZ))
    assert [end.at_seconds for end in ended] == pytest.approx(list(starts[1:] / RATE_HZ))
    assert [end.seconds for end in ended] == pytest.approx([length / RATE_HZ for length in lengths])
    assert all(end.finished for end in ended)


@given(before=st.integers(1, 3000), blocks=sizes)
def test_hush_fades_to_silence(before: int, blocks: list[int]) -> None:
    """A hush ends all that sounds or waits within the fade, without a larger step than the fade's own."""
    mixer = Mixer(RATE_HZ, 1.0, 1.0)
    mixer.play(1, constant(4000))
    mixer.play(2, constant(4000))
    head, _ = run(mixer, [before])
    mixer.hush()
    tail, reports = run(mixer, [*blocks, 5000])
    assert not tail[FADE:].any()
    steps = np.abs(np.diff(np.concatenate([head[-1:], tail])))
    assert steps.max() <= LEVEL / (FADE - 1) + 1e-6
    ends = {report.utterance: report for report in reports if isinstance(report, Ended)}
    assert not ends[1].finished
    assert ends[1].seconds == pytest.approx((before + FADE) / RATE_HZ)
    assert (ends[2].finished, ends[2].seconds) == (False, 0.0)
    assert not any(isinstance(report, Began) and report.utterance == 2 for report in reports)


def test_what_is_said_after_a_hush_sounds_whole() -> None:
    """A new utterance right after a hush waits for the fade and is neither cut nor mixed with it."""
    mixer = Mixer(RATE_HZ, 1.0, 1.0)
    mixer.play(1, constant(4000))
    run(mixer, [100])
    mixer.hush()
    mixer.hush()
    mixer.play(2, constant(50, 0.25))
    samples, reports = run(mixer, [1000])
    assert np.array_equal(samples[FADE : FADE + 50], constant(50, 0.25).samples)
    assert not samples[FADE + 50 :].any()
    assert [report.finished for report in reports if isinstance(report, Ended)] == [False, True]


@given(
    commands=st.lists(
        st.sampled_from(["play", "hush", "duck", "unduck", "cue", "retune", "render"]), max_size=60
    )
)
def test_every_utterance_ends_exactly_once(commands: list[str]) -> None:
    """In whatever order things are asked for, each utterance ends once, and begins before if at all."""
    mixer = Mixer(RATE_HZ, 0.8, 0.8)
    played, reports = 0, []
    for command in commands:
        match command:
            case "play":
                mixer.play(played, constant(300))
                played += 1
            case "hush":
                mixer.hush()
            case "duck" | "unduck":
                mixer.duck(command == "duck")
            case "cue":
                mixer.cue("heard", constant(90))
            case "retune":
                mixer.retune(RATE_HZ * 2 if mixer.rate_hz == RATE_HZ else RATE_HZ)
            case "render":
                block, more = mixer.render(128, 0.0)
                reports += more
                assert np.abs(block).max() <= 1.0
    reports += mixer.render(2 * 400 * (played + 1), 0.0)[1]
    assert mixer.idle
    for utterance in range(played):
        own = [r for r in reports if isinstance(r, Began | Ended) and r.utterance == utterance]
        assert [type(report) for report in own] in ([Began, Ended], [Ended])


def test_ducking_lowers_the_voice_but_not_the_cues() -> None:
    """Ducked, the voice is 15 dB lower after 20 ms and whole again 150 ms after; cues stay as they are."""
    mixer = Mixer(RATE_HZ, 1.0, 1.0)
    mixer.play(1, constant(RATE_HZ))
    mixer.duck(True)
    ducked, _ = run(mixer, [400])
    assert ducked[160:] == pytest.approx(LEVEL * 10 ** (DUCK_DB / 20), rel=1e-4)
    assert np.abs(np.diff(ducked)).max() < LEVEL / 150
    mixer.duck(False)
    restored, _ = run(mixer, [1300])
    assert restored[0] < LEVEL / 4
    assert restored[1200:] == pytest.approx(LEVEL)
    mixer.hush()
    mixer.duck(True)
    mixer.cue("heard", constant(100, 0.25))
    run(mixer, [50])
    cue, _ = run(mixer, [50])
    assert cue[FADE:] == pytest.approx(0.25)


def test_a_cue_sounds_over_the_voice_at_once() -> None:
    """A cue neither waits for the voice nor cuts it, and the sum never leaves the range."""
    mixer = Mixer(RATE_HZ, 1.0, 0.5)
    mixer.play(1, constant(200, 0.9))
    run(mixer, [100])
    mixer.cue("switch", constant(50, 0.4))
    samples, reports = run(mixer, [100], at_frame=100)
    assert samples[:50] == pytest.approx(1.0)
    assert samples[50:] == pytest.approx(0.9)
    assert CueBegan("switch", 100 / RATE_HZ) in reports


def test_another_rate_keeps_the_lengths() -> None:
    """When the device changes to another rate, what is playing goes on and still lasts as long."""
    mixer = Mixer(RATE_HZ, 1.0, 1.0)
    mixer.play(1, constant(RATE_HZ))
    mixer.play(2, constant(RATE_HZ // 2))
    run(mixer, [2000])
    mixer.retune(16000)
    _, reports = run(mixer, [40000])
    assert [r.seconds for r in reports if isinstance(r, Ended)] == pytest.approx([1.0, 0.5], abs=0.001)

"""A rendered session sounds like the session: the same clips at the same moments, silence between them."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import mutagen
import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from voicecoach.coaching.events import CueNow, Say
from voicecoach.coaching.timeline import Moment
from voicecoach.runtime.build import library
from voicecoach.runtime.rehearsal import Rehearsal, rehearse
from voicecoach.runtime.rendering import describe, render
from voicecoach.settings import Settings, Speaking
from voicecoach.speech.soundfiles import read
from voicecoach.track import RATE_HZ, Beside

SETTINGS = Settings(speech=Speaking(volume=0.6, cue_volume=0.4))
LOSSLESS = ("flac", "wav")
CUE_SECONDS = 2.0
"""No cue sounds longer."""
Samples = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    """A whole routine with its clips."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICECOACH_HOME", str(tmp_path_factory.mktemp("home")))
        yield rehearse(library().routine("three-easy"), SETTINGS, lambda _: None)


@pytest.fixture(scope="module", params=["flac", "ogg", "mp3", "wav"])
def file(
    request: pytest.FixtureRequest, rehearsal: Rehearsal, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The routine as a file of each format."""
    file = tmp_path_factory.mktemp("rendered") / f"session.{request.param}"
    render(rehearsal, SETTINGS, file, Beside("vtt"), lambda _: None)
    return file


@pytest.fixture(scope="module")
def samples(file: Path) -> Samples:
    """What is in it."""
    found, rate_hz = soundfile.read(file, dtype="float32")
    assert rate_hz == RATE_HZ
    return np.asarray(found)


def said(rehearsal: Rehearsal) -> list[tuple[Moment, Samples]]:
    """Each sentence, with the samples that a session would play for it."""
    found = []
    for moment in rehearsal.timeline.moments:
        if isinstance(moment.what, Say):
            clip = read(rehearsal.clips[moment.what.spoken]).at_rate(RATE_HZ).samples
            found.append((moment, clip * np.float32(SETTINGS.speech.volume)))
    return found


def cues(rehearsal: Rehearsal) -> list[float]:
    """When a cue begins."""
    return [one.at_seconds for one in rehearsal.timeline.moments if isinstance(one.what, CueNow)]


def test_it_is_as_long_as_the_rehearsal(rehearsal: Rehearsal, samples: Samples) -> None:
    """Within ten milliseconds in every format: these decoders take off what their encoders add."""
    assert len(samples) / RATE_HZ == pytest.approx(rehearsal.timeline.seconds, abs=0.01)


def test_every_sentence_is_in_its_place(rehearsal: Rehearsal, samples: Samples) -> None:
    """Compared with its clip, each sounds where the timeline says, within 30 milliseconds."""
    reach = round(0.1 * RATE_HZ)
    for moment, clip in said(rehearsal):
        first = round(moment.at_seconds * RATE_HZ)
        around = samples[first - reach : first + len(clip) + reach]
        lag = int(np.argmax(_correlation(around, clip))) - reach
        assert abs(lag) / RATE_HZ <= 0.03, moment


def _correlation(around: Samples, clip: Samples) -> Samples:
    """How alike the two are, by how far the clip is moved along."""
    size = 1 << (len(around) + len(clip)).bit_length()
    product = np.fft.rfft(around, size) * np.conj(np.fft.rfft(clip, size))
    return np.asarray(np.fft.irfft(product, size)[: len(around) - len(clip) + 1], dtype=np.float32)


@pytest.mark.parametrize("file", LOSSLESS, indirect=True)
def test_it_is_what_the_session_plays(rehearsal: Rehearsal, samples: Samples) -> None:
    """Away from cues, lossless files hold each clip at the voice's volume, sample for sample."""
    compared = 0
    for moment, clip in said(rehearsal):
        if any(-CUE_SECONDS < at - moment.at_seconds < moment.seconds for at in cues(rehearsal)):
            continue
        first = round(moment.at_seconds * RATE_HZ)
        assert np.allclose(samples[first : first + len(clip)], clip, atol=2 / 32768), moment
        compared += 1
    assert compared > len(said(rehearsal)) / 2


def test_a_cue_sounds_where_it_is_due(rehearsal: Rehearsal, samples: Samples) -> None:
    """From the first tenth of a second on, and not before."""
    for at in cues(rehearsal):
        first = round(at * RATE_HZ)
        assert np.abs(samples[first : first + RATE_HZ // 10]).max() > 0.005


def test_between_them_is_silence(file: Path, rehearsal: Rehearsal, samples: Samples) -> None:
    """Where nothing is said and no cue sounds there is nothing to hear."""
    margin = 0.0 if file.suffix[1:] in LOSSLESS else 0.1
    silent = np.ones(len(samples), dtype=bool)
    spans = [(one.at_seconds, one.seconds) for one, _ in said(rehearsal)]
    spans += [(at, CUE_SECONDS) for at in cues(rehearsal)]
    for at, seconds in spans:
        first, last = (at - margin) * RATE_HZ, (at + seconds + margin) * RATE_HZ
        silent[max(0, round(first) - 1) : round(last) + 2] = False
    assert silent.mean() > 0.2
    assert np.abs(samples[silent]).max() < (1e-9 if file.suffix[1:] in LOSSLESS else 0.002)


def test_a_chapter_for_each_stretch(file: Path, rehearsal: Rehearsal) -> None:
    """By its name, at the moment when the way to it begins; and the title of the routine."""
    chapters = describe(rehearsal).chapters
    assert [one.title for one in chapters] == [part.stretch.name for part in rehearsal.routine.parts]
    assert [one.at_seconds for one in chapters] == list(rehearsal.timeline.begin_of_parts())
    tags = mutagen.File(file).tags
    numbers = range(1, len(chapters) + 1)
    if file.suffix in (".flac", ".ogg"):
        assert tags["TITLE"] == [rehearsal.routine.title]
        found = [(tags[f"CHAPTER{n:03}NAME"][0], _seconds(tags[f"CHAPTER{n:03}"][0])) for n in numbers]
    else:
        assert str(tags["TIT2"]) == rehearsal.routine.title
        frames = [tags[f"CHAP:chapter{n}"] for n in numbers]
        found = [(str(one.sub_frames["TIT2"]), one.start_time / 1000) for one in frames]
    assert [title for title, _ in found] == [one.title for one in chapters]
    assert [at for _, at in found] == pytest.approx([one.at_seconds for one in chapters], abs=0.001)


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def test_captions_say_what_is_said(file: Path, rehearsal: Rehearsal) -> None:
    """Each sentence as it is shown, in order."""
    blocks = file.with_suffix(".vtt").read_text(encoding="utf-8").strip().split("\n\n")[1:]
    shown = [moment.what.text for moment in rehearsal.timeline.moments if isinstance(moment.what, Say)]
    assert [block.splitlines()[2] for block in blocks] == shown


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_nothing_behind(number: signal.Signals, rehearsal: Rehearsal, tmp_path: Path) -> None:
    """Whoever ends the program in the middle finds no half file, and the signal means again what it did."""
    before = signal.getsignal(number)
    told: list[float] = []

    def in_the_middle(share: float) -> None:
        if share > 0.3 and not told:
            assert list(tmp_path.iterdir()), "the file is being written"
            told.append(share)
            signal.raise_signal(number)

    with pytest.raises(KeyboardInterrupt):
        render(rehearsal, SETTINGS, tmp_path / "session.ogg", Beside("lrc"), in_the_middle)
    assert told
    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(number) == before


def test_progress_is_told_to_the_end(rehearsal: Rehearsal, tmp_path: Path) -> None:
    """It never goes back, and ends with all."""
    told: list[float] = []
    render(rehearsal, SETTINGS, tmp_path / "session.flac", Beside(), told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)

"""The rendering process and its supervisor, with the real engine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from voicecoach.speech import estimate_seconds
from voicecoach.speech.child import Child, ChildDiedError, ChildHangsError
from voicecoach.speech.messages import VoiceReady, decode
from voicecoach.speech.renderer import NoVoiceError, Renderer, RenderError
from voicecoach.speech.soundfiles import read

SENTENCES = (
    "Bring your right knee towards your chest, and hold it with both hands.",
    "And release.",
    "three",
    "Lie on your back, with your knees bent and your feet flat.",
)


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    """A renderer at the usual pace, with little patience."""
    made = Renderer("", 130, render_seconds=2.0)
    yield made
    made.close()


def process_of(renderer: Renderer) -> int:
    """The process that renders now."""
    process_id = renderer.process_id
    assert process_id
    return process_id


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_becomes_sound(renderer: Renderer, tmp_path: Path, text: str) -> None:
    """A rendered sentence sounds, is about as long as estimated, and has no silence around it."""
    renderer.render(text, tmp_path / "clip.wav")
    sound = read(tmp_path / "clip.wav")
    assert sound.seconds == pytest.approx(estimate_seconds(text, 130), rel=0.4)
    loud = np.flatnonzero(np.abs(sound.samples) > 0.003) / sound.rate_hz
    assert loud[0] <= 0.031
    assert sound.seconds - loud[-1] <= 0.031


def test_the_pace_holds_from_the_first_sentence(tmp_path: Path) -> None:
    """A slower voice is slower from its first sentence on, and stays so."""
    lengths = {}
    for words_per_minute in (110, 170):
        renderer = Renderer("", words_per_minute)
        for turn in (1, 2):
            path = tmp_path / "clip.wav"
            renderer.render(SENTENCES[0], path)
            lengths[words_per_minute, turn] = read(path).seconds
        renderer.close()
    assert lengths[110, 1] == pytest.approx(lengths[110, 2], rel=0.02)
    assert lengths[110, 1] > 1.2 * lengths[170, 1]


def test_the_voice_says_who_it_is() -> None:
    """A voice that is here is found; one that is not is told, and the usual one serves."""
    for voice, found in (("en-us", True), ("nobody at all", False)):
        renderer = Renderer(voice, 130)
        ready = renderer.start()
        assert ready.found is found
        assert ready.voice.startswith("gmw/en") or sys.platform != "linux"
        renderer.close()


@pytest.mark.parametrize("text", ["...", " - "])
def test_what_cannot_be_said_is_told(renderer: Renderer, tmp_path: Path, text: str) -> None:
    """A text without anything to say is an error of that text alone; the next one is rendered."""
    renderer.start()
    with pytest.raises(RenderError):
        renderer.render(text, tmp_path / "nothing.wav")
    renderer.render("And release.", tmp_path / "clip.wav")
    assert (tmp_path / "clip.wav").exists()


def test_a_killed_process_costs_nothing(renderer: Renderer, tmp_path: Path) -> None:
    """When the process is killed between two sentences, the next one is rendered all the same."""
    renderer.start()
    os.kill(process_of(renderer), signal.SIGKILL)
    renderer.render("And release.", tmp_path / "clip.wav")
    assert read(tmp_path / "clip.wav").seconds > 0.3


def test_a_process_killed_while_rendering_is_replaced(renderer: Renderer, tmp_path: Path) -> None:
    """When the process dies in the middle of a sentence, another one renders it."""
    renderer.start()
    first = process_of(renderer)
    os.kill(first, signal.SIGSTOP)  # so that it is certain to be in the middle
    killer = threading.Timer(0.3, os.kill, (first, signal.SIGKILL))
    killer.start()
    renderer.render("And release.", tmp_path / "clip.wav")
    killer.join()
    assert read(tmp_path / "clip.wav").seconds > 0.3
    assert process_of(renderer) != first


def test_a_hanging_process_costs_one_sentence(renderer: Renderer, tmp_path: Path) -> None:
    """A process that does not answer is given up; the next sentence comes from another one."""
    renderer.start()
    first = process_of(renderer)
    os.kill(first, signal.SIGSTOP)
    with pytest.raises(ChildHangsError):
        renderer.render("And release.", tmp_path / "clip.wav")
    renderer.render("And release.", tmp_path / "clip.wav")
    assert process_of(renderer) != first


def test_closing_ends_a_sentence_under_way(renderer: Renderer, tmp_path: Path) -> None:
    """Closing from another thread frees the one that waits, and no process stays."""
    renderer.start()
    process_id = process_of(renderer)
    os.kill(process_id, signal.SIGSTOP)
    closer = threading.Timer(0.2, renderer.close)
    closer.start()
    with pytest.raises((NoVoiceError, ChildDiedError)):
        renderer.render("And release.", tmp_path / "clip.wav")
    closer.join()
    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)


def test_the_process_ends_with_its_parent() -> None:
    """When the program goes away without a word, its rendering process goes too."""
    child = Child("voicecoach.speech.worker", "", "130")
    assert isinstance(child.receive(20.0), VoiceReady)
    child.hang_up()
    with pytest.raises(ChildDiedError):
        child.receive(10.0)
    child.kill()


def test_only_messages_come_out() -> None:
    """What the engine prints stays off the pipe: every line of the process is a message."""
    orders = '["Render", "Hello there.", "/nowhere/clip.wav"]\n'
    running = subprocess.Popen(
        [sys.executable, "-m", "voicecoach.speech.worker", "", "130"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdin
    assert running.stdout
    running.stdin.write(orders)
    running.stdin.flush()
    lines = [running.stdout.readline() for _ in range(2)]
    rest, errors = running.communicate(timeout=20)
    assert [type(decode(line)).__name__ for line in lines] == ["VoiceReady", "NotRendered"]
    assert rest + errors == ""

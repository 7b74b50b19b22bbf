"""From the end of a spoken command to the reaction: our listener and plain Vosk on one microphone."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.capture import Block, Capture, end_of_sound
from benchmarks.figures import Figures
from tests.support.rig import Rig
from tests.support.voices import HELD_OUT_VOICES, speak_to_file
from voicecoach.hearing import Heard, HearingEvent, HearingSettings, Listener, MicLevel
from voicecoach.hearing.vocabulary import load

_CONTEXT = "session"
_PHRASES = ("next", "pause", "resume", "repeat", "go back", "more time", "stop")
_VOICES = HELD_OUT_VOICES[:4]
_PATIENCE_SECONDS = 3.0
_START_SECONDS = 30.0
_UNDER_PEAK_DB = 25.0
_OURS, _DEFAULTS, _MODEL_RULES = "Voicecoach", "plain Vosk", "plain Vosk, the model's own rules"


@dataclass(frozen=True, slots=True)
class _Result:
    contestant: str
    text: str
    at_seconds: float


class _Results:
    """Everybody's results as they come."""

    def __init__(self) -> None:
        self._came = queue.SimpleQueue[_Result]()

    def put(self, contestant: str, text: str, at_seconds: float) -> None:
        """Add a result."""
        self._came.put(_Result(contestant, text, at_seconds))

    def first_texts(self, wanted: str, contestants: int, until_seconds: float) -> dict[str, _Result]:
        """Each contestant's first result with the wanted words, until all have one or the time is over."""
        found: dict[str, _Result] = {}
        while len(found) < contestants and (left := until_seconds - time.monotonic()) > 0:
            try:
                result = self._came.get(timeout=left)
            except queue.Empty:
                break
            if result.text == wanted:
                found.setdefault(result.contestant, result)
        return found

    def forget(self) -> None:
        """Drop what has come so far."""
        while not self._came.empty():
            self._came.get()


def measure(rig: Rig, model: Path, folder: Path) -> list[Figures]:
    """Speak every phrase with every voice; ours first, then Vosk by default and with the model's rules."""
    results = _Results()
    grammar = json.dumps(load("en").contexts[_CONTEXT].grammar())
    plain = {_DEFAULTS: with_default_rules(model, folder / "default-rules"), _MODEL_RULES: model}
    delays: dict[str, list[float]] = {_OURS: [], **{name: [] for name in plain}}
    with ExitStack() as stack:
        capture = stack.enter_context(Capture("vmic", rig.env()))
        stack.enter_context(_our_listener(model, results))
        for name, plain_model in plain.items():
            stack.enter_context(_plain_vosk(name, plain_model, grammar, rig.env(), results))
        for index, (phrase, voice) in enumerate((phrase, voice) for voice in _VOICES for phrase in _PHRASES):
            wav = speak_to_file(phrase, folder / f"{index}.wav", voice=voice, silence_seconds=0.3)
            for name, delay in _one_trial(rig, capture, results, wav, phrase, len(delays)).items():
                delays[name].append(delay)
    trials = len(_VOICES) * len(_PHRASES)
    return [Figures(name, found, trials) for name, found in delays.items()]


def _one_trial(
    rig: Rig, capture: Capture, results: _Results, wav: Path, phrase: str, contestants: int
) -> dict[str, float]:
    """Each contestant's delay in seconds, without those who did not hear the phrase."""
    results.forget()
    began = time.monotonic()
    rig.say(wav)
    found = results.first_texts(phrase, contestants, time.monotonic() + _PATIENCE_SECONDS)
    ended = _end_of_word(capture.between(began, time.monotonic()))
    return {name: result.at_seconds - ended for name, result in found.items()}


def _end_of_word(blocks: list[Block]) -> float:
    peak = max(block.level_dbfs for block in blocks)
    ended = end_of_sound(blocks, peak - _UNDER_PEAK_DB)
    assert ended is not None
    return ended


@contextmanager
def _our_listener(model: Path, results: _Results) -> Iterator[None]:
    listening = threading.Event()

    def notify(event: HearingEvent) -> None:
        match event:
            case Heard(text=text, accepted=True):
                results.put(_OURS, text, time.monotonic())
            case MicLevel():
                listening.set()
            case _:
                pass

    listener = Listener(HearingSettings(model), notify)
    listener.listen_for(_CONTEXT)
    try:
        if not listening.wait(_START_SECONDS):
            raise TimeoutError("our listener does not listen")
        yield
    finally:
        listener.close()


@contextmanager
def _plain_vosk(
    name: str, model: Path, grammar: str, environment: Mapping[str, str], results: _Results
) -> Iterator[None]:
    command = [sys.executable, "-m", "benchmarks.plain_vosk", str(model), grammar]
    with subprocess.Popen(command, env=dict(environment), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        if not process.stdout.readline():
            raise RuntimeError(f"{name} did not start")
        reader = threading.Thread(target=_pass_on, args=(name, process.stdout, results), daemon=True)
        reader.start()
        try:
            yield
        finally:
            process.terminate()
            reader.join()


def _pass_on(name: str, lines: IO[str], results: _Results) -> None:
    for line in lines:
        told = json.loads(line)
        results.put(name, told["text"], told["at_seconds"])


def with_default_rules(model: Path, folder: Path) -> Path:
    """The same model without end-of-speech rules of its own: links to its files, and shorter settings."""
    folder.mkdir()
    for part in model.iterdir():
        if part.name != "conf":
            (folder / part.name).symlink_to(part)
    (folder / "conf").mkdir()
    for part in (model / "conf").iterdir():
        lines = part.read_text().splitlines()
        kept = [line for line in lines if not line.startswith("--endpoint.rule")]
        (folder / "conf" / part.name).write_text("\n".join(kept) + "\n")
    return folder

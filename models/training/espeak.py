"""Speak with eSpeak NG inside this process: thousands of short texts, without a new process for each.

The library holds one voice at a time and is no place for threads: give each process its own `Espeak`.
"""

from __future__ import annotations

import array
import ctypes
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.signal import resample_poly

from models.training.features import RATE_HZ

if TYPE_CHECKING:
    from models.training.sounds import Sound

_SYNCHRONOUS = 2
_UTF8 = 1
_RATE, _PITCH, _RANGE = 1, 3, 4
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is said.

    Attributes:
        voice: an accent, with a variant after a plus sign.
        words_per_minute: the speed.
        pitch, intonation: 0 to 99; intonation is how far the pitch moves.
    """

    voice: str
    words_per_minute: int = 150
    pitch: int = 50
    intonation: int = 50


class Espeak:
    """The library, started.

    Raises:
        RuntimeError: the library finds no data.
    """

    def __init__(self) -> None:
        import espeakng_loader

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = Path(espeakng_loader.get_data_path()).parent
        self._rate_hz: int = self._library.espeak_Initialize(_SYNCHRONOUS, 0, str(data).encode(), 0)
        if self._rate_hz <= 0:
            raise RuntimeError("eSpeak NG finds no data")
        self._samples = array.array("h")
        self._callback = _CALLBACK(self._collect)  # kept alive as long as the library may call it
        self._library.espeak_SetSynthCallback(self._callback)

    def speak(self, text: str, manner: Manner) -> Sound:
        """The text as 16 kHz samples from -1 to 1; empty when the voice says nothing.

        Raises:
            RuntimeError: no such voice.
        """
        del self._samples[:]
        if self._library.espeak_SetVoiceByName(manner.voice.encode()) != 0:
            raise RuntimeError(f"eSpeak NG has no voice {manner.voice}")
        for parameter, value in (
            (_RATE, manner.words_per_minute),
            (_PITCH, manner.pitch),
            (_RANGE, manner.intonation),
        ):
            self._library.espeak_SetParameter(parameter, value, 0)
        words = text.encode() + b"\0"
        self._library.espeak_Synth(words, ctypes.c_size_t(len(words)), 0, 0, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        spoken = np.array(self._samples, np.float32) / np.float32(32768)
        sound: Sound = resample_poly(spoken, RATE_HZ, self._rate_hz) if len(spoken) else spoken
        return sound.astype(np.float32)

    def _collect(self, block: ctypes._Pointer[ctypes.c_short], count: int, _events: int | None) -> int:
        if count > 0:  # the block of the last call is null
            self._samples.extend(block[:count])
        return 0

"""Log-mel features as Kaldi computes them, in numpy: 40 bins from 20 to 7600 Hz every 10 ms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import scipy.fft

from models.training.shape import MEL_BINS

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

RATE_HZ: Final = 16_000
FRAMES_PER_SECOND: Final = 100
_WINDOW = 400
_HOP = RATE_HZ // FRAMES_PER_SECOND
_FFT = 512
_LOW_HZ, _HIGH_HZ = 20.0, 7600.0
_PREEMPHASIS = np.float32(0.97)
_SMALLEST = np.float32(np.finfo(np.float32).eps)


def log_mel(samples: ArrayLike) -> NDArray[np.float32]:
    """The features (frames, 40) of samples at int16 scale; zeros fill up what is shorter than a window."""
    sound = np.asarray(samples, np.float32)
    if len(sound) < _WINDOW:
        sound = np.pad(sound, (0, _WINDOW - len(sound)))
    frames = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[::_HOP]
    frames = frames - frames.mean(1, keepdims=True)
    first = frames[:, :1] * (1 - _PREEMPHASIS)
    emphasised = np.concatenate([first, frames[:, 1:] - _PREEMPHASIS * frames[:, :-1]], 1)
    spectrum = scipy.fft.rfft(emphasised * _TAPER, _FFT, axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    logarithms: NDArray[np.float32] = np.log(np.maximum(power @ _BANK, _SMALLEST))
    return logarithms


def _mel(hertz: float | NDArray[np.floating[Any]]) -> Any:  # noqa: ANN401
    return 1127.0 * np.log(1.0 + np.asarray(hertz) / 700.0)


def _mel_bank() -> NDArray[np.float32]:
    """Triangles that are straight on the mel scale: (spectrum bins, mel bins)."""
    low, high = _mel(_LOW_HZ), _mel(_HIGH_HZ)
    step = (high - low) / (MEL_BINS + 1)
    bins = _mel(np.arange(_FFT // 2) * RATE_HZ / _FFT)
    bank = np.zeros((_FFT // 2 + 1, MEL_BINS), np.float32)
    for number in range(MEL_BINS):
        left = low + number * step
        rising, falling = (bins - left) / step, (left + 2 * step - bins) / step
        bank[:-1, number] = np.maximum(np.minimum(rising, falling), 0)
    return bank


def _povey_window() -> NDArray[np.float32]:
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_WINDOW) / (_WINDOW - 1))
    return (hann**0.85).astype(np.float32)


_BANK = _mel_bank()
_TAPER = _povey_window()

"""Keeps ALSA and JACK from writing over the screen: what matters is reported in our words."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from functools import cache

_AlsaHandler = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)
_JackHandler = ctypes.CFUNCTYPE(None, ctypes.c_char_p)
_drop_alsa_message = _AlsaHandler(lambda *_: None)  # kept here, for the libraries hold no reference
_drop_jack_message = _JackHandler(lambda *_: None)


@cache
def quieten_sound_libraries() -> None:
    """Take their error messages and drop them. Without effect where the libraries are not installed."""
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_drop_alsa_message)
    with contextlib.suppress(OSError, AttributeError):
        jack = ctypes.CDLL("libjack.so.0")
        jack.jack_set_error_function(_drop_jack_message)
        jack.jack_set_info_function(_drop_jack_message)

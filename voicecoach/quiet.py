"""Keeps what native libraries print (PortAudio, ALSA, Kaldi) out of sight: it goes into the log file.

They write to the file descriptors 1 and 2, past Python. So the program keeps private duplicates of both for
itself, and points 1 and 2 at the log. What our own rooms log goes there, too.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

MOST_BYTES = 1_000_000
"""A log that has grown beyond this is set aside when it is opened, in place of the one set aside before."""


@dataclass(frozen=True, slots=True)
class Own:
    """The program's own ways to its user: what was behind descriptors 1 and 2."""

    out: TextIO
    err: TextIO


@contextmanager
def native_output_into(log: Path) -> Iterator[Own]:
    """While this lasts, descriptors 1 and 2 lead into `log`; where it cannot be written, into nothing."""
    sys.stdout.flush()
    sys.stderr.flush()
    saved_out, saved_err = os.dup(1), os.dup(2)
    sink = _open(log)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    os.close(sink)
    out = os.fdopen(os.dup(saved_out), "w", encoding="utf-8", buffering=1)
    err = os.fdopen(os.dup(saved_err), "w", encoding="utf-8", buffering=1)
    try:
        yield Own(out, err)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.dup2(saved_out, 1)
        os.dup2(saved_err, 2)
        os.close(saved_out)
        os.close(saved_err)
        out.close()
        err.close()


def _open(log: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > MOST_BYTES:
            log.replace(log.with_suffix(".old"))
        return os.open(log, flags, 0o600)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)


def log_into(log: Path) -> None:
    """From now on what the program logs goes into `log`; where it cannot be written, nowhere."""
    handler = logging.StreamHandler(os.fdopen(_open(log), "a", encoding="utf-8"))
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
    logging.getLogger("voicecoach").addHandler(handler)

"""`voicecoach` called as a script calls it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a call."""

    status: int
    out: str
    err: str


def call(*arguments: str, home: Path, env: Mapping[str, str] | None = None) -> Done:
    """Call `voicecoach` with these arguments and nothing to read, and wait for its end."""
    done = subprocess.run(
        [sys.executable, "-m", "voicecoach", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**(env or os.environ), "VOICECOACH_HOME": str(home)},
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)

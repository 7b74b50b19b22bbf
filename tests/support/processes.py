"""The processes that a program has started."""

from __future__ import annotations

import time
from pathlib import Path

_LOOK_SECONDS = 0.02


def children(of: int) -> dict[int, str]:
    """The children of a process and all of theirs: when each was started, by its id. Linux only."""
    parents: dict[int, list[tuple[int, str]]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        fields = _fields(int(folder.name))
        if fields:
            parents.setdefault(int(fields[1]), []).append((int(folder.name), fields[19]))
    found: dict[int, str] = {}
    waiting = [of]
    while waiting:
        for child, started in parents.get(waiting.pop(), []):
            found[child] = started
            waiting.append(child)
    return found


def still_running(processes: dict[int, str], within_seconds: float) -> set[int]:
    """Those of the processes that have not ended after so many seconds."""
    deadline = time.monotonic() + within_seconds
    while True:
        running = {number for number, started in processes.items() if _runs(number, started)}
        if not running or time.monotonic() >= deadline:
            return running
        time.sleep(_LOOK_SECONDS)


def _runs(number: int, started: str) -> bool:
    fields = _fields(number)
    return bool(fields) and fields[19] == started and fields[0] not in "ZX"


def _fields(number: int) -> list[str]:
    """What the system tells of a process, from its state on; nothing where it has ended."""
    try:
        stat = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return stat.rpartition(") ")[2].split()

"""What the kernel tells of a program and its descendants."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class ProcessState(NamedTuple):
    """One process. `born` tells it from a later one that got its number."""

    born: int
    parent: int
    session: int
    state: str
    cpu_seconds: float
    """Its own time and that of the children it has waited for."""
    resident_bytes: int

    @property
    def is_zombie(self) -> bool:
        """Whether it has ended and only waits to be reaped."""
        return self.state == "Z"


def read_process(pid: int) -> ProcessState | None:
    """The process with this number, or None."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return None
    fields = stat.rpartition(b") ")[2].split()
    return ProcessState(
        born=int(fields[19]),
        parent=int(fields[1]),
        session=int(fields[3]),
        state=fields[0].decode(),
        cpu_seconds=sum(map(int, fields[11:15])) / _TICKS_PER_SECOND,
        resident_bytes=int(fields[21]) * _PAGE_BYTES,
    )


def read_tree(root: int) -> dict[int, ProcessState]:
    """The process, its descendants, and whoever else is in its session."""
    pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    every = {pid: state for pid in pids if (state := read_process(pid))}
    found = {pid for pid, state in every.items() if pid == root or state.session == root}
    while more := {pid for pid, state in every.items() if state.parent in found} - found:
        found |= more
    return {pid: every[pid] for pid in found if pid in every}

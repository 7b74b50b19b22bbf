"""Writers for the two OpenFst formats that `graph/` needs: tropical weights, no symbol tables.

Header: int32 magic number, the FST's type and its arcs' type as counted strings, int32 version, int32 flags,
uint64 properties, int64 start state, int64 states, int64 arcs. Little endian; flags are 0, so nothing needs
to be aligned.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

_MAGIC = 2125659606
_VERSION = 2
_EXPANDED = 0x1
_MUTABLE = 0x2
_INPUT_SORTED = 0x10000000
_OUTPUT_SORTED = 0x40000000
_NOT_FINAL = float("inf")
_ARC = np.dtype([("input", "<i4"), ("output", "<i4"), ("cost", "<f4"), ("target", "<i4")])


class Arc(NamedTuple):
    """One arc; label 0 is epsilon; the cost is a negative log probability."""

    source: int
    input_label: int
    output_label: int
    cost: float
    target: int


def write_const(path: Path, arcs: Sequence[Arc], final_costs: Mapping[int, float], states: int) -> None:
    """Write a ConstFst whose arcs are sorted by output label, start state 0.

    All states (final cost, first arc, arcs, input epsilons, output epsilons; 20 bytes each) come first, then
    all arcs (16 bytes each), so it loads in one go. What Vosk needs for `HCLr.fst`.
    """
    by_state = _by_state(arcs, states)
    heads = []
    first = 0
    for state, leaving in enumerate(by_state):
        leaving.sort(key=lambda arc: (arc.output_label, arc.input_label))
        input_epsilons = sum(arc.input_label == 0 for arc in leaving)
        output_epsilons = sum(arc.output_label == 0 for arc in leaving)
        final = final_costs.get(state, _NOT_FINAL)
        heads.append(struct.pack("<fIIII", final, first, len(leaving), input_epsilons, output_epsilons))
        first += len(leaving)
    header = _header("const", _EXPANDED | _OUTPUT_SORTED, states, len(arcs))
    path.write_bytes(header + b"".join(heads) + b"".join(_packed(leaving) for leaving in by_state))


def write_vector(path: Path, arcs: Sequence[Arc], final_costs: Mapping[int, float], states: int) -> None:
    """Write a VectorFst whose arcs are sorted by input label, start state 0.

    Each state (final cost, arcs; 12 bytes) is followed by its own arcs. What Vosk needs for `Gr.fst`.
    """
    parts = [_header("vector", _EXPANDED | _MUTABLE | _INPUT_SORTED, states, len(arcs))]
    for state, leaving in enumerate(_by_state(arcs, states)):
        leaving.sort(key=lambda arc: (arc.input_label, arc.output_label))
        parts.append(struct.pack("<fq", final_costs.get(state, _NOT_FINAL), len(leaving)) + _packed(leaving))
    path.write_bytes(b"".join(parts))


def _by_state(arcs: Sequence[Arc], states: int) -> list[list[Arc]]:
    by_state: list[list[Arc]] = [[] for _ in range(states)]
    for arc in arcs:
        by_state[arc.source].append(arc)
    return by_state


def _packed(arcs: Sequence[Arc]) -> bytes:
    return np.array([arc[1:] for arc in arcs], _ARC).tobytes()


def _header(kind: str, properties: int, states: int, arcs: int) -> bytes:
    names = b"".join(struct.pack("<i", len(name)) + name.encode() for name in (kind, "standard"))
    numbers = struct.pack("<iiQqqq", _VERSION, 0, properties, 0, states, arcs)
    return struct.pack("<i", _MAGIC) + names + numbers

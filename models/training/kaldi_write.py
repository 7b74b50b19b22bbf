"""Writers for the Kaldi binary formats that `am/final.mdl` consists of: plain bytes, no tools needed.

Kaldi's binary files are sequences of tokens (text and one space) and values. Nearly every value announces
its size in a byte of its own, so that a reader notices when it is out of step. Numbers are little endian.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray

_COMPRESSED_STEPS = 65535


def token(name: str) -> bytes:
    """A word of the format, such as `<Nnet3>`; one space ends it."""
    return name.encode() + b" "


def int32(value: int) -> bytes:
    """The size byte, then the value."""
    return b"\x04" + struct.pack("<i", value)


def float32(value: float) -> bytes:
    """The size byte, then the value."""
    return b"\x04" + struct.pack("<f", value)


def float64(value: float) -> bytes:
    """The size byte, then the value."""
    return b"\x08" + struct.pack("<d", value)


def boolean(*, value: bool) -> bytes:
    """One letter, without a size byte."""
    return b"T" if value else b"F"


def int32_vector(values: Iterable[int]) -> bytes:
    """The size byte of one element, then the count and the values without any more size bytes."""
    numbers = np.asarray(list(values), "<i4")
    return b"\x04" + struct.pack("<i", numbers.size) + numbers.tobytes()


def float_vector(values: ArrayLike) -> bytes:
    """`FV`, the length with its size byte, the plain values."""
    numbers = np.asarray(values, "<f4")
    return token("FV") + int32(numbers.size) + numbers.tobytes()


def compressed_matrix(matrix: NDArray[np.floating[Any]]) -> bytes:
    """A matrix in half the room: `CM2`, then 16-bit steps between its least and its greatest value.

    Kaldi reads it wherever a matrix of floats may stand. Unlike everything else the header has no size bytes:
    float least, float range, int32 rows, int32 columns.
    """
    values = np.asarray(matrix, np.float32)
    least = float(values.min())
    span = float(values.max()) - least
    steps = np.clip(np.rint((values - least) / span * _COMPRESSED_STEPS), 0, _COMPRESSED_STEPS)
    header = struct.pack("<ffii", least, span, *values.shape)
    return token("CM2") + header + np.ascontiguousarray(steps.astype("<u2")).tobytes()


def transition_model(output_of_phone: Sequence[int], self_loop: float = 0.5) -> bytes:
    """Phones with one emitting state each, which is the topology that "chain" models have.

    Args:
        output_of_phone: for each phone, numbered from 1, the pair of network outputs that it uses (index 0 is
            unused): entering the phone emits output 2p, staying in it emits output 2p + 1.
        self_loop: the probability of staying. Decoding does not read it: weights belong on the graph's arcs.

    The transition-ids that follow from it are 2q - 1 for staying in phone q and 2q for entering it.
    """
    phones = range(1, len(output_of_phone))
    count = len(phones)
    parts = [
        token("<TransitionModel>") + token("<Topology>"),
        int32_vector(phones),
        int32_vector([-1] + [0] * count),  # the entry of each phone: all share entry 0
        int32(-1),  # says that forward and self-loop outputs differ
        int32(1),  # one entry ...
        int32(2),  # ... of two states:
        int32(0) + int32(1),  # the emitting state's classes, forward and self-loop,
        int32(2) + int32(0) + float32(self_loop) + int32(1) + float32(1 - self_loop),  # its two transitions,
        int32(-1) + int32(-1) + int32(0),  # and the final state, which emits nothing and leads nowhere
        token("</Topology>") + token("<Tuples>") + int32(count),
    ]
    for phone in phones:  # phone, state, forward output, self-loop output; must be sorted
        output = 2 * output_of_phone[phone]
        parts.append(int32(phone) + int32(0) + int32(output) + int32(output + 1))
    log_probabilities = np.zeros(2 * count + 1)  # index 0 is unused
    log_probabilities[1::2] = np.log(self_loop)
    log_probabilities[2::2] = np.log(1 - self_loop)
    parts += [
        token("</Tuples>") + token("<LogProbs>"),
        float_vector(log_probabilities),
        token("</LogProbs>") + token("</TransitionModel>"),
    ]
    return b"".join(parts)


def affine_component(weights: NDArray[np.floating[Any]], bias: NDArray[np.floating[Any]]) -> bytes:
    """weights: (outputs, inputs); bias: (outputs,)."""
    return (
        token("<AffineComponent>")
        + (token("<LearningRate>") + float32(0.001))
        + (token("<LinearParams>") + compressed_matrix(weights))
        + (token("<BiasParams>") + float_vector(bias))
        + token("</AffineComponent>")
    )


def linear_component(weights: NDArray[np.floating[Any]]) -> bytes:
    """A layer without bias, (outputs, inputs).

    A bottleneck must be written as this and not as an affine component: Kaldi merges two affine components
    in a row on loading, which would undo the bottleneck. What follows the weights serves training only, but
    must be there.
    """
    return (
        token("<LinearComponent>")
        + (token("<LearningRate>") + float32(0.001))
        + (token("<Params>") + compressed_matrix(weights))
        + (token("<UseNaturalGradient>") + boolean(value=False))
        + (token("<RankInOut>") + int32(20) + int32(80))
        + (token("<Alpha>") + float32(4.0))
        + (token("<NumSamplesHistory>") + float32(2000.0))
        + (token("<UpdatePeriod>") + int32(4))
        + token("</LinearComponent>")
    )


def relu_component(width: int) -> bytes:
    """A rectifier; its statistics are empty."""
    return (
        token("<RectifiedLinearComponent>")
        + (token("<Dim>") + int32(width))
        + (token("<ValueAvg>") + float_vector([]))
        + (token("<DerivAvg>") + float_vector([]))
        + (token("<Count>") + float64(0.0))
        + token("</RectifiedLinearComponent>")
    )


def identity_component(width: int) -> bytes:
    """Passes on what its descriptor has put together, here the sum of a residual connection."""
    return (
        token("<NoOpComponent>")
        + (token("<Dim>") + int32(width))
        + (token("<BackpropScale>") + float32(1.0))
        + token("</NoOpComponent>")
    )


def network(config_lines: Sequence[str], components: Sequence[tuple[str, bytes]]) -> bytes:
    """The network: its wiring as lines of text that end with an empty line, then the components by name."""
    parts = [token("<Nnet3>") + b"\n" + "\n".join(config_lines).encode() + b"\n\n"]
    parts.append(token("<NumComponents>") + int32(len(components)))
    parts += [token("<ComponentName>") + token(name) + data for name, data in components]
    parts.append(token("</Nnet3>"))
    return b"".join(parts)


def write_acoustic_model(path: Path, transitions: bytes, net: bytes) -> None:
    """Write `final.mdl`. The context is worked out anew on loading, so zeros will do; there are no priors."""
    context = token("<LeftContext>") + int32(0) + token("<RightContext>") + int32(0)
    path.write_bytes(b"\0B" + transitions + net + context + token("<Priors>") + float_vector([]))

"""The acoustic network's shape and its parameters, without anything that trains."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.training.phones import PHONE_COUNT

Array = NDArray[np.floating[Any]]
Tensors = dict[str, Array]

MEL_BINS: Final = 40
INPUT_REACH: Final = 4  # frames to each side that the first layer sees
OUTPUTS: Final = 2 * PHONE_COUNT  # a phone's first frame, and the rest of it
OUTPUT_EVERY: Final = 3  # frames
RESIDUAL: Final = 0.66
STRIDES: Final = (3, 3, 3, 6, 6, 6, 6)  # how far each factorised layer looks to each side, in frames of 10 ms
REACH: Final = INPUT_REACH + sum(STRIDES)  # frames that one output sees to each side
VARIANCE_FLOOR: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Widths:
    """How many units a layer has; those of the starter model unless told otherwise."""

    layer: int = 384
    bottleneck: int = 96
    last: int = 192


@dataclass(frozen=True, slots=True)
class Parameters:
    """What training leaves behind.

    Attributes:
        weights: trained tensors by name.
        moments: running mean (`.m`) and variance (`.v`) of each normalised layer.
        feature_mean, feature_deviation: (40,), of the log-mel features.
        phone_bigram: (phones, phones), log probability of the second given the first.
    """

    weights: Tensors
    moments: Tensors
    feature_mean: Array
    feature_deviation: Array
    phone_bigram: Array


def load(path: Path) -> Parameters:
    """Read parameters from an .npz file."""
    with np.load(path) as stored:
        return Parameters(
            weights={name[2:]: stored[name] for name in stored.files if name.startswith("p:")},
            moments={name[2:]: stored[name] for name in stored.files if name.startswith("s:")},
            feature_mean=stored["fmean"],
            feature_deviation=stored["fstd"],
            phone_bigram=stored["bigram"],
        )


def save(path: Path, parameters: Parameters) -> None:
    """Write parameters, weights as 16-bit floats; a crash never leaves half a file."""
    arrays: dict[str, Array] = {
        "fmean": parameters.feature_mean,
        "fstd": parameters.feature_deviation,
        "bigram": parameters.phone_bigram,
    }
    arrays |= {f"p:{name}": np.asarray(value, np.float16) for name, value in parameters.weights.items()}
    arrays |= {f"s:{name}": np.asarray(value) for name, value in parameters.moments.items()}
    unfinished = path.with_suffix(".unfinished.npz")
    np.savez(unfinished, **arrays)  # type: ignore[arg-type]
    unfinished.replace(path)


def initial(seed: int, size: Widths) -> tuple[Tensors, Tensors]:
    """Random weights and neutral moments to start training from."""
    random = np.random.default_rng(seed)

    def normal(outputs: int, inputs: int, gain: float = 1.0) -> Array:
        scaled: Array = random.standard_normal((outputs, inputs)) * (gain / np.sqrt(inputs))
        return scaled.astype(np.float32)

    def zeros(width: int) -> Array:
        return np.zeros(width, np.float32)

    weights = {"in.w": normal(size.layer, MEL_BINS * (2 * INPUT_REACH + 1), 1.4), "in.b": zeros(size.layer)}
    widths = {"in": size.layer, "pre": size.last}
    for layer in range(len(STRIDES)):
        weights[f"f{layer}.a"] = normal(size.bottleneck, 2 * size.layer)
        weights[f"f{layer}.w"] = normal(size.layer, 2 * size.bottleneck, 1.4)
        weights[f"f{layer}.b"] = zeros(size.layer)
        widths[f"f{layer}"] = size.layer
    weights |= {"pre.w": normal(size.last, size.layer), "pre.b": zeros(size.last)}
    for head in ("out", "xent"):
        weights |= {f"{head}.w": normal(OUTPUTS, size.last, 0.1), f"{head}.b": zeros(OUTPUTS)}
    moments: Tensors = {}
    for name, width in widths.items():
        moments |= {f"{name}.m": zeros(width), f"{name}.v": np.ones(width, np.float32)}
    return weights, moments


def folded(parameters: Parameters) -> Tensors:
    """The network as plain affine and linear layers, with both normalisations folded in.

    Batch normalisation stands behind each rectifier. Its scale is positive, so it can be moved in front of
    it; the offset that it adds is carried along as a constant and ends up in the biases of later layers.
    """
    weights = {name: np.asarray(value, np.float64) for name, value in parameters.weights.items()}
    moments = {name: np.asarray(value, np.float64) for name, value in parameters.moments.items()}

    def scale(layer: str) -> Array:
        inverse: Array = 1 / np.sqrt(moments[f"{layer}.v"] + VARIANCE_FLOOR)
        return inverse

    out: Tensors = {}
    frames = 2 * INPUT_REACH + 1
    entry = weights["in.w"] / np.tile(parameters.feature_deviation, frames)[None]
    bias = weights["in.b"] - entry @ np.tile(parameters.feature_mean, frames)
    out["in.w"], out["in.b"] = entry * scale("in")[:, None], bias * scale("in")
    offset = -moments["in.m"] * scale("in")
    for layer in range(len(STRIDES)):
        name = f"f{layer}"
        narrow, wide = weights[f"{name}.a"], weights[f"{name}.w"]
        narrow_offset = narrow @ np.concatenate([offset, offset])
        bias = weights[f"{name}.b"] + wide @ np.concatenate([narrow_offset, narrow_offset])
        out[f"{name}.a"] = narrow
        out[f"{name}.w"], out[f"{name}.b"] = wide * scale(name)[:, None], bias * scale(name)
        offset = RESIDUAL * offset - moments[f"{name}.m"] * scale(name)
    out["pre.w"] = weights["pre.w"] * scale("pre")[:, None]
    out["pre.b"] = (weights["pre.b"] + weights["pre.w"] @ offset) * scale("pre")
    out["out.w"] = weights["out.w"]
    out["out.b"] = weights["out.b"] - weights["out.w"] @ (moments["pre.m"] * scale("pre"))
    return out

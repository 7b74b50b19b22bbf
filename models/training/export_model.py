"""Write a Vosk model folder from trained parameters.

python -m models.training.export_model PARAMETERS.npz FOLDER
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from models.training import kaldi_write as kaldi
from models.training import shape
from models.training.graph import Costs, write_graph
from models.training.lexicon import vocabulary
from models.training.phones import network_phone_of_folder_phone

_HERE = Path(__file__).parent

# Set on the half of the test speakers that no published figure comes from.
STARTER_COSTS = Costs(
    unknown_entry=0.5, unknown_scale=0.43, words={"go": -2.0, "no": -1.0, "yes": -2.0, "stop": -2.0}
)


def export(parameters: shape.Parameters, folder: Path) -> None:
    """Write the model folder; files of an earlier export are replaced."""
    (folder / "am").mkdir(parents=True, exist_ok=True)
    _write_network(folder / "am" / "final.mdl", parameters)
    shutil.copytree(_HERE / "conf", folder / "conf", dirs_exist_ok=True)
    shutil.copyfile(_HERE / "NOTICE", folder / "NOTICE")
    write_graph(folder / "graph", vocabulary(), parameters.phone_bigram, STARTER_COSTS)


def _write_network(path: Path, parameters: shape.Parameters) -> None:
    tensors = shape.folded(parameters)
    wiring = [f"input-node name=input dim={shape.MEL_BINS}"]
    components: list[tuple[str, bytes]] = []

    def layer(name: str, component: bytes, descriptor: str) -> str:
        components.append((name, component))
        wiring.append(f"component-node name={name} component={name} input={descriptor}")
        return name

    def affine(name: str, descriptor: str) -> str:
        component = kaldi.affine_component(tensors[f"{name}.w"], tensors[f"{name}.b"])
        return layer(f"{name}.affine", component, descriptor)

    def relu(name: str, descriptor: str) -> str:
        return layer(f"{name}.relu", kaldi.relu_component(len(tensors[f"{name}.b"])), descriptor)

    reach = range(-shape.INPUT_REACH, shape.INPUT_REACH + 1)
    below = relu("in", affine("in", f"Append({', '.join(_shifted('input', frames) for frames in reach)})"))
    for number, stride in enumerate(shape.STRIDES):
        name = f"f{number}"
        narrow = kaldi.linear_component(tensors[f"{name}.a"])
        bottleneck = layer(f"{name}.linear", narrow, f"Append({_shifted(below, -stride)}, {below})")
        above = relu(name, affine(name, f"Append({bottleneck}, {_shifted(bottleneck, stride)})"))
        # An identity holds the residual sum, so that no descriptor grows with the depth.
        identity = kaldi.identity_component(len(tensors[f"{name}.b"]))
        below = layer(f"{name}.noop", identity, f"Sum(Scale({shape.RESIDUAL}, {below}), {above})")
    output = affine("out", relu("pre", affine("pre", below)))
    wiring.append(f"output-node name=output input={output} objective=linear")
    transitions = kaldi.transition_model(network_phone_of_folder_phone())
    kaldi.write_acoustic_model(path, transitions, kaldi.network(wiring, components))


def _shifted(node: str, frames: int) -> str:
    return f"Offset({node}, {frames})" if frames else node


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Write a Vosk model folder from trained parameters.")
    parser.add_argument("parameters", type=Path)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    export(shape.load(chosen.parameters), chosen.folder)
    size = sum(path.stat().st_size for path in chosen.folder.rglob("*") if path.is_file())
    print(f"{chosen.folder}: {len(vocabulary())} words, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()

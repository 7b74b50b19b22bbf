"""Try the whole workshop in two minutes: speak, train from nothing, export a model of three commands.

python -m models.training.tiny FOLDER

The model tells these commands of a few synthetic voices apart and is good for nothing else. It needs neither
recordings of people nor flite.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from models.training.batches import BatchMaker, CleanFirst
from models.training.espeak import Espeak, Manner
from models.training.export_model import export
from models.training.lexicon import pronunciations
from models.training.phones import PHONE_NUMBER
from models.training.shape import Widths
from models.training.train import fresh
from models.training.utterances import Kind, Utterance

if TYPE_CHECKING:
    from models.training.shape import Parameters

COMMANDS: Final = ("go back", "pause", "stop")
_VOICES = ("en-us", "en-us+m3", "en-us+f2", "en-gb-x-rp", "en-gb-x-rp+f1", "en-gb-scotland")
_WIDTHS = Widths(layer=96, bottleneck=32, last=64)
_TIMES_EACH = 4  # every voice says every command
_BATCHES = 8
_BATCH_LENGTH = 60  # output frames; one length alone, for each is compiled anew
_STEPS = 300
_RATE = 3e-3
_SEED = 1


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Build a tiny model from synthetic speech.")
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    began = time.monotonic()
    export(_trained(_utterances()), chosen.folder)
    print(f"{chosen.folder}: {', '.join(COMMANDS)}, in {time.monotonic() - began:.0f} s")


def _utterances() -> list[Utterance]:
    dice, espeak = random.Random(_SEED), Espeak()
    utterances = []
    for text, voice, _ in itertools.product(COMMANDS, _VOICES, range(_TIMES_EACH)):
        manner = Manner(voice, dice.randint(130, 190), dice.randint(30, 70))
        sound = espeak.speak(text, manner)
        words = [[[PHONE_NUMBER[name] for name in pronunciations(word)[0]]] for word in text.split()]
        utterances.append(Utterance((sound * 32767).astype(np.int16), Kind.SPEECH, words))
    return utterances


def _trained(utterances: list[Utterance]) -> Parameters:
    from models.training.steps import Trainer

    trainer = Trainer(fresh(_SEED, utterances, _WIDTHS), _SEED, dropout=0.0)
    maker = BatchMaker(utterances, [], _SEED, CleanFirst(1.0, float("inf")))
    one_length = (batch for batch in maker if batch.length == _BATCH_LENGTH)
    batches = itertools.cycle(list(itertools.islice(one_length, _BATCHES)))
    for batch in itertools.islice(batches, _STEPS):
        information_loss, _, _ = trainer.step(batch, _RATE)
        if trainer.steps % 50 == 0:
            print(f"{trainer.steps} steps: information loss {information_loss:.4f}", flush=True)
    return trainer.parameters()


if __name__ == "__main__":
    main()

"""Train the acoustic network on the processor alone.

python -m models.training.train OUT.npz --steps 14000 --data FOLDER ...
"""

from __future__ import annotations

import argparse
import dataclasses
import multiprocessing
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from models.training import shape
from models.training.augmentation import Surroundings, augmented
from models.training.batches import Batch, BatchMaker, CleanFirst
from models.training.features import log_mel
from models.training.manifest import people_folder, rare_words_twice, training_recordings
from models.training.phone_bigram import phone_bigram
from models.training.utterances import load_rooms, load_utterances, made_noises

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.queues import Queue

    from models.training.shape import Array
    from models.training.sounds import Sound
    from models.training.utterances import Utterance

_QUEUED_BATCHES = 12
_WARM_UP_STEPS = 150
_SAVE_SECONDS = 120
_REPORT_STEPS = 50
_DROPOUT = 0.05
_CLEAN_PART = 0.4  # of the whole


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long, and how fast: the learning rate falls from first to last, by the same factor every step.

    Steps and not minutes: on a busy machine training takes longer and still comes out the same.
    """

    steps: int
    first_rate: float
    last_rate: float

    def rate(self, step: int) -> float:
        """The learning rate now; it rises over the first steps."""
        falling = self.first_rate * (self.last_rate / self.first_rate) ** (step / self.steps)
        return float(falling * min(1.0, (step + 1) / _WARM_UP_STEPS))


def main() -> None:
    """The command."""
    chosen = _arguments()
    recordings = rare_words_twice(training_recordings([people_folder(), *chosen.data]))
    utterances = load_utterances(recordings) + made_noises(np.random.default_rng(0))
    rooms = load_rooms(recordings)
    hours = sum(len(it.samples) for it in utterances) / 16_000 / 3600
    print(f"{len(utterances)} utterances, {hours:.2f} h, {len(rooms)} room responses", flush=True)
    clean_first = CleanFirst(chosen.clean, chosen.steps * _CLEAN_PART)
    # Forked before JAX starts its threads, so that the utterances are shared and not copied.
    context = multiprocessing.get_context("fork")
    batches: Queue[Batch] = context.Queue(_QUEUED_BATCHES)
    maker = BatchMaker(utterances, rooms, chosen.seed, clean_first)
    producer = context.Process(target=_produce, args=(maker, batches), daemon=True)
    producer.start()
    if chosen.init:
        start = dataclasses.replace(shape.load(chosen.init), phone_bigram=phone_bigram(utterances))
    else:
        start = fresh(chosen.seed, utterances, shape.Widths())
    _train(start, batches, Schedule(chosen.steps, chosen.rate, chosen.last_rate), chosen.seed, chosen.out)
    producer.terminate()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the acoustic network.")
    parser.add_argument("out", type=Path, help="the .npz file to write")
    parser.add_argument(
        "--data", type=Path, nargs="*", default=[], help="folders besides VOICECOACH_RECORDINGS"
    )
    parser.add_argument("--init", type=Path, help="go on from these parameters")
    parser.add_argument("--steps", type=int, required=True, help="batches of 78 s to learn from")
    parser.add_argument("--rate", type=float, default=1.6e-3)
    parser.add_argument("--last-rate", type=float, default=3e-5)
    parser.add_argument("--clean", type=float, default=0.6, help="share of clean clips at the start")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _produce(maker: BatchMaker, batches: Queue[Batch]) -> None:
    for batch in maker:
        batches.put(batch)


def fresh(seed: int, utterances: Sequence[Utterance], widths: shape.Widths) -> shape.Parameters:
    """Random weights, and the mean and deviation of the features of some augmented utterances."""
    random = np.random.default_rng(seed)
    nothing_else = Surroundings((), (), ())
    chosen = [utterances[index] for index in random.permutation(len(utterances))[:400]]
    heard: list[Sound] = [augmented(random, it.samples.astype(np.float32), nothing_else) for it in chosen]
    features = np.concatenate([log_mel(sound) for sound in heard])
    weights, moments = shape.initial(seed, widths)
    bigram = phone_bigram(utterances)
    return shape.Parameters(weights, moments, features.mean(0), features.std(0), bigram)


def _train(start: shape.Parameters, batches: Queue[Batch], schedule: Schedule, seed: int, out: Path) -> None:
    """Make all steps; the average of the last weights is saved now and then, and at the end."""
    from models.training.steps import Trainer, keep_compiled

    keep_compiled(out.parent / "compiled")
    trainer = Trainer(start, seed, _DROPOUT)
    began = saved = time.monotonic()
    losses: list[tuple[float, float, int]] = []
    while trainer.steps < schedule.steps:
        losses.append(trainer.step(batches.get(), schedule.rate(trainer.steps)))
        if trainer.steps % _REPORT_STEPS == 0:
            _report(trainer.steps, time.monotonic() - began, np.mean(losses, 0))
            losses = []
        if time.monotonic() - saved > _SAVE_SECONDS:
            shape.save(out, trainer.parameters())
            saved = time.monotonic()
    shape.save(out, trainer.parameters())
    print(f"{trainer.steps} steps, saved {out}")


def _report(steps: int, elapsed_seconds: float, losses: Array) -> None:
    information, cross_entropy, without_path = losses
    print(
        f"{steps} steps, {elapsed_seconds:.0f} s: information loss {information:.4f}, "
        f"cross entropy {cross_entropy:.3f}, without path {without_path:.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()

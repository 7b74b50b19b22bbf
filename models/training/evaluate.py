"""Measure a model folder: commands recognised, and commands heard where there are none.

python -m models.training.evaluate MODEL --half b [--data FOLDER ...]

Only recordings of the test split are used. Half a is for setting knobs, half b for published figures.
"""

from __future__ import annotations

import argparse
import collections
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from models.training import sounds
from models.training.conditions import Condition, Stage
from models.training.features import RATE_HZ
from models.training.lexicon import measured_commands, measured_decoys
from models.training.manifest import SYNTHETIC, people_folder
from models.training.recognition import Recognizer, end_of_word_seconds
from models.training.utterances import split_words
from tests.support.recordings import Recording, load, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.training.sounds import Sound

_MOST_BY_WORD: Final = 120
_MOST_SECONDS_BY_SOURCE: Final = 1800.0
_BABBLE_CLIPS: Final = 60
_MADE_CLIPS: Final = 50
# Words of commands that occur in any talk: they alone do not make a recording one of a command.
_COMMON_IN_COMMANDS: Final = {"time", "that", "what's", "left", "how", "long", "back"}

_SYNTHETIC: Final = "synthetic: "

Clip = tuple[Recording, "Sound"]


@dataclass(slots=True)
class Recall:
    """How often one command was recognised; `wrong` counts other commands in its place."""

    clips: int = 0
    right: int = 0
    wrong: int = 0


@dataclass(slots=True)
class FalseCommands:
    """What was taken for commands in sound without any."""

    seconds: float = 0.0
    commands: collections.Counter[str] = field(default_factory=collections.Counter)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Measure a model folder.")
    parser.add_argument("model", type=Path)
    parser.add_argument(
        "--data", type=Path, nargs="*", default=[], help="folders besides VOICECOACH_RECORDINGS"
    )
    parser.add_argument("--half", choices=("a", "b"), required=True, help="which half of the speakers")
    chosen = parser.parse_args()
    recordings = _test_recordings([people_folder(), *chosen.data], chosen.half)
    clips = [(recording, sound * np.float32(32768)) for recording, sound in load(recordings)]
    np.random.default_rng(5).shuffle(clips)
    stage = Stage([sound for recording, sound in clips if split_words(recording.transcript)][:_BABBLE_CLIPS])
    recognizer = Recognizer(chosen.model)
    print(f"# {chosen.model.name}, half {chosen.half} of the test speakers\n")
    _print_recall(recognizer, stage, clips)
    _print_false_commands(recognizer, stage, clips)


def _test_recordings(folders: Sequence[Path], half: str) -> list[Recording]:
    """The half is chosen by the speaker, or by the clip where the speaker is unknown."""

    def in_half(recording: Recording) -> bool:
        known = "unknown" not in recording.speaker and len(recording.speaker) > 3
        number = zlib.crc32((recording.speaker if known else recording.clip).encode()) >> 4
        return (number % 2 == 1) == (half == "b")

    recordings = (recording for folder in folders for recording in read_manifest(folder))
    return [recording for recording in recordings if recording.split == "test" and in_half(recording)]


def _print_recall(recognizer: Recognizer, stage: Stage, clips: Sequence[Clip]) -> None:
    """One row a command: right/clips (wrong) in each condition; voices of machines apart from people."""
    by_word: dict[str, list[Sound]] = collections.defaultdict(list)
    for recording, sound in clips:
        text = " ".join(split_words(recording.transcript))
        if text in measured_commands():
            by_word[(_SYNTHETIC if recording.source == SYNTHETIC else "") + text].append(sound)
    delays: list[float] = []
    totals = {who: {condition: Recall() for condition in Condition} for who in ("people", "synthetic")}
    print("Whole results that are the command / clips (results that are another command)")
    print(f"{'':24}" + "".join(f"{condition:18}" for condition in Condition))
    for word, word_clips in sorted(by_word.items()):
        row = [
            _recall(recognizer, stage, word_clips[:_MOST_BY_WORD], word, condition, delays)
            for condition in Condition
        ]
        print(f"{word:24}" + "".join(f"{f'{it.right}/{it.clips} ({it.wrong})':18}" for it in row))
        total = totals["synthetic" if word.startswith(_SYNTHETIC) else "people"]
        for condition, recall in zip(Condition, row, strict=True):
            _add(total[condition], recall)
    for who, total in totals.items():
        print(f"{who + ', all':24}" + "".join(f"{_percentage(recall):18}" for recall in total.values()))
    median, late = np.percentile(delays, (50, 90))
    print(
        f"From the end of the word to the result: median {median:.2f} s of sound, 90 % within {late:.2f} s\n"
    )


def _recall(
    recognizer: Recognizer,
    stage: Stage,
    clips: Sequence[Sound],
    word: str,
    condition: Condition,
    delays: list[float],
) -> Recall:
    wanted = word.removeprefix(_SYNTHETIC)
    recall = Recall()
    for seed, clip in enumerate(clips):
        sound = stage.heard(clip, condition, seed)
        heard = recognizer.hear(sound)
        right = heard.commands == [wanted]
        _add(recall, Recall(1, right, bool(heard.commands) and not right))
        if right and condition is Condition.CLEAN and heard.first_result_seconds is not None:
            delays.append(heard.first_result_seconds - end_of_word_seconds(sound))
    return recall


def _print_false_commands(recognizer: Recognizer, stage: Stage, clips: Sequence[Clip]) -> None:
    by_source: dict[str, FalseCommands] = collections.defaultdict(FalseCommands)
    for seed, (source, sound) in enumerate([*_without_commands(clips), *_made_sounds()]):
        found = by_source[source]
        if found.seconds < _MOST_SECONDS_BY_SOURCE:
            found.seconds += len(sound) / RATE_HZ
            found.commands.update(recognizer.hear(stage.heard(sound, Condition.CLEAN, seed)).commands)
    print("Commands heard where there are none")
    for source, found in sorted(by_source.items()):
        print(f"{source:44}{_rate(found)}  {dict(found.commands.most_common(6))}")
    everything = FalseCommands(sum(it.seconds for it in by_source.values()))
    for found in by_source.values():
        everything.commands.update(found.commands)
    print(f"{'everything':44}{_rate(everything)}")


def _without_commands(clips: Iterable[Clip]) -> Iterator[tuple[str, Sound]]:
    """The recordings in which no word of a command is said, by their source."""
    words_of_commands = {word for command in measured_commands() for word in command.split()}
    telling = words_of_commands - _COMMON_IN_COMMANDS
    for recording, sound in clips:
        words = split_words(recording.transcript)
        if " ".join(words) in measured_commands() or telling & set(words):
            continue
        source = recording.source
        if source == "gsc":
            named = "decoys" if words[0] in measured_decoys() else "no decoys"
            source = f"gsc, other single words ({named})"
        yield source, sound


def _made_sounds() -> Iterator[tuple[str, Sound]]:
    random = np.random.default_rng(77)
    for name, make in (
        ("breaths", sounds.breaths),
        ("tones", sounds.tones),
        ("coloured noise, hum", sounds.coloured_noise),
    ):
        for _ in range(_MADE_CLIPS):
            sound = make(random, int(RATE_HZ * random.uniform(1, 4)))
            loudness = np.float32(10 ** random.uniform(2, 3.5) / sounds.level(sound))
            yield f"made: {name}", sound * loudness


def _add(total: Recall, more: Recall) -> None:
    total.clips += more.clips
    total.right += more.right
    total.wrong += more.wrong


def _percentage(recall: Recall) -> str:
    return f"{recall.right}/{recall.clips} {100 * recall.right / max(1, recall.clips):.0f} %"


def _rate(found: FalseCommands) -> str:
    count = found.commands.total()
    return f"{found.seconds / 60:5.1f} min: {count:3} = {3600 * count / found.seconds:4.0f} an hour"


if __name__ == "__main__":
    main()

"""Speak words and sentences with eSpeak NG and flite: 16 kHz WAV files and their manifest.

python -m models.training.make_synthetic FOLDER --count 8000 [--held-out]

Needs the flite program. Held-out voices never take part in training: they say every phrase in turn, for
measuring.
"""

from __future__ import annotations

import argparse
import functools
import random
import subprocess
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile
from scipy.signal import resample_poly

from models.training.espeak import Espeak, Manner
from models.training.features import RATE_HZ
from models.training.lexicon import command_words, main_words, phrases, words_like_commands
from models.training.manifest import SYNTHETIC, made_recording, write_manifest

if TYPE_CHECKING:
    from models.training.sounds import Sound

# A name twice is twice as common.
_ACCENTS = (
    *("en-us", "en-us", "en-us", "en", "en", "en-us-nyc"),
    *("en-gb-scotland", "en-gb-x-gbclan", "en-gb-x-rp", "en-029"),
)
_HELD_OUT_ACCENT = "en-gb-x-gbcwmd"
_VARIANTS = (
    *("", "m1", "m2", "m3", "m4", "m6", "m7", "m8", "f1", "f2", "f3", "f5", "linda", "Annie", "Alicia"),
    *("Andrea", "anika", "belinda", "Michael", "adam", "Gene", "Lee", "zac", "john", "Tweaky", "grandma"),
    *(
        "grandpa",
        "klatt2",
        "klatt4",
        "max",
        "quincy",
        "rob",
        "shelby",
        "steph2",
        "travis",
        "victor",
        "norbert",
    ),
    *("ed", "edward2", "Denis", "Diogo", "Hugo", "Jacky", "iven", "kaukovalta", "Mike", "paul", "pedro"),
    *(
        "croak",
        "Alex",
        "Andy",
        "AnxiousAndy",
        "Gene2",
        "Henrique",
        "Marco",
        "Mario",
        "Mr serious",
        "Nguyen",
        "Reed",
    ),
    *("RicishayMax", "Storm", "antonio", "aunty", "benjamin", "boris", "caleb", "david", "gustave", "ian"),
    *(
        "iven3",
        "klatt",
        "klatt5",
        "marcelo",
        "michel",
        "miguel",
        "mike2",
        "pablo",
        "robert",
        "sandro",
        "croak",
    ),
)
_HELD_OUT_VARIANTS = ("f4", "m5", "steph")
_FLITE_PITCH_HZ = {"slt": 180, "rms": 100, "kal16": 105, "awb": 130}
_FLITE_VOICES = ("slt", "slt", "rms", "rms", "kal16")
_HELD_OUT_FLITE_VOICE = "awb"
_FLITE_SHARE = 0.25
_LEVEL = 0.5
_SHORTEST = RATE_HZ // 8


@dataclass(frozen=True, slots=True)
class _Job:
    """What to say and how: by eSpeak NG in a manner, or else by flite with the options given."""

    path: Path
    text: str
    voice: str
    manner: Manner | None
    flite_options: tuple[str, ...]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Make synthetic speech.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held-out", action="store_true", help="other voices, every phrase in turn")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    dice = random.Random(chosen.seed)
    split = "test" if chosen.held_out else "train"
    turns = sorted({*phrases(), *command_words()})
    jobs = []
    for number in range(chosen.count):
        text = turns[number % len(turns)] if chosen.held_out else _text(dice)
        jobs.append(_job(dice, chosen.folder / f"{number:05d}.wav", text, held_out=chosen.held_out))
    with ProcessPoolExecutor(2) as pool:
        spoken = list(pool.map(_speak, jobs, chunksize=50))
    recordings = (
        made_recording(job.path, seconds, job.text, job.voice, SYNTHETIC, split)
        for job, seconds in zip(jobs, spoken, strict=True)
        if seconds
    )
    print(f"{write_manifest(chosen.folder, recordings):.2f} h")


def _text(dice: random.Random) -> str:
    """A phrase, a command word, a word that sounds like one, another word, or two to six words."""
    kind = dice.random()
    if kind < 0.30:
        return dice.choice(phrases())
    if kind < 0.45:
        return dice.choice(command_words())
    if kind < 0.60:
        return dice.choice(words_like_commands())
    if kind < 0.70:
        return dice.choice(main_words())
    words = (
        dice.choice(command_words() if dice.random() < 0.35 else main_words())
        for _ in range(dice.randint(2, 6))
    )
    return " ".join(words)


def _job(dice: random.Random, path: Path, text: str, *, held_out: bool) -> _Job:
    if dice.random() < _FLITE_SHARE:
        voice = _HELD_OUT_FLITE_VOICE if held_out else dice.choice(_FLITE_VOICES)
        stretch, pitch_hz = dice.uniform(0.75, 1.4), int(_FLITE_PITCH_HZ[voice] * dice.uniform(0.8, 1.3))
        said = (f"duration_stretch={stretch:.2f}", "--setf", f"int_f0_target_mean={pitch_hz}")
        return _Job(path, text, voice, None, ("-voice", voice, "--setf", *said))
    voice = _espeak_voice(dice, held_out=held_out)
    manner = Manner(voice, dice.randint(100, 225), dice.randint(10, 90), dice.randint(15, 90))
    return _Job(path, text, voice, manner, ())


def _espeak_voice(dice: random.Random, *, held_out: bool) -> str:
    """An accent and a variant; a held-out voice has at least one of them that training never heard."""
    accent, variant = dice.choice(_ACCENTS), dice.choice(_VARIANTS)
    if held_out and dice.random() < 0.5:
        accent = _HELD_OUT_ACCENT
    elif held_out:
        variant = dice.choice(_HELD_OUT_VARIANTS)
    return f"{accent}+{variant}" if variant else accent


def _speak(job: _Job) -> float:
    """Write the job's file, at 16 kHz and one level; returns its seconds, 0 when the voice said nothing."""
    sound = _by_flite(job) if job.manner is None else _espeak().speak(job.text, job.manner)
    loudest = np.abs(sound).max(initial=0)
    if len(sound) < _SHORTEST or not loudest:
        job.path.unlink(missing_ok=True)
        return 0.0
    soundfile.write(job.path, sound * (_LEVEL / loudest), RATE_HZ, subtype="PCM_16")
    return len(sound) / RATE_HZ


@functools.cache
def _espeak() -> Espeak:
    """This process's own."""
    return Espeak()


def _by_flite(job: _Job) -> Sound:
    command = ("flite", *job.flite_options, "-t", job.text, "-o", str(job.path))
    subprocess.run(command, check=True, capture_output=True, timeout=30)
    spoken, rate_hz = soundfile.read(job.path, dtype="float32")
    sound: Sound = resample_poly(spoken, RATE_HZ, rate_hz)
    return sound


if __name__ == "__main__":
    main()

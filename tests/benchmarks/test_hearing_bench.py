"""The hearing bench: it must count rightly before any of its figures means something."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from benchmarks.hearing import clips, conditions, gates, made, plan, processor, report, results, trials
from benchmarks.hearing.clips import Clip, Kind, Who
from benchmarks.hearing.contestants import Answer, Contestant, Samples, exact, nearly
from benchmarks.hearing.shares import Rate, Share
from tests.support.recordings import RATE_HZ, read_manifest
from voicecoach import models, paths
from voicecoach.hearing.frames import Frame
from voicecoach.hearing.vocabulary import load


class _Always:
    """Obeys one phrase in whatever it hears, or nothing."""

    def __init__(self, phrase: str) -> None:
        self._phrase = phrase

    def hear(self, samples: Samples, context: str) -> list[Answer]:
        command = load("en").contexts[context].commands.get(self._phrase)
        return [Answer(self._phrase, command, len(samples) / RATE_HZ)]


def _tone(name: str, text: str, kind: Kind = Kind.COMMAND, who: Who = Who.PEOPLE) -> Clip:
    wave = 0.1 * np.sin(np.arange(RATE_HZ // 2) * 0.3)
    return Clip(name, wave.astype(np.float32), text, kind, who)


def _run(contestants: dict[str, Contestant], heard: Sequence[Clip], processes: int = 1) -> list[trials.Trial]:
    stage = conditions.Stage(heard, {})
    makers = {name: (lambda made=each: made) for name, each in contestants.items()}
    return trials.run(trials.Bench(stage, makers), plan.jobs(heard, makers, stage), processes)


def test_a_perfect_listener_scores_everything_and_a_deaf_one_nothing() -> None:
    """The count of right and wrong commands is what was obeyed, for planted listeners."""
    spoken = [_tone(f"stop {number}", "stop") for number in range(12)]
    right = results.recall(results.at_home(_run({plan.OURS: _Always("stop")}, spoken), Who.PEOPLE))
    deaf = results.recall(results.at_home(_run({plan.OURS: _Always("")}, spoken), Who.PEOPLE))
    wrong = results.recall(results.at_home(_run({plan.OURS: _Always("pause")}, spoken), Who.PEOPLE))
    assert (right.right.percent, right.wrong.percent) == (100, 0)
    assert (deaf.right.percent, deaf.wrong.percent) == (0, 0)
    assert (wrong.right.percent, wrong.wrong.percent) == (0, 100)
    assert right.right.of >= 12


def test_a_command_is_another_word_where_it_is_no_command() -> None:
    """What is obeyed where the phrase is no command is a false alarm, by the clip's own seconds."""
    heard = _run({plan.OURS: _Always("stop")}, [_tone("a", "no"), _tone("b", "", Kind.NOISE)])
    session = [trial for trial in heard if trial.context == "session"]
    assert results.false_alarms(session).per_hour == pytest.approx(7200)
    assert results.words_taken(session) == Share(1, 1)


def test_the_answers_do_not_depend_on_the_number_of_processes() -> None:
    """Each clip stands alone and is mixed in one way: the same clips give the same trials."""
    spoken = clips.synthetic(["stop", "next"], Kind.COMMAND, ["en-us+m5"])
    words = load("en")
    model = models.embedded(paths.builtin("models")).absolute()
    texts = [
        [
            (trial.clip.name, trial.condition, trial.context, [answer.text for answer in trial.answers])
            for trial in _run({plan.OURS: plan.ours(model, words)}, spoken, processes)
        ]
        for processes in (1, 2)
    ]
    assert texts[0] == texts[1]
    assert any(answers == ["stop"] for *_, answers in texts[0])


def test_a_page_is_made_of_synthetic_voices_alone(tmp_path: Path) -> None:
    """Without recordings, and without the other packages, the whole run still ends in a page."""
    heard = [*clips.synthetic(["stop", "that hurts"], Kind.COMMAND, ["en-us+f4"]), *made.made(20)]
    stage = conditions.Stage(heard, {})
    model = models.embedded(paths.builtin("models")).absolute()
    makers = {
        name: maker
        for name, maker in plan.makers(model, tmp_path / "plain").items()
        if plan.depends_on_model(name)
    }
    found = trials.run(trials.Bench(stage, makers), plan.jobs(heard, makers, stage), processes=1)
    silent = np.zeros(0, np.int16)
    costs = processor.costs({name: maker() for name, maker in makers.items()}, silent, seconds=1)
    page = report.page(heard, report.Measured(model.name, found, costs), [], "Little.\n\n")
    assert "| that hurts |" in page
    assert "| babble 10 dB |" not in page
    for name in makers:
        assert f"| {name} |" in page


def test_only_the_test_split_of_recordings_is_heard(recordings: Path, tmp_path: Path) -> None:
    """What a model may have been trained on never measures it."""
    rows = read_manifest(recordings)
    few = [
        *[row for row in rows if row.split == "test" and row.source == "an4"][:5],
        *[row for row in rows if row.split == "train" and row.source == "an4"][:5],
    ]
    head = (recordings / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()
    lines = [line for line in head if any(f"\t{row.clip}" in line for row in few)]
    (tmp_path / "MANIFEST.tsv").write_text("\n".join([head[0], *lines]) + "\n", encoding="utf-8")
    for split in ("test", "train"):
        (tmp_path / split).symlink_to(recordings / split)
    heard = clips.people(tmp_path, load("en").phrases())
    assert {clip.name for clip in heard} == {row.clip for row in few if row.split == "test"}
    assert {clip.kind for clip in heard} <= {Kind.COMMAND, Kind.SPELLING}
    found = _run({plan.OURS: plan.ours(models.embedded(paths.builtin("models")).absolute())}, heard)
    assert {trial.clip.name for trial in found} == {clip.name for clip in heard}


def test_a_background_is_as_far_under_the_voice_as_it_says() -> None:
    """At 10 dB, the babble has a tenth of the voice's power, and every call mixes the same."""
    talk = [_tone(f"talk {number}", "words", Kind.SENTENCE) for number in range(6)]
    stage = conditions.Stage(talk, {})
    clip = _tone("stop", "stop")
    scene = stage.scene(clip, conditions.BABBLE_10)
    assert np.array_equal(scene.samples(), stage.scene(clip, conditions.BABBLE_10).samples())
    before = scene.sound[: round(conditions.LEAD_SECONDS * RATE_HZ)]
    ratio_db = 20 * np.log10(clips.level(clip.sound) / clips.level(before))
    assert ratio_db == pytest.approx(10, abs=1)
    assert scene.ended_seconds - scene.began_seconds == pytest.approx(0.5, abs=0.02)


def test_a_detector_decides_in_the_place_of_the_level() -> None:
    """A gate whose detector never finds a voice is deaf; with one that always does, the level decides."""
    loud = np.full(320, 8000, np.int16)
    quiet = np.zeros(320, np.int16)
    sounds = [quiet] * 200 + [loud] * 30

    def opens(detected: bool, level_too: bool) -> list[bool]:
        gate = gates.DetectorGate(lambda _frame: detected, level_too=level_too)
        steps = [gate.hear(Frame(sound, number / 50), -96.0) for number, sound in enumerate(sounds)]
        return [type(step).__name__ != "Quiet" for step in steps]

    assert not any(opens(detected=False, level_too=False))
    assert not any(opens(detected=False, level_too=True))
    assert any(opens(detected=True, level_too=False)[:200])
    guarded = opens(detected=True, level_too=True)
    assert not any(guarded[:200])
    assert guarded[-1]


def test_intervals_are_those_of_wilson_and_poisson() -> None:
    """Known values: 10 of 10, 0 of 10, none in an hour, three in an hour."""
    assert Share(10, 10).interval_percent() == pytest.approx((72.2, 100), abs=0.1)
    assert Share(0, 10).interval_percent() == pytest.approx((0, 27.8), abs=0.1)
    assert Rate(0, 3600).interval_per_hour() == pytest.approx((0, 3.69), abs=0.01)
    assert Rate(3, 3600).interval_per_hour() == pytest.approx((0.62, 8.77), abs=0.01)


def test_a_text_matches_a_command_by_its_words() -> None:
    """Exactly, or nearly and without fillers, as the two ways to use Vosk do."""
    session = load("en").contexts["session"]
    assert exact("go back", session) == "go-back"
    assert exact("the go back", session) is None
    assert nearly("uh go back please", session) == "go-back"
    assert nearly("what a lovely day", session) is None


def test_what_is_tried_on_one_half_is_judged_on_the_other() -> None:
    """The halves share no clip, together are everything, and are each a good part of it."""
    everything = [_tone(str(number), "stop") for number in range(40)]
    tried, judged = (list(clips.half(everything, which)) for which in ("a", "b"))
    assert not {clip.name for clip in tried} & {clip.name for clip in judged}
    assert len(tried) + len(judged) == len(list(clips.half(everything, ""))) == 40
    assert min(len(tried), len(judged)) > 10

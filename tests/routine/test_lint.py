"""Warnings: what is allowed, but was hardly meant."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from tests.support.world import world
from voicecoach.routine.lint import lint_routine, lint_stretch

GOOD: dict[str, Any] = {
    "name": "Knee to chest",
    "position": "on-back",
    "sides": "each",
    "setup": ["Lie on your back."],
    "instructions": ["Bring your {side} knee to your chest."],
    "brief": ["The {side} knee."],
    "release": ["Lower your foot to the mat."],
    "cues": ["Breathe out."],
    "sources": [{"title": "A book"}],
    "dose": {"kind": "hold", "seconds": {"least": 10, "start": 20, "most": 60}},
}


def told(**changes: Any) -> dict[str, str]:
    """What is said about the good stretch with these changes: messages by key."""
    return {fault.key: fault.message for fault in lint_stretch(GOOD | changes, world())}


def test_a_good_stretch_needs_no_word() -> None:
    """Warnings that come anyway are not read."""
    assert told() == {}


def test_a_sentence_has_to_fit_one_breath() -> None:
    """By its length when said, and by its words; two sentences in one entry are two breaths."""
    long = "Breathe in and lift your knee and your foot and your toes and hold them there."
    assert told(setup=["Lie down.", long]) == {
        "setup#2": "takes about 8 seconds and 16 words to say, too long for one breath"
    }
    assert told(setup=["Lie down with your knees bent. Let your arms rest beside you on the floor."]) == {}
    assert list(told(setup=[" ".join(["a"] * 19)])) == ["setup#1"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("Stop.", "stop"), ("If it hurts, go  back.", "go back"), ("Now: stop: rest.", "stop")],
)
def test_the_coach_does_not_command_itself(text: str, phrase: str) -> None:
    """A command between two pauses is heard like one that somebody says."""
    assert phrase in told(instructions=[text])["instructions#1"]


def test_a_command_within_a_sentence_is_none() -> None:
    """The ears want an utterance that is the command and nothing else."""
    assert told(instructions=["Stop where it is easy, and go back to the middle."]) == {}


def test_a_stretch_without_sides_names_none() -> None:
    """Nobody knows what to do on the other side; from side to side the texts have to name them."""
    text = ["Bend your right knee."]
    assert told(sides="none", instructions=text) == {
        "instructions#1": "names a side, but the stretch has no sides"
    }
    assert told(sides="alternate", instructions=text) == {}


def test_a_stretch_on_each_side_names_the_side_at_hand() -> None:
    """A word for one side would be said on both."""
    assert told(brief=["The left knee."]) == {"brief#1": "names one side for both"}
    assert told(brief=["Bend it at a right angle, right away, until no strain is left over."]) == {}


@pytest.mark.parametrize(
    ("start", "changes", "warned"),
    [
        (20, {}, False),
        (120, {}, False),
        (121, {}, True),
        (4, {}, True),
        (8, {}, False),
        (8, {"sources": []}, True),
        (90, {"sources": [], "ours": "My therapist says so."}, False),
        (90, {"sources": [], "ours": " "}, True),
    ],
)
def test_a_hold_is_within_the_guidance(start: float, changes: dict[str, Any], warned: bool) -> None:
    """Between five seconds and two minutes; without a source, where most guidance starts."""
    dose = {"kind": "hold", "seconds": {"least": 1, "start": start, "most": 200}}
    assert ("dose.seconds.start" in told(dose=dose, **changes)) == warned


def test_a_stretch_says_where_it_comes_from() -> None:
    """From a source, or whose advice it is."""
    assert told(sources=[]) == {"": "names no source"}
    assert told(sources=[], ours="My therapist says so.") == {}


def test_a_stretch_says_how_to_get_out() -> None:
    """One word is no way out."""
    assert told(release=["Release."]) == {"release": "says too little about the way out"}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"setup": ["Put the strap around your foot."]}, "setup#1"),
        ({"cues": ["Pull the belts."]}, "cues#1"),
        ({"setup": ["Loop a strap or a belt around your foot."]}, "setup#1"),
        ({"setup": ["Lie on a pillow or on your arm."]}, None),
        ({"setup": ["Put the strap around your foot."], "equipment": ["a strap or a belt"]}, None),
        ({"easier": ["Put a cushion under your knee."], "cautions": ["Use a chair if you are dizzy."]}, None),
        ({"setup": ["Strapping lads beltane."]}, None),
    ],
)
def test_equipment_is_announced(changes: dict[str, Any], key: str | None) -> None:
    """What somebody lying on a mat cannot do without is told before; what is a choice need not be."""
    assert list(told(**changes)) == ([key] if key else [])


def test_equipment_is_told_once() -> None:
    """One entry of the list mends it everywhere."""
    assert list(told(setup=["Take a strap."], brief=["The strap again."])) == ["setup#1"]


def test_a_cue_is_short() -> None:
    """A hold is for breathing."""
    assert list(told(cues=["Breathe out, and let your knee come a little closer now."])) == ["cues#1"]


def test_a_figure_has_to_be_known() -> None:
    """With the one that was probably meant."""
    [fault] = lint_stretch(GOOD | {"figure": "cat-caw"}, world())
    assert (fault.key, fault.hint) == ("figure", 'Did you mean "cat-cow"?')
    assert told(figure="cat-cow") == {}


ROUTINE = """
title = "Mine"
welcome = ["Stop."]
farewell = ["Goodbye."]
stretches = [
    { use = "my-own", dose = { kind = "hold", seconds = { least = 1, start = 3, most = 9 } } },
    { rest = 30 },
]
[define.my-own]
release = ["Out."]
ours = "Mine."
[define.my-one]
ours = "Mine."
"""


def test_a_routine_with_its_own_stretches() -> None:
    """Every rule holds in them as well, and a stretch that nobody uses is told."""
    found = {fault.key: fault for fault in lint_routine(tomllib.loads(ROUTINE), world())}
    assert list(found) == [
        "welcome#1",
        "stretches#1.dose.seconds.start",
        "define.my-own.release",
        "define.my-one",
    ]
    assert found["define.my-one"].hint == 'Did you mean "my-own"?'


@pytest.mark.parametrize("wrong", [None, 5, [], {}, "x", [[1]], [{"a": 1}], [5, "Stop."]])
def test_wrong_values_are_no_concern_of_warnings(wrong: object) -> None:
    """Whatever stands under a key, errors tell of it, and the rules look at the rest."""
    for key in (*GOOD, "stretches", "define", "welcome", "equipment", "figure", "ours"):
        list(lint_stretch(GOOD | {key: wrong}, world()))
        list(lint_routine({"stretches": [{"use": "x"}], key: wrong}, world()))
    list(
        lint_stretch(GOOD | {"dose": {"kind": "hold", "seconds": {"start": wrong}, "calls": wrong}}, world())
    )

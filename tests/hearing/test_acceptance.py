"""Each refusal has its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from voicecoach.hearing.acceptance import Utterance, refusal

NEXT = Utterance("next", "next", seconds=0.5, over_floor_db=30.0, own_words=frozenset())


def test_a_plain_command_is_accepted() -> None:
    """No rule stands in the way of a word said clearly."""
    assert refusal(NEXT) == ""


@pytest.mark.parametrize(
    ("utterance", "reason"),
    [
        (replace(NEXT, text="next please you", command=None), "not a command"),
        (replace(NEXT, text="", command=None), "not a command"),
        (replace(NEXT, seconds=2.6), "too long"),
        (replace(NEXT, seconds=0.06), "too short"),
        (replace(NEXT, over_floor_db=11.0), "too quiet"),
        (replace(NEXT, own_words=frozenset({"stop", "next"})), "coach's own words"),
    ],
)
def test_each_rule_refuses_with_its_own_reason(utterance: Utterance, reason: str) -> None:
    """The reason is what the screen shows: it must be the true one."""
    assert refusal(utterance) == reason


def test_other_words_of_the_coach_do_not_mask_a_command() -> None:
    """While the coach says "stop" the user can still say "next"."""
    assert refusal(replace(NEXT, own_words=frozenset({"stop"}))) == ""

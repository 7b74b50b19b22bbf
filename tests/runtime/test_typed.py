"""What can be said can be typed."""

from __future__ import annotations

import pytest

from voicecoach.coaching.terms import Command, Context
from voicecoach.hearing.vocabulary import load
from voicecoach.runtime.typed import command_for, phrases_in

VOCABULARY = load("en")
SAYABLE = [
    (Context(name), phrase, command)
    for name, context in VOCABULARY.contexts.items()
    if name in set(Context)
    for phrase, command in context.commands.items()
]


def test_ears_and_engine_share_their_words() -> None:
    """Every name in the vocabulary is a command, and every context of the engine can be listened in."""
    for context in VOCABULARY.contexts.values():
        assert set(context.commands.values()) <= {command.value for command in Command}
    assert {context.value for context in Context} <= set(VOCABULARY.contexts)


@pytest.mark.parametrize(("context", "phrase", "command"), SAYABLE)
def test_a_phrase_means_what_it_means_when_it_is_said(context: Context, phrase: str, command: str) -> None:
    """In its context, in any case and spacing."""
    for line in (phrase, phrase.upper(), "  " + phrase.replace(" ", "   ") + " \n"):
        assert command_for(line, context, VOCABULARY) == command


@pytest.mark.parametrize("context", Context)
def test_every_command_can_be_typed_by_its_name(context: Context) -> None:
    """Everywhere: scripts need no vocabulary."""
    for command in Command:
        if command not in VOCABULARY.contexts[context].commands:
            assert command_for(command.value, context, VOCABULARY) is command


@pytest.mark.parametrize("context", Context)
def test_a_phrase_of_elsewhere_is_understood(context: Context) -> None:
    """The engine answers it as it answers a key that makes no sense at the moment."""
    assert command_for("more time", context, VOCABULARY) is Command.MORE_TIME
    assert command_for("number two", context, VOCABULARY) is Command.CHOOSE_2


def test_numbers_choose() -> None:
    """A digit is a number of the menu."""
    for number in range(1, 10):
        command = command_for(str(number), Context.MENU, VOCABULARY)
        assert command is not None
        assert command.choice == number
    assert command_for("03", Context.MENU, VOCABULARY) is Command.CHOOSE_3


@pytest.mark.parametrize(
    "line", ["", "   ", "bla", "next please", "0", "10", "9" * 5000, "²", "choose-", "choose-10", "[unk]"]
)
def test_what_is_no_command_is_none(line: str) -> None:
    """Nothing is guessed, and nothing breaks."""
    assert command_for(line, Context.SESSION, VOCABULARY) is None


@pytest.mark.parametrize("context", Context)
def test_what_is_offered_can_be_typed(context: Context) -> None:
    """One phrase for each command of the context, and each leads to it."""
    offered = [command_for(phrase, context, VOCABULARY) for phrase in phrases_in(context, VOCABULARY)]
    assert len(set(offered)) == len(offered)
    assert {str(command) for command in offered} == set(VOCABULARY.contexts[context].commands.values())

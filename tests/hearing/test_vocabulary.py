"""What can be said, and with which words."""

from __future__ import annotations

import pytest

from voicecoach import paths
from voicecoach.errors import UserError
from voicecoach.hearing import vocabulary
from voicecoach.hearing.recognizer import Model

COMMANDS = {
    *(
        "next",
        "pause",
        "resume",
        "repeat",
        "go-back",
        "more-time",
        "stop",
        "skip-side",
        "ready",
        "that-hurts",
    ),
    *("help", "start", "quit", "yes", "no", "sleep", "wake"),
    *(f"choose-{number}" for number in range(1, 10)),
}
ENGLISH = vocabulary.load("en")


def test_every_word_is_in_the_embedded_model() -> None:
    """A phrase with a word that the model does not know could never be heard."""
    model = Model(paths.builtin("models") / "starter-en")
    known, dropped = ENGLISH.known_to(model.knows)
    assert dropped == ()
    assert known == ENGLISH


def test_the_contexts_offer_exactly_the_commands_that_there_are() -> None:
    """A misspelt command name would be a phrase that does nothing."""
    assert {
        command for context in ENGLISH.contexts.values() for command in context.commands.values()
    } == COMMANDS
    assert set(ENGLISH.contexts) == {"menu", "session", "paused", "check-in", "confirm", "asleep"}


@pytest.mark.parametrize("context", ["session", "paused", "check-in"])
def test_pain_and_stopping_can_be_said_throughout_a_session(context: str) -> None:
    """The body comes first: these two words never depend on the phase."""
    assert {"stop", "that-hurts"} <= set(ENGLISH.contexts[context].commands.values())


@pytest.mark.parametrize("context", ENGLISH.contexts.values(), ids=lambda context: context.name)
def test_no_decoy_is_a_command_or_sounds_like_one(context: vocabulary.Context) -> None:
    """With a homophone among the decoys the recogniser would pick one of the two at random."""
    groups = vocabulary.language_file("en")["homophones"]
    command_words = {word for phrase in context.commands for word in phrase.split()}
    assert not set(context.decoys) & set(context.commands)
    for decoy in context.decoys:
        for word in set(decoy.split()) - command_words:
            alike = {other for group in groups if word in group for other in group}
            assert not alike & command_words


@pytest.mark.parametrize("context", ENGLISH.contexts.values(), ids=lambda context: context.name)
def test_a_grammar_leaves_room_for_talk(context: vocabulary.Context) -> None:
    """Without decoys and unknown speech every sound would be a command."""
    grammar = context.grammar()
    assert set(context.commands) < set(grammar)
    assert grammar.count(vocabulary.UNKNOWN) > 1
    assert len(context.decoys) > 50


def test_no_phrase_means_two_things_in_one_context() -> None:
    """The later of two entries would silently win."""
    for table in vocabulary.language_file("en")["contexts"].values():
        phrases = [phrase for phrases in table.values() for phrase in phrases]
        assert len(phrases) == len(set(phrases))


def test_phrases_with_unknown_words_are_dropped_and_named() -> None:
    """A smaller model still serves the other commands."""
    known, dropped = ENGLISH.known_to(lambda word: word != "skip")
    assert set(dropped) == {"skip", "skip it", "skip side", "skip this side"}
    assert "skip-side" not in known.contexts["session"].commands.values()
    assert "next" in known.contexts["session"].commands
    assert not any("skip" in decoy.split() for context in known.contexts.values() for decoy in context.decoys)


def test_an_unknown_language_is_one_clear_message() -> None:
    """No traceback for a misspelt setting."""
    with pytest.raises(UserError, match="xx"):
        vocabulary.load("xx")


def test_own_words_take_the_place_of_the_usual_ones() -> None:
    """Wherever the command makes sense, and nowhere else."""
    own = vocabulary.load("en", (("next", ("forward", "next")),))
    assert own.contexts["session"].commands["forward"] == "next"
    assert own.contexts["check-in"].commands["forward"] == "next"
    assert "skip it" not in own.contexts["check-in"].commands
    assert "forward" not in own.contexts["menu"].commands
    assert "forward" not in own.contexts["session"].decoys


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ((("nxt", ("forward",)),), "no command 'nxt'"),
        ((("next", ("pause",)),), '"pause" would mean next and pause'),
    ],
)
def test_own_words_that_mean_nothing_or_two_things_are_told(own: vocabulary.OwnWords, told: str) -> None:
    """One clear line, which names them."""
    with pytest.raises(UserError, match=told.replace("'", ".")):
        vocabulary.load("en", own)


def test_by_name_only_what_begins_with_the_name_counts() -> None:
    """Except for the answers to a question; the bare phrases are decoys."""
    named = vocabulary.load("en", by_name=True)
    assert named.contexts["session"].commands["coach next"] == "next"
    assert "next" not in named.contexts["session"].commands
    assert "next" in named.contexts["session"].decoys
    assert named.contexts["check-in"].commands["stop"] == "stop"
    assert named.contexts["confirm"].commands["yes"] == "yes"


def test_telling_words_are_commands_and_no_talk() -> None:
    """A word of everyday talk says nothing about what somebody wanted."""
    telling = ENGLISH.telling_words()
    assert {"next", "pause", "repeat", "resume"} <= telling
    assert telling.isdisjoint({"this", "time", "more", "side", "that", "back", "it"})

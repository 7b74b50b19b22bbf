"""The page of voice commands: every command, its phrases, where it works, its key.

`python -m voicecoach.tui.commands_page` prints it.
"""

from __future__ import annotations

from voicecoach.coaching.terms import Command, Context
from voicecoach.runtime.build import vocabulary_of
from voicecoach.settings import Settings
from voicecoach.tui.keys import KEYS
from voicecoach.tui.widgets.hints import cap
from voicecoach.tui.words import Words, load_words

_HEAD = """# Voice commands

Say a command on its own, not within a sentence. What can be said depends on where you are; everything has a
key as well. The same words can be typed where there is no screen.

| command | say | where | key | what happens |
|---|---|---|---|---|
"""

_TAIL = """
Phrases of your own go into the settings file (`voicecoach doctor` says where it is):

    [commands]
    next = ["forward", "next"]

They take the place of the usual ones. The model must know their words; where it does not, the coach says
which.

`[hearing] mode = "by-name"` makes it obey only what begins with its name: "coach, next". With `mode = "off"`
only the keys are left.

This page is made by `python -m voicecoach.tui.commands_page > docs/voice-commands.md`.
"""


def page() -> str:
    """The page, in Markdown."""
    words = load_words()
    rows = [_row(command, words) for command in Command if not command.choice or command.choice == 1]
    return _HEAD + "".join(rows) + _TAIL


def _row(command: Command, words: Words) -> str:
    """One line of the table; the numbers share one."""
    name = "choose" if command.choice else command.value
    phrases: dict[str, None] = {}
    where = []
    for context, vocabulary in vocabulary_of(Settings()).contexts.items():
        own = [phrase for phrase, meant in vocabulary.commands.items() if meant == command.value]
        phrases |= dict.fromkeys(own)
        where += [words("contexts", context)] if own else []
    said = ", ".join(f'"{phrase}"' for phrase in phrases) + (" ... nine" if command.choice else "")
    return f"| {name} | {said} | {', '.join(where)} | {_keys(command, words)} | {words('meanings', name)} |\n"


def _keys(command: Command, words: Words) -> str:
    if command.choice:
        return f"`{words('caps', 'digits')}`"
    found = {key.name: None for context in Context for key in KEYS.get(context, ()) if key.command is command}
    return " ".join(f"`{cap(name, words)}`" for name in found) or "-"


if __name__ == "__main__":
    print(page(), end="")

"""The phone set, as the network numbers it and as the model folder numbers it."""

from __future__ import annotations

from typing import Final

# Names as in CMUdict. Numbers follow the alphabet.
_VOWELS = ("AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW")
_STOPS = ("B", "CH", "D", "G", "JH", "K", "P", "T")
_OTHERS = ("DH", "F", "HH", "L", "M", "N", "NG", "R", "S", "SH", "TH", "V", "W", "Y", "Z", "ZH")
SPEECH_PHONES: Final = tuple(sorted(_VOWELS + _STOPS + _OTHERS))
SILENCE: Final = 0
NOISE: Final = 1
FIRST_SPEECH_PHONE: Final = 2
PHONE_COUNT: Final = FIRST_SPEECH_PHONE + len(SPEECH_PHONES)
PHONE_NUMBER: Final = {name: number for number, name in enumerate(SPEECH_PHONES, FIRST_SPEECH_PHONE)}

WORD_POSITIONS: Final = ("begin", "end", "internal", "singleton")
BEGIN, END, INTERNAL, SINGLETON = range(4)
FOLDER_PHONE_COUNT: Final = FIRST_SPEECH_PHONE + len(WORD_POSITIONS) * len(SPEECH_PHONES)


def folder_phone(phone: int, position: int = BEGIN) -> int:
    """The model folder's number (from 1) of a network phone at a position in the word.

    Silence and noise have no positions. The four positions of a speech phone share the network's outputs;
    they exist so that Vosk can tell where a word begins and ends.
    """
    if phone < FIRST_SPEECH_PHONE:
        return phone + 1
    return 1 + FIRST_SPEECH_PHONE + len(WORD_POSITIONS) * (phone - FIRST_SPEECH_PHONE) + position


def network_phone_of_folder_phone() -> list[int]:
    """The network phone of each folder phone; index 0 is unused."""
    numbers = [0] * (FOLDER_PHONE_COUNT + 1)
    for phone in range(PHONE_COUNT):
        for position in range(len(WORD_POSITIONS)):
            numbers[folder_phone(phone, position)] = phone
    return numbers


def position_in_word(index: int, length: int) -> int:
    """The position of phone `index` in a word of `length` phones."""
    if length == 1:
        return SINGLETON
    if index == 0:
        return BEGIN
    return END if index == length - 1 else INTERNAL

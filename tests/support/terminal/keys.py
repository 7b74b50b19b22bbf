"""What a terminal sends for a key."""

from __future__ import annotations

_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}
_LETTERS = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_FUNCTION_LETTERS = {"f1": "P", "f2": "Q", "f3": "R", "f4": "S"}
_NUMBERS = {"insert": 2, "delete": 3, "pageup": 5, "pagedown": 6}
_PLAIN = {"enter": "\r", "tab": "\t", "space": " ", "escape": "\x1b", "backspace": "\x7f"}


def encode_key(key: str, application_cursor: bool = False) -> str | None:
    """The code of a key such as "down", "shift+tab", "ctrl+c" or "x"; None if `key` names no key."""
    *modifiers, base = key.split("+") if len(key) > 1 else [key]
    if any(name not in _MODIFIERS for name in modifiers):
        return None
    mask = sum(_MODIFIERS[name] for name in modifiers)
    suffix = f";{mask + 1}" if mask else ""
    if base in _FUNCTION_LETTERS and not mask:
        return f"\x1bO{_FUNCTION_LETTERS[base]}"
    if base in _LETTERS:
        introducer = f"\x1b[1{suffix}" if mask else "\x1bO" if application_cursor else "\x1b["
        return introducer + _LETTERS[base]
    if base in _NUMBERS:
        return f"\x1b[{_NUMBERS[base]}{suffix}~"
    char = _PLAIN.get(base, base)
    return _modify(char, mask) if len(char) == 1 else None


def _modify(char: str, mask: int) -> str | None:
    """A character with modifiers, as far as terminals know a code for it."""
    match mask:
        case 0:
            return char
        case 1:
            return "\x1b[Z" if char == "\t" else char.upper()
        case 2:
            return "\x1b" + char
        case 4 if char.isascii():
            return chr(ord(char.upper()) & 0x1F)
    return None

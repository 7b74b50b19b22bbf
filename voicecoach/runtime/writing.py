"""Writing a routine as TOML, as somebody would write it by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_LINE = 100


def as_toml(routine: Mapping[str, Any], define: Mapping[str, Mapping[str, Any]]) -> str:
    """A routine file.

    Args:
        routine: its keys with texts, numbers, lists and tables.
        define: the stretches of its own, by id.
    """
    lines = [f"{key} = {_value(value)}" for key, value in routine.items()]
    for name, stretch in define.items():
        lines += ["", f"[define.{name}]"]
        lines += [f"{key} = {_value(value)}" for key, value in stretch.items() if key != "dose"]
        lines += ["", f"[define.{name}.dose]"]
        lines += [f"{key} = {_value(value)}" for key, value in stretch["dose"].items()]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            short = f"[{', '.join(map(_value, value))}]"
            if len(short) <= _LINE and not any(isinstance(one, dict) for one in value):
                return short
            return "\n".join(["[", *(f"    {_value(one)}," for one in value), "]"])
        case dict():
            return f"{{ {', '.join(f'{key} = {_value(one)}' for key, one in value.items())} }}"
        case float():
            return f"{value:g}"
        case _:
            return str(value)

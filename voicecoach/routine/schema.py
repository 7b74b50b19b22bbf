"""The format for editors and for readers, generated from the model.

python -m voicecoach.routine.schema docs     writes the schemas there, and the fields in routine-format.md
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from voicecoach.routine import doses, model
from voicecoach.routine.doses import Amount, BreathDose, HoldDose, RepetitionDose
from voicecoach.routine.model import Item, Rest, RoutineFile, Source, Stretch

if TYPE_CHECKING:
    from pydantic import BaseModel

SCHEMAS: dict[str, type[BaseModel]] = {"routine.schema.json": RoutineFile, "stretch.schema.json": Stretch}
BEGIN, END = "<!-- fields: generated -->", "<!-- end of the generated fields -->"

_TABLES: dict[str, type[BaseModel]] = {
    "A routine": RoutineFile,
    "An entry of `stretches`: a stretch": Item,
    "An entry of `stretches`: a rest": Rest,
    "A stretch: a file of its own, or `[define.ID]` in a routine": Stretch,
    'A dose with `kind = "hold"`': HoldDose,
    'A dose with `kind = "breaths"`': BreathDose,
    'A dose with `kind = "repetitions"`': RepetitionDose,
    "An amount": Amount,
    "A source": Source,
}
_UNITS = {
    "rest": "seconds",
    "rest_seconds": "seconds",
    "pace_seconds": "seconds",
    "seconds": "seconds",
    "breaths": "breaths",
    "count": "repetitions",
    "repetitions": "times",
    "sets": "rounds",
    **dict.fromkeys(("least", "start", "most", "step"), "as what is counted"),
}
_LIMITS = {
    "exclusiveMinimum": ("more than ", ""),
    "minimum": ("from ", ""),
    "maximum": ("to ", ""),
    "minItems": ("at least ", " entry"),
    "maxItems": ("at most ", " entries"),
    "maxLength": ("at most ", " letters"),
}
_LINKED = {"Amount": "an amount", "Stretch": "a stretch", "Source": "a source", "Item": "", "Rest": ""}


def schema(of: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a kind of file."""
    found = _without_null(of.model_json_schema())
    for name, table in {of.__name__: found, **found.get("$defs", {})}.items():
        for field, said in _descriptions().get(name, {}).items():
            table["properties"][field]["description"] = said
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def schema_text(of: type[BaseModel]) -> str:
    """The same as a file."""
    return json.dumps(schema(of), indent=2, ensure_ascii=False) + "\n"


def fields_text() -> str:
    """Every field of the format, as tables for a page."""
    return "\n\n".join(_fields(title, table) for title, table in _TABLES.items())


def with_fields(page: str) -> str:
    """A page with the tables brought up to date, between their marks."""
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{fields_text()}\n\n{END}{after}"


def _fields(title: str, of: type[BaseModel]) -> str:
    found = schema(of)
    lines = [
        f"### {title}",
        "",
        "| field | what it is | kind | unit | default | range |",
        "|---|---|---|---|---|---|",
    ]
    for name, field in found["properties"].items():
        needed = name in found.get("required", ())
        cells = (
            f"`{name}`",
            field.get("description", ""),
            _kind(field, found),
            _UNITS.get(name, ""),
            "must be there" if needed else _default(field),
            _range(field),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _kind(field: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    match field:
        case {"$ref": str(link)}:
            name = link.rsplit("/", 1)[-1]
            return _LINKED.get(name) or _kind(whole["$defs"][name], whole)
        case {"const": value}:
            return f'`"{value}"`'
        case {"enum": values}:
            return "one of " + ", ".join(f'`"{value}"`' for value in values)
        case {"discriminator": _}:
            return "a dose"
        case {"type": "array", "items": {"oneOf": _}}:
            return "list of stretches and rests"
        case {"type": "array", "items": items}:
            kind = _kind(items, whole)
            return {"text": "list of texts", "a source": "list of sources"}.get(kind, f"list, each {kind}")
        case {"type": "object", "patternProperties": _}:
            return "table of stretches"
        case {"type": "object"}:
            return "table of texts"
        case {"pattern": _}:
            return "id"
    return {"string": "text", "number": "number", "integer": "whole number"}[field["type"]]


def _default(field: Mapping[str, Any]) -> str:
    value = field.get("default")
    return f"`{value:g}`" if isinstance(value, int | float) else "none"


def _range(field: Mapping[str, Any]) -> str:
    limits = [f"{field[key]:g}".join(around) for key, around in _LIMITS.items() if key in field]
    if "maxLength" in field.get("items", {}):
        limits.append(f"each at most {field['items']['maxLength']} letters")
    return ", ".join(limits).replace(", to", " to")


def _without_null(table: dict[str, Any]) -> dict[str, Any]:
    """TOML knows no null: what may be left out is simply not required."""
    kinds = [one for one in table.get("anyOf", ()) if one != {"type": "null"}]
    if len(kinds) == 1:
        table = {**{key: one for key, one in table.items() if key not in ("anyOf", "default")}, **kinds[0]}
    return {key: _without_null(one) if isinstance(one, dict) else one for key, one in table.items()}


@cache
def _descriptions() -> dict[str, dict[str, str]]:
    """What stands under the fields of the model's classes, by class and field."""
    own = {name: said for module in (doses, model) for name, said in _described(module).items()}
    kinds = {**vars(doses), **vars(model)}
    return {
        name: {
            field: text
            for base in reversed(kinds[name].__mro__)
            for field, text in own.get(base.__name__, {}).items()
        }
        for name in own
    }


def _described(module: ModuleType) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef):
            pairs = zip(node.body, node.body[1:], strict=False)
            found[node.name] = {
                field.target.id: " ".join(said.value.value.split())
                for field, said in pairs
                if isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(said, ast.Expr)
                and isinstance(said.value, ast.Constant)
                and isinstance(said.value.value, str)
            }
    return found


def main(folder: Path) -> None:
    """Write everything that is generated."""
    for name, of in SCHEMAS.items():
        (folder / name).write_text(schema_text(of), encoding="utf-8")
    page = folder / "routine-format.md"
    page.write_text(with_fields(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

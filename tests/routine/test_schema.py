"""What is generated from the model is in step with it, and what the page shows works."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from voicecoach.routine.schema import SCHEMAS, schema, schema_text, with_fields
from voicecoach.runtime.checking import check_all

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "routine-format.md").read_text(encoding="utf-8")
REGENERATE = "run: python -m voicecoach.routine.schema docs"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_those_of_the_model(name: str) -> None:
    """An editor knows every key that the program knows, and no other."""
    assert (DOCS / name).read_text(encoding="utf-8") == schema_text(SCHEMAS[name]), REGENERATE


def test_the_page_has_every_field() -> None:
    """With what it is, its unit, default and range."""
    assert with_fields(PAGE) == PAGE, REGENERATE
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", PAGE, re.MULTILINE)
    described = {name for name, _ in rows}
    assert described >= fields(schema(SCHEMAS["routine.schema.json"]))


def fields(found: dict[str, Any]) -> set[str]:
    """Every key in a schema."""
    tables = [found, *found["$defs"].values()]
    return {name for table in tables for name in table.get("properties", {})}


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_says_what_it_is(name: str) -> None:
    """Editors show it while somebody types."""
    found = schema(SCHEMAS[name])
    for table in [found, *found["$defs"].values()]:
        assert all(field.get("description") for field in table.get("properties", {}).values())
    assert "null" not in json.dumps(found), "TOML has no such value"


def test_the_example_of_the_page_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever copies it begins with something that works: no error and no warning."""
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    [example] = re.findall(r"^```toml\n(.+?)^```", PAGE, re.MULTILINE | re.DOTALL)
    file = tmp_path / "my-back.toml"
    file.write_text(example, encoding="utf-8")
    assert check_all([file])[1] == []

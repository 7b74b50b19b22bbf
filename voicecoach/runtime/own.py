"""The user's own files: beginning one, and taking one over."""

from __future__ import annotations

import os
import re
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from voicecoach import paths
from voicecoach.errors import UserError
from voicecoach.routine.check import Kind, Problem, kind_of
from voicecoach.routine.errors import RoutineError, shown_path
from voicecoach.routine.load import is_name
from voicecoach.routine.toml import read
from voicecoach.routine.words import shown
from voicecoach.runtime.checking import check_all, errors_in

_HERE = Path(__file__).parent


@cache
def _language(name: str = "en") -> dict[str, dict[str, Any]]:
    return tomllib.loads((_HERE / f"own.{name}.toml").read_text(encoding="utf-8"))


def words(key: str, section: str = "told", **values: object) -> str:
    """What is said to the user."""
    return str(_language()[section][key]).format(**values)


def place_for(name: str) -> Path:
    """Where a new routine goes.

    Raises:
        UserError: the name cannot be an id, or there is such a file already.
    """
    if not is_name(name):
        near = name_from(name)
        mend = words("try_name", name=near) if near else ""
        raise UserError(words("bad_name", name=f'"{shown(name)}"'), mend)
    path = _folder("routine") / f"{name}.toml"
    if os.path.lexists(path):
        raise UserError(words("exists", path=shown_path(path)), words("choose_other"))
    return path


def name_from(text: str) -> str:
    """An id made of a text; "" where nothing of it can be in one."""
    return "-".join(re.findall("[a-z0-9]+", text.lower()))[:60].strip("-")


def template(name: str) -> str:
    """A routine with comments that can be done as it stands."""
    text = (_HERE / "template.en.toml").read_text(encoding="utf-8")
    return text.replace("@TITLE@", title_of(name)).replace("@NAME@", name)


def title_of(name: str) -> str:
    """A title made of an id."""
    return name.replace("-", " ").capitalize()


def write(path: Path, content: bytes) -> None:
    """Write a file in one piece: whoever looks sees all of it or what was there before.

    Raises:
        UserError: it cannot be written; nothing of it is left.
    """
    draft = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
            draft = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise UserError(words("cannot_write", path=shown_path(path), reason=error.strerror)) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def shadowed(path: Path) -> bool:
    """Whether a file of the user's has the name of a built-in one of its kind."""
    kind = "stretches" if path.parent.name == "stretches" else "routines"
    return (paths.builtin("routines") / kind / path.name).exists()


def next_steps(path: Path) -> list[str]:
    """What to do with a routine that was begun, a line each."""
    typed = f'"{path}"' if " " in str(path) else str(path)
    lines = [words("written", path=path), words("next_steps", path=typed)]
    lines += [words(key, name=path.stem) for key in ("rehearse", "start")]
    return lines + ([words("shadows", name=path.stem)] if shadowed(path) else [])


@dataclass(frozen=True, slots=True)
class Added:
    """What came of taking a file over.

    Attributes:
        problems: what is to be mended in it.
        lines: what to tell the user.
        done: whether it is there now.
    """

    problems: Sequence[Problem]
    lines: Sequence[str]
    done: bool


def add(file: Path, *, replace: bool) -> Added:
    """Check a file and copy it to the user's own.

    Raises:
        UserError: there is no such file, there is another one in its place, or it cannot be written.
    """
    if file.is_dir():
        raise UserError(words("folder", path=shown_path(file)), words("add_file"))
    _, problems = check_all([file])
    if errors_in(problems):
        return Added(problems, [words("not_added")], done=False)
    document = read(file)
    target = _folder(kind_of(file, document.table)) / f"{file.stem}.toml"
    told = [words("shadows", name=file.stem)] if shadowed(target) else []
    if os.path.lexists(target) and not replace:
        if _text_in(target) != document.text:
            raise UserError(words("exists_otherwise", path=shown_path(target)), words("use_replace"))
        return Added(problems, [words("added_already", path=target), *told], done=True)
    write(target, document.text.encode())
    return Added(problems, [words("added", path=target), *told], done=True)


def _text_in(path: Path) -> str | None:
    try:
        return read(path).text
    except RoutineError:
        return None


def _folder(kind: Kind) -> Path:
    own = paths.data_dir() / "routines"
    return own / "stretches" if kind == "stretch" else own

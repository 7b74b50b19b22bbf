"""What `voicecoach models` does: the models of the catalogue and of this machine, and which one is used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voicecoach import models, paths
from voicecoach.errors import UserError
from voicecoach.runtime.model_words import check_words
from voicecoach.settings import load_settings
from voicecoach.settings_edit import change_setting

Progress = Callable[[int, int], None]
"""Takes how many bytes have arrived, and how many there are."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call has done, for people and for scripts."""

    sentences: tuple[str, ...]
    facts: dict[str, Any]


def catalogue() -> tuple[models.Entry, ...]:
    """Every model that ships or can be fetched."""
    return models.load_catalogue(paths.builtin("models") / "catalogue.toml")


def rows() -> list[dict[str, Any]]:
    """Every model of the catalogue and of this machine."""
    in_use = _in_use()
    own = {one.name: one for one in models.installed(paths.data_dir())}
    listed = [_row(entry, own.pop(entry.name, None), in_use) for entry in catalogue()]
    listed += [_row(_unlisted(one.name), one, in_use) for one in own.values()]
    if in_use and not any(row["in_use"] for row in listed):
        elsewhere = models.InstalledModel(in_use.name, in_use, models.size_bytes(in_use))
        listed.append(_row(_unlisted(in_use.name), elsewhere, in_use))
    return listed


def _unlisted(name: str) -> models.Entry:
    return models.Entry(name, about="", licence="", source="", archive=None)


def _row(entry: models.Entry, own: models.InstalledModel | None, in_use: Path | None) -> dict[str, Any]:
    folder = own.folder if own else models.embedded(paths.builtin("models"))
    there = own is not None or folder.name == entry.name
    archive = entry.archive
    return {
        "name": entry.name,
        "about": entry.about,
        "installed": there,
        "in_use": there and folder == in_use,
        "folder": str(folder) if there else None,
        "disk_bytes": models.size_bytes(folder) if there else None,
        "download_bytes": archive.bytes if archive else None,
        "licence": entry.licence or None,
        "source": entry.source or None,
        "url": archive.url if archive else None,
        "sha256": archive.sha256 or None if archive else None,
    }


def install(name: str, progress: Progress, *, accept_unknown_digest: bool) -> Outcome:
    """Fetch a model of the catalogue and put it in place.

    Raises:
        InstallError: it cannot be fetched or written.
        ModelError: there is no such model, or it is of no use.
    """
    from voicecoach.models.install import install as put_in_place

    entry = models.find(catalogue(), name)
    total = entry.archive.bytes if entry.archive else 0
    done = put_in_place(
        entry,
        paths.data_dir(),
        check_words,
        lambda there: progress(there, total),
        accept_unknown_digest=accept_unknown_digest,
    )
    used = _in_use()
    sentences = [models.sentence("installed" if done.sha256 else "installed-before", name=name)]
    if done.sha256 and entry.archive and not entry.archive.sha256:
        sentences.append(models.sentence("unchecked", sha256=done.sha256))
    if used == done.folder:
        sentences.append(models.sentence("used", name=name))
    elif used:
        sentences.append(models.sentence("used-still", name=used.name, other=name))
    facts = {
        "name": name,
        "folder": str(done.folder),
        "disk_bytes": models.size_bytes(done.folder),
        "sha256": done.sha256 or None,
        "in_use": used == done.folder,
    }
    return Outcome(tuple(sentences), facts)


def use(named: str) -> Outcome:
    """Hear with a model from now on: an installed one, the one that ships, or a folder.

    Raises:
        UserError: there is no such model, it cannot be used, or the setting cannot be written.
    """
    try:
        folder = models.choose(named, paths.data_dir(), paths.builtin("models"))
    except models.ModelError:
        if any(entry.name == named for entry in catalogue()):
            raise models.model_error("not-installed-yet", name=named) from None
        raise
    embedded = models.embedded(paths.builtin("models"))
    if folder != embedded:
        check_words(folder)
    by_name = folder == embedded or folder.parent == models.models_folder(paths.data_dir())
    setting = folder.name if by_name else str(folder.resolve())
    change_setting(paths.config_file(), "hearing", "model", setting)
    return Outcome(
        (models.sentence("used", name=folder.name),), {"name": folder.name, "folder": str(folder.resolve())}
    )


def remove(name: str) -> Outcome:
    """Remove an installed model; the one that ships takes its place if it was in use.

    Raises:
        UserError: there is no such model, or it cannot be removed.
    """
    from voicecoach.models.install import remove as take_away

    embedded = models.embedded(paths.builtin("models"))
    was_in_use = _in_use() == models.models_folder(paths.data_dir()) / name
    if name == embedded.name:
        raise models.model_error("embedded", name=name)
    if was_in_use:
        change_setting(paths.config_file(), "hearing", "model", embedded.name)
    take_away(name, paths.data_dir())
    sentences = [models.sentence("removed", name=name)]
    if was_in_use:
        sentences.append(models.sentence("fell-back", name=embedded.name))
    used = _in_use()
    return Outcome(tuple(sentences), {"name": name, "in_use": used.name if used else None})


def _in_use() -> Path | None:
    """The folder of the model that the coach hears with; None where the settings name none that works."""
    try:
        named = load_settings(paths.config_file()).hearing.model
        return models.choose(named, paths.data_dir(), paths.builtin("models"))
    except UserError:
        return None


def as_text(listed: list[dict[str, Any]]) -> str:
    """The list for people."""
    return "\n".join(line for row in listed for line in _lines(row))


def _lines(row: dict[str, Any]) -> list[str]:
    state = "in use" if row["in_use"] else "installed" if row["installed"] else "can be fetched"
    size = row["disk_bytes"] if row["installed"] else row["download_bytes"]
    lines = [f"{row['name']:30}{models.megabytes(size):>8}  {state}"]
    if row["about"]:
        lines.append(f"    {row['about']}")
        lines.append(f"    licence: {row['licence']}; source: {row['source']}")
    if row["url"]:
        lines.append(f"    SHA-256: {row['sha256'] or 'not published: it cannot be checked'}")
    return lines

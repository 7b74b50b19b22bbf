"""Which speech model is used, with real folders."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from voicecoach import paths
from voicecoach.models import ModelError, check, choose, embedded, installed

_BUILTIN = paths.builtin("models")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The user's data with two whole models, one larger, and one that is broken and the largest of all."""
    for name, more_bytes in (("small", 0), ("large", 1000), ("broken", 100_000)):
        folder = tmp_path / "data" / "models" / name
        shutil.copytree(embedded(_BUILTIN), folder)
        (folder / "more").write_bytes(bytes(more_bytes))
    (tmp_path / "data" / "models" / "broken" / "graph" / "Gr.fst").unlink()
    return tmp_path / "data"


def test_the_model_that_ships_is_usable() -> None:
    """The coach hears without anything installed."""
    check(embedded(_BUILTIN))


def test_only_usable_models_count_as_installed(data: Path) -> None:
    """A half-unpacked download is not offered; sizes are those of the files."""
    small, large = sorted(installed(data), key=lambda model: model.size_bytes)
    assert (small.name, large.name) == ("small", "large")
    assert large.size_bytes - small.size_bytes == 1000
    assert large.folder == data / "models" / "large"


def test_without_a_name_the_largest_usable_model_is_chosen(data: Path) -> None:
    """What was installed last or sorts first does not matter, and a broken model never wins."""
    assert choose("", data, _BUILTIN) == data / "models" / "large"


def test_without_anything_installed_the_embedded_model_is_chosen(tmp_path: Path) -> None:
    """A new user has a model, even before the data folder exists."""
    assert choose("", tmp_path / "nothing", _BUILTIN) == embedded(_BUILTIN)


def test_a_name_or_a_folder_overrides_size(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the settings say is used: an installed name, the embedded name, a folder, a folder in the home."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    elsewhere = shutil.copytree(embedded(_BUILTIN), tmp_path / "elsewhere")
    assert choose("small", data, _BUILTIN) == data / "models" / "small"
    assert choose("starter-en", data, _BUILTIN) == embedded(_BUILTIN)
    assert choose(str(elsewhere), data, _BUILTIN) == elsewhere
    assert choose("~/elsewhere", data, _BUILTIN) == elsewhere


def test_an_unknown_name_is_one_clear_message(data: Path) -> None:
    """A slip in the settings is told with its mend and never replaced by another model in silence."""
    with pytest.raises(ModelError, match=r"no speech model called smal\.") as caught:
        choose("smal", data, _BUILTIN)
    assert "settings" in caught.value.mend


@pytest.mark.parametrize("part", ["am/final.mdl", "conf", "graph/HCLr.fst", "graph/Gr.fst"])
def test_a_missing_part_is_named(data: Path, part: str) -> None:
    """Vosk would only say that it cannot load the model: we say what it lacks."""
    folder = data / "models" / "small"
    lost = folder / part
    shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    with pytest.raises(ModelError, match=f"{part} is missing") as caught:
        choose("small", data, _BUILTIN)
    assert caught.value.mend


def test_a_model_with_a_fixed_graph_is_refused(data: Path) -> None:
    """Vosk prefers a fixed graph where there is one, and then takes no grammar: of no use here."""
    (data / "models" / "small" / "graph" / "HCLG.fst").touch()
    with pytest.raises(ModelError, match=r"graph/HCLG\.fst") as caught:
        check(data / "models" / "small")
    assert "small models" in caught.value.mend

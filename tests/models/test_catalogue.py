"""The catalogue that ships."""

from __future__ import annotations

import re

import pytest

from voicecoach import paths
from voicecoach.models import Archive, ModelError, embedded, find, load_catalogue

CATALOGUE = load_catalogue(paths.builtin("models") / "catalogue.toml")
ARCHIVES = [entry.archive for entry in CATALOGUE if entry.archive]


def test_every_entry_tells_all_that_a_user_needs() -> None:
    """What it is, under which licence, from whom; names are those of folders and appear once."""
    for entry in CATALOGUE:
        assert entry.about
        assert entry.licence
        assert entry.source
        assert re.fullmatch(r"[a-z0-9.-]+", entry.name)
    assert len({entry.name for entry in CATALOGUE}) == len(CATALOGUE)


def test_the_model_that_ships_is_the_only_one_without_an_archive() -> None:
    """It is listed under the name of its folder."""
    shipped = embedded(paths.builtin("models")).name
    assert [entry.name for entry in CATALOGUE if entry.archive is None] == [shipped]


@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda archive: archive.url.rpartition("/")[2])
def test_archives_are_fetched_safely(archive: Archive) -> None:
    """Over HTTPS, with a whole digest or honestly none, and with room for what they hold."""
    assert archive.url.startswith("https://")
    assert re.fullmatch(r"([0-9a-f]{64})?", archive.sha256)
    assert archive.bytes < archive.unpacked_bytes_at_most < 4 * archive.bytes


def test_an_entry_is_found_by_its_name() -> None:
    """A slip is told, with where to look."""
    assert find(CATALOGUE, "vosk-model-small-en-us-0.15").licence == "Apache-2.0"
    with pytest.raises(ModelError, match="no model called vosk-model-large") as caught:
        find(CATALOGUE, "vosk-model-large")
    assert "models list" in caught.value.mend

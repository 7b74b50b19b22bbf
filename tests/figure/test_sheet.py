"""Contact sheets show the frames as they are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("PIL", reason="contact sheets need Pillow")

from PIL import Image

from tests.support.figures import FIGURES
from voicecoach.figure import DARK, Cell, Ink, sheet


def test_a_painted_cell_has_its_inks_in_its_quarters() -> None:
    """What is looked at in a sheet is what the terminal shows."""
    image = sheet.paint(((Cell("▘", Ink.SKIN, Ink.MAT),),))
    assert image.size == (sheet.CELL_WIDTH, sheet.CELL_HEIGHT)
    assert image.getpixel((0, 0)) == DARK[Ink.SKIN]
    assert image.getpixel((sheet.CELL_WIDTH - 1, 0)) == DARK[Ink.MAT]
    assert image.getpixel((0, sheet.CELL_HEIGHT - 1)) == DARK[Ink.MAT]


def test_a_sheet_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command paints the chosen movements into the folder."""
    arguments = ["cat-cow", "knee-to-chest", "--left", "--size", "20", "8"]
    monkeypatch.setattr(sys, "argv", ["sheet", *arguments, "--out", str(tmp_path), "--figures", str(FIGURES)])
    sheet.main()
    with Image.open(tmp_path / "sheet-1.png") as image:
        assert image.size == (4 * (20 * sheet.CELL_WIDTH + 4), 2 * (8 * sheet.CELL_HEIGHT + 16))


def test_an_unknown_movement_ends_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A typing mistake gives status 2 and no traceback."""
    monkeypatch.setattr(sys, "argv", ["sheet", "cat-dog", "--out", str(tmp_path), "--figures", str(FIGURES)])
    with pytest.raises(SystemExit) as ended:
        sheet.main()
    assert ended.value.code == 2
    assert "cat-dog.toml: cannot be read" in capsys.readouterr().err

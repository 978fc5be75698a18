"""What is noted of an import is read as it was written, and nothing else is believed."""

from pathlib import Path

import pytest

from app.model.imports.notes import ImportNote
from app.model.imports.progress import WalkItem
from app.storage.files.import_notes import ImportNotes

WALK = (WalkItem("1", "Fjell AS", ("Odd.",)), WalkItem("2", "Ås & Sønn"))


def test_parts_are_noted_apart_and_read_together(tmp_path: Path) -> None:
    ImportNotes(tmp_path).change(walk=WALK, left_out=("2",))
    ImportNotes(tmp_path).change(result="fair.result.csv", lines={"1": (0, 4)})
    note = ImportNotes(tmp_path).read()
    assert note == ImportNote(WALK, ("2",), "fair.result.csv", {"1": (0, 4)})


def test_the_file_goes_with_the_last_of_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    notes = ImportNotes(tmp_path)
    notes.change(walk=WALK)
    assert (tmp_path / "import.json").exists()
    notes.change(walk=())
    assert list(tmp_path.iterdir()) == []
    assert notes.read() == ImportNote()
    notes.change(walk=())
    assert not caplog.records, "that there is nothing to be removed is no trouble"


def test_the_first_note_makes_its_folder(tmp_path: Path) -> None:
    notes = ImportNotes(tmp_path / "data")
    notes.change(walk=WALK)
    assert notes.read().walk == WALK


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"walk": [["1", "A"]], "left_out": [], "result": "", "lines": {}}',
        b'{"walk": [[1, "A", []]], "left_out": [], "result": "", "lines": {}}',
        b'{"walk": [], "left_out": [], "result": 7, "lines": {}}',
        b'{"walk": [], "left_out": [], "result": "", "lines": []}',
        b'{"walk": [], "left_out": [], "result": "", "lines": {"1": [true]}}',
        b'{"walk": [], "left_out": [], "result": "", "lines": {"1": [-1]}}',
    ],
)
def test_what_is_no_note_says_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "import.json").write_bytes(content)
    assert ImportNotes(tmp_path).read() == ImportNote()


def test_a_disk_that_takes_nothing_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ImportNotes(tmp_path / "file").change(walk=WALK)

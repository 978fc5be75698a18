"""What is noted of imports is read as it was written, and nothing else is believed."""

import json
from pathlib import Path

import pytest

from app.model.imports.notes import ImportNote, ResultFile
from app.model.imports.progress import WalkItem
from app.storage.files.import_notes import MOST_COMPANIES, MOST_FILES, ImportNotes

FAIR = ResultFile("fair.result.csv", {"1": (0, 4)})
WALK = (WalkItem("1", "Fjell AS", ("Odd.",)), WalkItem("2", "Ås & Sønn"))


def test_parts_are_noted_apart_and_read_together(tmp_path: Path) -> None:
    ImportNotes(tmp_path).change(walk=WALK, left_out=("2",))
    ImportNotes(tmp_path).follow(FAIR)
    note = ImportNotes(tmp_path).read()
    assert note == ImportNote(WALK, ("2",), (FAIR,))


def test_the_file_written_last_is_noted_last_and_once(tmp_path: Path) -> None:
    notes, other = ImportNotes(tmp_path), ResultFile("other.result.csv", {"3": (1,)})
    notes.follow(FAIR)
    notes.follow(other)
    assert notes.read().files == (FAIR, other)
    less = ResultFile(FAIR.path, {"1": (4,)})
    notes.follow(less)
    assert notes.read().files == (other, less)
    notes.follow(ResultFile(other.path, {}))
    assert notes.read().files == (less,)


def test_the_oldest_files_give_way(tmp_path: Path) -> None:
    notes = ImportNotes(tmp_path)
    files = [ResultFile(f"{number}.csv", {"1": (number,)}) for number in range(MOST_FILES + 1)]
    assert len(files) == 21
    notes.change(files=tuple(files[:-1]))
    notes.follow(files[-1])
    assert notes.read().files == tuple(files[1:])


def test_files_of_many_companies_give_way_sooner(tmp_path: Path) -> None:
    notes, small = ImportNotes(tmp_path), ResultFile("small.csv", {"a": (1,)})
    notes.follow(small)
    most = {str(number): (number,) for number in range(MOST_COMPANIES - 1)}
    large = ResultFile("large.csv", most)
    notes.follow(large)
    assert notes.read().files == (small, large)
    largest = ResultFile("large.csv", {**most, "b": (2,), "c": (3,)})
    notes.follow(largest)
    assert notes.read().files == (largest,), "however many companies the latest has"


def test_a_note_of_the_time_of_one_file_is_read(tmp_path: Path) -> None:
    before = {"walk": [["1", "Fjell AS", ["Odd."]], ["2", "Ås & Sønn", []]], "left_out": ["2"]}
    file = tmp_path / "import.json"
    file.write_text(json.dumps({**before, "result": "fair.result.csv", "lines": {"1": [0, 4]}}))
    assert ImportNotes(tmp_path).read() == ImportNote(WALK, ("2",), (FAIR,))
    file.write_text(json.dumps({**before, "result": "", "lines": {}}))
    assert ImportNotes(tmp_path).read() == ImportNote(WALK, ("2",))


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
        b'{"walk": [], "left_out": [], "result": "a", "lines": []}',
        b'{"walk": [], "left_out": [], "files": 7}',
        b'{"walk": [], "left_out": [], "files": ["ab"]}',
        b'{"walk": [], "left_out": [], "files": [["a"]]}',
        b'{"walk": [], "left_out": [], "files": [[7, {}]]}',
        b'{"walk": [], "left_out": [], "files": [["a", []]]}',
        b'{"walk": [], "left_out": [], "files": [["a", {"1": [true]}]]}',
        b'{"walk": [], "left_out": [], "files": [["a", {"1": [-1]}]]}',
    ],
)
def test_what_is_no_note_says_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "import.json").write_bytes(content)
    assert ImportNotes(tmp_path).read() == ImportNote()


def test_a_disk_that_takes_nothing_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ImportNotes(tmp_path / "file").change(walk=WALK)

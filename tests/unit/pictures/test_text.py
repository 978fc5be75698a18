"""The text in a picture comes from a program, which ends with the reading and leaves nothing behind."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from app.pictures.decoding import GreyPicture
from app.pictures.text import TextNotRead, text_in
from app.pictures.text_programs import TextProgram

PLAIN = GreyPicture(8, 8, bytes(64))


def stand_in(folder: Path, source: str) -> TextProgram:
    """Makes a program that stands in for one that recognises text."""
    script = folder / "reads.py"
    script.write_text(source, "utf-8")
    return TextProgram("reads", lambda file: [sys.executable, "-I", "-S", str(script), str(file)])


def go_on(_count: int) -> None:
    """Waits for the program."""


def test_the_program_is_given_the_picture_and_nothing_is_left_of_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = stand_in(
        tmp_path,
        "import sys\n"
        "assert open(sys.argv[1], 'rb').read(4) == b'\\x89PNG'\n"
        "sys.stdout.buffer.write('Bjørg Sæther\\nFjell AS\\f'.encode())\n",
    )
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert text_in(PLAIN, program, go_on) == "Bjørg Sæther\nFjell AS"
    assert [one.name for one in tmp_path.iterdir()] == ["reads.py"], "the picture is left there"


def test_a_program_that_fails_or_is_gone_is_told(tmp_path: Path) -> None:
    for program in (
        stand_in(tmp_path, "raise SystemExit(3)"),
        TextProgram("reads", lambda _file: [str(tmp_path / "gone")]),
    ):
        with pytest.raises(TextNotRead, match="reads did not do it"):
            text_in(PLAIN, program, go_on)


def test_a_program_is_ended_with_the_reading(tmp_path: Path) -> None:
    class Ended(Exception):
        pass

    def end(_count: int) -> None:
        raise Ended

    began = time.perf_counter()
    with pytest.raises(Ended):
        text_in(PLAIN, stand_in(tmp_path, "import time\ntime.sleep(60)"), end)
    assert time.perf_counter() - began < 20


def test_what_a_program_writes_is_bounded(tmp_path: Path) -> None:
    program = stand_in(tmp_path, "print('Kari Lie ' * 1_000_000)")
    assert len(text_in(PLAIN, program, go_on)) == 100_000

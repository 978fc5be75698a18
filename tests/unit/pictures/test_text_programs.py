"""Which program of this computer reads text in pictures, and how it is started."""

import sys
from pathlib import Path

import pytest

from app.pictures import text_programs


def test_tesseract_is_found_and_told_the_languages_that_it_has(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if sys.platform == "win32":
        pytest.skip("a script is no program there")
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nprintf 'List of available languages (3):\\nnor\\nosd\\neng\\n'\n", "ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    found = text_programs.installed_program()
    assert found is not None
    assert found.arguments(Path("a.png")) == [str(program), "a.png", "-", "-l", "eng+nor"]
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert sys.platform == "darwin" or text_programs.installed_program() is None


@pytest.mark.parametrize(
    ("system", "name"), [("win32", "Windows.Media.Ocr"), ("darwin", "Vision"), ("linux", "")]
)
def test_each_system_has_its_own(monkeypatch: pytest.MonkeyPatch, system: str, name: str) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("shutil.which", lambda name: None if name == "tesseract" else f"/bin/{name}")
    found = text_programs.installed_program()
    assert (found.name if found else "") == name
    if found is not None:
        assert len(found.arguments(Path("a.png"))) > 3

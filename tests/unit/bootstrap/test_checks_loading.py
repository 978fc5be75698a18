"""What checks an entry is loaded with the first one that there is to check."""

from pathlib import Path

import pytest

from app.bootstrap.options import WindowOptions
from app.bootstrap.program import Program
from app.storage.files.paths import AppPaths
from tests.helpers.ui.window import wait_until


@pytest.mark.usefixtures("qapp")
def test_an_entry_is_checked_once_the_libraries_are_there(tmp_path: Path) -> None:
    program = Program(WindowOptions(AppPaths.of(tmp_path)))
    found: list[object] = []
    program.entry.problems_changed.connect(found.append)
    program.entry.edited({"Emails": [{"Value": "no mail"}]})
    assert found == [()]
    wait_until(lambda: bool(found[-1]))
    assert program.close()

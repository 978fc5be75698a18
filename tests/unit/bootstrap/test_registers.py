"""The lookup in registers stands behind the window, and is told of another company in the form."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from app.bootstrap.options import WindowOptions
from app.bootstrap.program import Program
from app.storage.files.paths import AppPaths


@pytest.mark.usefixtures("qapp")
def test_the_key_leads_to_the_lookup_and_another_company_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program(WindowOptions(AppPaths.of(tmp_path)))
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(program.registers, "ask", lambda path, text: asked.append((path, text)))
    program.window.actions_by_name["action.lookUp"].trigger()
    assert asked == [("Name", "")]
    name = program.window.form.findChild(QLineEdit, "Name")
    assert isinstance(name, QLineEdit)
    program.field_lookup.hit_list.say(name, "Asking …")
    program.entry.new()
    assert not program.field_lookup.hit_list.is_open
    assert program.close()

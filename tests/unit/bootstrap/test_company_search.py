"""The search for companies stands behind the window: its keys lead there, and a company that is chosen on."""

from pathlib import Path

import pytest

from app.bootstrap.options import WindowOptions
from app.bootstrap.program import Program
from app.model.company_search.hits import CompanyHit
from app.storage.files.paths import AppPaths
from app.ui.company_search.dialog import CompanySearchDialog


@pytest.mark.usefixtures("qapp")
def test_the_keys_lead_to_the_search_and_a_choice_to_what_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[tuple[int, str]] = []
    program = Program(WindowOptions(AppPaths.of(tmp_path)))
    monkeypatch.setattr(program.adding_to, "use", lambda number, name: used.append((number, name)))
    for action in ("action.findCompany", "action.find"):
        program.window.actions_by_name[action].trigger()
        dialog = program.window.findChild(CompanySearchDialog)
        assert dialog is not None
        dialog.reject()
        dialog.setParent(None)
    program.company_search.choose(CompanyHit(7, "Fjord"))
    program.window.duplicates.company_chosen.emit(5, "Bakery")
    assert used == [(7, "Fjord"), (5, "Bakery")]
    assert program.adding_to.strip in program.window.ways._around
    assert program.close()

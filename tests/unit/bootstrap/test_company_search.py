"""The search for companies stands behind the window: its keys lead there, and a company that is chosen on."""

from pathlib import Path

import pytest

from app.bootstrap import company_search
from app.bootstrap.options import WindowOptions
from app.bootstrap.program import Program
from app.model.company_search.hits import CompanyHit
from app.storage.files.paths import AppPaths
from app.ui.company_search.dialog import CompanySearchDialog


@pytest.mark.usefixtures("qapp")
def test_the_keys_lead_to_the_search_and_a_choice_to_superoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, int]] = []
    monkeypatch.setattr(company_search, "_open", lambda site, contact_id: opened.append((site, contact_id)))
    program = Program(WindowOptions(AppPaths.of(tmp_path)))
    for action in ("action.findCompany", "action.find"):
        program.window.actions_by_name[action].trigger()
        dialog = program.window.findChild(CompanySearchDialog)
        assert dialog is not None
        dialog.reject()
        dialog.setParent(None)
    program.company_search.choose(CompanyHit(7, "Fjord"))
    assert opened == [("", 7)]
    assert program.close()

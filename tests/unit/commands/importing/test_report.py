"""What an import tells, and which of several exit codes it ends with."""

import pytest

from app.commands.exit_codes import ExitCode
from app.commands.importing.report import ImportReport
from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.service.imports.plan import Outlook, PlannedCompany

SHEET = read_text_table("Firma;By\nFjell AS;Oslo\nVann AS;Oslo\n")
MATCHED = match_columns(SHEET)


def report(*, as_json: bool = False) -> ImportReport:
    made = ImportReport(MATCHED, as_json)
    first, second = companies_of(MATCHED, {}, "NO")
    made.planned(PlannedCompany(first, "1", {}, Outlook.CLEAR, missing=("Fill in “X”.",)))
    made.planned(PlannedCompany(second, "2", {}, Outlook.DOUBTFUL, ("There is one.",)), "draft")
    return made


def test_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    report().print_summary()
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "Row 2: Fjell AS – clear",
        "Row 3: Vann AS – kept as a draft",
        "2 companies (kept as a draft: 1, clear: 1)",
    ]
    assert err.splitlines() == ["Row 3: There is one.", "In 1 company: Fill in “X”."]


def test_a_reason_that_says_its_row_says_it_once(capsys: pytest.CaptureFixture[str]) -> None:
    (company, *_others) = companies_of(MATCHED, {(2, 1): "It has an error."}, "NO")
    reasons = *(note.told for note in company.notes), "There is one."
    ImportReport(MATCHED).planned(PlannedCompany(company, "1", {}, Outlook.DOUBTFUL, reasons))
    assert capsys.readouterr().err.splitlines() == [
        "Row 2, column B: It has an error.",
        "Row 2: There is one.",
    ]


def test_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    made = report(as_json=True)
    assert capsys.readouterr().out == ""
    told = made.as_object()
    assert told["columns"][0] == {"column": "A", "heading": "Firma", "field": "Name"}
    assert told["companies"][1] == {
        "rows": [3],
        "name": "Vann AS",
        "state": "draft",
        "id": "2",
        "ContactId": 0,
        "reasons": ["There is one."],
        "missing": [],
        "repairs": [],
        "persons": 0,
    }
    assert made.row_results()[3].state == "draft"


def test_the_most_urgent_code_wins() -> None:
    made = ImportReport(MATCHED, as_json=True)
    codes = (ExitCode.DONE, ExitCode.NOT_VALID, ExitCode.KEPT, ExitCode.REJECTED, ExitCode.SIGN_IN)
    ends = []
    for code in codes:
        made.worsen(code)
        ends.append(made.code)
    assert ends == [ExitCode.DONE, ExitCode.NOT_VALID, ExitCode.KEPT, ExitCode.KEPT, ExitCode.SIGN_IN]

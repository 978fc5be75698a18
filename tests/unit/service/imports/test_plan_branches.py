"""Which of several branches of a company a line of a table is told to be."""

from pathlib import Path

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.service.imports.plan import Planner
from app.webapi.client import WebApi
from tests.helpers.fakes.connect import profile

BODO = "SuperOffice has “Havbris Sjømat AS, Bodø” already, with the id 6."
STAVANGER = "SuperOffice has “Havbris Sjømat AS, Stavanger” already, with the id 7."
ANOTHER = "1 more there has this name."


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Havbris Sjømat;4005;Stavanger", (STAVANGER,)),
        ("Havbris Sjømat AS;;stavanger", (STAVANGER,)),
        ("HAVBRIS SJØMAT A/S;;Bodø", (BODO,)),
        ("Havbris Sjømat;;Molde", (f"{BODO} {ANOTHER}",)),
        ("Havbris Sjømat AS;;", (f"{BODO} {ANOTHER}",)),
    ],
)
def test_the_branch_at_the_place_of_the_line_is_named(
    tmp_path: Path, line: str, told: tuple[str, ...]
) -> None:
    sheet = read_text_table(f"Firma;Postnr;Sted\n{line}\n")
    (company,) = companies_of(match_columns(sheet), sheet.notes, "NO")
    with (
        SandboxServer(tmp_path / "sandbox.db", Options(people=True)) as server,
        WebApi(profile(server.url, user=USER), lambda: PASSWORD) as api,
    ):
        planned = Planner("Work", lambda: api, lambda _id: None).plan(company)
    assert planned.reasons == told
    assert planned.is_only_double

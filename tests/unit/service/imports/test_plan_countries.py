"""Companies of a table whose country the server's list has not, against the practice server."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.model.form.choices import UNRESOLVED
from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.service.imports.plan import PlannedCompany, Planner
from app.webapi.client import WebApi


def planned_with(api: WebApi, text: str) -> PlannedCompany:
    """Plans a company, and holds that its draft is the same later."""
    sheet = read_text_table(text)
    (company,) = companies_of(match_columns(sheet), sheet.notes, "NO")
    planner = Planner("Work", lambda: api, lambda _id: None)
    planned = planner.plan(company)
    assert planner.draft_of(company).form == planned.form
    return planned


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("Svalbard;", "Svalbard"),
        ("gl;", "gl"),
        (";9170 Longyearbyen", "9170 Longyearbyen"),
        ("NO;0155 Oslo", ""),
    ],
)
def test_a_country_that_superoffice_has_not_is_in_doubt(api: WebApi, cells: str, told: str) -> None:
    planned = planned_with(api, f"Firma;Land;Postnr/sted\nFjell AS;{cells}\n")
    why = f"The list of your SuperOffice has no country for “{told}”: choose the one that is meant."
    assert planned.reasons == ((why,) if told else ())
    assert ("Country" in planned.form) is not bool(told)
    without_countries = Planner("Work", lambda: api, lambda _id: None)
    without_countries._api.countries = tuple  # type: ignore[method-assign]
    assert not without_countries.draft_of(planned.company).reasons, "nobody knows the list"


def test_a_draft_that_is_made_without_the_list_keeps_the_country_of_the_table(api: WebApi) -> None:
    planner = Planner("Work", lambda: api, lambda _id: None, begin_with={"Country": {"CountryId": 578}})
    planner._api.countries = tuple  # type: ignore[method-assign]
    sheet = read_text_table("Firma;Land\nFjell AS;Tyskland\nVann;\n")
    german, other = companies_of(match_columns(sheet), sheet.notes, "")
    form = planner.draft_of(german).form
    assert ("Country" in form, form[UNRESOLVED]) == (False, {"Country": "Tyskland"})
    assert planner.draft_of(other).form["Country"] == {"CountryId": 578}


@pytest.mark.parametrize(
    ("cells", "reasons"),
    [
        ("Føroyar;100;Tórshavn;+298 30 00 00", ["no country for “Føroyar”"]),
        ("Åland;22100;Mariehamn;018 12 345", ["no country for “Åland”"]),
        ("RE;97400;Saint-Denis;0262 12 34 56", ["no country for “RE”"]),
        ("Atlantis;00901;San Juan;787 555 0100 22", ["The country “Atlantis” is not known."]),
        ("Føroyar;12345;Tórshavn;", ["no country for “Føroyar”", "“12345” does not look like a postcode"]),
        ("Norge;00901;Oslo;", ["“00901” does not look like a postcode"]),
        (";00901;Oslo;", ["“00901” does not look like a postcode"]),
    ],
)
def test_numbers_are_measured_by_the_country_that_the_row_tells(
    api: WebApi, cells: str, reasons: list[str]
) -> None:
    planned = planned_with(api, f"Firma;Land;Postnr;Sted;Telefon\nFjell AS;{cells}\n")
    assert len(planned.reasons) == len(reasons), planned.reasons
    for told, reason in zip(planned.reasons, reasons, strict=True):
        assert reason in told


@pytest.mark.parametrize(
    ("cells", "shown"),
    [("Grønland;", "Grønland"), ("gl;", "gl"), (";9170 Longyearbyen", "SJ"), ("Atlantis;", "Atlantis")],
)
def test_a_draft_never_has_the_country_of_new_companies_in_place_of_its_own(
    api: WebApi, cells: str, shown: str
) -> None:
    def form_of(row: str) -> Mapping[str, Any]:
        begun = {"Country": {"CountryId": 578}, "Category": {"Id": 1}}
        planner = Planner("Work", lambda: api, lambda _id: None, begin_with=begun)
        sheet = read_text_table(f"Firma;Land;Postnr/sted\nFjell AS;{row}\n")
        (company,) = companies_of(match_columns(sheet), sheet.notes, "")
        return planner.draft_of(company).form

    form = form_of(cells)
    assert (form.get("Country"), form[UNRESOLVED]) == (None, {"Country": shown})
    assert form["Category"] == {"Id": 1}
    assert form_of("Norge;")["Country"] == {"CountryId": 578}
    assert form_of(";")["Country"] == {"CountryId": 578}
    assert UNRESOLVED not in form_of(";")

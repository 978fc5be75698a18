"""Who of us looks after a company, as a column of the table says, against the practice server."""

from typing import Any

import pytest

from app.model.carriers.lists import Choice
from app.model.form.choices import Choices
from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.service.imports.plan import Outlook, PlannedCompany, Planner
from app.service.imports.set_values import colleague
from app.service.imports.table_plan import TablePlan
from app.webapi.client import WebApi


def plans(api: WebApi, text: str) -> list[PlannedCompany]:
    sheet = read_text_table(text)
    planner = Planner("Work", lambda: api, lambda _id: None)
    return [planner.plan(one) for one in companies_of(match_columns(sheet), sheet.notes, "NO")]


@pytest.mark.parametrize("heading", ["Kundeansvarlig", "Account manager", "Owner", "Betreuer", "Vår kontakt"])
@pytest.mark.parametrize(
    ("told", "number"),
    [
        *(("Anna Wallin", 7), ("Wallin, Anna", 7), ("anna wallin", 7), ("Anna", 7), ("AW", 7)),
        *(("anna.wallin@vi.example", 7), ("Anna Wallin (AW)", 7), ("Per Nygård", None), ("Gro Nå", None)),
        *(("", None), ("Lund & Wallin", None)),
    ],
)
def test_who_of_us_looks_after_a_company_is_our_contact_if_superoffice_has_him_once(
    api: WebApi, heading: str, told: str, number: int | None
) -> None:
    (one,) = plans(api, f"Firma;Navn;By;{heading}\nFjell AS;Kari Moe;Oslo;{told}\n")
    assert (one.outlook, one.reasons) == (Outlook.CLEAR, ())
    assert one.form.get("Associate") == (number and {"AssociateId": number})


def test_a_name_that_two_colleagues_have_is_left_out() -> None:
    entries = Choices([Choice(1, "Per Vik", tooltip="PV"), Choice(2, "Per Vik"), Choice(3, "Siv Vik")])
    assert [colleague(text, entries) for text in ("Per Vik", "Per", "PV", "Siv")] == [None, None, 1, 3]


def test_our_contact_of_a_row_comes_before_that_of_all_and_a_column_that_goes_nowhere_by_hand_is_not_asked(
    api: WebApi,
) -> None:
    text = "Firma;Kundeansvarlig\nFjell AS;Anna Wallin\nVann AS;Gro Nå\n"
    sheet = read_text_table(text)

    def contacts(chosen: dict[str, str]) -> list[Any]:
        planner = Planner("Work", lambda: api, lambda _id: None, constants=[("Associate", "Ola Lund")])
        matched = match_columns(sheet, chosen)
        return [planner.plan(one).form["Associate"] for one in companies_of(matched, {}, "NO")]

    ola, anna = {"AssociateId": 6}, {"AssociateId": 7}
    assert contacts({}) == [anna, ola]
    assert contacts({"kundeansvarlig": ""}) == [ola, ola]


def test_a_column_that_somebody_has_chosen_for_our_contact_takes_short_names_too(api: WebApi) -> None:
    sheet = read_text_table("Firma;Hvem\nFjell AS;Anna\nVann AS;Gro Nå\n")
    matched = match_columns(sheet, {"hvem": "Associate"})
    planner = Planner("Work", lambda: api, lambda _id: None)
    fjell, vann = (planner.plan(one) for one in companies_of(matched, {}, "NO"))
    assert (fjell.form["Associate"], fjell.outlook) == ({"AssociateId": 7}, Outlook.CLEAR)
    assert vann.outlook is Outlook.DOUBTFUL


def test_what_an_import_was_known_by_stays_the_same(api: WebApi) -> None:
    one, other = (plans(api, f"Firma;Kundeansvarlig\nFjell AS;{who}\n")[0] for who in ("Anna Wallin", ""))
    assert one.id == other.id


def test_in_the_window_a_column_that_is_said_to_go_nowhere_is_not_asked() -> None:
    plan = TablePlan.of(b"Firma;Kundeansvarlig\nFjell AS;Anna Wallin\n", "NO")
    assert plan.company(0).ours == "Anna Wallin"
    assert not plan.with_fields({1: ""}).company(0).ours

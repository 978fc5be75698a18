"""What becomes of a company of a table, against the practice server."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.model.additions.target import Target, target_of
from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import DuplicateEntry
from app.model.checks.problem import Problem
from app.model.company_search.similar_companies import SearchKeys, search_keys_of
from app.model.entry import FieldMessage
from app.model.form.submission import InvalidEntity
from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import TableCompany, companies_of
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.service.company_search.same_name import CompanyOfName
from app.service.imports import plan
from app.service.imports.earlier_imports import Before
from app.service.imports.named_values import field_and_name
from app.service.imports.plan import Outlook, PlannedCompany, Planner
from app.service.server_rules import CheckedCompany
from app.webapi.client import WebApi
from app.webapi.errors import SignInError, UnreachableError, WebApiError
from tests.helpers.fakes.connect import profile


def plans(
    api: WebApi,
    text: str,
    found_before: Callable[[str], Before | None] = lambda _id: None,
    in_outbox: Mapping[str, str] | None = None,
) -> list[PlannedCompany]:
    sheet = read_text_table(text)
    planner = Planner("Work", lambda: api, found_before, in_outbox)
    return [planner.plan(one) for one in companies_of(match_columns(sheet), sheet.notes, "NO")]


def test_a_clear_company_with_its_person(api: WebApi) -> None:
    (one,) = plans(
        api, "Firma;Navn;E-post;Postnr/sted;Kategori\nFjell AS;Kari Moe;kari@fjell.example;0155 Oslo;\n"
    )
    assert one.outlook is Outlook.CLEAR, one.reasons
    assert one.checked is not None
    body = one.checked.body.to_create_body()
    assert body["Name"] == "Fjell AS"
    assert body["Address"]["Street"]["City"] == "Oslo"
    assert [person["Lastname"] for person in body["Persons"]] == ["Moe"]


def test_what_superoffice_has_already_is_in_doubt(api: WebApi) -> None:
    number = api.create_contact(ContactEntity(name="Fjell AS")).contact_id
    (one,) = plans(api, "Firma;By\nFjell AS;Oslo\n")
    assert one.outlook is Outlook.DOUBTFUL
    assert one.is_double
    assert one.reasons == (f"SuperOffice has “Fjell AS” already, with the id {number}.",)


def test_where_everybody_is_there_too_the_draft_adds_to_the_company(tmp_path: Path) -> None:
    with (
        SandboxServer(tmp_path / "sandbox.db", Options(people=True)) as server,
        WebApi(profile(server.url, user=USER), lambda: PASSWORD) as api,
    ):
        head, kari = "Firma;Navn;E-post;By\n", "NORDLYS bakeri AS;Kari Hansen;;Tromsø\n"
        planned = planned_with(api, head + kari)
        some = planned_with(api, f"{head}{kari}NORDLYS bakeri AS;Eva Dahl;;\n")
        draft = planner_of(api).draft_of(company_of(head + kari))
    assert planned.reasons[1].startswith("Everybody is in it already, too (Kari Hansen):")
    assert (planned.outlook, planned.is_only_double) == (Outlook.DOUBTFUL, True)
    assert target_of(planned.form) == Target(2, "Work", "NORDLYS bakeri AS")
    assert (target_of(draft.form), draft.id) == (None, planned.id), "it was not checked"
    assert some.reasons[1] == "Some are in it already, too (Kari Hansen)."
    assert target_of(some.form) is None


def test_where_its_legal_form_is_written_otherwise_the_company_is_there_all_the_same(tmp_path: Path) -> None:
    with (
        SandboxServer(tmp_path / "sandbox.db", Options(people=True)) as server,
        WebApi(profile(server.url, user=USER), lambda: PASSWORD) as api,
    ):
        planned = planned_with(api, "Firma;Navn\nNordlys Bakeri Aksjeselskap;Kari Hansen\n")
        (other,) = plans(api, "Firma;Navn\nNordlys Bakeri Verft AS;Nina Hansen\n")
    assert planned.reasons[0] == "SuperOffice has “Nordlys Bakeri AS, Tromsø” already, with the id 2."
    assert planned.reasons[1].startswith("Everybody is in it already, too (Kari Hansen):")
    assert target_of(planned.form) == Target(2, "Work", "Nordlys Bakeri AS"), "as it is there"
    assert (other.outlook, other.reasons) == (Outlook.CLEAR, ())


@pytest.mark.parametrize("cell", ["KARI.HANSEN@nordlys-bakeri.example;", ";900 00 021", ";+47 90000021"])
def test_somebody_who_is_at_another_company_is_in_doubt(tmp_path: Path, cell: str) -> None:
    with (
        SandboxServer(tmp_path / "sandbox.db", Options(people=True)) as server,
        WebApi(profile(server.url, user=USER), lambda: PASSWORD) as api,
    ):
        text = f"Firma;Navn;E-post;Mobil;By\nFjell AS;Kari Hansen;{cell};Oslo\n"
        (one,) = plans(api, text)
    assert (one.outlook, one.is_double) == (Outlook.DOUBTFUL, False)
    why = "e-mail address" if "@" in cell else "phone number"
    may_be = "“Nordlys Bakeri AS, Tromsø” in SuperOffice may be the same company."
    told = f"{may_be} Kari Hansen works there already: same {why}."
    assert told in one.reasons


@pytest.mark.parametrize("number", ["999 888 771", "999888771", "NO999888771MVA", "NO 999 888 771 MVA"])
def test_a_number_that_a_company_of_another_name_has_is_in_doubt(api: WebApi, number: str) -> None:
    cafe, _nes, bar = plans(
        api, f"Firma;Org.nr\nNordlys Kafe;{number}\nNes AS;923609016\nNes Bar AS;923 609 016\n"
    )
    assert (cafe.outlook, cafe.is_double) == (Outlook.DOUBTFUL, False)
    may_be = "“Nordlys Bakeri AS, Tromsø” in SuperOffice may be the same company."
    assert cafe.reasons == (f"{may_be} Same VAT or organisation number.",)
    assert bar.reasons == ("“Nes AS” of this table has 923 609 016, too.",)
    (clear,) = plans(api, "Firma;Org.nr\nNes AS;923609016\n")
    assert clear.outlook is Outlook.CLEAR, clear.reasons


def test_what_waits_in_the_outbox_is_in_doubt(api: WebApi) -> None:
    (one,) = plans(api, "Firma;By\nFjell AS;Oslo\n", in_outbox={"FJELL A/S": "It waits."})
    assert one.reasons == ("It waits.",)


def test_a_value_that_looks_wrong_is_in_doubt_and_a_missing_name_is_wrong(api: WebApi) -> None:
    odd, nameless = plans(api, "Firma;E-post\nFjell AS;kari(at)fjell\n;a@b.example\n")
    assert odd.outlook is Outlook.DOUBTFUL
    assert odd.reasons[0].startswith("E-mail: “kari(at)fjell” ")
    assert nameless.outlook is Outlook.WRONG
    assert nameless.reasons[0].startswith("Company name: ")
    assert (odd.name, nameless.name) == ("Fjell AS", "")


def test_a_problem_of_a_custom_field_names_itself(api: WebApi, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem("CustomFields.SuperOffice:1", "Contract is wrong.")
    checked = CheckedCompany(ContactEntity(), (problem,))
    monkeypatch.setattr(plan, "check_company", lambda _connect, _body, _region: checked)
    (one,) = plans(api, "Firma;By\nFjell AS;Oslo\n")
    assert (one.outlook, one.reasons) == (Outlook.WRONG, ("Contract is wrong.",))
    assert not one.is_double


@pytest.mark.parametrize("in_outbox", [{}, {"Fjell AS": "It waits."}])
def test_where_nobody_says_what_is_there_already_a_company_is_in_doubt(
    api: WebApi, monkeypatch: pytest.MonkeyPatch, in_outbox: Mapping[str, str]
) -> None:
    def fail(_api: WebApi, _name: str) -> None:
        raise UnreachableError("crm.example")

    monkeypatch.setattr(WebApi, "duplicates", fail)
    (one,) = plans(api, "Firma;By\nFjell AS;Oslo\n", in_outbox=in_outbox)
    assert one.outlook is Outlook.DOUBTFUL
    assert one.reasons[-1] == "It could not be checked whether SuperOffice has it already."
    assert (one.is_double, len(one.reasons)) == (bool(in_outbox), 1 + len(in_outbox))


def test_a_double_is_one_of_its_name_and_tells_its_number(
    api: WebApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = [DuplicateEntry(entry_name="Fjell og Fjord"), DuplicateEntry(entry_name="Fjell AS")]
    monkeypatch.setattr(WebApi, "duplicates", lambda _api, _name: there)
    (one,) = plans(api, "Firma;By\nFjell AS;Oslo\n")
    assert one.is_double
    assert one.reasons == ("SuperOffice has “Fjell AS” already, with the id 0.",)
    there.pop()
    (one,) = plans(api, "Firma;By\nFjell AS;Oslo\n")
    assert (one.outlook, one.is_double) == (Outlook.CLEAR, False)


def test_the_second_of_a_name_in_one_table_is_in_doubt(api: WebApi) -> None:
    first, other, second = plans(api, "Firma;By\nFjell AS;Oslo\nVann AS;Oslo\nFJELL AS;Bergen\n")
    assert (first.is_double, other.is_double, second.is_double) == (False, False, True)
    assert second.reasons == ("Another company of this table has the same name.",)


def test_a_row_that_may_be_of_several_leaves_none_of_them_in_doubt(api: WebApi) -> None:
    unsure, oslo, bergen = plans(api, "Firma;By\nFjell AS;\nFjell AS;Oslo\nFjell AS;Bergen\n")
    assert unsure.reasons[0].startswith("Row 2: The table has several companies of this name")
    assert [one.outlook for one in (unsure, oslo, bergen)] == [
        *(Outlook.DOUBTFUL, Outlook.CLEAR, Outlook.DOUBTFUL),
    ]
    assert bergen.reasons == ("Another company of this table has the same name.",)


def test_what_the_table_has_comes_before_what_is_the_same_for_all(api: WebApi) -> None:
    sheet = read_text_table("Firma;Avdeling\nFjell AS;Nord\n")
    (company,) = companies_of(match_columns(sheet), sheet.notes, "NO")
    planner = Planner(
        "Work",
        lambda: api,
        lambda _id: None,
        constants=[("Code", "K-1"), ("Department", "Vest"), ("Category", "Friend")],
        begin_with={"Department": "Sør", "NoMailing": True},
    )
    planned = planner.plan(company)
    assert {name: planned.form.get(name) for name in ("Department", "Code", "NoMailing")} == {
        "Department": "Nord",
        "Code": "K-1",
        "NoMailing": True,
    }
    assert planned.reasons[0].startswith("“Friend” is not in the list")
    draft = planner.draft_of(company)
    assert (draft.id, draft.form, draft.outlook) == (planned.id, planned.form, Outlook.DOUBTFUL)
    assert draft.reasons == planned.reasons
    again = planner.again(company)
    assert (again.id, again.form, again.outlook, again.checked) == (
        planned.id,
        planned.form,
        Outlook.CLEAR,
        planned.checked,
    )


def test_what_is_not_remembered_is_not_sent() -> None:
    sheet = read_text_table("Firma;By\nFjell AS;Oslo\n")
    (company,) = companies_of(match_columns(sheet), sheet.notes, "NO")
    with WebApi(profile("http://127.0.0.1:9", user=USER), lambda: PASSWORD) as gone:
        planner = Planner("Work", lambda: gone, lambda _id: None)
        assert planner.draft_of(company).form["Name"] == "Fjell AS", (
            "without countries it is read all the same"
        )
        with pytest.raises(WebApiError):
            planner.again(company)


def test_what_the_tenant_requires_is_told_and_in_no_doubt(api: WebApi) -> None:
    (one,) = plans(api, "Firma;By\nFjell AS;Oslo\n")
    assert one.outlook is Outlook.CLEAR
    assert any("Contract number" in sentence for sentence in one.missing)
    assert one.lacking == (("CustomFields.SuperOffice:1", "Contract number"),)


def test_a_custom_field_that_all_begin_with_leaves_others_of_a_template(api: WebApi) -> None:
    given = [("CustomFields.SuperOffice:1", "7"), ("CustomFields.SuperOffice:2", "x")]
    begun = {"CustomFields": {"SuperOffice:1": "9"}}
    one = planned_with(api, "Firma;By\nFjell AS;Oslo\n", constants=given, begin_with=begun)
    assert one.form["CustomFields"] == {"SuperOffice:1": "9", "SuperOffice:2": "x"}
    assert one.lacking == ()


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("OrgNr", ("OrgNr", "VAT No.")),
        ("Persons[1].Emails[0].Value", ("Persons.Emails.Value", "E-mail")),
        ("Persons[0].CustomFields.x_gone", ("Persons.CustomFields.x_gone", "x_gone")),
    ],
)
def test_what_is_lacking_is_named_whoever_lacks_it(api: WebApi, path: str, wanted: tuple[str, str]) -> None:
    assert field_and_name(path, api) == wanted


def test_the_same_company_has_the_same_id_and_is_done_once(api: WebApi) -> None:
    text = "Firma;By\nFjell AS;Oslo\nVann AS;Oslo\n"
    first, second = plans(api, text)
    assert first.id != second.id
    again, other = plans(api, text, {first.id: Before("It waits.", 7)}.get)
    assert (again.id, again.outlook, again.reasons) == (first.id, Outlook.DONE, ("It waits.",))
    assert again.before == Before("It waits.", 7)
    assert (other.outlook, other.before) == (Outlook.CLEAR, None)


def test_a_draft_of_an_earlier_import_says_again_why_it_is_one(api: WebApi) -> None:
    text = "Firma;By\n;Oslo\n"
    (first,) = plans(api, text)
    (again,) = plans(api, text, {first.id: Before("It waits.", is_draft=True)}.get)
    assert again.outlook is Outlook.DONE
    assert again.reasons == ("It waits.", *first.reasons)
    assert len(first.reasons) == 1


def test_a_server_that_takes_nothing_ends_it(tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "server.sqlite3") as server:
        unknown = WebApi(profile(server.url, user=USER), lambda: "wrong")
        with unknown as api, pytest.raises(SignInError):
            plans(api, "Firma;By\nFjell AS;Oslo\n")
    with WebApi(profile(server.url, user=USER), lambda: PASSWORD) as gone, pytest.raises(WebApiError):
        plans(gone, "Firma;By\nFjell AS;Oslo\n")


def test_a_company_that_no_form_can_hold_is_wrong(api: WebApi, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_form: object) -> None:
        raise InvalidEntity((FieldMessage("Name", "Too deep."), FieldMessage("CustomFields.x", "Odd.")))

    monkeypatch.setattr(plan, "entity_from_form", fail)
    (one,) = plans(api, "Firma;By\nFjell AS;Oslo\n")
    assert (one.outlook, one.reasons) == (Outlook.WRONG, ("Company name: Too deep.", "Odd."))
    assert one.checked is None


def test_a_note_of_a_table_is_the_description(api: WebApi) -> None:
    sheet = read_text_table("Firma;By\nFjell AS;Oslo\n")
    (company,) = companies_of(match_columns(sheet), sheet.notes, "NO")
    planner = Planner("Work", lambda: api, lambda _id: None)
    noted, plain = planner.draft_of(replace(company, note="Met at a fair.")), planner.draft_of(company)
    assert noted.form["Description"] == "Met at a fair."
    assert "Description" not in plain.form
    assert noted.id != plain.id


def test_a_department_tells_companies_of_one_name_apart(api: WebApi, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[SearchKeys] = []

    def find(_api: WebApi, keys: SearchKeys, _recent: object) -> list[CompanyOfName]:
        seen.append(keys)
        return []

    monkeypatch.setattr(plan, "companies_of_name", find)
    plans(api, "Firma;Avdeling\nFjell AS;Nord\nVann AS;\n")
    assert seen == [SearchKeys("Fjell AS", "Nord"), SearchKeys("Vann AS", "")]


def company_of(text: str) -> TableCompany:
    sheet = read_text_table(text)
    (company,) = companies_of(match_columns(sheet), sheet.notes, "NO")
    return company


def planner_of(api: WebApi, **given: Any) -> Planner:
    return Planner("Work", lambda: api, lambda _id: None, **given)


def planned_with(api: WebApi, text: str, **given: Any) -> PlannedCompany:
    """Plans a company, and holds that its draft is the same later."""
    company, planner = company_of(text), planner_of(api, **given)
    planned = planner.plan(company)
    assert planner.draft_of(company).form == planned.form
    return planned


def test_what_the_form_begins_with_comes_before_what_is_given_for_the_whole_table(api: WebApi) -> None:
    text, given = "Firma;By\nFjell AS;Oslo\n", [("Department", "Vest"), ("Code", "K-1")]
    planned = planned_with(api, text, constants=given, begin_with={"Department": "Sør"})
    assert (planned.form["Department"], planned.form["Code"]) == ("Sør", "K-1")


@pytest.mark.parametrize(("name", "is_there"), [("Nobody knows", False), ("Fair Oslo 2026", True)])
def test_a_selection_that_is_not_there_leaves_each_company_in_doubt(
    api: WebApi, name: str, is_there: bool
) -> None:
    planned = planned_with(api, "Firma;By\nFjell AS;Oslo\n", constants=[("NextSteps.Selection", name)])
    assert planned.outlook is (Outlook.CLEAR if is_there else Outlook.DOUBTFUL)
    assert any("There is no selection" in reason for reason in planned.reasons) is not is_there


def test_a_custom_field_that_is_gone_leaves_each_company_in_doubt(api: WebApi) -> None:
    planned = planned_with(api, "Firma;By\nFjell AS;Oslo\n", constants=[("CustomFields.x_gone", "1")])
    assert planned.outlook is Outlook.DOUBTFUL
    (reason,) = planned.reasons
    assert reason.startswith("“CustomFields.x_gone” is no custom field of your SuperOffice.")


@pytest.mark.parametrize(("country", "region"), [("Norge", "NO"), ("", "")])
def test_numbers_of_people_are_those_of_the_companys_country(
    api: WebApi, monkeypatch: pytest.MonkeyPatch, country: str, region: str
) -> None:
    seen: list[str] = []

    def keys(form: Mapping[str, Any], of_region: str) -> SearchKeys:
        seen.append(of_region)
        return search_keys_of(form, of_region)

    monkeypatch.setattr(plan, "search_keys_of", keys)
    plans(api, f"Firma;Navn;Mobil;By;Land\nFjell AS;Kari Moe;900 00 021;Oslo;{country}\n")
    assert seen == [region]


def test_one_person_under_two_names_is_in_doubt(api: WebApi) -> None:
    head, row = "Firma;Navn;E-post\n", "Fjell AS;{name};jan@fjell.example\n"
    (one,) = plans(api, head + row.format(name="Jan Li") + row.format(name="Jan Erik Li"))
    assert one.outlook is Outlook.DOUBTFUL
    assert one.reasons == (
        "“Jan Li” and “Jan Erik Li” have the same e-mail address, jan@fjell.example: they may be one person.",
    )

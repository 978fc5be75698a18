"""What becomes of a company of a table, against the practice server."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.recognition.tables.delimited import read_text_table
from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.imports.plan import Outlook, PlannedCompany, Planner
from app.webapi.client import WebApi
from app.webapi.errors import SignInError, WebApiError
from tests.helpers.fakes.connect import profile


def plans(
    api: WebApi, text: str, why_done: Callable[[str], str] = lambda _id: "", waiting: tuple[str, ...] = ()
) -> list[PlannedCompany]:
    sheet = read_text_table(text)
    planner = Planner("Work", lambda: api, why_done, waiting)
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
    assert str(number) in one.reasons[0]


def test_what_waits_in_the_outbox_is_in_doubt(api: WebApi) -> None:
    (one,) = plans(api, "Firma;By\nFjell AS;Oslo\n", waiting=("FJELL AS",))
    assert one.reasons == ("A company of this name is in the outbox.",)


def test_a_value_that_looks_wrong_is_in_doubt_and_a_missing_name_is_wrong(api: WebApi) -> None:
    odd, nameless = plans(api, "Firma;E-post\nFjell AS;kari(at)fjell\n;a@b.example\n")
    assert odd.outlook is Outlook.DOUBTFUL
    assert nameless.outlook is Outlook.WRONG


def test_what_the_tenant_requires_is_told_and_in_no_doubt(api: WebApi) -> None:
    (one,) = plans(api, "Firma;By\nFjell AS;Oslo\n")
    assert one.outlook is Outlook.CLEAR
    assert any("Contract number" in sentence for sentence in one.missing)


def test_the_same_company_has_the_same_id_and_is_done_once(api: WebApi) -> None:
    text = "Firma;By\nFjell AS;Oslo\nVann AS;Oslo\n"
    first, second = plans(api, text)
    assert first.id != second.id
    again, other = plans(api, text, {first.id: "It waits.", second.id: ""}.__getitem__)
    assert (again.id, again.outlook, again.reasons) == (first.id, Outlook.DONE, ("It waits.",))
    assert other.outlook is Outlook.CLEAR


def test_a_server_that_takes_nothing_ends_it(tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "server.sqlite3") as server:
        unknown = WebApi(profile(server.url, user=USER), lambda: "wrong")
        with unknown as api, pytest.raises(SignInError):
            plans(api, "Firma;By\nFjell AS;Oslo\n")
    with WebApi(profile(server.url, user=USER), lambda: PASSWORD) as gone, pytest.raises(WebApiError):
        plans(gone, "Firma;By\nFjell AS;Oslo\n")

"""Who of a table's company is already in the one of its name, against the practice server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import DuplicateEntry
from app.model.carriers.person import Person
from app.model.company_search.similar_companies import SearchKeys
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.service.company_search.people_of_same import SameCompany, find_people_of_same, told_of_same
from app.service.company_search.same_name import CompanyOfName, Likeness
from app.webapi.client import WebApi
from app.webapi.errors import UnreachableError
from tests.helpers.fakes.connect import profile

BAKERY = DuplicateEntry(so_primary_key=2, entry_name="Nordlys Bakeri AS, Tromsø")
NAME = SearchKeys("Nordlys Bakeri AS")
KARI = Person(firstname="Kari", lastname="Hansen", email="kari.hansen@nordlys-bakeri.example")
NOBODY = Person(firstname="Eva", lastname="Dahl")


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebApi]:
    path: Path = tmp_path_factory.mktemp("server") / "server.sqlite3"
    with (
        SandboxServer(path, Options(people=True)) as server,
        WebApi(profile(server.url, user=USER), lambda: PASSWORD) as api,
    ):
        yield api


def test_everybody_and_some_of_them_are_told(api: WebApi) -> None:
    everybody = find_people_of_same(api, [BAKERY], NAME, [KARI])
    assert everybody == SameCompany(2, ("Kari Hansen",), is_everybody=True)
    assert everybody.sentence.startswith("Everybody is in it already, too (Kari Hansen): leave it out")
    some = find_people_of_same(api, [BAKERY], NAME, [NOBODY, KARI])
    assert some == SameCompany(2, ("Kari Hansen",), is_everybody=False)
    assert some.sentence == "Some are in it already, too (Kari Hansen)."


def test_who_has_another_mailbox_or_no_place_there_is_not_told(api: WebApi) -> None:
    other = Person(firstname="Kari", lastname="Hansen", email="kari@elsewhere.example")
    assert find_people_of_same(api, [BAKERY], NAME, [other, NOBODY]) is None
    assert find_people_of_same(api, [BAKERY], NAME, []) is None


@pytest.mark.parametrize(
    ("name", "department", "is_same"),
    [
        ("nordlys bakeri AS", "", True),
        ("Nordlys Bakeri AS", "tromsø", True),
        ("Nordlys Bakeri AS", "Oslo", False),
        ("Nordlys", "", False),
    ],
)
def test_a_company_of_another_name_is_not_asked_for(
    api: WebApi, name: str, department: str, is_same: bool
) -> None:
    found = find_people_of_same(api, [BAKERY], SearchKeys(name, department), [KARI])
    assert (found is not None) is is_same


def test_one_in_another_register_and_one_that_nobody_may_see_are_passed_over(
    api: WebApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = DuplicateEntry(so_primary_key=0, entry_name="Nordlys Bakeri AS")
    found = find_people_of_same(api, [elsewhere, BAKERY], NAME, [KARI])
    assert found is not None
    assert found.contact_id == 2

    def fail(_api: WebApi, _number: int) -> None:
        raise UnreachableError("crm.example")

    monkeypatch.setattr(WebApi, "contact_persons", fail)
    assert find_people_of_same(api, [BAKERY], NAME, [KARI]) is None


def test_of_many_some_are_named() -> None:
    many = SameCompany(2, tuple(f"Kari {number}" for number in range(9)), is_everybody=False)
    assert many.sentence == "Some are in it already, too (Kari 0, Kari 1, Kari 2, Kari 3, Kari 4, …)."


def test_who_is_at_a_company_whose_name_has_other_signs_is_not_told_to_be_there(api: WebApi) -> None:
    other = CompanyOfName(BAKERY, "Nordlys Bakeri AS", Likeness.OTHER_SIGNS)
    told = told_of_same(api, [other], SearchKeys("Nordlys+ Bakeri AS"), ContactEntity(persons=(KARI,)))
    sentence = "SuperOffice has “Nordlys Bakeri AS, Tromsø”, with the id 2: the names differ by signs alone."
    assert (told.reasons, told.is_of_name, told.everybody_is) == ((sentence,), False, 0)


@pytest.mark.parametrize(
    ("likeness", "people", "wanted"),
    [
        (Likeness.EQUAL, (KARI,), (2, "Nordlys Bakeri AS")),
        (Likeness.ONE_HAS_NO_FORM, (KARI,), (2, "Nordlys Bakeri AS, Tromsø")),
        (Likeness.EQUAL, (KARI, NOBODY), (0, "")),
    ],
)
def test_an_addition_goes_to_the_company_that_has_everybody(
    api: WebApi, likeness: Likeness, people: tuple[Person, ...], wanted: tuple[int, str]
) -> None:
    there = CompanyOfName(BAKERY, "Nordlys Bakeri AS, Tromsø", likeness)
    told = told_of_same(api, [there], NAME, ContactEntity(persons=people))
    assert (told.everybody_is, told.its_name) == wanted
    assert len(told.reasons) == 2

"""Similar companies: when Save need not wait, what is warned of, and where the links lead."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.controller.questions import similar_companies
from app.controller.questions.similar_companies import DuplicateSearch
from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import DuplicateEntry
from app.model.carriers.reading import read_as
from app.model.checks.problem import Problem
from app.model.company_search.questions import Criterion, Question
from app.model.company_search.similar_companies import search_keys_of
from app.model.profile import Profile, Scheme
from app.model.web_client_links import company_link
from app.webapi.company_finder import FoundHits
from tests.helpers.fakes.controllers import PATIENCE_MS, WORK, Office

FORM = {"Name": "Bakery"}


@pytest.fixture
def search(office: Office) -> DuplicateSearch:
    office.api.answers["duplicates"] = _answer
    office.api.answers["contact"] = lambda number: read_as(
        ContactEntity, {"ContactId": number, "Name": "Bakery"}
    )
    return DuplicateSearch(office.entry, office.context, office)


def _answer(name: str, _department: str) -> tuple[DuplicateEntry, ...]:
    return (read_as(DuplicateEntry, {"SoPrimaryKey": 5, "EntryName": name}),)


@pytest.mark.parametrize(
    ("profile", "page"),
    [
        (
            Profile(name="Office", url="https://crm.example/sodemo/api"),
            "https://crm.example/sodemo/default.aspx?contact.main?contact_id=5",
        ),
        (
            Profile(name="Online", scheme=Scheme.ONLINE, client_id="id", customer_id="Cust12345"),
            "https://online.superoffice.com/Cust12345/default.aspx?contact.main?contact_id=5",
        ),
    ],
)
def test_a_similar_company_is_opened_where_its_web_client_is(
    office: Office, search: DuplicateSearch, profile: Profile, page: str
) -> None:
    office.sign_in(profile)
    assert company_link(search.site, 5) == page


def test_without_a_connection_there_is_no_site(search: DuplicateSearch) -> None:
    assert search.site == ""


def test_numbers_are_read_again_only_where_they_are_others(
    office: Office, search: DuplicateSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(form: Any, region: str) -> Any:
        read.append(form.get("Description", ""))
        return search_keys_of(form, region)

    monkeypatch.setattr(similar_companies, "search_keys_of", counted)
    numbers = {"Name": "Bakery", "Phones": [{"Value": "22 86 54 00"}]}
    for note in ("A", "A n", "A note"):
        office.entry.edited({**numbers, "Description": note})
    office.entry.edited({**numbers, "Phones": [{"Value": "22 86 54 01"}]})
    assert read == ["A", ""]
    assert search._keys.phones == ("22865401",)


def test_save_waits_for_a_name_that_was_not_searched_yet(
    qtbot: QtBot, office: Office, search: DuplicateSearch
) -> None:
    assert search.is_ready(FORM), "nobody is signed in"
    office.sign_in()
    assert search.is_ready({})
    assert not search.is_ready(FORM)
    office.entry.edited(FORM)
    with qtbot.waitSignal(search.ready, timeout=PATIENCE_MS):
        search.ask_now()
    assert search.is_ready(FORM)
    assert search.is_ready({**FORM, "Emails": [{"Value": "post@bakery.example"}]})
    assert not search.is_ready({**FORM, "Department": "Oslo"})


def test_the_same_name_and_department_is_a_warning_until_they_change(
    qtbot: QtBot, office: Office, search: DuplicateSearch
) -> None:
    office.sign_in()
    found: list[tuple[Problem, ...]] = []
    office.entry.problems_changed.connect(found.append)
    office.entry.edited(FORM)
    with qtbot.waitSignal(search.similar_changed, timeout=PATIENCE_MS):
        search.ask_now()
    assert [one.path for one in found[-1]] == ["Name"]
    office.entry.edited({**FORM, "Department": "Oslo"})
    office.entry.problems.look_now()
    assert found[-1] == ()


@pytest.mark.parametrize(
    ("typed", "is_same"),
    [
        *(("BAKERY A/S", True), ("Bakery Aksjeselskap", True), ("A/S Bakery", True)),
        *(("Bakery AB", False), ("Bakery+ AS", False)),
    ],
)
def test_the_same_name_is_a_warning_however_its_legal_form_is_written(
    qtbot: QtBot, office: Office, search: DuplicateSearch, typed: str, is_same: bool
) -> None:
    there = read_as(ContactEntity, {"ContactId": 5, "Name": "Bakery AS"})
    office.api.answers["contact"] = lambda _number: there
    office.api.answers["duplicates"] = lambda _name, _department: _answer("Bakery AS", "")
    office.sign_in()
    found: list[tuple[Problem, ...]] = []
    office.entry.problems_changed.connect(found.append)
    office.entry.edited({"Name": typed})
    with qtbot.waitSignal(search.ready, timeout=PATIENCE_MS):
        search.ask_now()
    office.entry.problems.look_now()
    assert [one.path for one in found[-1]] == ["Name"] * is_same
    office.entry.edited({"Name": typed, "Department": "Oslo"})
    office.entry.problems.look_now()
    assert found[-1] == ()


def test_a_failure_lets_save_through(qtbot: QtBot, office: Office, search: DuplicateSearch) -> None:
    del office.api.answers["duplicates"]
    office.sign_in()
    office.entry.edited(FORM)
    with qtbot.waitSignal(search.ready, timeout=PATIENCE_MS):
        search.ask_now()
    assert search.is_ready(FORM)
    assert search.similar == ()


def test_a_server_that_does_not_answer_in_time_lets_save_through(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar_companies, "SAVE_WAITS_MS", 10)
    search = DuplicateSearch(office.entry, office.context, office)
    # Nobody is signed in, so that no question is on its way.
    office.entry.edited(FORM)
    with qtbot.waitSignal(search.ready, timeout=PATIENCE_MS):
        search.ask_now()


def test_another_connection_has_other_companies(
    qtbot: QtBot, office: Office, search: DuplicateSearch
) -> None:
    office.sign_in()
    office.entry.edited(FORM)
    with qtbot.waitSignal(search.similar_changed, timeout=PATIENCE_MS):
        search.ask_now()
    told: list[Any] = []
    search.similar_changed.connect(told.append)
    office.sign_in(WORK.with_changes(name="home"))
    assert told == [()]
    assert not search.is_ready(FORM)


def test_what_was_found_for_the_form_before_is_asked_again(
    qtbot: QtBot, office: Office, search: DuplicateSearch
) -> None:
    """The company that was typed may be there by then, with its people."""
    asked: list[str] = []

    def find(question: Question, _most: int) -> FoundHits:
        asked.append(question.criterion)
        return FoundHits()

    office.api.answers["find_companies"] = find
    office.sign_in()
    form = {**FORM, "Persons": [{"Lastname": "Hansen", "Email": "kari@bakery.example"}]}

    def ask() -> int:
        office.entry.edited(form)
        search._answered = None
        with qtbot.waitSignal(search.ready, timeout=PATIENCE_MS):
            search.ask_now()
        return asked.count(Criterion.PERSON_EMAIL)

    assert (ask(), ask()) == (1, 1)
    search._recent.has_no_rules = True
    office.entry.form_changed.emit({})
    assert ask() == 2
    assert search._recent.has_no_rules


def test_details_are_fetched_once_a_company(qtbot: QtBot, office: Office, search: DuplicateSearch) -> None:
    fetched: list[int] = []

    def contact(number: int) -> ContactEntity:
        fetched.append(number)
        return read_as(ContactEntity, {"ContactId": number, "Name": "Another"})

    office.api.answers["contact"] = contact
    office.api.answers["duplicates"] = lambda *_keys: _answer("Old Bakery", "")
    office.sign_in()
    office.entry.edited(FORM)
    with qtbot.waitSignal(search.similar_changed, timeout=PATIENCE_MS):
        search.ask_now()
    for _ in range(2):
        with qtbot.waitSignal(search.details_changed, timeout=PATIENCE_MS):
            search.load_details()
    assert fetched == [5]
    office.entry.form_changed.emit({})  # the next company: the one that is there may have been changed since
    with qtbot.waitSignal(search.details_changed, timeout=PATIENCE_MS):
        search.load_details()
    assert fetched == [5, 5]

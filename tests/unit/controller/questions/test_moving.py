"""Whom the shown person is known as, and whether they can be moved."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.controller.questions.moving import Moving, MovingController
from app.controller.questions.similar_companies import DuplicateSearch
from app.model.additions.target import Target, with_target
from app.model.carriers.person import PersonEntityWithLinks
from app.model.carriers.reading import read_as
from app.model.company_search.known_people import KnownPerson
from app.model.company_search.similar_companies import SimilarCompany
from app.model.next_steps.moves import Move, with_move
from tests.helpers.fakes.controllers import Office

MAIL = "kari@bakery.example"
TYPED = {"Firstname": "Kari", "Lastname": "Hansen", "Email": MAIL}
KNOWN = KnownPerson(7, "Kari Hansen", 2, "Bakery", MAIL)
KARI = Move(7, "Kari Hansen", 2, "Bakery")
BAKERY = SimilarCompany(2, "Bakery", "Kari Hansen works there already", people=(KNOWN,))


def record(**values: Any) -> PersonEntityWithLinks:
    told = {"PersonId": 7, "FullName": "Kari Hansen", "Contact": {"ContactId": 2, "Name": "Bakery"}}
    return read_as(PersonEntityWithLinks, {**told, **values})


@pytest.fixture
def search(office: Office) -> Iterator[DuplicateSearch]:
    office.api.answers["person"] = lambda _number: record()
    office.api.next_steps = SimpleNamespace(has_move=True)  # type: ignore[attr-defined]  # the part that is asked
    office.sign_in()
    yield DuplicateSearch(office.entry, office.context, office)


@pytest.fixture
def moving(office: Office, search: DuplicateSearch) -> MovingController:
    return MovingController(office.entry, search, office.context, office)


def find(search: DuplicateSearch, *similar: SimilarCompany) -> None:
    search._show(similar)


def test_who_is_found_elsewhere_is_offered(
    qtbot: QtBot, search: DuplicateSearch, moving: MovingController
) -> None:
    moving.look_at(TYPED)
    assert moving.state == Moving()
    find(search, BAKERY)
    assert moving.state == Moving(known=KNOWN)
    qtbot.waitUntil(lambda: moving.state == Moving(known=KNOWN, offer=KARI))
    moving.look_at({"Lastname": "Berg"})
    assert moving.state == Moving()
    moving.look_at(TYPED)
    assert moving.state.offer == KARI, "asked once"
    find(search)
    assert moving.state == Moving()


def test_that_another_name_is_typed_is_told(search: DuplicateSearch, moving: MovingController) -> None:
    moving.look_at({"Firstname": "Åse", "Lastname": "Ås", "Email": MAIL})
    find(search, BAKERY)
    assert moving.state == Moving(known=KNOWN, other_name="Åse Ås")


def test_why_somebody_is_not_offered_is_told(
    qtbot: QtBot, office: Office, search: DuplicateSearch, moving: MovingController
) -> None:
    office.api.answers["person"] = lambda _number: record(TableRight={"Mask": "Select"})
    moving.look_at(TYPED)
    find(search, BAKERY)
    qtbot.waitUntil(lambda: moving.state.why_not == "You have no right to change this person.")
    assert moving.state.offer is None


def test_a_server_that_is_away_is_asked_again(
    qtbot: QtBot, office: Office, search: DuplicateSearch, moving: MovingController
) -> None:
    answer = office.api.answers.pop("person")
    moving.look_at(TYPED)
    find(search, BAKERY)
    qtbot.waitUntil(lambda: not moving._read)
    office.api.answers["person"] = answer
    moving.look_at({**TYPED, "Title": "Boss"})
    qtbot.waitUntil(lambda: moving.state.offer == KARI)


def test_who_is_in_the_company_itself_by_now_is_not_offered(
    qtbot: QtBot, office: Office, search: DuplicateSearch, moving: MovingController
) -> None:
    form = with_target({"Persons": [TYPED]}, Target(5, "Work", "Here"), {})
    office.entry.typed.emit(form)
    office.api.answers["person"] = lambda _number: record(Contact={"ContactId": 5, "Name": "Here"})
    moving.look_at(TYPED)
    find(search, BAKERY)
    qtbot.waitUntil(lambda: moving.state == Moving() and bool(moving._read.get(7)))


def test_who_is_to_be_moved_is_told(office: Office, moving: MovingController) -> None:
    office.entry.typed.emit(with_move({"Persons": [TYPED]}, 0, KARI))
    assert moving.state == Moving(moves=(KARI,))
    office.entry.typed.emit({})
    assert moving.state == Moving()

"""The company that is added to is read, compared with what is typed, and never that of another connection."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.controller.questions.adding import Adding, AddingController
from app.model.additions.target import Target, with_target
from app.webapi.errors import NotFoundError
from tests.helpers.fakes.controllers import WORK, Office

BAKERY = Target(5, "work", "Bakery")
RECORD = {"ContactId": 5, "Name": "Bakery AS", "OrgNr": "1", "Country": {"CountryId": 752}}


@pytest.fixture
def adding(office: Office) -> AddingController:
    office.api.answers |= {"contact_record": lambda _number: RECORD, "contact_persons": lambda _number: ()}
    office.api.answers["host"] = "crm.example"  # type: ignore[assignment]  # a property of the client
    return AddingController(office.entry, office.context, office)


def typed(office: Office, **values: Any) -> None:
    office.entry.edited(with_target(values, BAKERY, {}))


def state(adding: AddingController) -> Adding:
    assert adding.state is not None
    return adding.state


def messages(office: Office) -> list[str]:
    return [one.message for one in office.entry.problems.find() or ()]


def test_the_company_is_read_once_and_its_country_is_the_forms(
    qtbot: QtBot, office: Office, adding: AddingController
) -> None:
    office.sign_in()
    typed(office, OrgNr="2")
    qtbot.waitUntil(lambda: state(adding).there is not None)
    assert state(adding).differs == (("OrgNr", "1"),)
    assert office.lookups._country_id == 752
    assert "The company has “1” here." in messages(office)
    office.api.answers.clear()
    typed(office, Description="a note")
    assert (state(adding).differs, state(adding).trouble) == ((), "")
    assert messages(office) == []
    with qtbot.waitSignal(adding.changed) as told:
        office.entry.edited({"Name": "New"})
    assert told.args == [None]
    assert office.lookups._country_id == 0


def test_its_name_is_that_of_its_record(qtbot: QtBot, office: Office, adding: AddingController) -> None:
    office.sign_in()
    typed(office, Description="a note")
    assert adding.with_its_name(office.entry._drafts.form) is None
    qtbot.waitUntil(lambda: state(adding).there is not None)
    form = adding.with_its_name(office.entry._drafts.form)
    assert form is not None
    adding.keep(form)
    assert (form["Name"], state(adding).target.name) == ("Bakery AS", "Bakery AS")
    assert adding.with_its_name(form) is None


def test_a_failing_read_has_a_sentence_and_keeps_nobody_from_saving(
    qtbot: QtBot, office: Office, adding: AddingController
) -> None:
    office.api.answers.pop("contact_record")
    office.sign_in()
    typed(office, Description="a note")
    qtbot.waitUntil(lambda: bool(state(adding).trouble))
    assert (state(adding).is_gone, messages(office)) == (False, [])


def test_a_company_that_is_gone_is_told_before_it_is_saved(
    qtbot: QtBot, office: Office, adding: AddingController
) -> None:
    def gone(_number: int) -> None:
        raise NotFoundError("crm.example", status=404, said="")

    office.api.answers["contact_record"] = gone
    office.sign_in()
    typed(office, Description="a note")
    qtbot.waitUntil(lambda: state(adding).is_gone)
    assert messages(office) == [state(adding).trouble]


def test_on_another_connection_nothing_is_read_and_nothing_saved(
    office: Office, adding: AddingController
) -> None:
    office.api.answers.clear()
    office.sign_in(replace(WORK, name="other"))
    typed(office, Description="a note")
    assert state(adding).trouble == ""
    (message,) = messages(office)
    assert "the connection “work”" in message
    assert adding.with_company({}, 5, "Bakery") is not None
    assert adding.with_company({}, 0, "Elsewhere") is None

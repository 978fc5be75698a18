"""What the form is offered: fresh from the server, else the copy of last time, and what is said of it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from pytestqt.qtbot import QtBot

from app.controller.form.lookups import Lookups
from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Country, MDOListItem, UserDefinedFieldInfo
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.service.lookups import COUNTRY, EVERYTHING
from tests.helpers.fakes.controllers import PATIENCE_MS, Office

ITEMS = (read_as(MDOListItem, {"Id": 1, "Name": "Bakery"}),)
NORWAY = read_as(
    Country, {"CountryId": 578, "Name": "Norway", "TwoLetterISOCountry": "NO", "OrgNrText": "Org. nr.: "}
)
OVEN = read_as(
    UserDefinedFieldInfo, {"ProgId": "SuperOffice:1", "FieldLabel": "Oven", "MdoListName": "udlist::oven"}
)


def answer_everything(office: Office) -> None:
    office.api.answers = {
        "default_contact": lambda: read_as(ContactEntity, {"Number2": "10001"}),
        "contact_layout": lambda: (OVEN,),
        "new_person": PersonEntity,
        "person_layout": tuple,
        "countries": lambda: (NORWAY,),
        "mdo_list": lambda _name: ITEMS,
    }


def listen(office: Office) -> dict[str, list[Any]]:
    told: dict[str, list[Any]] = {"choices": [], "missing": [], "problem": [], "default": []}
    office.lookups.choices_changed.connect(lambda name, _choices: told["choices"].append(name))
    office.lookups.missing_changed.connect(told["missing"].append)
    office.lookups.problem_changed.connect(told["problem"].append)
    office.lookups.default_changed.connect(told["default"].append)
    return told


def test_everything_comes_with_the_lists_of_custom_fields(qtbot: QtBot, office: Office) -> None:
    answer_everything(office)
    told = listen(office)
    office.lookups.use("work", "en")
    qtbot.waitUntil(lambda: office.lookups.is_complete, timeout=PATIENCE_MS)
    assert "udlist::oven" in told["choices"]
    assert office.lookups.countries == (NORWAY,)
    assert office.lookups.default is not None
    assert set(told["problem"]) == {""}


def test_copies_of_last_time_are_shown_where_the_server_does_not_answer(qtbot: QtBot, office: Office) -> None:
    office.open_store()
    answer_everything(office)
    office.lookups.use("work", "en")
    qtbot.waitUntil(lambda: office.lookups.is_complete, timeout=PATIENCE_MS)
    assert office.disk.wait(PATIENCE_MS)
    office.api.answers = {}
    # The program is started anew.
    office.lookups = Lookups(office.api_for, office.network, office.access, office)
    told = listen(office)
    office.lookups.use("work", "en")
    qtbot.waitUntil(lambda: len(told["problem"]) >= len(EVERYTHING), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "category" in told["choices"] and COUNTRY in told["choices"], timeout=PATIENCE_MS)
    assert "shown as they were on" in told["problem"][-1]
    assert not office.lookups.is_complete


def test_an_answer_that_equals_its_copy_is_not_told_again(qtbot: QtBot, office: Office) -> None:
    office.open_store()
    answer_everything(office)
    rules: list[object] = []
    office.lookups.rules_changed.connect(rules.append)
    told = listen(office)
    for _ in range(2):
        office.lookups.use("work", "en")
        qtbot.waitUntil(lambda: office.lookups.is_complete, timeout=PATIENCE_MS)
    before = (list(told["choices"]), list(rules))
    office.lookups.use("work", "en")
    qtbot.waitUntil(lambda: office.lookups.is_complete, timeout=PATIENCE_MS)
    assert (told["choices"], rules) == before
    office.api.answers["mdo_list"] = lambda _name: (*ITEMS, *ITEMS[:1])
    office.lookups.refresh()
    qtbot.waitUntil(lambda: len(told["choices"]) > len(before[0]), timeout=PATIENCE_MS)


def test_copies_made_before_the_store_is_open_are_kept_then(qtbot: QtBot, office: Office) -> None:
    answer_everything(office)
    office.lookups.use("work", "en")
    qtbot.waitUntil(lambda: office.lookups.is_complete, timeout=PATIENCE_MS)
    office.open_store()
    assert office.disk.wait(PATIENCE_MS)
    assert office.access.current is not None
    for name in (*EVERYTHING, "udlist::oven"):
        assert office.access.current.lists.get("work", "en", name) is not None, name


def test_a_server_that_answers_all_but_a_list_says_so_at_its_fields(qtbot: QtBot, office: Office) -> None:
    answer_everything(office)
    del office.api.answers["mdo_list"]
    told = listen(office)
    assert not office.lookups.has_answered("category")
    office.lookups.use("work", "en")
    qtbot.waitUntil(lambda: bool(told["missing"]) and "category" in told["missing"][-1], timeout=PATIENCE_MS)
    assert office.lookups.has_answered("category"), "nobody has to wait for it"
    assert told["missing"][-1]["category"] == "The list could not be loaded yet."
    assert "not known yet" in told["problem"][-1]


def test_the_country_gives_rules_and_a_label(qtbot: QtBot, office: Office) -> None:
    answer_everything(office)
    countries: list[tuple[int, str]] = []
    labels: list[str] = []
    office.lookups.country_changed.connect(lambda number, region: countries.append((number, region)))
    office.lookups.vat_label_changed.connect(labels.append)
    office.lookups.set_country(578)
    assert countries == [(578, "")]
    office.lookups.use("work", "en")
    qtbot.waitUntil(lambda: office.lookups.is_complete, timeout=PATIENCE_MS)
    assert countries[-1] == (578, "NO")
    assert labels[-1] == "Org. nr."
    assert office.lookups.rules.region == "NO"


def test_answers_of_another_connection_are_dropped(qtbot: QtBot, office: Office) -> None:
    answer_everything(office)
    office.lookups.use("work", "en")
    office.lookups.use("home", "en")
    qtbot.waitUntil(lambda: office.lookups.is_complete, timeout=PATIENCE_MS)
    told = listen(office)
    office.lookups.refresh_default()
    qtbot.waitUntil(lambda: bool(told["default"]), timeout=PATIENCE_MS)


def test_hundreds_that_are_saved_at_once_ask_for_two_defaults(qtbot: QtBot, office: Office) -> None:
    asked: list[ContactEntity] = []

    def default_contact() -> ContactEntity:
        asked.append(read_as(ContactEntity, {"Number2": str(len(asked))}))
        return asked[-1]

    answer_everything(office)
    office.lookups.use("work", "en")
    qtbot.waitUntil(lambda: office.lookups.is_complete, timeout=PATIENCE_MS)
    office.api.answers["default_contact"] = default_contact
    told = listen(office)
    office.lookups._default_rest.setInterval(200)
    for _ in range(300):
        office.lookups.refresh_default()
    qtbot.waitUntil(lambda: told["default"] == asked and len(asked) == 2, timeout=PATIENCE_MS)
    office.lookups.refresh_default()  # what was asked for meanwhile has been fetched
    qtbot.waitUntil(lambda: told["default"] == asked and len(asked) == 3, timeout=PATIENCE_MS)


def test_a_list_that_no_field_has_is_told_by_who_wants_it(qtbot: QtBot, office: Office) -> None:
    answer_everything(office)
    office.lookups.use("work", "en")
    qtbot.waitUntil(lambda: office.lookups.is_complete, timeout=PATIENCE_MS)
    told = listen(office)
    office.api.next_steps = SimpleNamespace(keyed_list=office.api.keyed_list)  # type: ignore[attr-defined]  # fails
    office.lookups.want("legalbase")  # of which this server has nothing
    qtbot.waitUntil(lambda: bool(told["missing"]), timeout=PATIENCE_MS)
    assert told["missing"][-1] == {"legalbase": "The list could not be loaded yet."}
    assert set(told["problem"]) <= {""}

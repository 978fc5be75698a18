"""The strip says which company is added to, and what it has of what the open page is about."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.controller.questions.adding import Adding
from app.model.additions.company_there import CompanyThere, PersonThere
from app.model.additions.target import Target
from app.model.carriers.contact import ContactEntityWithLinks
from app.model.carriers.reading import read_as
from app.ui.additions.target_strip import TargetStrip

TARGET = Target(5, "work", "Bakery")


def there(people: int = 0, **values: Any) -> CompanyThere:
    record = {"ContactId": 5, "Name": "Bakery", **values}
    everybody = tuple(PersonThere(f"Kari {number}") for number in range(people))
    return CompanyThere(record, read_as(ContactEntityWithLinks, record), everybody)


@pytest.fixture
def strip(qtbot: QtBot) -> TargetStrip:
    strip = TargetStrip()
    qtbot.addWidget(strip)
    return strip


def test_it_is_hidden_for_a_new_company(strip: TargetStrip) -> None:
    strip.show_state(Adding(TARGET))
    assert strip.text == "Adding to “Bakery”\nWhat it has is being read …"
    strip.show_state(Adding(TARGET, trouble="Nobody answers."))
    assert strip.text == "Adding to “Bakery”\nNobody answers."
    strip.show_state(None)
    assert strip.text == ""


@pytest.mark.parametrize(
    ("page", "company", "said"),
    [
        (0, there(Phones=[{"Value": "1"}, {"Value": "2"}]), "There already: Phones: 1, 2"),
        (2, there(), "It has no phone, e-mail or website."),
        (1, there(), "Nobody is in this company yet."),
        (1, there(people=1), "1 person is there already: Kari 0"),
        (4, there(Interests=[{"Id": 1, "Name": "Fairs", "Selected": True}]), "There already: Fairs"),
        (5, there(people=1), ""),
    ],
)
def test_each_page_has_what_it_is_about(
    strip: TargetStrip, page: int, company: CompanyThere, said: str
) -> None:
    strip.show_tab(page)
    strip.show_state(Adding(TARGET, company))
    assert strip.text == f"Adding to “Bakery”\n{said}"


def test_thousands_of_people_are_cut_and_all_of_what_the_tip_holds_is_there(strip: TargetStrip) -> None:
    strip.show_tab(1)
    strip.show_state(Adding(TARGET, there(people=5000)))
    assert strip.text.startswith("Adding to “Bakery”\n5000 persons are there already: Kari 0, Kari 1")
    assert len(strip.text) < 300
    label = strip.findChild(QLabel, "adding.there")
    assert label is not None
    assert "Kari 40" in label.toolTip()


def test_what_differs_is_counted(strip: TargetStrip) -> None:
    strip.show_state(Adding(TARGET, there(), differs=(("OrgNr", "1"), ("Category", "x"))))
    button = strip.findChild(QPushButton, "adding.decide")
    assert button is not None
    assert (button.text(), button.isHidden()) == ("2 values differ: decide …", False)
    strip.show_state(Adding(TARGET, there()))
    assert button.isHidden()

"""The country follows from what is typed, as long as nobody has chosen one."""

import pytest
from PySide6.QtCore import Qt

from app.ui.inputs.choice import ChoiceInput
from tests.gui.window.test_main_window_save import type_minimum
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

pytestmark = pytest.mark.shared_window

ALT = Qt.KeyboardModifier.AltModifier
NORWAY, GERMANY, SWEDEN = 578, 276, 752


def country(typist: Typist) -> int:
    return int((typist.window.form.value().get("Country") or {}).get("CountryId") or 0)


def type_address(typist: Typist, street: str, code: str, city: str) -> None:
    """Types an address by Tab, and leaves it."""
    for path, text in (("Address1", street), ("Zipcode", code), ("City", city)):
        typist.fill(f"Address.Street.{path}", text)
    typist.press(Qt.Key.Key_Tab)


def is_answered(typist: Typist) -> bool:
    """Whether nothing is looked for any more; what was found comes with the next turn of the events."""
    assert typist.program.recognition._work.wait(20_000)
    return typist.window._country._found is None


@pytest.mark.long
def test_a_postcode_with_its_city_tells_the_country_and_ctrl_z_takes_it_back(typist: Typist) -> None:
    assert country(typist) == NORWAY
    type_address(typist, "Hauptstr. 5", "10115", "Berlin")
    assert typist.place == "Category"
    wait_until(lambda: country(typist) == GERMANY)
    assert "as “10115 Berlin” says" in typist.window.notice.text
    assert typist.place == "Category", "the cursor stays"
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert country(typist) == NORWAY
    assert typist.window.notice.text == ""
    assert typist.window.form.value()["Address"]["Street"]["City"] == "Berlin"
    typist.fill("Address.Street.City", "Berlin Mitte")
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: is_answered(typist))
    assert country(typist) == NORWAY, "it was taken back"


@pytest.mark.long
def test_what_is_being_typed_elsewhere_meanwhile_stays(typist: Typist) -> None:
    type_address(typist, "Avenyn 3", "411 36", "Göteborg".replace("ö", "o"))
    typist.fill("Address.Street.City", "Malmo")
    typist.fill("Address.Street.Zipcode", "211 20")
    typist.press(Qt.Key.Key_Y, ALT)
    typist.type("partn")
    wait_until(lambda: country(typist) == SWEDEN)
    assert typist.place == "Category"
    typist.press(Qt.Key.Key_Tab)
    assert "artner" in typist.find(ChoiceInput, "Category").currentText()


@pytest.mark.long
def test_the_address_is_left_alone_while_somebody_is_in_it(typist: Typist) -> None:
    typist.tab_to("Address.Street.Address1")
    typist.type("Hauptstr. 5, 10115 Berlin")
    typist.press(Qt.Key.Key_Tab)
    assert typist.place == "Address.Street.Zipcode"
    wait_until(lambda: typist.window._country._found is not None)
    assert country(typist) == NORWAY
    typist.press(Qt.Key.Key_Tab)
    assert country(typist) == NORWAY
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: country(typist) == GERMANY)


@pytest.mark.long
def test_a_vat_number_tells_it_too(typist: Typist) -> None:
    typist.fill("OrgNr", "DE129273398")
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: country(typist) == GERMANY)


@pytest.mark.long
def test_what_was_chosen_stays(typist: Typist) -> None:
    typist.fill("Country", "Sweden")
    typist.press(Qt.Key.Key_Tab)
    assert country(typist) == SWEDEN
    typist.go_to_tab(1)
    typist.press(Qt.Key.Key_A, ALT)
    type_address(typist, "Hauptstr. 5", "10115", "Berlin")
    wait_until(lambda: is_answered(typist))
    assert country(typist) == SWEDEN


@pytest.mark.long
def test_the_next_company_like_the_last_has_its_own_country(typist: Typist) -> None:
    type_minimum(typist)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    typist.press(Qt.Key.Key_N, CONTROL | SHIFT)
    typist.type("Schaefer GmbH")
    type_address(typist, "Hauptstr. 5", "10115", "Berlin")
    wait_until(lambda: country(typist) == GERMANY)


@pytest.mark.long
def test_a_draft_keeps_the_country_that_it_was_left_with(typist: Typist) -> None:
    typist.type("Fjell AS")
    typist.fill("Country", "Sweden")
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_N, CONTROL)
    drafts = typist.window.drafts
    wait_until(lambda: any(one.form.get("Country") == {"CountryId": SWEDEN} for one in drafts._drafts))
    typist.window.drafts.open_draft(typist.window.drafts._drafts[0].id)
    assert country(typist) == SWEDEN
    type_address(typist, "Hauptstr. 5", "10115", "Berlin")
    wait_until(lambda: is_answered(typist))
    assert country(typist) == SWEDEN

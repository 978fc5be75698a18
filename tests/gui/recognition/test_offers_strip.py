"""Web address and domain are offered once a mail address is typed; taken by key or click, or dismissed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.helpers.ui.register_hits import sheet_lines, wait_for_sheet
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

pytestmark = pytest.mark.shared_window(connected=False)


def test_web_address_and_domain_are_offered_and_taken_by_keys(typist: Typist) -> None:
    offers = typist.window.offers
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    typist.type("post@fjellvidde.no")
    assert offers.isHidden()  # nothing is offered while it is being typed
    typist.press(Qt.Key.Key_Tab)
    assert offers.texts == ["Website www.fjellvidde.no", "Domain fjellvidde.no"]
    assert not offers.isHidden()
    typist.press(Qt.Key.Key_O, CONTROL | SHIFT)
    form = typist.window.form.value()
    assert form["Urls"] == [{"Value": "www.fjellvidde.no"}]
    assert form["Domains"] == ["fjellvidde.no"]
    assert offers.isHidden()
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert "Urls" not in typist.window.form.value()


def test_one_offer_is_taken_by_a_click_and_the_rest_dismissed(typist: Typist) -> None:
    offers = typist.window.offers
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    typist.type("post@fjellvidde.no")
    typist.press(Qt.Key.Key_Tab)
    button = offers.findChild(QPushButton, "offer.Domains")
    assert isinstance(button, QPushButton)
    button.click()
    assert typist.window.form.value()["Domains"] == ["fjellvidde.no"]
    assert offers.texts == ["Website www.fjellvidde.no"]
    offers.dismiss_all()
    typist.press(Qt.Key.Key_Tab)
    assert offers.isHidden()
    typist.program.entry.new({"Emails": [{"Value": "post@fjellvidde.no"}], "Domains": ["fjellvidde.no"]})
    assert offers.texts == ["Website www.fjellvidde.no"]


@pytest.mark.shared_window
def test_the_city_of_a_postcode_is_offered_for_an_empty_field_and_nothing_is_written_over(
    typist: Typist,
) -> None:
    offers = typist.window.offers
    typist.fill("Address.Street.Zipcode", "5003")
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: offers.texts == ["City Bergen"])
    typist.press(Qt.Key.Key_O, CONTROL | SHIFT)
    assert typist.window.form.value()["Address"]["Street"] == {"Zipcode": "5003", "City": "Bergen"}
    assert offers.isHidden()
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert "City" not in typist.window.form.value()["Address"]["Street"]
    wait_until(lambda: offers.texts == ["City Bergen"])
    typist.fill("Address.Street.City", "Oslo")
    typist.press(Qt.Key.Key_Tab)
    assert offers.texts == []
    assert typist.program.recognition._work.wait(20_000)


@pytest.mark.long
@pytest.mark.shared_window
def test_of_several_cities_the_key_asks_which_and_a_click_takes_one(typist: Typist) -> None:
    offers = typist.window.offers
    typist.fill("Country", "Germany")
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: typist.program.lookups.rules.region == "DE")
    path = (
        "Address.Postal.Zipcode"
        if typist.window.form.findChild(QLineEdit, "Address.Street.Zipcode") is None
        else "Address.Street.Zipcode"
    )
    typist.fill(path, "01454")
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: len(offers.texts) > 1)
    before = typist.window.form.value()
    offered = [text.removeprefix("City ") for text in offers.texts]
    typist.press(Qt.Key.Key_O, CONTROL | SHIFT)
    shown = sheet_lines(wait_for_sheet())
    assert [line[0] for line in shown.values()] == [" "] * len(shown)
    typist.press(Qt.Key.Key_1)
    typist.press(Qt.Key.Key_2)  # one of them alone can be meant
    typist.press(Qt.Key.Key_Return)
    wait_until(lambda: typist.window.form.value() != before)
    assert typist.window.form.value()["Address"][path.split(".")[1]]["City"] == offered[1]
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert typist.window.form.value() == before
    wait_until(lambda: len(offers.texts) > 1)
    button = offers.findChild(QPushButton, f"offer.{path.replace('Zipcode', 'City')}")
    assert isinstance(button, QPushButton)
    city = button.text().removeprefix("City ")
    button.click()
    assert typist.window.form.value()["Address"][path.split(".")[1]]["City"] == city
    assert offers.texts == []

"""Web address and domain are offered once a mail address is typed; taken by key or click, or dismissed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.helpers.ui.window import CONTROL, SHIFT, Typist

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

"""The way of the Tab key: as the page is read, what is typed most first, and nothing else on the way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from app.model.form.fields import CONTACT_FIELDS, Tab
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

pytestmark = pytest.mark.shared_window

COMPANY = [
    "Name",
    "Department",
    "Phones[0].Value",
    "Emails[0].Value",
    "Address.Street.Address1",
    "Address.Street.Zipcode",
    "Address.Street.City",
    "Category",
    "Business",
    "required.CustomFields.SuperOffice:1",
    "Associate",
    "OrgNr",
    "Description",
    "Address.Postal.Address1",
    "Address.Postal.Zipcode",
    "Address.Postal.City",
    "Urls[0].Value",
    "Country",
    "Faxes[0].Value",
    "Number2",
    "Number1",
    "NoMailing",
    "Xstop",
]
# Fields of the page that came after this list: Tab visits them where their line stands.
ADDED = {field.path for field in CONTACT_FIELDS if field.tab is Tab.CONTACT} - {*COMPANY, "Address"}


def walked(typist: Typist) -> list[str]:
    """What Tab visits, once round."""
    places: list[str] = []
    while typist.place not in places:
        places.append(typist.place)
        typist.press(Qt.Key.Key_Tab)
    return places


def test_tab_goes_through_the_company_as_it_is_typed(typist: Typist) -> None:
    stations = walked(typist)
    assert [place for place in stations if place not in ADDED] == COMPANY
    assert set(stations) >= ADDED


def test_save_tabs_and_banners_are_no_stations(typist: Typist) -> None:
    typist.type("Fjell AS")
    typist.press(Qt.Key.Key_D, CONTROL | SHIFT)
    assert typist.window.notice.text
    assert set(walked(typist)) == {*COMPANY, *ADDED}


def test_in_a_narrow_window_the_longest_titles_give_way_and_the_last_tab_is_seen(typist: Typist) -> None:
    bar = typist.window.form.tabs.tabBar()
    before = typist.window.size()
    whole = [bar.tabText(place) for place in range(bar.count())]
    typist.window.resize(bar.sizeHint().width() - 30, before.height())
    shown = [bar.tabText(place) for place in range(bar.count())]
    assert bar.rect().contains(bar.tabRect(bar.count() - 1))
    assert not any(arrow.isVisible() for arrow in bar.findChildren(QToolButton))
    assert (shown[0], shown[-1]) == ("Company", "More")
    assert shown[2].startswith("Phones && ")
    assert shown[2].endswith("…")
    assert bar.accessibleTabName(2) == "Phones & e-mails"
    assert "Phones & e-mails" in bar.toolTip().replace("&amp;", "&")
    typist.window.resize(before)
    assert [bar.tabText(place) for place in range(bar.count())] == whole
    assert (bar.toolTip(), bar.accessibleTabName(2)) == ("", "")


@pytest.mark.parametrize("extra", [-60, -6, 6, 18, 30])
def test_each_tab_has_room_for_its_title_once_the_marks_go(typist: Typist, extra: int) -> None:
    bar = typist.window.form.tabs.tabBar()
    whole, before = bar.sizeHint().width(), typist.window.size()
    typist.type("Fjell AS")
    typist.press(Qt.Key.Key_P, CONTROL | SHIFT)
    typist.type("Kari")
    wait_until(lambda: "· 1" in bar.tabText(1))
    around = before.width() - typist.window.form.tabs.width()
    typist.window.resize(whole + extra + around, before.height())
    typist.press(Qt.Key.Key_D, CONTROL | SHIFT)
    wait_until(lambda: "·" not in "".join(bar.tabText(place) for place in range(bar.count())))
    rooms = [bar.tabRect(place).width() for place in range(bar.count())]
    bar.setTabText(0, bar.tabText(0) + "!")  # Qt lays them out anew
    bar.setTabText(0, bar.tabText(0).rstrip("!"))
    anew = [bar.tabRect(place).width() for place in range(bar.count())]
    typist.window.resize(before)
    assert rooms == anew


def test_the_arrows_of_tabs_that_do_not_fit_are_no_stations(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.form.page_tabs._SHORTEST", "n" * 40)  # as with larger letters
    bar = typist.window.form.tabs.tabBar()
    before = typist.window.size()
    typist.window.resize(420, before.height())
    wait_until(lambda: any(arrow.isVisible() for arrow in bar.findChildren(QToolButton)))
    stations = walked(typist)
    typist.window.resize(before)
    assert set(stations) == {*COMPANY, *ADDED}


def test_the_postal_address_is_the_visiting_address_by_a_key(typist: Typist) -> None:
    typist.fill("Address.Street.Address1", "Storgata 1")
    typist.fill("Address.Street.City", "Oslo")
    typist.press(Qt.Key.Key_A, CONTROL | SHIFT)
    address = typist.window.form.value()["Address"]
    assert address["Postal"] == address["Street"] == {"Address1": "Storgata 1", "City": "Oslo"}
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert "Postal" not in typist.window.form.value()["Address"]


def test_a_new_phone_goes_where_the_next_is_missing(typist: Typist) -> None:
    typist.press(Qt.Key.Key_H, CONTROL | SHIFT)
    assert typist.place == "Phones[0].Value"
    typist.type("22 86 54 00")
    typist.press(Qt.Key.Key_Tab)
    assert typist.place == "Emails[0].Value", "the next field, whatever was typed"
    typist.press(Qt.Key.Key_H, CONTROL | SHIFT)
    assert typist.place == "Phones[1].Value"
    typist.type("22 86 54 01")
    typist.press(Qt.Key.Key_Return)
    assert typist.place == "Phones[2].Value"


@pytest.mark.long
def test_a_tab_tells_how_much_is_typed_on_its_page(typist: Typist) -> None:
    tabs = typist.window.form.tabs
    typist.go_to_tab(2)
    typist.fill("Persons[0].Lastname", "Nordmann")
    typist.press(Qt.Key.Key_Return)
    typist.fill("Persons[1].Lastname", "Hansen")
    typist.press(Qt.Key.Key_H, CONTROL | SHIFT)
    typist.type("22 86 54 00")
    wait_until(lambda: tabs.tabText(1) == "Contacts · 2")
    assert tabs.tabText(2) == "Phones && e-mails"  # its first number stands on the first page
    typist.press(Qt.Key.Key_H, CONTROL | SHIFT)
    typist.type("22 86 54 01")
    wait_until(lambda: tabs.tabText(2) == "Phones && e-mails · 1")
    typist.press(Qt.Key.Key_N, CONTROL)
    wait_until(lambda: tabs.tabText(1) == "Contacts")

"""A number or a name, the list beneath the field, Enter, Enter: the company of a register is in the form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.inputs.choice_list import ChoiceList
from tests.helpers.registers.stand_in import HTML, StandIn
from tests.helpers.ui.register_hits import sheet_lines, wait_for_hits, wait_for_sheet, wait_until_back
from tests.helpers.ui.window import CONTROL, Typist, wait_until

pytestmark = pytest.mark.shared_window(registers=True)
CONTRACT = "required.CustomFields.SuperOffice:1"
MASKIN = "Havnens Maskinfabrik A/S"


def type_contract(typist: Typist) -> None:
    """Types what this tenant wants of every company."""
    typist.fill(CONTRACT, "K-1")
    typist.tab_to("Name")


@pytest.mark.long
@pytest.mark.parametrize(
    ("typed", "hit", "number"),
    [
        ("923609016", "Nordlys Havbruk ASA · 923609016 · Stavanger", "923609016"),
        ("DK24256790", f"{MASKIN} · 24256790 · Bagsværd", "24256790"),
        ("FI01120389", "Revontuli Oyj · 0112038-9 · Espoo", "0112038-9"),
        ("FR39356000000", "Grands Moulins SA · 356000000 · Paris", "356000000"),
        ("NL004495445B01", "Molenhoek B.V. · NL004495445B01 · Den Haag", "NL004495445B01"),
    ],
)
def test_a_number_in_the_name_field_fills_the_card_which_is_saved(
    typist: Typist, typed: str, hit: str, number: str
) -> None:
    type_contract(typist)
    typist.type(typed)
    assert wait_for_hits(typist) == [hit]
    typist.press(Qt.Key.Key_Return)
    wait_for_sheet()
    typist.press(Qt.Key.Key_Return)
    name = hit.partition(" · ")[0]
    wait_until(lambda: typist.window.form.value().get("Name") == name)
    assert typist.window.form.value()["OrgNr"] == number
    assert typist.window.form.value()["Address"]["Street"]["City"] == hit.rpartition(" · ")[2]
    typist.save()
    typist.wait_for_outcome("Saved as number")
    assert [one.name for one in typist.saved_entries()] == [name]


@pytest.mark.long
@pytest.mark.parametrize(
    ("country", "typed", "hits", "chosen"),
    [
        ("", "nord", ["Nordlys Idrettslag · 974760673 · bankrupt", "Nordlys Havbruk ASA"], 1),
        ("Denmark", "havn", [MASKIN], 0),
        ("Finland", "revon", ["Revontuli Oyj"], 0),
        ("France", "mouli", ["Grands Moulins SA"], 0),
    ],
)
def test_a_name_is_looked_up_by_its_key_and_the_user_chooses(
    typist: Typist, country: str, typed: str, hits: list[str], chosen: int
) -> None:
    type_contract(typist)
    if country:
        typist.fill("Country", country)
        typist.tab_to("Name")
        wait_until(lambda: typist.program.lookups.rules.region == country[:2].upper().replace("DE", "DK"))
    typist.type(typed)
    typist.press(Qt.Key.Key_L, CONTROL)
    assert [line[: len(hit)] for line, hit in zip(wait_for_hits(typist), hits, strict=True)] == hits
    for _step in range(chosen):
        typist.press(Qt.Key.Key_Down)
    typist.press(Qt.Key.Key_Return)
    # The name is the question, so it is answered; what else stands there would stay.
    name = sheet_lines(wait_for_sheet())["Company: Company name"]
    assert name[:3] == ["x", hits[chosen], typed]
    typist.press(Qt.Key.Key_Return)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    assert [one.name for one in typist.saved_entries()] == [hits[chosen]]


@pytest.mark.long
def test_what_stands_there_is_shown_and_stays_people_are_offered_and_it_is_one_step(typist: Typist) -> None:
    typist.fill("Phones[0].Value", "22 33 44 55")
    typist.fill("Address.Street.City", "Bergen")
    typist.tab_to("Name")
    typist.type("923609016")
    before = typist.window.form.value()
    wait_for_hits(typist)
    typist.press(Qt.Key.Key_Return)
    shown = sheet_lines(wait_for_sheet())
    assert shown["Company: Company name"][:3] == ["x", "Nordlys Havbruk ASA", "923609016"]
    assert shown["Company: Org.nr."] == ["x", "923609016", "", "Brønnøysundregistrene"]
    assert shown["Company: Address"][:3] == [" ", "Forusbeen 50, 4035 Stavanger", "Bergen"]
    assert shown["Company: Phone"][:2] == ["x", "51 99 00 00"]
    assert shown["Anders Opedal: Name"][:2] == [" ", "Anders Opedal"]
    typist.press(Qt.Key.Key_3)  # the address, whose country nobody has chosen comes before it
    typist.press(Qt.Key.Key_Return)
    form = typist.window.form.value()
    assert [row["Value"] for row in form["Phones"]] == ["22 33 44 55", "51 99 00 00"]
    assert form["Address"]["Street"] == {"Address1": "Forusbeen 50", "Zipcode": "4035", "City": "Stavanger"}
    assert "Persons" not in form
    assert typist.place == "Name"
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert typist.window.form.value() == before


def test_the_list_is_as_high_as_its_lines(typist: Typist) -> None:
    typist.type("nord")
    typist.press(Qt.Key.Key_L, CONTROL)
    wait_for_hits(typist)
    shown = typist.find(ChoiceList, "register.hits")
    assert shown.isVisible()
    assert shown.verticalHeader().defaultSectionSize() < 2 * shown.fontMetrics().height()
    assert shown.geometry().top() >= typist.focused.mapToGlobal(typist.focused.rect().bottomLeft()).y()


def test_escape_leaves_the_list_and_then_the_sheet(typist: Typist) -> None:
    typist.type("923609016")
    wait_for_hits(typist)
    typist.press(Qt.Key.Key_Escape)
    assert not typist.program.field_lookup.hit_list.is_open
    typist.press(Qt.Key.Key_L, CONTROL)
    wait_for_hits(typist)
    typist.press(Qt.Key.Key_Return)
    wait_for_sheet()
    typist.press(Qt.Key.Key_Escape)
    wait_until_back(typist)
    assert typist.window.form.value() == {"Name": "923609016"} | {
        name: value for name, value in typist.window.form.value().items() if name != "Name"
    }


def test_a_number_in_its_own_field_is_looked_up_too(typist: Typist) -> None:
    typist.type("Mitt navn")
    typist.tab_to("OrgNr")
    typist.type("974760673")
    wait_for_hits(typist)
    typist.press(Qt.Key.Key_Return)
    dialog = wait_for_sheet()
    warning = dialog.findChild(QLabel, "recognition.message")
    assert isinstance(warning, QLabel)
    assert warning.text() == "Nordlys Idrettslag is bankrupt, says Brønnøysundregistrene."
    assert sheet_lines(dialog)["Company: Company name"][:3] == [" ", "Nordlys Idrettslag", "Mitt navn"]
    typist.press(Qt.Key.Key_Escape)


def test_who_wants_no_advertising_gets_no_mailings_by_the_law_of_the_country(typist: Typist) -> None:
    typist.type("DK24256790")
    wait_for_hits(typist)
    typist.press(Qt.Key.Key_Return)
    line = sheet_lines(wait_for_sheet())["Company: No Mailings"]
    assert line[:2] == ["x", "Yes"]
    assert "Danish act" in line[3]
    typist.press(Qt.Key.Key_Return)
    assert typist.window.form.value()["NoMailing"] is True


def test_trouble_of_a_register_is_a_quiet_sentence_and_nothing_is_filled(
    typist: Typist, registers: StandIn
) -> None:
    registers.answers = {"GET /": HTML}
    typist.type("923609016")
    assert wait_for_hits(typist) == ["Brønnøysundregistrene could not be reached."]
    typist.press(Qt.Key.Key_Return)
    assert typist.window.form.value()["Name"] == "923609016"
    registers.answers = {}
    typist.press(Qt.Key.Key_L, CONTROL)
    assert wait_for_hits(typist) == ["No register that may be asked knows it."]
    typist.press(Qt.Key.Key_Backspace)
    assert not typist.program.field_lookup.hit_list.is_open


@pytest.mark.long
def test_a_field_that_a_register_has_filled_says_so_until_it_is_edited(typist: Typist) -> None:
    typist.type("923609016")
    wait_for_hits(typist)
    typist.press(Qt.Key.Key_Return)
    wait_for_sheet()
    typist.press(Qt.Key.Key_Return)
    filled = ("Name", "OrgNr", "Address.Street.City", "Phones[0].Value", "Urls[0].Value")
    for path in filled:
        typist.tab_to(path)
        told = typist.focused.accessibleDescription()
        assert "From Brønnøysundregistrene, " in told, path
        assert "From Brønnøysundregistrene, " in typist.focused.toolTip(), path
    typist.fill("Address.Street.City", "Sandnes")
    assert "Brønnøysund" not in typist.focused.accessibleDescription() + typist.focused.toolTip()
    typist.tab_to("OrgNr")
    assert "Brønnøysund" in typist.focused.toolTip()
    typist.press(Qt.Key.Key_N, CONTROL)
    typist.tab_to("OrgNr")
    assert "Brønnøysund" not in typist.focused.accessibleDescription() + typist.focused.toolTip()


@pytest.mark.parametrize("is_typed_on", [False, True])
def test_hits_that_came_while_another_window_was_in_front_are_there_on_the_way_back(
    typist: Typist, *, is_typed_on: bool
) -> None:
    lookup = typist.program.field_lookup
    typist.type("nord")
    typist.press(Qt.Key.Key_L, CONTROL)
    other = QWidget()
    other.show()
    other.activateWindow()
    wait_until(other.isActiveWindow)
    wait_until(lambda: lookup._late is not None and bool(lookup._late.records))
    assert not lookup.hit_list.is_open
    typist.window.activateWindow()
    other.close()
    wait_until(typist.window.isActiveWindow)
    assert wait_for_hits(typist)[1].startswith("Nordlys Havbruk ASA")
    if is_typed_on:
        typist.type("x")
        assert not lookup.hit_list.is_open

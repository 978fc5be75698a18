"""Addresses follow the company's country and lose nothing on the way."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.model.form.address_layout import AddressField, default_layout
from app.sandbox import SandboxServer
from app.ui.parts.address import AddressEditor
from tests.gui.stories.test_enter_company import on_server
from tests.helpers.ui.window import CONTROL, Typist, type_on, wait_until


def fields(typist: Typist) -> list[str]:
    editor = typist.window.form.contact.address
    return [line.objectName() for line in editor.findChildren(QLineEdit) if line.isVisible()]


def labels(typist: Typist) -> set[str]:
    editor = typist.window.form.contact.address
    shown = [label for label in editor.findChildren(QLabel) if label.isVisible()]
    return {label.text() for label in shown if label.property("role") != "hint"}


def left_out(typist: Typist) -> list[str]:
    """What the window says is not sent."""
    editor = typist.window.form.contact.address
    shown = [label for label in editor.findChildren(QLabel) if label.isVisible()]
    return [label.text().partition(": ")[2] for label in shown if label.property("role") == "hint"]


def choose_country(typist: Typist, name: str) -> None:
    typist.window.form.focus_path("Country")
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type(name)
    typist.press(Qt.Key.Key_Tab)


@pytest.mark.long
@pytest.mark.shared_window
def test_norway_to_usa_to_germany_and_back_keeps_every_value(typist: Typist, server: SandboxServer) -> None:
    wait_until(lambda: "Address.Postal.Zipcode" in fields(typist))
    typist.type("Fjell AS")
    typist.fill("Address.Street.Address1", "Storgata 1")
    typist.fill("Address.Street.Zipcode", "0155")
    typist.fill("Address.Street.City", "Oslo")
    typist.fill("Address.Postal.City", "Bergen")
    norwegian, shown = typist.window.form.value()["Address"], labels(typist)

    choose_country(typist, "usa")
    wait_until(lambda: "Address.Postal.State" in fields(typist))
    typist.fill("Address.Postal.State", "CA")
    assert labels(typist) != shown
    assert typist.window.form.value()["Address"]["Postal"] == {"City": "Bergen", "State": "CA"}
    wait_until(lambda: left_out(typist) == ["Storgata 1, 0155, Oslo"])

    choose_country(typist, "germany")
    wait_until(lambda: "Address.Postal.State" not in fields(typist))
    assert "State" not in typist.window.form.value()["Address"]["Postal"]
    wait_until(lambda: left_out(typist) == ["CA"])

    choose_country(typist, "norway")
    wait_until(lambda: labels(typist) == shown)
    assert typist.window.form.value()["Address"] == norwegian

    choose_country(typist, "usa")
    wait_until(lambda: "Address.Postal.State" in fields(typist))
    assert typist.window.form.value()["Address"]["Postal"]["State"] == "CA"

    choose_country(typist, "norway")
    wait_until(lambda: labels(typist) == shown)
    typist.go_to_tab(4)
    typist.fill("CustomFields.SuperOffice:1", "K-1")
    typist.save()
    typist.wait_for_outcome("Saved as number")
    (entry,) = typist.saved_entries()
    address = on_server(server, f"Contact/{entry.contact_id}")["Address"]
    assert (address["Street"]["Address1"], address["Street"]["Zipcode"]) == ("Storgata 1", "0155")
    assert address["Postal"]["City"] == "Bergen"


@pytest.mark.long
@pytest.mark.shared_window
def test_the_one_address_of_a_country_is_the_one_that_was_typed(typist: Typist) -> None:
    wait_until(lambda: "Address.Postal.Zipcode" in fields(typist))
    typist.fill("Address.Street.Address1", "1 Main Street")
    typist.fill("Address.Street.City", "Springfield")
    norwegian = typist.window.form.value()["Address"]
    typed = {"Address1": "1 Main Street", "City": "Springfield"}

    choose_country(typist, "usa")
    wait_until(lambda: "Address.Street.City" not in fields(typist))
    assert typist.window.form.value()["Address"] == {"Postal": typed}
    assert left_out(typist) == []
    choose_country(typist, "norway")
    wait_until(lambda: "Address.Street.City" in fields(typist))
    assert typist.window.form.value()["Address"] == norwegian

    choose_country(typist, "usa")
    wait_until(lambda: "Address.Postal.State" in fields(typist))
    typist.fill("Address.Postal.State", "IL")
    choose_country(typist, "norway")
    wait_until(lambda: "Address.Street.City" in fields(typist))
    assert typist.window.form.value()["Address"] == {**norwegian, "Postal": typed}, "it was corrected there"
    wait_until(lambda: left_out(typist) == ["IL"])


@pytest.mark.shared_window
def test_the_vat_number_is_called_what_the_country_calls_it(typist: Typist) -> None:
    wait_until(lambda: typist.program.lookups.rules.region == "NO")
    box = typist.window.form.parts_by_path["OrgNr"]
    assert box.label.text() == "Org.nr.:"  # type: ignore[attr-defined]  # a field box has one
    choose_country(typist, "united kingdom")
    wait_until(lambda: typist.program.lookups.rules.region == "GB")
    assert box.label.text() == "&VAT No.:"  # type: ignore[attr-defined]  # see above


@pytest.mark.shared_window
@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Storgata 12, 5003 Bergen", {"Address1": "Storgata 12", "Zipcode": "5003", "City": "Bergen"}),
        (
            "Hof 3, S-111 29 Ås",
            {"Address1": "Hof 3", "Zipcode": "S-111 29", "City": "Ås"},
        ),
        ("Storgata 12, Bergen", {"Address1": "Storgata 12, Bergen"}),
        ("Bygg 4, 5003", {"Address1": "Bygg 4, 5003"}),
    ],
)
def test_a_whole_address_typed_as_the_street_is_split(
    typist: Typist, typed: str, address: dict[str, str]
) -> None:
    typist.fill("Address.Street.Address1", typed)
    typist.press(Qt.Key.Key_Tab)
    assert typist.window.form.value()["Address"] == {"Street": address}
    if len(address) > 1:
        typist.press(Qt.Key.Key_Z, CONTROL)
        assert typist.window.form.value()["Address"] == {"Street": {"Address1": typed}}


def test_a_late_layout_leaves_the_cursor_where_somebody_types(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    editor = AddressEditor(parent=window)
    below = QLineEdit(window)
    layout = QVBoxLayout(window)
    layout.addWidget(editor)
    layout.addWidget(below)
    left: list[int] = []
    editor.editing_finished.connect(lambda: left.append(1))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    editor.focus_path("Address.Street.Address1")
    for region, text in (("GB", "Storgata "), ("US", "12 "), ("", "b")):
        type_on(text)
        editor.set_layout(default_layout(region))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert left == []
    assert editor.value() == {"Street": {"Address1": "Storgata 12 b"}}


def test_a_line_is_named_in_one_way_whoever_names_it(qtbot: QtBot) -> None:
    editor = AddressEditor()
    qtbot.addWidget(editor)

    def labels() -> set[str]:
        return {one.text() for one in editor.findChildren(QLabel) if one.isVisibleTo(editor)}

    assert "Postcode / City:" in labels(), "from the library"
    editor.set_layout(
        (
            (
                AddressField("Street", "Zipcode", "Postcode/City"),
                AddressField("Street", "City", "Postcode/City"),
            ),
        )
    )
    assert "Postcode / City:" in labels(), "from the server"

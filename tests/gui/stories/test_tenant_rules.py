"""What the tenant's metadata says, as it is seen in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.sandbox import Options, SandboxServer
from tests.gui.window.test_main_window_save import message_of
from tests.helpers.ui.window import CONTROL, Typist, wait_until

MASKS = {"OrgNr": "Update, UIHintMandatory", "Department": "Read", "Kananame": "None"}

tenant = pytest.mark.parametrize("server", [Options(masks=MASKS)], indirect=True)


def field(typist: Typist, path: str) -> QLineEdit:
    found = typist.window.findChild(QLineEdit, path)
    assert found is not None
    return found


def label_of(typist: Typist, path: str) -> QLabel:
    widget: QWidget = field(typist, path)
    return next(label for label in typist.window.findChildren(QLabel) if label.buddy() is widget)


@pytest.mark.long
@tenant
def test_the_masks_of_the_server_are_seen_in_the_window(typist: Typist, server: SandboxServer) -> None:
    assert label_of(typist, "OrgNr").text().endswith(": *")
    assert field(typist, "Department").isReadOnly()
    kananame = field(typist, "Kananame")
    assert kananame.isHidden() or not kananame.isVisibleTo(typist.window.form)
    assert label_of(typist, "Kananame").isHidden()

    typist.type("N" * 220)
    typist.press(Qt.Key.Key_Tab)
    # What checks is loaded with the first key.
    wait_until(lambda: message_of(typist, "Name") == "Too long: 219 characters fit, this has 1 more.")
    assert typist.place != "Department", "Tab goes where something can be typed"
    typist.save()
    assert "requires it" in message_of(typist, "OrgNr")
    panel = typist.window.problems_panel
    assert any(line.startswith("Company, Org.nr.: ") for line in panel.lines)
    assert "/api/v1/Contact" not in [request.path for request in server.requests]


@pytest.mark.long
@pytest.mark.parametrize("server", [Options(masks={"TableRight": "Select, Update"})], indirect=True)
def test_who_may_not_create_is_told_before_anything_is_typed(typist: Typist, server: SandboxServer) -> None:
    assert "may not create companies" in typist.window.connection_strip.text
    typist.type("Fjell AS")
    typist.save()
    assert "may not create companies" in typist.window.notice.text
    posts = [request.path for request in server.requests if request.method == "POST"]
    assert "/api/v1/Contact" not in posts
    assert typist.window.form.value()["Name"] == "Fjell AS"


@pytest.mark.long
@pytest.mark.shared_window
def test_the_panel_lists_all_problems_and_leads_to_them(typist: Typist) -> None:
    panel = typist.window.problems_panel
    typist.fill("Department", "Sales")
    typist.go_to_tab(2)
    typist.fill("Persons[0].Email", "unde")
    typist.save()
    assert panel.isHidden()
    typist.press(Qt.Key.Key_J, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert typist.place == "problems.list"
    lines = panel.lines
    assert lines[0] == "Company name: Enter the name of the company."
    assert lines[-1].startswith("Custom fields, ")
    assert any(line.startswith("Contacts, Person 1") for line in lines)
    typist.press(Qt.Key.Key_End)
    typist.press(Qt.Key.Key_Return)
    assert typist.place.startswith("CustomFields.")
    assert typist.window.form.tabs.currentIndex() == 3


@pytest.mark.shared_window
def test_escape_leaves_the_panel_for_where_one_was(typist: Typist) -> None:
    panel = typist.window.problems_panel
    typist.fill("Department", "Sales")
    typist.save()
    typist.press(Qt.Key.Key_J, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    typist.press(Qt.Key.Key_Escape)
    assert (typist.place, panel.isHidden()) == ("Name", True)
    typist.press(Qt.Key.Key_J, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    typist.press(Qt.Key.Key_Return)
    typist.type("Fjell AS")
    wait_until(lambda: not any(line.startswith("Company name") for line in panel.lines))

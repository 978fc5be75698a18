"""The page "Custom fields" in the window: published and extra fields, their rights, and the search."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QWidget

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.checks.rules import FieldRule, Rules
from app.model.form.custom_field_values import is_editable
from app.sandbox import Options, SandboxServer
from app.ui.parts.custom_field_box import CustomFieldBox
from tests.gui.stories.test_enter_company import on_server
from tests.gui.window.test_main_window_save import message_of
from tests.helpers.ui.window import CONTROL, Typist, wait_until

SEARCH = "CustomFields.search"
# A field of each type that can be typed: what is typed, and what the server keeps.
EXTRA = {
    "x_visits": ("3", "[I:3]"),
    "x_nickname": ("N" * 60, "N" * 60),
    "x_directions": ("Second left", "Second left"),
    "x_contract_end": ("31.12.2027", "[D:12/31/2027]"),
    "x_next_visit": ("24.11.2026 14:30", "[DT:11/24/2026 14:30:00.00000]"),
    "x_opens_at": ("8:15", "[T:01/01/0001 08:15:00.00000]"),
    "x_response_time": ("90", "[I:90]"),
    "x_rebate": ("2.5", "[F:2.5]"),
}
SHOWN_ONLY = ("region", "parent", "logo", "fingerprint", "intranet", "colour", "legacy")


def field(typist: Typist, key: str) -> QWidget:
    found = typist.window.findChild(QWidget, f"CustomFields.{key}")
    assert found is not None
    return found


def is_on_page(typist: Typist, key: str) -> bool:
    return field(typist, key).isVisibleTo(typist.window.form.custom_fields)


@pytest.mark.long
@pytest.mark.shared_window
def test_extra_fields_arrive_in_the_servers_form(typist: Typist, server: SandboxServer) -> None:
    typist.type("Fjell AS")
    typist.go_to_tab(4)
    typist.fill("CustomFields.SuperOffice:1", "K-1")
    for key, (typed, _kept) in EXTRA.items():
        typist.fill(f"CustomFields.{key}", typed)
    typist.tab_to("CustomFields.x_invoice_by_mail")
    typist.press(Qt.Key.Key_Space)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    (entry,) = typist.saved_entries()
    kept = on_server(server, f"Contact/{entry.contact_id}")["CustomFields"]
    assert {key: kept[key] for key in EXTRA} == {key: wire for key, (_typed, wire) in EXTRA.items()}
    assert kept["x_invoice_by_mail"] == "[I:1]"


@pytest.mark.shared_window
def test_what_nothing_can_be_typed_into_is_shown_and_passed_by(typist: Typist) -> None:
    for key in SHOWN_ONLY:
        widget = field(typist, f"x_{key}")
        assert is_on_page(typist, f"x_{key}"), key
        assert not widget.isEnabled() or (isinstance(widget, QLineEdit) and widget.isReadOnly()), key
    typist.go_to_tab(4)
    typist.tab_to("CustomFields.x_invoice_by_mail")
    typist.press(Qt.Key.Key_Tab)
    assert not typist.place.startswith("CustomFields.")


@pytest.mark.shared_window
def test_what_nothing_can_be_typed_into_stands_behind_all_that_is_typed(typist: Typist) -> None:
    typist.go_to_tab(4)
    editor = typist.window.form.custom_fields.editor
    assert "Set in SuperOffice" in [one.text() for one in editor.findChildren(QLabel) if one.isVisible()]
    tops = {
        box.info.key: (is_editable(box.info), box.mapTo(editor, QPoint()).y())
        for box in editor.findChildren(CustomFieldBox)
    }
    assert len(tops) > len(SHOWN_ONLY)
    typed = [top for is_open, top in tops.values() if is_open]
    locked = [top for is_open, top in tops.values() if not is_open]
    assert max(typed) < min(locked)


@pytest.mark.shared_window
def test_a_field_for_programs_is_not_shown(typist: Typist) -> None:
    assert typist.window.findChild(QWidget, "CustomFields.x_import_id") is None


@pytest.mark.long
@pytest.mark.parametrize(
    "server",
    [
        Options(
            masks={
                "CustomFields.SuperOffice:2": "None",
                "CustomFields.x_visits": "Read",
                "CustomFields.x_nickname": "Update, UIHintMandatory",
            }
        )
    ],
    indirect=True,
)
def test_rights_are_those_of_the_user(typist: Typist) -> None:
    assert not is_on_page(typist, "SuperOffice:2")
    visits = field(typist, "x_visits")
    assert isinstance(visits, QLineEdit)
    assert visits.isReadOnly()
    typist.type("Fjell AS")
    typist.save()
    assert "requires it" in message_of(typist, "CustomFields.x_nickname")


@pytest.mark.long
def test_119_fields_with_long_names_fit_the_page(typist: Typist) -> None:
    kinds = ("ShortText", "Number", "Date", "Checkbox", "List", "LongText", "Decimal")
    typist.window.form.custom_fields.editor.set_layout(
        UserDefinedFieldInfo(
            prog_id=f"Ours:{number}",
            field_label=f"Field {number}, which has been given a rather long name",
            field_type=kinds[number % len(kinds)],
            tab_order=number,
        )
        for number in range(119)
    )
    typist.go_to_tab(4)
    scroll = typist.window.form.tabs.currentWidget()
    assert isinstance(scroll, QScrollArea)
    wait_until(lambda: scroll.verticalScrollBar().maximum() > 0)
    bar = scroll.horizontalScrollBar()
    wait_until(lambda: bar.maximum() == 0)


@pytest.mark.long
def test_another_user_has_other_rights(typist: Typist) -> None:
    typist.go_to_tab(4)
    editor = typist.window.form.custom_fields.editor
    name, visits = field(typist, "x_nickname"), field(typist, "x_visits")
    places = [one.mapTo(editor, QPoint()) for one in (visits, name)]
    hidden = Rules(fields={"customfields.x_visits": FieldRule(hidden=True)})
    editor.set_context(replace(editor.context, rules=hidden))
    wait_until(lambda: name.mapTo(editor, QPoint()) == places[0])
    assert not is_on_page(typist, "x_visits")
    editor.set_context(replace(editor.context, rules=Rules()))
    wait_until(lambda: [one.mapTo(editor, QPoint()) for one in (visits, name)] == places)


@pytest.mark.shared_window
def test_in_a_narrow_window_the_fields_stand_in_one_column(typist: Typist) -> None:
    typist.go_to_tab(4)
    first, last = field(typist, "SuperOffice:1"), field(typist, "SuperOffice:11")

    def columns() -> int:
        page = typist.window.form.custom_fields
        return len({one.mapTo(page, QPoint()).x() for one in (first, last)})

    typist.window.resize(1000, 720)
    wait_until(lambda: columns() == 2)
    typist.window.resize(700, 560)
    wait_until(lambda: columns() == 1)
    scroll = typist.window.form.tabs.currentWidget()
    assert isinstance(scroll, QScrollArea)
    bar = scroll.horizontalScrollBar()
    wait_until(lambda: bar.maximum() == 0)
    typist.window.resize(1000, 720)
    wait_until(lambda: columns() == 2)


@pytest.mark.shared_window
def test_the_search_shows_the_fields_that_are_called_so(typist: Typist) -> None:
    typist.go_to_tab(4)
    typist.tab_to(SEARCH)
    typist.type("VISIT next")
    assert is_on_page(typist, "x_next_visit")
    assert not is_on_page(typist, "x_visits")
    assert not is_on_page(typist, "SuperOffice:1")
    typist.press(Qt.Key.Key_Tab)
    assert typist.place == "CustomFields.x_next_visit"

    typist.save()
    typist.window.form.focus_path("CustomFields.SuperOffice:1")
    wait_until(lambda: typist.place == "CustomFields.SuperOffice:1")
    assert is_on_page(typist, "x_visits"), "whoever is led to a field sees it among the others again"

    typist.press(Qt.Key.Key_Backtab)
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type("nothing like it")
    hints = [label.text() for label in typist.window.findChildren(QLabel) if label.isVisible()]
    assert any("No custom field" in hint for hint in hints)

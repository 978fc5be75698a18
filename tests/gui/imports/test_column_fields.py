"""A choice field for each column."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.imports.shape import TableColumn
from app.ui.imports.column_fields import ColumnFields


def box(fields: ColumnFields, number: int) -> QComboBox:
    found = fields.findChild(QComboBox, f"import.column.{number}")
    assert isinstance(found, QComboBox)
    return found


def test_a_key_has_a_column_go_elsewhere(qtbot: QtBot) -> None:
    fields = ColumnFields()
    qtbot.addWidget(fields)
    fields.show_columns([TableColumn(0, "Firma", "Name", ("Fjell AS",)), TableColumn(1, "", "", ())])
    fields.show()
    chosen: list[tuple[int, str]] = []
    fields.chosen.connect(lambda place, field: chosen.append((place, field)))
    qtbot.waitUntil(lambda: fields.findChild(QComboBox, "import.column.2") is not None)
    second = box(fields, 2)
    assert second.currentText() == "Nowhere: it is left out"
    QTest.keyClicks(second, "Note")
    assert chosen[-1] == (1, "Description")
    assert "Fjell AS" in box(fields, 1).accessibleDescription()
    assert "Firma" in box(fields, 1).accessibleName()
    QTest.keyClick(second, Qt.Key.Key_Home)
    assert chosen[-1] == (1, "")


@pytest.mark.long
def test_the_same_columns_keep_their_fields_and_others_take_their_place(qtbot: QtBot) -> None:
    fields = ColumnFields()
    qtbot.addWidget(fields)
    fields.show_columns([TableColumn(0, "Firma", "Name")])
    qtbot.waitUntil(lambda: fields.findChild(QComboBox, "import.column.1") is not None)
    first = box(fields, 1)
    fields.show_columns([TableColumn(0, "Firma", "Department")])
    assert box(fields, 1) is first
    assert first.currentData() == "Department"
    fields.show_columns([TableColumn(place, f"H{place}", "") for place in range(200)])
    qtbot.waitUntil(lambda: fields.findChild(QComboBox, "import.column.200") is not None)


def test_a_column_can_go_to_a_custom_field_behind_all_others(qtbot: QtBot) -> None:
    fields = ColumnFields(
        None,
        [
            UserDefinedFieldInfo(
                prog_id="SuperOffice:1", field_label="Contract number", field_type="ShortText"
            )
        ],
    )
    qtbot.addWidget(fields)
    with qtbot.waitSignal(fields.built):
        fields.show_columns([TableColumn(0, "Contract number", "CustomFields.SuperOffice:1", ())])
    only = box(fields, 1)
    assert only.currentText() == "Contract number"
    assert only.itemText(only.count() - 1) == "Contract number"
    assert fields.can_give("CustomFields.SuperOffice:1")
    assert not fields.can_give("CustomFields.SuperOffice:2")

"""Custom fields in columns: what matches a search, read downwards."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import UserDefinedFieldInfo
from app.ui.parts.custom_field_box import CustomFieldBox
from app.ui.parts.custom_field_group import CustomFieldGroup


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(900, 300)
    return page


def group(parent: QWidget, *labels: str) -> CustomFieldGroup:
    boxes = [
        CustomFieldBox(
            UserDefinedFieldInfo(prog_id=f"Ours:{label}", field_label=label, field_type="ShortText"), parent
        )
        for label in labels
    ]
    made = CustomFieldGroup("", boxes, parent)
    made.set_label_width(80)
    parent.show()
    made.resize(900, 300)
    return made


def test_two_columns_are_read_downwards(page: QWidget) -> None:
    made = group(page, "A", "B", "C")
    assert made.show_only((), 2)
    QApplication.processEvents()
    first, second, third = (box.pos() for box in made.boxes)
    assert first.x() == second.x() < third.x()
    assert first.y() == third.y() < second.y()


def test_all_words_have_to_be_in_the_label(page: QWidget) -> None:
    made = group(page, "Number of visits", "Number of calls")
    assert made.show_only(("number", "calls"), 1)
    assert [box.is_shown for box in made.boxes] == [False, True]
    assert not made.show_only(("letters",), 1)
    assert made.isHidden()

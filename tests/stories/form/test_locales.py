"""Each locale by a table: what is typed, what is shown, what goes on the wire, and all the way back.

``tests/data/locales.json`` has for each locale and kind of input the rows ``[typed, shown, wire]``. Where the
wire is null, the text has no one meaning there: it stays as it is, and the field says what would do instead.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLineEdit

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.form.custom_field_values import FieldType
from app.model.form.fields import CONTACT_FIELDS
from app.model.form.person_fields import PERSON_FIELDS
from app.ui.parts.custom_field_box import CustomFieldBox
from app.ui.parts.field_box import FieldBox, make_box
from app.ui.persons.inputs import make_person_box

TABLE: dict[str, dict[str, list[list[Any]]]] = json.loads(
    (Path(__file__).parents[2] / "data" / "locales.json").read_text(encoding="utf-8")
)
CUSTOM = {
    "decimal": FieldType.DECIMAL,
    "number": FieldType.INTEGER,
    "date": FieldType.DATE,
    "date-time": FieldType.DATE_TIME,
    "time": FieldType.TIME,
}


@pytest.fixture
def in_oslo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The zone in which moments are typed; their wire is UTC."""
    monkeypatch.setenv("TZ", "Europe/Oslo")
    time.tzset()
    before = QLocale()
    yield
    QLocale.setDefault(before)
    monkeypatch.undo()
    os.environ.pop("TZ", None)
    time.tzset()


def box_of(kind: str) -> FieldBox:
    if kind == "moment":
        return make_box(next(field for field in CONTACT_FIELDS if field.path == "DbiLastModified"))
    if kind == "birthday":
        return make_person_box(next(field for field in PERSON_FIELDS if field.path == "BirthDate"))
    info = UserDefinedFieldInfo(field_type=CUSTOM[kind], prog_id="SuperOffice:1", field_label=kind)
    return CustomFieldBox(info)


def type_and_leave(box: FieldBox, text: str) -> str:
    """Types over what is there and leaves the field; returns what is shown."""
    line = box.widget
    assert isinstance(line, QLineEdit)
    line.setText(text)
    line.textEdited.emit(text)
    line.editingFinished.emit()
    return line.text()


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.usefixtures("qapp", "in_oslo")
def test_what_is_typed_shown_and_sent_agree_in_both_directions(name: str) -> None:
    QLocale.setDefault(QLocale(name))
    for kind, rows in TABLE[name].items():
        box, other = box_of(kind), box_of(kind)
        for typed, shown, wire in rows:
            row = (name, kind, typed)
            assert type_and_leave(box, typed) == shown, row
            if wire is None:
                assert box.input_problems(), row
                assert shown == typed, row
                continue
            assert (box.value(), list(box.input_problems())) == (wire, []), row
            # From the wire to another input, untouched; and what it shows typed anew.
            other.set_value(None)
            other.set_value(wire)
            assert isinstance(other.widget, QLineEdit)
            assert (other.widget.text(), other.value()) == (shown, wire), row
            other.set_value(None)
            assert type_and_leave(other, shown) == shown, row
            assert other.value() == wire, row
        QApplication.processEvents()


def test_the_table_has_every_locale_and_kind() -> None:
    asked = "nb_NO sv_SE da_DK de_DE de_CH nl_NL en_US en_GB fr_FR pl_PL ar_EG fa_IR".split()  # noqa: SIM905  # to be read
    assert set(asked) <= set(TABLE)
    assert all(set(kinds) == {*CUSTOM, "moment", "birthday"} for kinds in TABLE.values())

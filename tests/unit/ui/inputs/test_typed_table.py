"""Sixteen locales by a table: what is typed, what is shown, and what goes on the wire, in both directions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.model.form.fields import Field, Kind, Tab
from app.ui.inputs.typed import DateInput, NumberInput, ReadInput, ValueInput
from tests.helpers.data.locale_habits import HABITS, WIRE

FIELD = Field("One", "One", Tab.MORE, Kind.NUMBER)


@pytest.fixture(params=HABITS)
def locale(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)
    assert qapp is not None


def line_for(name: str) -> ReadInput:
    kind, _wire = WIRE[name]
    return DateInput(FIELD) if kind is None else ValueInput(FIELD, kind)


@pytest.mark.parametrize("name", WIRE)
def test_what_is_typed_goes_out_and_comes_back_as_it_is_shown(locale: str, name: str) -> None:
    (typed, shown), wire = HABITS[locale][name], WIRE[name][1]
    line = line_for(name)
    line.setText(typed)
    assert (line.value(), line.input_problem()) == (wire, "")
    line.editingFinished.emit()
    assert (line.text(), line.value()) == (shown, wire), "what tidies it can read it back"
    other = line_for(name)
    other.set_value(wire)
    assert (other.text(), other.value()) == (shown, wire)
    other.editingFinished.emit()
    assert (other.text(), other.value()) == (shown, wire)
    again = line_for(name)
    again.setText(shown)
    assert again.value() == wire, "typed as it is shown"


def test_whole_numbers_of_the_company_are_read_alike(locale: str) -> None:
    typed, shown = HABITS[locale]["whole"]
    line = NumberInput(FIELD)
    line.setText(typed)
    line.editingFinished.emit()
    assert (line.text(), line.value()) == (shown, -1234567)

"""Each kind of field has its input, whose text can be read where its value cannot."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.model.form.fields import CONTACT_FIELDS, Kind
from app.ui.inputs.kinds import INPUTS, bare_text, make_input

A_TEXT = next(field for field in CONTACT_FIELDS if field.path == "Department")


@pytest.mark.parametrize("kind", INPUTS)
def test_each_kind_has_an_input_that_begins_empty(qtbot: QtBot, kind: Kind) -> None:
    made = make_input(replace(A_TEXT, kind=kind))
    qtbot.addWidget(made)
    assert not made.value()  # type: ignore[attr-defined]  # of the protocol `Input`


def test_the_text_of_a_note_and_of_a_line_is_read(qtbot: QtBot) -> None:
    for kind in (Kind.TEXT, Kind.NOTE):
        made = make_input(replace(A_TEXT, kind=kind))
        qtbot.addWidget(made)
        assert bare_text(made) is None
        made.set_value("Fjell")  # type: ignore[attr-defined]  # of the protocol `Input`
        assert bare_text(made) == "Fjell"


def test_a_box_to_tick_has_no_text(qtbot: QtBot) -> None:
    made = make_input(replace(A_TEXT, kind=Kind.CHECK))
    qtbot.addWidget(made)
    with pytest.raises(ValueError, match="not a text"):
        bare_text(made)

"""What a draft says of a list and names no entry: taken where the list has it by now, else shown and kept."""

from datetime import UTC, datetime

import pytest

from app.model.entry import Draft
from app.model.form.choices import UNRESOLVED
from app.ui.inputs.choice import ChoiceInput
from tests.helpers.ui.window import Typist, wait_until


@pytest.mark.shared_window
@pytest.mark.parametrize(("text", "number"), [("Sweden", 752), ("Grønland", None), ("land", None)])
def test_a_draft_that_was_made_without_the_list(typist: Typist, text: str, number: int | None) -> None:
    now, connection = datetime.now(UTC), typist.program.connections.profiles[0].name
    form = {"Name": "Fjell AS", UNRESOLVED: {"Country": text}}
    typist.program.entry.open_draft(Draft("c" * 32, connection, form, now, now))
    wait_until(lambda: typist.window.form.value().get("Name") == "Fjell AS")
    country = typist.find(ChoiceInput, "Country")
    assert country.value() == ({"CountryId": number} if number else None)
    assert country.currentText() == text
    assert bool(country.input_problem()) is (number is None)
    if number:
        assert typist.program.entry.is_current(typist.window.form.value())

"""A table with a column of a custom field, in the window."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from app.sandbox import SandboxServer
from tests.helpers.ui.tables import COMPANIES, Importer, as_rows
from tests.helpers.ui.window import Typist, wait_until


@pytest.mark.shared_window
def test_what_a_column_has_of_a_required_field_is_sent_with_each_company(
    typist: Typist, server: SandboxServer
) -> None:
    importer = Importer(typist)
    rows = ("Solbakken Frukt AS", "Oslo", "K-1"), ("Åsheim Gartneri AS", "Bergen", "K-2")
    importer.paste(as_rows(("Company", "City", "Contract number"), *rows))
    assert importer.wait_until_checked() == "2 new companies."
    assert typist.find(QComboBox, "import.column.3").currentText() == "Contract number"
    importer.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    importer.wait_until_closed()

    def sent() -> list[str]:
        posts = [one.body for one in server.requests if (one.method, one.path) == ("POST", COMPANIES)]
        return [json.loads(body)["CustomFields"]["SuperOffice:1"] for body in posts]

    wait_until(lambda: sorted(sent()) == ["K-1", "K-2"])

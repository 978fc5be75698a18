"""The walk leads through drafts that `contact-entry import` hands to the window that is open."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt

from app.model.entry import Draft
from app.model.history.origin import with_table
from app.storage.sqlite.row_format import draft_row
from tests.helpers.ui.tables import Importer
from tests.helpers.ui.window import Typist


def test_f9_leads_through_the_drafts_of_a_command(typist: Typist) -> None:
    importer, program = Importer(typist), typist.program
    now, connection = datetime.now(UTC), program.connections.profiles[0].name
    names = {"a" * 32: "Solbakken Frukt AS", "b" * 32: "Åsheim Gartneri AS"}
    for number, name in names.items():
        form = with_table({"Name": name}, "fair.csv")
        program.submissions.submit(draft_row(Draft(number, connection, form, now, now)))
    importer.wait_until_at("2 to go through")
    for place, name in zip(("1 of 2", "2 of 2"), names.values(), strict=True):
        importer.press(Qt.Key.Key_F9)
        importer.wait_until_at(place)
        assert typist.window.form.value()["Name"] == name

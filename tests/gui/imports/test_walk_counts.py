"""Each draft of a walk counts once, however it was come to, with keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from app.sandbox import SandboxServer
from app.ui.common.plain_text import PlainLabel
from tests.helpers.ui.company import type_custom_fields
from tests.helpers.ui.tables import Importer, as_rows, posted
from tests.helpers.ui.window import CONTROL, Typist, wait_until

ROWS = as_rows(
    ("Firma", "Kontakt person", "Sted"),
    ("Solbakken Frukt AS", "Kari Moe", "Oslo"),
    ("Fjellbakken AS", "Eva Dahl", "Oslo"),
    ("", "Ola Lie", "Bergen"),
)


@pytest.mark.long
@pytest.mark.shared_window
def test_the_last_draft_opens_with_its_place_though_one_was_left_out_and_saved(
    typist: Typist, server: SandboxServer
) -> None:
    importer = Importer(typist)
    importer.paste(ROWS)
    importer.wait_until_checked()
    importer.press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    importer.wait_until_closed()
    importer.wait_until_at("1 of 3")
    importer.press(Qt.Key.Key_F9, CONTROL)
    importer.wait_until_at("2 of 3")

    menu = typist.window.drafts
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.text().startswith("Solbakken")).trigger()
    importer.wait_until_at("1 of 3")
    assert typist.find(QAction, "action.leaveOut").isEnabled()
    type_custom_fields(typist)
    typist.save()
    importer.wait_until_at("2 of 3")
    type_custom_fields(typist)
    typist.save()
    importer.wait_until_at("3 of 3")
    assert typist.find(PlainLabel, "walk").text().startswith("3 of 3: Company name: Enter the name")
    wait_until(lambda: posted(server) == 2)
    importer.press(Qt.Key.Key_F9, CONTROL)
    wait_until(lambda: not importer.place)
    said = typist.find(PlainLabel, "walk").text()
    assert said == "All of them are gone through. 2 companies are saved. 1 stays among the drafts."

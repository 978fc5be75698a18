"""A template for all companies of a table: the table and what is typed come before it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.model.history.origin import Origin, origin_of
from app.sandbox import SandboxServer
from app.storage.sqlite.outbox import Outbox
from app.translation.languages import LANGUAGES
from app.ui.common.plain_text import PlainLabel
from app.ui.imports.template_choice import TemplateChoice
from app.ui.templates.opening import TemplateActions
from tests.helpers.ui.letters import clashes, letter_of, texts_in_view
from tests.helpers.ui.tables import Importer, as_rows
from tests.helpers.ui.window import Typist, wait_until

ROWS = as_rows(
    ("Firma", "Kontakt person", "Sted", "E-post"),
    ("Solbakken Frukt AS", "Kari Moe", "Oslo", "kari@solbakken.example"),
    ("Lien Bygg AS", "Ola Lie", "Bergen", "ola@lien.example"),
    ("Hav Fisk AS", "Eva Dahl", "Oslo", "eva@hav.example"),
)
FAIR = {"Source": "7", "NextSteps.Selection": "Fair Oslo 2026"}


@pytest.mark.long
def test_each_company_has_what_follows_as_the_template_says(typist: Typist, server: SandboxServer) -> None:
    actions = typist.window.findChild(TemplateActions)
    assert actions is not None
    actions._templates.keep("Fair", FAIR)
    importer = Importer(typist)
    importer.paste(ROWS)
    importer.wait_until_checked()
    shown = typist.find(QComboBox, "import.template")
    shown.setFocus()
    QTest.keyClicks(shown, "Fair")
    wait_until(lambda: importer.button("send").isEnabled())
    importer.wait_until_checked()
    importer.button("send").click()
    importer.answer()
    importer.wait_until_closed()
    members = "/api/v1/Selection/1/Members/AddPerson"
    wait_until(lambda: [one.path for one in server.requests if one.method == "POST"].count(members) == 3)
    store = typist.program.store
    assert store is not None
    assert {origin_of(entry) for entry in Outbox(store).list()} == {Origin(("Fair",), "Pasted table")}


def test_what_a_template_names_and_the_server_has_not_is_told_at_it(typist: Typist) -> None:
    actions = typist.window.findChild(TemplateActions)
    assert actions is not None
    actions._templates.keep("Fair", FAIR | {"NextSteps.Selection": "Fair Oslo 2025"})
    importer = Importer(typist)
    importer.paste(ROWS)
    importer.wait_until_checked()
    shown, message = (
        *(typist.find(QComboBox, "import.template"), typist.find(PlainLabel, "import.template.message")),
    )
    assert not message.isVisible()
    assert clashes(texts_in_view(importer.dialog)) == {}
    assert {language: letter_of("&Template", language) for language in LANGUAGES} == {
        **dict.fromkeys(("nb", "sv"), "Alt+M"),
        "en": "Alt+T",
        "da": "Alt+K",
        "de": "Alt+V",
        "nl": "Alt+S",
    }
    importer.press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    wait_until(shown.hasFocus)
    QTest.keyClicks(shown, "Fair")
    wait_until(message.isVisible)
    assert message.text() == (
        "There is no selection “Fair Oslo 2025” on the server. Correct the name. Similar: Fair Oslo 2026."
    )
    # Nothing of it can be sent: it would be told only then, of each company.
    assert importer.wait_until_checked().startswith("0 new companies, 3 doubtful.")
    assert not importer.button("send").isEnabled()
    shown.setCurrentIndex(0)
    wait_until(lambda: not message.isVisible())
    wait_until(lambda: importer.button("send").isEnabled())


def test_without_templates_nothing_is_offered(qtbot: QtBot) -> None:
    choice = TemplateChoice({}, str)
    qtbot.addWidget(choice)
    assert choice.isHidden()

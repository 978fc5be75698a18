"""The people's page in a window of its own, without a program or a server behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from app.model.carriers.custom_layout import FieldInfoBase, merged_layout
from app.model.carriers.lists import Choice
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.model.checks.person_checks import check_people
from app.model.checks.rules import Rules
from app.model.form.submission import entity_from_form
from app.ui.parts.part_context import PartContext
from app.ui.persons.editor import PersonsEditor, PersonsPage
from tests.helpers.ui.window import CONTROL

ALT = Qt.KeyboardModifier.AltModifier
POSITIONS = (Choice(1, "Managing director"), Choice(3, "Purchaser"), Choice(4, "Purchaser of energy"))
INTERESTS = (Choice(64, "Role", is_heading=True), Choice(1, "Decision maker", level=1))
COUNTRIES = (Choice(578, "Norway"), Choice(840, "USA"))
DEFAULT = read_as(PersonEntity, {"Consents": [{"LegalBaseName": "Legitimate interest"}]})
FIELDS = (
    {"FieldName": "x_badge", "DisplayName": "Badge", "FieldType": "Integer", "Rank": 1},
    {"FieldName": "x_met", "DisplayName": "Met on", "FieldType": "Date", "Rank": 2},
)


class Desk:
    """The page in a window of its own, judged as the program judges it."""

    def __init__(self, page: PersonsPage) -> None:
        self.page = page
        self.editor: PersonsEditor = page.editor
        self.rules = Rules(region="NO", regions={578: "NO", 752: "SE", 840: "US"})
        self.changes = 0
        self.editor.changed.connect(self._changed)
        self.editor.set_context(
            PartContext(
                rules=self.rules,
                choices={"perspos": POSITIONS, "persint": INTERESTS, "country": COUNTRIES},
                person_custom_fields=merged_layout(map(partial(read_as, FieldInfoBase), FIELDS), ()),
                person_default=DEFAULT,
            )
        )

    @property
    def people(self) -> list[dict[str, Any]]:
        return [dict(person) for person in self.editor.value() or []]

    @property
    def lines(self) -> list[str]:
        model = self.child(QListView, "people").model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def place(self) -> str:
        return self.focused.objectName()

    @property
    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    @property
    def inner_page(self) -> str:
        tabs = self.child(QTabWidget, "person")
        return str(tabs.tabText(tabs.currentIndex()))

    def child(self, kind: type[Any], name: str) -> Any:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focused, key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused, text)

    def fill(self, path: str, text: str) -> None:
        self.editor.focus_path(path)
        QTest.keyClick(self.focused, Qt.Key.Key_A, CONTROL)
        self.type(text)

    def judge(self) -> list[str]:
        """Shows what is wrong and returns the paths."""
        entity = entity_from_form({"Persons": self.people})
        problems = tuple(check_people(entity.persons or (), self.rules))
        self.editor.set_problems(problems)
        return [problem.path for problem in problems]

    def _changed(self) -> None:
        self.changes += 1


@contextmanager
def people_page(qtbot: QtBot) -> Iterator[Desk]:
    """The page with an empty person, the cursor in its first name."""
    page = PersonsPage()
    qtbot.addWidget(page)
    desk = Desk(page)
    page.resize(1000, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    desk.editor.add_person()
    yield desk
    page.hide()


def add(desk: Desk, *names: str) -> None:
    for name in names:
        desk.type(name)
        desk.press(Qt.Key.Key_Return)

"""Every declared field stands on the page that its line names."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.model.form.fields import CONTACT_FIELDS, Kind, Tab
from app.ui.form.form import ContactForm
from app.ui.parts.part import TITLES


def test_every_field_stands_on_the_page_that_it_names(qtbot: QtBot) -> None:
    made = ContactForm(QWidget())
    qtbot.addWidget(made)
    for page in made.pages:
        paths = {part.path for part in page.parts}
        declared = {field.path.partition(".")[0] for field in CONTACT_FIELDS if field.tab is page.tab}
        assert declared <= paths, TITLES[page.tab]


def test_flags_stand_below_the_columns(qtbot: QtBot) -> None:
    made = ContactForm(QWidget())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    paths = [one.path for one in CONTACT_FIELDS if one.tab is Tab.CONTACT]
    kinds = {one.path: one.kind for one in CONTACT_FIELDS}
    bottom = {path: made.parts_by_path[path].pos().y() for path in paths if path in made.parts_by_path}
    flags = [top for path, top in bottom.items() if kinds[path] is Kind.CHECK]
    others = [top for path, top in bottom.items() if kinds[path] is not Kind.CHECK]
    assert min(flags) > max(others)

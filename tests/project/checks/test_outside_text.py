"""What guesses whether a text is HTML is named wherever it is used; the one module passes."""

from __future__ import annotations

import pytest
from checks import outside_text

from tests.project.checks.conftest import House

MODEL = """\
from PySide6.QtCore import Qt
from app.ui.common.plain_text import plain_tip


class Model:
    def data(self, role):
        {branch}
        return None
"""


def findings_in(house: House, text: str, path: str = "app/model/first.py") -> list[str]:
    house.write(path, text)
    return list(map(str, outside_text.plain_everywhere(house.project).findings))


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("from PySide6.QtWidgets import QLabel\n", "PlainLabel"),
        ("from PySide6.QtWidgets import QLabel as Words\n", "PlainLabel"),
        ("from PySide6 import QtWidgets\nQtWidgets.QLabel('x')\n", "PlainLabel"),
        ("from PySide6.QtWidgets import QMessageBox\n", "PlainMessageBox"),
        ("from PySide6.QtWidgets import QToolTip\n", "set_tip"),
        ("from PySide6.QtWidgets import QTextEdit\n", "QPlainTextEdit"),
        ("from PySide6.QtGui import QTextDocumentFragment\n", "text_of_html"),
        ("widget.setToolTip(name)\n", "set_tip"),
        ("item.setToolTip(0, name)\n", "set_item_tip"),
        ("box.setInformativeText(name)\n", "PlainMessageBox"),
        ("label.setTextFormat(RICH)\n", "PlainLabel"),
        ("page.setHtml(name)\n", "show_table"),
        ("rows.addRow(server.label, field)\n", "PlainLabel"),
        ('rows.addRow(f"{server.label}:", field)\n', "PlainLabel"),
        ("PlainMessageBox.critical(parent, title, name)\n", "PlainMessageBox itself"),
        ('QPushButton("x", parent, toolTip=name)\n', "set_tip"),
        ('widget.setProperty("toolTip", name)\n', "set_tip"),
        ("button.setDefaultAction(action)\n", "set_tip"),
        ("from PySide6.QtGui import QStaticText\n", "PlainLabel"),
    ],
)
def test_a_bare_way_is_named_with_what_to_use_instead(house: House, text: str, instead: str) -> None:
    (finding,) = findings_in(house, text)
    assert finding.startswith(f"app/model/first.py:{text.count(chr(10))}: ")
    assert instead in finding
    assert outside_text.THE_ONE_PLACE in finding


@pytest.mark.parametrize(
    "branch",
    [
        "return self.name if role == Qt.ItemDataRole.ToolTipRole else None",
        "if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole): return self.name",
        "if role == Qt.ItemDataRole.ToolTipRole: return 1\n        if role == 2: return plain_tip('')",
        "match role:\n            case Qt.ItemDataRole.ToolTipRole: return self.name",
        "item.setData(Qt.ItemDataRole.ToolTipRole, plain)",
    ],
)
def test_the_tooltip_of_an_item_is_made_plain_where_it_is_asked_for(house: House, branch: str) -> None:
    (finding,) = findings_in(house, MODEL.format(branch=branch))
    assert "plain_tip" in finding


@pytest.mark.parametrize(
    "branch",
    [
        "if role == Qt.ItemDataRole.ToolTipRole: return plain_tip(self.name)",
        "match role:\n            case Qt.ItemDataRole.ToolTipRole: return plain_tip(self.name) or None",
        "if role == Qt.ItemDataRole.DisplayRole: return self.name",
    ],
)
def test_a_plain_tooltip_passes(house: House, branch: str) -> None:
    assert findings_in(house, MODEL.format(branch=branch)) == []


def test_the_one_place_may_use_what_it_makes_plain(house: House) -> None:
    text = "from PySide6.QtWidgets import QLabel, QMessageBox\nQLabel('x').setToolTip('y')\n"
    assert findings_in(house, text, outside_text.THE_ONE_PLACE) == []


def test_the_view_of_the_guide_may_show_pages_and_no_other_module(house: House) -> None:
    text = "from PySide6.QtWidgets import QTextBrowser\n"
    place = next(iter(outside_text.ALLOWED))
    assert findings_in(house, text, place) == []
    assert len(findings_in(house, text, "app/ui/guide/window.py")) == 1
    # Not even there is anything set as HTML.
    assert len(findings_in(house, f"{text}page.setHtml(name)\n", place)) == 2


@pytest.mark.parametrize(
    "text",
    [
        'rows.addRow(_("&Name:"), field)\n',
        'rows.addRow(_("Key of {name}:").format(name=NAMES[code]), field)\n',
        'rows.addRow("", hint)\n',
        "rows.addRow(label, field)\n",
        "rows.addRow(above)\n",
        'widget.setProperty("severity", name)\n',
    ],
)
def test_a_text_of_the_program_and_a_widget_pass(house: House, text: str) -> None:
    assert findings_in(house, text) == []

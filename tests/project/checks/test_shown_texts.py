"""A text that reaches a widget without the one way is named; what the program has written itself passes."""

from __future__ import annotations

import pytest
from checks import shown_texts

from tests.project.checks.conftest import House

PLACE = "app/ui/window/first.py"
MODEL = """\
class Model:
    def data(self, index, role):
        {branch}
        return None
"""


def findings_in(house: House, text: str, path: str = PLACE) -> list[str]:
    house.write(path, text)
    return list(map(str, shown_texts.shown_as_text(house.project).findings))


@pytest.mark.parametrize(
    "call",
    [
        "box.addItem(name, name)",
        "box.addItems(names)",
        "menu.addAction(name)",
        "menu.addAction(_('Dropped: {name}').format(name=name).replace('&', '&&'))",
        "QAction(f'{title}\\t{keys}', self)",
        "QListWidgetItem(icon, f'{place}: {text}')",
        "QTreeWidgetItem(head, [name, 'x'])",
        "QTableWidgetItem(cells[0])",
        "self.setWindowTitle(title or _('Sheet'))",
        "self.setWindowTitle(_('Sign in to {name}').format(name=profile.name))",
        "field.setAccessibleName(without_mnemonic(label))",
        "note.setPlainText(str(value))",
        "table.setHorizontalHeaderLabels(list(columns))",
        "item.setData(Qt.ItemDataRole.DisplayRole, name)",
    ],
)
def test_a_text_that_may_be_from_outside_is_named(house: House, call: str) -> None:
    (finding,) = findings_in(house, f"{call}\n")
    assert finding.startswith(f"{PLACE}:1: ")
    assert "plain_line" in finding


@pytest.mark.parametrize(
    "branch",
    [
        "if role == Qt.ItemDataRole.DisplayRole: return self.name",
        "return self.name if role == Qt.ItemDataRole.DisplayRole else None",
        "if role == Qt.ItemDataRole.AccessibleTextRole: return f'{self.name}!'",
        "match role:\n            case Qt.ItemDataRole.DisplayRole if index: return self.name",
    ],
)
def test_so_is_what_a_model_shows(house: House, branch: str) -> None:
    (finding,) = findings_in(house, MODEL.format(branch=branch))
    assert "Role" in finding


@pytest.mark.parametrize(
    "text",
    [
        "box.addItem(plain_line(name), name)\n",
        "box.addItem(_('All ({count})').format(count=total), '')\n",
        "self.setWindowTitle(plain_line(title) or _('Sheet'))\n",
        "QListWidgetItem(plain_line(name), self._list)\n",
        "QTreeWidgetItem(head, [plain_line(one) for one in texts])\n",
        "QAction(QIcon.fromTheme('x'), _('Choose a date'), self)\n",
        "menu.addAction(f'{plain_line(label)}{tab_and_keys}')\n",
        "menu.addAction(self._undo)\n",
        "box.addItem(_NEW, None)\n",
        "note.setPlainText(plain_lines(told))\n",
        MODEL.format(branch="if role == Qt.ItemDataRole.DisplayRole: return plain_line(self.name)"),
        MODEL.format(branch="return _NOTHING if role == Qt.ItemDataRole.DisplayRole else None"),
        MODEL.format(branch="if role == Qt.ItemDataRole.DisplayRole: return _TITLES[Column(index)]"),
        "def data(self, role=Qt.ItemDataRole.DisplayRole):\n    return None\n",
    ],
)
def test_what_is_the_programs_own_or_made_plain_passes(house: House, text: str) -> None:
    assert findings_in(house, text) == []


def test_it_is_the_window_that_is_looked_at(house: House) -> None:
    text = "box.addItem(name)\n"
    assert findings_in(house, text, "app/commands/first.py") == []
    assert len(findings_in(house, text, "app/bootstrap/first.py")) == 1

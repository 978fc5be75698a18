"""Text can be told from what is behind it: WCAG 2.1, 1.4.3, in the colours that are painted."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStatusBar,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.common.banner import Banner, Tone
from app.ui.common.plain_text import PlainLabel
from app.ui.common.theme import Theme

_LEAST = 4.5
_LEAST_OF_BOXES = 3  # WCAG 2.1, 1.4.11
_TEXT = "HHMMWWHH"


def label(role: str, severity: str = "") -> PlainLabel:
    made = PlainLabel(_TEXT, role=role)
    made.setProperty("severity", severity)
    return made


def button(role: str, severity: str = "", *, enabled: bool = True) -> QPushButton:
    made = QPushButton(_TEXT)
    made.setProperty("role", role)
    made.setProperty("severity", severity)
    made.setEnabled(enabled)
    return made


def line(text: str = "", hint: str = "", *, read_only: bool = False) -> QLineEdit:
    made = QLineEdit(text)
    made.setPlaceholderText(hint)
    made.setReadOnly(read_only)
    return made


def chosen_list() -> QListWidget:
    made = QListWidget()
    made.addItem(_TEXT)
    made.setCurrentRow(0)
    return made


def banner(tone: Tone) -> QWidget:
    made = Banner("banner")
    made.show_message(_TEXT, tone, actions={_TEXT: made.raise_})
    return made


def quiet() -> QToolButton:
    made = QToolButton()
    made.setText(_TEXT)
    made.setProperty("role", "quiet")
    return made


def note(text: str, hint: str) -> QPlainTextEdit:
    made = QPlainTextEdit(text)
    made.setPlaceholderText(hint)
    return made


def combo() -> QComboBox:
    made = QComboBox()
    made.setEditable(True)
    made.setPlaceholderText(_TEXT)
    edit = made.lineEdit()
    assert edit is not None
    edit.setPlaceholderText(_TEXT)
    return made


def tabs() -> QTabWidget:
    made = QTabWidget()
    for _number in range(2):
        made.addTab(QWidget(), _TEXT)
    return made


def status() -> QStatusBar:
    made = QStatusBar()
    made.addWidget(PlainLabel(_TEXT))
    return made


WIDGETS: dict[str, Callable[[], QWidget]] = {
    **{f"label {role}": partial(label, role) for role in ("label", "hint", "heading", "message")},
    **{f"message {one}": partial(label, "message", one) for one in ("error", "mandatory", "warning")},
    "label differs": lambda: label("differs"),
    "button": lambda: button(""),
    "button primary": lambda: button("primary"),
    "button link": lambda: button("link"),
    "button link error": lambda: button("link", "error"),
    "button link warning": lambda: button("link", "warning"),
    "button small": lambda: button("small"),
    "text": lambda: line(_TEXT),
    "hint": lambda: line(hint=_TEXT),
    "read-only text": lambda: line(_TEXT, read_only=True),
    "read-only hint": lambda: line(hint=_TEXT, read_only=True),
    "note": lambda: note(_TEXT, ""),
    "hint of a note": lambda: note("", _TEXT),
    "hint of a list": combo,
    "check box": lambda: QCheckBox(_TEXT),
    "chosen line": chosen_list,
    "tabs": tabs,
    "status": status,
    "quiet button": quiet,
    **{f"banner {tone}": partial(banner, tone) for tone in Tone},
}


@pytest.fixture(params=[False, True], ids=["light", "dark"], scope="module")
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    """Made once: a window of other tests that is open takes long to follow."""
    made = Theme(qapp)
    made.apply_colors(dark=request.param)
    made.apply()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")


@pytest.mark.long
def test_all_texts_can_be_read(theme: Theme) -> None:
    assert theme is not None
    card = QFrame()
    card.setObjectName("card")
    layout = QVBoxLayout(card)
    made = {name: make() for name, make in WIDGETS.items()}
    for widget in made.values():
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    card.resize(600, layout.sizeHint().height())
    image = card.grab().toImage()
    pale = {}
    texts = {
        f"{name} {type(one).__name__}": one
        for name, widget in made.items()
        for one in (widget.findChildren(QLabel) if isinstance(widget, Banner) else [widget])
    }
    texts |= {
        f"{name} link": one
        for name, widget in made.items()
        if isinstance(widget, Banner)
        for one in widget.findChildren(QPushButton)
        if one.text() == _TEXT
    }
    for name, widget in texts.items():
        place = QRect(widget.mapTo(card, QPoint(0, 0)), widget.size())
        ratio = contrast_in(image.copy(place))
        if ratio < _LEAST:
            pale[name] = round(ratio, 2)
    assert pale == {}
    card.deleteLater()


@pytest.mark.parametrize(
    "state", [Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked]
)
@pytest.mark.parametrize("is_enabled", [True, False], ids=["enabled", "disabled"])
def test_all_boxes_to_tick_can_be_seen(theme: Theme, state: Qt.CheckState, is_enabled: bool) -> None:
    assert theme is not None
    card, box, items, item = QFrame(), QCheckBox(), QListWidget(), QListWidgetItem()
    card.setObjectName("card")
    box.setTristate(True)
    box.setCheckState(state)
    box.setEnabled(is_enabled)
    item.setCheckState(state)
    item.setFlags(item.flags() if is_enabled else Qt.ItemFlag.ItemIsUserCheckable)
    items.addItem(item)
    layout = QVBoxLayout(card)
    for widget in (box, items):
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    card.resize(300, layout.sizeHint().height())
    image = card.grab().toImage()
    line = items.visualItemRect(item).translated(items.viewport().mapTo(card, QPoint(0, 0)))
    places = {"box": box.geometry(), "line": line.adjusted(0, 0, -line.width() + 20, 0)}
    ratios = {name: edge_in(image.copy(place)) for name, place in places.items()}
    assert {name: round(one, 2) for name, one in ratios.items() if one < _LEAST_OF_BOXES} == {}
    card.deleteLater()


def edge_in(image: QImage) -> float:
    """Returns the contrast of what can be told best from what is at the corner, behind all."""
    behind = luminance(image.pixelColor(0, 0))
    pixels = (image.pixelColor(x, y) for y in range(image.height()) for x in range(image.width()))
    return max(ratio(behind, luminance(one)) for one in pixels)


def contrast_in(image: QImage) -> float:
    """Returns the contrast of the darkest or lightest pixel, a stem of a letter, with most of the others.

    The border of a widget may have more than its text: it is left out.
    """
    inside = image.rect().adjusted(5, 5, -5, -5)
    colours: Counter[int] = Counter(
        image.pixel(x, y)
        for y in range(inside.top(), inside.bottom())
        for x in range(inside.left(), inside.right())
    )
    behind = luminance(QColor(colours.most_common(1)[0][0]))
    return max(ratio(behind, luminance(QColor(one))) for one in colours)


def luminance(colour: QColor) -> float:
    """Returns the relative luminance (WCAG 2.1, glossary)."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    parts = [one / 12.92 if one <= 0.03928 else float(((one + 0.055) / 1.055) ** 2.4) for one in channels]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ratio(first: float, second: float) -> float:
    light, dark = max(first, second), min(first, second)
    return (light + 0.05) / (dark + 0.05)

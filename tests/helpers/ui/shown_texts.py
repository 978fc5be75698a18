"""What a window shows: its texts, which of them are English all the same, and which are cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTextBrowser,
    QWidget,
)

from app.ui.common.banner import Banner
from tests.helpers.ui.letters import translations

_NOT_OF_THE_SERVER = ("da", "nl")
_LABELS_OF_THE_SERVER = {"Company name", "Number", "Postcode / City", "Similar name"}
"""The practice server's words for fields and a rule: English where it does not have the language."""
_IN_ENGLISH = ("guide.contents", "guide.page")
"""The pages of the user's guide."""
_ROWS = 200  # of a list; what comes after them is the server's
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_ROUNDING = 1
_AROUND_A_TEXT = 4  # the margins that Qt has within the style's


def english_texts(language: str) -> frozenset[str]:
    """The program's English texts that read otherwise in a language, without letters to press and colons."""
    pairs = list(translations(language))
    english = {bare(text) for text, told in pairs if bare(text) != bare(told)}
    others = {bare(told) for _text, told in pairs} | {""}
    return frozenset(english - others - (_LABELS_OF_THE_SERVER if language in _NOT_OF_THE_SERVER else set()))


def bare(text: str) -> str:
    return text.replace("&", "").removesuffix(":")


def shown(window: QWidget) -> Iterator[str]:
    """Every text of a window that somebody can see or is read, in menus, lists, tables and tooltips too."""
    yield window.windowTitle()
    for found in (window, *window.findChildren(QObject)):
        if isinstance(found, QAction):
            yield from (found.text(), found.toolTip())
        if not isinstance(found, QWidget) or not _is_seen(found, window) or found.objectName() in _IN_ENGLISH:
            continue
        yield from (found.toolTip(), found.accessibleName(), found.accessibleDescription())
        yield from _texts_in(found)


def _texts_in(widget: QWidget) -> Iterator[str]:
    """What stands in it itself, not in its children."""
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QTextBrowser):
        yield from widget.toPlainText().splitlines()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _texts_of_model(widget)


def _texts_of_model(view: QAbstractItemView) -> Iterator[str]:
    if isinstance(view, QHeaderView):
        heads = range(view.count())
        yield from (str(view.model().headerData(head, view.orientation()) or "") for head in heads)
        return
    for cell in _cells(view.model(), QModelIndex()):
        # What is seen in it, is told of it, and is read.
        yield from (text for role in _ROLES if isinstance(text := cell.data(role), str))


def _cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[QModelIndex]:
    """Every cell of a table, list or tree."""
    for row in range(min(model.rowCount(parent), _ROWS)):
        # Of a list PySide keeps it private.
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            cell = model.index(row, column, parent)
            yield cell
            if column == 0:
                yield from _cells(model, cell)


def cut_off(window: QWidget) -> Iterator[str]:
    """Labels, buttons, choices, tabs, headings and hints that have less room than their text takes."""
    for found in window.findChildren(QWidget):
        if not _is_seen(found, window) or isinstance(found, QMenu | QMenuBar) or _is_read_whole(found):
            continue
        for text, wanted, given in _room(found):
            if wanted > given + _ROUNDING:
                yield f"{type(found).__name__} {found.objectName()} “{text}” takes {wanted}, has {given}"
        if isinstance(found, QLabel | QAbstractButton) and found.text():
            seen = found.visibleRegion().boundingRect()
            if not seen.isEmpty() and seen.width() + _ROUNDING < found.width():
                yield f"“{found.text()}” stands out of its place: {seen.width()} of {found.width()} are seen"


def _is_read_whole(widget: QWidget) -> bool:
    """Whether it is the text of a message, beside which a button leads to all of it."""
    banner = widget.parentWidget()
    return isinstance(widget, QLabel) and isinstance(banner, Banner) and banner.is_cut


def _room(widget: QWidget) -> Iterator[tuple[str, int, int]]:
    """Each text with the length that it takes and the length that it has."""
    metrics = QFontMetrics(widget.font())
    if isinstance(widget, QLabel) and widget.text():
        yield from _room_of_label(widget, metrics)
    elif isinstance(widget, QAbstractButton) and widget.text():
        yield widget.text(), widget.sizeHint().width(), widget.width()
    elif isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
        text, around = widget.placeholderText(), widget.textMargins()
        option = QStyleOptionFrame()
        widget.initStyleOption(option)
        contents = widget.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, widget)
        if not isinstance(widget.parent(), QComboBox):
            room = contents.width() - _AROUND_A_TEXT - around.left() - around.right()
            yield text, metrics.horizontalAdvance(text), room
    elif isinstance(widget, QComboBox) and not widget.isEditable():
        yield widget.currentText(), metrics.horizontalAdvance(widget.currentText()), _room_of_list(widget)
    elif isinstance(widget, QTabBar | QHeaderView):
        yield from _room_of_several(widget, metrics)


def _room_of_several(widget: QTabBar | QHeaderView, metrics: QFontMetrics) -> Iterator[tuple[str, int, int]]:
    if isinstance(widget, QTabBar):
        for place in range(widget.count()):
            text = widget.tabText(place).replace("&", "")
            yield text, metrics.horizontalAdvance(text), widget.tabRect(place).width()
    elif widget.model() is not None and widget.orientation() == Qt.Orientation.Horizontal:
        for head in range(widget.count()):
            text = str(widget.model().headerData(head, Qt.Orientation.Horizontal) or "")
            if text and not widget.isSectionHidden(head):
                yield text, metrics.horizontalAdvance(text), widget.sectionSize(head)


def _room_of_list(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).width()


def _room_of_label(label: QLabel, metrics: QFontMetrics) -> Iterator[tuple[str, int, int]]:
    text = label.text()
    if not label.wordWrap():
        yield text, label.sizeHint().width(), label.width()
        return
    yield text, label.heightForWidth(label.width()), label.height()
    if label.textFormat() != Qt.TextFormat.RichText:
        longest = max(re.split(r"[\s/-]+", text), key=len)
        yield longest, metrics.horizontalAdvance(longest), label.width()


def _is_seen(widget: QWidget, window: QWidget) -> bool:
    """Whether it is in view of this window, not of a dialog over it."""
    return widget.isVisibleTo(window) and (
        widget is window
        or widget.window() is window
        or isinstance(widget, QMenu)
        or not isinstance(widget.window(), QDialog)
    )

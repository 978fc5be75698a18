"""The one place of the window where messages stand: always as high, one message at a time, with a count."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QWidget

from app.translation import _
from app.ui.common.banner import AROUND, Banner, Tone, go_round
from app.ui.common.plain_text import line_height, name_button

_LINES = 2
_LOW = 36
"""In a window of fewer lines than this, a message has one line; the rest of it is read with its button."""
_GAP = 6


class MessagePlace(QWidget):
    """Shows one strip in place of the others; the one that has spoken last is seen, the others are counted.

    A strip is hidden while it has nothing to say, as it is anywhere else. The place keeps its height whether
    or not anything is said: what is typed beneath it never moves. Once F6 has led here, Tab goes round all
    that can be pressed, and Esc leaves. Where the focus came in another way, by a click, Tab leaves too.
    """

    left = Signal()
    """The keys leave the place, for what is typed: by Esc, or since what had the focus is gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips: list[QWidget] = []
        self._in_view: list[QWidget] = []  # the last one is seen
        self._quiet: set[QWidget] = set()
        self._leading: tuple[Banner, Banner] | None = None
        self._is_led_here = False
        self._next = QToolButton(self)
        self._next.setObjectName("messages.next")
        self._next.setProperty("role", "quiet")
        name_button(self._next, _("Next message"))
        # Tab goes through what is typed; F6 leads here.
        self._next.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._next.clicked.connect(self._on_next)
        self._next.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        self._fit()

    def add(self, strip: QWidget, *, is_quiet: bool = False) -> None:
        """Takes a strip in; one that `is_quiet` never covers another by itself."""
        strip.setParent(self)
        self._strips.append(strip)
        if is_quiet:
            self._quiet.add(strip)
        strip.installEventFilter(self)
        if isinstance(strip, Banner):
            strip.is_fixed = strip.is_one_of_many = True
            strip.told.connect(partial(self._bring_up, strip))

    def let_lead(self, strip: Banner, other: Banner) -> None:
        """Has `strip` not be covered by `other`, unless that tells of a refusal; in place of any other."""
        self._leading = strip, other

    def let_none_lead(self) -> None:
        """Has whatever speaks last be seen."""
        self._leading = None

    @property
    def seen(self) -> QWidget | None:
        """Returns the strip that is seen, None where nothing is said."""
        return self._in_view[-1] if self._in_view else None

    @property
    def stops(self) -> list[QAbstractButton]:
        """Returns what the keys can press of that which is seen, in the order in which it stands."""
        strip = self.seen
        if strip is None:
            return []
        if isinstance(strip, Banner):
            buttons = strip.stops
        else:
            buttons = [
                one for one in strip.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()
            ]
            buttons.sort(key=lambda one: one.mapTo(strip, one.rect().topLeft()).x())
        return [*buttons, self._next] if self._next.isVisible() else buttons

    def lead_to(self, stop: QWidget) -> None:
        """Gives one of the `stops` the focus, for somebody who goes on here by Tab."""
        stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._is_led_here = True

    def focusNextPrevChild(self, is_next: bool) -> bool:
        if self._is_led_here and go_round(self.stops, is_next):
            return True
        # What had the focus is gone: Qt would go on with whatever comes next in the window.
        self.left.emit()
        return not self._has_focus() or super().focusNextPrevChild(is_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget) or watched not in self._strips:
            if event.type() == QEvent.Type.Resize:  # the window's
                self._fit()
        elif event.type() == QEvent.Type.ShowToParent:
            if watched not in self._in_view:
                self._in_view.insert(0 if watched in self._quiet else self._place_for(watched), watched)
            self._arrange()
        elif watched in self._in_view and event.type() == QEvent.Type.HideToParent:
            self._in_view.remove(watched)
            self._arrange()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._arrange()

    def _fit(self) -> None:
        # Of most fonts this is no whole number, and each line takes the next one.
        line = line_height(self)
        lines = 1 if self.window().height() < _LOW * line else _LINES
        self.setFixedHeight(max(lines * line, self._next.sizeHint().height()) + AROUND)

    def _bring_up(self, strip: QWidget) -> None:
        if strip in self._in_view:
            self._in_view.remove(strip)
            self._in_view.insert(self._place_for(strip), strip)
            self._arrange()

    def _place_for(self, strip: QWidget) -> int:
        """Returns the place of a strip that speaks now: the top, or beneath the one that leads."""
        leader, other = self._leading or (None, None)
        if strip is other and leader is self.seen and other.tone is not Tone.REFUSED:
            return len(self._in_view) - 1
        return len(self._in_view)

    def _on_next(self) -> None:
        self._in_view.insert(0, self._in_view.pop())
        self._arrange()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Shows the message whose button the keys have led to."""
        if not self._has_focus():
            self._is_led_here = False
        for strip in self._in_view[:-1]:
            if now is not None and strip.isAncestorOf(now):
                self._bring_up(strip)
                return

    def _arrange(self) -> None:
        count = len(self._in_view)
        self._next.setVisible(count > 1)
        room = self.rect()
        if count > 1:
            self._next.setText(f"+{count - 1} ›")  # no "1 of 2", as places in a list have it
            self._next.adjustSize()
            self._next.move(self.width() - self._next.width(), (self.height() - self._next.height()) // 2)
            room.setRight(self._next.x() - _GAP)
        # What is covered is out of view: a strip without a ground of its own would show what is beneath it.
        away = room.translated(0, self.height())
        for strip in self._in_view:
            strip.setGeometry(room if strip is self.seen else away)
            strip.raise_()
        focused = QApplication.focusWidget()
        if focused is not None and any(strip.isAncestorOf(focused) for strip in self._in_view[:-1]):
            self.left.emit()  # Enter is not to press what is covered by now

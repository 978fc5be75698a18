"""Menu entry Help → Check for a newer version, if an address to ask is configured."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMainWindow, QMenu

from app.controller.connection.updates import Updates
from app.model.release import UpdateResult
from app.translation import _
from app.ui.common.plain_text import PlainMessageBox, plain_line, set_tip


class UpdateNews(QObject):
    """Inserts its action before `before` into the window's menu; none if no address is configured."""

    def __init__(self, updates: Updates, window: QMainWindow, before: QAction) -> None:
        super().__init__(window)
        self._updates = updates
        self._window = window
        self._action: QAction | None = None
        if updates.host:
            self._action = self._add_action(before)
            updates.checked.connect(self._on_checked)

    def _add_action(self, before: QAction) -> QAction:
        action = QAction(_("Check for a &newer version …"), self)
        action.setObjectName("action.updates")
        set_tip(action, _("Asks {host}. Nothing is downloaded").format(host=self._updates.host))
        action.triggered.connect(self._on_triggered)
        menus = self._window.menuBar().findChildren(QMenu)
        next(menu for menu in menus if before in menu.actions()).insertAction(before, action)
        return action

    def _on_triggered(self) -> None:
        self._set_waiting(True)
        self._updates.check()

    def _on_checked(self, news: UpdateResult) -> None:
        self._set_waiting(False)
        dialog = PlainMessageBox(self._window, "updates", _("Newer version"), news.sentence)
        dialog.addButton(PlainMessageBox.StandardButton.Close)
        if news.page:
            button = dialog.addButton(_("&Open its page"), PlainMessageBox.ButtonRole.AcceptRole)
            set_tip(button, news.page)
            button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(news.page)))
        dialog.open()

    def _set_waiting(self, waiting: bool) -> None:
        if self._action is not None:
            self._action.setEnabled(not waiting)
        if waiting:
            self._window.statusBar().showMessage(
                plain_line(_("Asking {host} for the newest version …").format(host=self._updates.host))
            )
        else:
            self._window.statusBar().clearMessage()

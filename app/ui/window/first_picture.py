"""What is painted first: the form with its first page, Save, and the menus.

Controllers, strips and panels are still loading then. What is typed stays in the form, and what is asked for
is done once they are there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from app import __version__
from app.model.form.fields import CONTACT_FIELDS, Rows
from app.translation import _
from app.ui.common.banner import Banner, Tone
from app.ui.common.fitting import fitting_size
from app.ui.common.message_place import MessagePlace
from app.ui.common.plain_text import PlainMessageBox, show_table
from app.ui.form.form import ContactForm
from app.ui.parts.part import TITLES
from app.ui.window.actions import MENUS, add_menus, key_rows
from app.ui.window.input_shield import SAVE, Ahead, HeldWork, InputShield
from app.ui.window.save_corner import SaveCorner
from app.ui.window.status_bar import StatusBar

if TYPE_CHECKING:
    from app.ui.guide.opening import GuideOpener

_LINKS = {
    _("Licence of Qt"): "https://www.qt.io/licensing/",
    _("SuperOffice’s documentation"): "https://docs.superoffice.com/",
}
_LEAVING = ("action.new", "action.newLikeLast", "action.newFromClipboard")
"""Commands after which the form is for another company."""


class FirstPicture(QMainWindow):
    """The form and its menus, before anything is behind them."""

    painted = Signal()  # once, after the first paint
    templates_asked = Signal(str)  # name of the action that somebody has chosen

    KEPT: ClassVar = ("guide_geometry", "import_folder")
    """What the settings keep besides geometry and state, by their names there."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("Contact Entry"))
        self.resize(fitting_size(self, QSize(1000, 720)))
        self._slots: Mapping[str, Callable[[], object]] = {}
        self._leave: Callable[[], object] = lambda: None
        self._held: HeldWork | None = None  # from the first command on that has to wait
        self.guide_geometry = ""  # size and place of the guide, in base64
        self.import_folder = ""  # where a table was chosen last
        self._guide: GuideOpener | None = None
        self._is_painted = self._may_close = self._is_close_asked = False
        self._corner = SaveCorner()
        self.form = ContactForm(self._corner, only_first_page=True)
        self._shield = InputShield(self.form, self.form.focus_path)
        self.notice = Banner("notice")
        self.messages = MessagePlace()
        self.messages.add(self.notice)
        self._status = StatusBar()
        self.setStatusBar(self._status)
        self._page_layout = self._lay_out()
        names = [entry.name for entries in MENUS.values() for entry in entries if entry.text]
        slots = {name: partial(self._do, name) for name in names}
        self.actions_by_name: dict[str, QAction] = add_menus(self, slots)
        self._corner.button.clicked.connect(slots[SAVE])
        self.form.focus_first()

    def restore(self, geometry: str, state: str) -> None:
        """Restores size and position of the window and its panels from base64; empty texts change nothing."""
        if geometry:
            self.restoreGeometry(_bytes_of(geometry))
        if state:
            self.restoreState(_bytes_of(state))

    def geometry_text(self) -> str:
        """Returns size and position for `restore`, in base64."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def state_text(self) -> str:
        """Returns the arrangement of the panels for `restore`, in base64."""
        return bytes(self.saveState().toBase64().data()).decode()

    def bring_to_front(self, token: str = "") -> None:
        """Brings the window to the foreground. `token` is the desktop's permission to do so."""
        if token:
            # Where Qt looks for it (Wayland protocol xdg-activation).
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def allow_closing(self, *, at_once: bool = True) -> None:
        """Lets the window close from now on: what was typed has a place. If that was asked for, `at_once`."""
        self._may_close = True
        if self._is_close_asked and at_once:
            self.close()

    def hold_closing(self) -> None:
        """Lets a window with something in it close only after the next `allow_closing`."""
        self._may_close = False

    def give_back(self, tell: Callable[[], object], leave: Callable[[], object]) -> None:
        """Waits for nothing any more: what was held is typed into the form, and commands call `tell`.

        `leave` is called where the next company begins: it keeps this one and empties the form.
        """
        self._leave = leave
        own = self._own_slots() | dict.fromkeys(_LEAVING, leave)
        self._begin({name: own.get(name, tell) for name in self.actions_by_name})

    def keep_after_fault(self, sentence: str) -> None:
        """Shows the sentence about what nobody caught; what was typed is in the form."""
        self.notice.show_message(sentence, Tone.REFUSED)

    def _begin(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Has the actions call `slots` by name from now on, and does what was held, in its order."""
        self._slots = slots
        held, self._held = self._held, None
        if held is not None:
            self._shield.held.disconnect(self._on_held)
            self._show_saving(False)
            held.run(self._save_early)

    def _save_early(self, ahead: Sequence[Ahead]) -> None:
        """Saves what was in the form when Save was pressed; `ahead` is what was done after that."""
        self._do(SAVE)
        if any(goes_on for _work, goes_on in ahead):
            self._leave()
        for work, _goes_on in ahead:
            work()

    def _do(self, name: str, _checked: bool = False) -> None:
        """Does what an action asks for: now if nothing else is needed for it, else as soon as it can be.

        What is typed after a command that waits is not for what is in the form now, but for what the
        command leaves there. So it waits, too.
        """
        slot = self._slots.get(name) or self._own_slots().get(name)
        if slot is not None and (self._held is None or name == "action.quit"):
            slot()
            return
        if self._held is None:
            self._held = HeldWork()
            self._shield.held.connect(self._on_held)
            self._shield.cover()
        self._held.hold_command(name, partial(self._do, name))
        if self._held.after_save is not None:
            # One decision, as at any other time: what is typed from now on is for the next company.
            self._show_saving(True)

    def _on_held(self, key: Callable[[], object], is_text: bool) -> None:
        if self._held is not None:
            self._held.hold_key(key, is_text=is_text)

    def _show_saving(self, saving: bool) -> None:
        self._corner.show_saving(saving)
        if saving:
            self._shield.cover()
        else:
            self._shield.uncover()

    def _own_slots(self) -> dict[str, Callable[[], object]]:
        """Returns what the form alone can do."""
        rows = {field.action: field.path for field in CONTACT_FIELDS if isinstance(field, Rows)}
        return {
            "action.quit": self.close,
            "action.guide": self._show_guide,
            "action.keys": self._show_keys,
            "action.about": self._show_about,
            "action.addPerson": self._add_person,
            **{action: partial(self._add_row, path) for action, path in rows.items()},
            **{f"action.tab{n}": partial(self.form.go_to_tab, n) for n in range(1, len(TITLES) + 1)},
            "action.nextPage": partial(self.form.turn_page, 1),
            "action.pageBefore": partial(self.form.turn_page, -1),
        }

    def _add_person(self) -> None:
        self.form.show_page(self.form.persons)
        self.form.persons.editor.add_person()

    def _add_row(self, path: str) -> None:
        editor = self.form.communication.editors[path]
        is_first = not editor.first_box.value()
        self.form.show_page(self.form.contact if is_first else self.form.communication)
        editor.focus_new()

    def _show_guide(self) -> None:
        if self._guide is None:
            from app.ui.guide.opening import GuideOpener

            self._guide = GuideOpener(self)
            self._guide.geometry_changed.connect(partial(setattr, self, "guide_geometry"))
        self._guide.open(self.guide_geometry)

    def _show_keys(self) -> None:
        show_table(self, "keys", _("Keys"), key_rows())

    def _show_about(self) -> None:
        text = _(
            "Contact Entry {version}\n\nTypes companies and the people in them into SuperOffice CRM.\n\n"
            "MIT licence, © 2026 Contact Entry contributors. It contains Qt (LGPL 3) and other parts; their "
            "licences are in the folder “licenses” beside the program."
        ).format(version=__version__)
        box = PlainMessageBox(self, "about", _("About Contact Entry"), text)
        guide = box.addButton(_("User’s guide"), PlainMessageBox.ButtonRole.ActionRole)
        guide.clicked.connect(self._show_guide)
        for label, address in _LINKS.items():
            link = box.addButton(label, PlainMessageBox.ButtonRole.ActionRole)
            link.clicked.connect(partial(_open_link, address))
        box.setDefaultButton(box.addButton(PlainMessageBox.StandardButton.Close))
        box.open()

    def _lay_out(self) -> QVBoxLayout:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(6)
        layout.addWidget(self.messages)
        layout.addWidget(self.form, 1)
        self.setCentralWidget(page)
        return layout

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # What is painted here is on the screen by then.
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.form.commit_pending_text()
        if self._may_close or not (self._held or self.form.value() or self.form.unresolved()):
            super().closeEvent(event)
        else:
            # There is nowhere yet where it could be kept.
            self._is_close_asked = True
            event.ignore()


def _bytes_of(base64: str) -> QByteArray:
    """Decodes what it can: settings may hold any text, and Qt takes no arrangement that is damaged."""
    return QByteArray.fromBase64(QByteArray(base64.encode("ascii", "ignore")))


def _open_link(address: str) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl(address))

"""The start of the window: first the picture, then everything behind it."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.bootstrap.loading import Loading
from app.controller.process.single_instance import SingleInstance
from app.storage.settings.window_layout import WindowLayout
from app.translation import _
from app.ui.common.banner import Tone
from app.ui.common.theme import Theme
from app.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from app.bootstrap.options import WindowOptions
    from app.bootstrap.program import Program

_NOT_LOADED = _(
    "A part of Contact Entry cannot be loaded ({error}), so nothing can be kept or saved. Copy what you have "
    "typed to another place, and ask your administrator to install Contact Entry again."
)


class Start(QObject):
    """Loads the program once the window is painted, and puts it behind the window."""

    def __init__(self, options: WindowOptions, window: MainWindow, instance: SingleInstance) -> None:
        super().__init__()
        self._options = options
        self._window = window
        self._instance = instance
        self.program: Program | None = None
        self.loading = Loading(self)
        self.loading.loaded.connect(self._on_loaded)
        self.loading.failed.connect(self._on_failed)
        window.painted.connect(self.loading.start)

    def _on_loaded(self) -> None:
        from app.bootstrap import program

        self.program = program.Program(self._options, self._window)
        # What is loaded by then stays. Else the garbage collector goes through all of it whenever a long list
        # comes, and the window freezes for a quarter of a second.
        self.program.ready.connect(gc.freeze)
        self._instance.listen()
        self.program.serve(self._instance)
        self.program.begin()

    def _on_failed(self, error: Exception) -> None:
        self._window.notice.show_message(_NOT_LOADED.format(error=type(error).__name__), Tone.REFUSED)
        self._window.allow_closing()


def run_window(options: WindowOptions) -> int:
    """Opens the window and returns the exit code once it is closed."""
    layout = WindowLayout(options.paths.settings)
    # To ask for the style here costs nothing; to set it, or to ask for it, later loads what is not needed.
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "Fusion"])
    if not isinstance(app, QApplication):
        raise TypeError("Another kind of Qt application runs in this process.")
    app.setApplicationName("contact-entry")
    app.setApplicationDisplayName("Contact Entry")
    # Wayland and X11 find icon and name of the window in the desktop file of that name.
    app.setDesktopFileName("contact-entry")
    instance = SingleInstance(options.paths)
    if not instance.lock():
        return 0
    theme = Theme(app, is_fusion=True)
    window = MainWindow()
    window.restore(*layout.result())
    theme.apply()
    start = Start(options, window, instance)
    window.painted.connect(theme.set_icon)
    window.show()
    code = app.exec()
    start.loading.wait()
    instance.stop_listening()
    if start.program is not None and not start.program.close():
        from app.controller.process.process_exit import end_at_once

        end_at_once(code)
    instance.release()
    return code

"""The start of the window: first the picture, then everything behind it."""

from __future__ import annotations

import gc
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.bootstrap.loading import Loading
from app.controller.process.single_instance import SingleInstance
from app.storage.settings.early_settings import EarlySettings
from app.translation import _
from app.translation.catalogue import used_language
from app.translation.languages import ENGLISH
from app.ui.common.banner import Tone
from app.ui.common.theme import Theme, look_of
from app.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from types import TracebackType

    from app.bootstrap.broken_start import BrokenStart
    from app.bootstrap.desktops import OpenedFiles
    from app.bootstrap.options import WindowOptions
    from app.bootstrap.program import Program

_NOT_LOADED = _(
    "A part of Contact Entry cannot be loaded ({error}), so nothing can be kept or saved. Copy what you have "
    "typed to another place, and ask your administrator to install Contact Entry again."
)
_WENT_WRONG = _("Something went wrong while Contact Entry was loading. What you typed is still in the form.")


class Start(QObject):
    """Loads the program once the window is painted, and puts it behind the window.

    Where that fails, however it fails, `BrokenStart` takes its place.
    """

    def __init__(
        self,
        options: WindowOptions,
        window: MainWindow,
        instance: SingleInstance,
        opened: OpenedFiles | None = None,
    ) -> None:
        super().__init__()
        self._opened = opened
        self._options = options
        self._window = window
        self._instance = instance
        self.program: Program | None = None
        self.broken: BrokenStart | None = None
        self._hook_before: Any = None
        self.loading = Loading(self)
        self.loading.loaded.connect(self._on_loaded)
        self.loading.failed.connect(self._on_failed)
        window.painted.connect(self._on_painted)

    def end(self) -> bool:
        """Ends what was started; returns False if a call to the server is still under way."""
        self.loading.wait()
        self._release_errors()
        if self.broken is None:
            return self.program is None or self.program.close()
        self.broken.wait()
        if self.program is not None:
            with suppress(Exception):  # what it lacks has been told
                self.program.close()
        return True

    def _on_painted(self) -> None:
        self._catch_errors()
        self.loading.start()

    def _on_loaded(self) -> None:
        try:
            self._make_program()
        except Exception as error:  # noqa: BLE001  # a broken installation may raise anything
            self._on_failed(error)

    def _make_program(self) -> None:
        from app.bootstrap import program
        from app.bootstrap.desktops import offer_tasks

        # The program catches its own.
        self._release_errors()
        self.program = program.Program(self._options, self._window)
        # What is loaded by then stays. Else the garbage collector goes through all of it whenever a long list
        # comes, and the window freezes for a quarter of a second.
        self.program.ready.connect(gc.freeze)
        self.program.failed.connect(self._on_failed)
        self._instance.listen()
        self.program.serve(self._instance)
        if self._opened is not None:
            self._opened.hand_to(self._instance.files_given.emit)
        self.program.begin()
        offer_tasks(self._options.paths, self)

    def _on_failed(self, error: BaseException) -> None:
        self._release_errors()
        try:
            from app.bootstrap.broken_start import BrokenStart

            self.broken = BrokenStart(
                self._window, self._options.paths, error, has_files=bool(self._options.files)
            )
            self.broken.begin()
        except Exception:  # noqa: BLE001  # a broken installation may raise anything
            self._window.notice.show_message(_NOT_LOADED.format(error=type(error).__name__), Tone.REFUSED)
            self._window.allow_closing(at_once=False)
        self._catch_errors()

    def _catch_errors(self) -> None:
        self._hook_before = sys.excepthook
        sys.excepthook = self._on_exception

    def _release_errors(self) -> None:
        if self._hook_before is not None:
            sys.excepthook, self._hook_before = self._hook_before, None

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Logs what a slot raises while nothing else catches it; a standard error is seen by nobody."""
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        from app.bootstrap.broken_start import log_error

        # The disk may be slow.
        threading.Thread(target=log_error, args=(self._options.paths, error), name="log").start()
        if self.broken is None:
            self._window.keep_after_fault(_WENT_WRONG)


def _opened_files(app: QApplication) -> OpenedFiles | None:
    """Returns what takes the files that macOS opens with the program; None where files are arguments."""
    if sys.platform == "darwin":
        from app.bootstrap.desktops import OpenedFiles

        return OpenedFiles(app)
    else:  # noqa: RET505  # what mypy takes for the other systems' branch
        return None


def run_window(options: WindowOptions) -> int:
    """Opens the window and returns the exit code once it is closed."""
    settings = EarlySettings(options.paths.settings)
    # To ask for the style here costs nothing; to set it, or to ask for it, later loads what is not needed.
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "Fusion"])
    if not isinstance(app, QApplication):
        raise TypeError("Another kind of Qt application runs in this process.")
    if used_language() != ENGLISH:
        from app.bootstrap.qt_texts import translate_qt

        translate_qt(app, used_language())
    app.setApplicationName("contact-entry")
    app.setApplicationDisplayName("Contact Entry")
    # Wayland and X11 find icon and name of the window in the desktop file of that name.
    app.setDesktopFileName("contact-entry")
    instance = SingleInstance(options.paths)
    if not instance.lock(files=options.files, begins=options.begins):
        return 0
    opened = _opened_files(app)
    theme = Theme(app, look_of(settings.text), is_fusion=True)
    window = MainWindow()
    window.restore(settings.text("window_geometry"), settings.text("window_state"))
    theme.apply()
    start = Start(options, window, instance, opened)
    window.painted.connect(theme.set_icon)
    window.show()
    code = app.exec()
    instance.stop_listening()
    if not start.end():
        from app.controller.process.process_exit import end_at_once

        end_at_once(code)
    instance.release()
    return code

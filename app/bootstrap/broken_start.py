"""The window whose program cannot be loaded: it says so, and what is typed has a place all the same.

Loads nothing but what the first paint has loaded, since anything else may be what is missing.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from app.model.form.choices import UNRESOLVED
from app.storage.files.errors import places_of
from app.storage.files.paths import AppPaths, private_folder
from app.translation import _
from app.ui.common.banner import Tone
from app.ui.window.first_picture import FirstPicture

_WRITE_AFTER_MS = 400
_WRITE_WITHIN_MS = 5000
_IS_KEPT = 1
_WHAT = _("A part of Contact Entry cannot be loaded ({error}), so nothing can be sent. {kept} {mend}")
_UNREAD = _("The files that were opened have not been read. ")
_MEND = _("Ask your administrator to install Contact Entry again.")
_AS_DRAFT = _("What you type is kept as a draft.")
_AS_FILE = _("The drafts cannot be opened either: what you type is kept in the file {path}.")
_NOWHERE = _("What you type cannot be kept: copy it to another place before you close the window.")


class BrokenStart(QObject):
    """Takes the place of the program: keeps what is typed, and lets the window close once it is kept."""

    _kept = Signal(object)  # the file that has it, None for the drafts; or the error

    def __init__(
        self, window: FirstPicture, paths: AppPaths, error: BaseException, *, has_files: bool = False
    ) -> None:
        """Takes what failed, and whether the program was started with files, which nobody reads now."""
        super().__init__(window)
        self._window = window
        self._paths = paths
        self._place = _Place(paths)
        self._error = error
        self._is_logged = False
        self._unread = _UNREAD if has_files else ""
        self._thread: threading.Thread | None = None
        self._is_changed = False
        self._leaving: QEventLoop | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._write)
        self._at_most = QTimer(self)
        self._at_most.setSingleShot(True)
        self._at_most.timeout.connect(self._on_too_long)
        self._kept.connect(self._on_kept)

    def begin(self) -> None:
        """Says what is wrong, gives the form back, and keeps what is in it now and later."""
        self._tell(_AS_DRAFT)
        self._window.form.changed.connect(self._on_changed)
        self._window.give_back(self._tell_again, self._leave)
        self._write()

    def wait(self) -> None:
        """Waits for what is being written, within limits."""
        if self._thread is not None:
            self._thread.join(_WRITE_WITHIN_MS / 1000)

    def _tell(self, kept: str) -> None:
        self._sentence = self._unread + _WHAT.format(error=type(self._error).__name__, kept=kept, mend=_MEND)
        self._tell_again()

    def _tell_again(self) -> None:
        self._window.notice.keep_message("start", self._sentence, Tone.REFUSED)

    def _leave(self) -> None:
        """Keeps the company of the form and empties it for the next one, which gets a place of its own.

        One that cannot be kept stays in the form: it has no other place.
        """
        self._tell_again()
        self._window.form.commit_pending_text()
        if self._form() and self._is_kept_now():
            self._place = _Place(self._paths)
            self._window.form.empty_built()

    def _is_kept_now(self) -> bool:
        """Writes the form and waits for that, within limits; keys wait in Qt meanwhile, in their order."""
        self._leaving = QEventLoop(self)
        if self._thread is None:
            self._write()
        else:
            self._is_changed = True
        result = self._leaving.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._leaving = None
        return result == _IS_KEPT

    def _form(self) -> dict[str, Any]:
        form = self._window.form.value()
        if unresolved := self._window.form.unresolved():
            form |= {UNRESOLVED: unresolved}
        return form

    def _on_changed(self) -> None:
        self._is_changed = True
        self._window.hold_closing()
        self._soon.start(_WRITE_AFTER_MS)

    def _write(self) -> None:
        """Writes the form as it is now; what is changed meanwhile is written after that."""
        if self._thread is not None:
            return
        self._soon.stop()
        self._is_changed = False
        self._window.hold_closing()
        self._at_most.start(_WRITE_WITHIN_MS)
        arguments = (self._place, self._form())
        self._thread = threading.Thread(target=self._work, args=arguments, name="keeping", daemon=True)
        self._thread.start()

    def _work(self, place: _Place, form: dict[str, Any]) -> None:
        if not self._is_logged:
            self._is_logged = True
            log_error(self._paths, self._error)
        try:
            self._kept.emit(place.keep(form))
        except Exception as error:  # noqa: BLE001  # a broken installation may raise anything
            log_error(self._paths, error)
            self._kept.emit(error)

    def _on_kept(self, where: Path | Exception | None) -> None:
        self._thread = None
        self._at_most.stop()
        if isinstance(where, Exception):
            self._on_not_kept()
        else:
            self._tell(_AS_DRAFT if where is None else _AS_FILE.format(path=where))
            if self._is_changed:
                self._soon.start(0)
            elif self._leaving is not None:
                # Closing would lose the keys that were held.
                self._leaving.exit(_IS_KEPT)
            else:
                self._window.allow_closing()

    def _on_too_long(self) -> None:
        self._on_not_kept()

    def _on_not_kept(self) -> None:
        self._tell(_NOWHERE)
        if self._leaving is not None:
            self._leaving.exit()
        # Who has asked for it before has not read that.
        self._window.allow_closing(at_once=False)


class _Place:
    """Where the form is kept: one draft, or else one file. Thread of the caller."""

    def __init__(self, paths: AppPaths) -> None:
        self._paths = paths
        self._began = datetime.now(UTC)
        self._id = os.urandom(16).hex()
        self._is_draft = False

    def keep(self, form: dict[str, Any]) -> Path | None:
        """Writes the form over what was written before; an empty one has no place.

        Returns the file that has it, None for a draft. Raises what the disk raises if it has neither.
        """
        try:
            self._keep_as_draft(form)
        except Exception as error:  # noqa: BLE001  # a broken installation may raise anything
            log_error(self._paths, error)
            return self._keep_as_file(form)
        return None

    def _keep_as_draft(self, form: dict[str, Any]) -> None:
        from app.model.entry import Draft
        from app.storage.sqlite.drafts import Drafts
        from app.storage.sqlite.store import Store

        with Store.open(self._paths.store) as store:
            if form:
                Drafts(store).save(Draft(self._id, "", form, self._began, datetime.now(UTC)))
            elif self._is_draft:
                Drafts(store).delete(self._id)
            self._is_draft = bool(form)
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    @property
    def _file(self) -> Path:
        return self._paths.data / f"typed-{self._began:%Y-%m-%d-%H%M%S}-{self._id[:6]}.json"

    def _keep_as_file(self, form: dict[str, Any]) -> Path:
        part = private_folder(self._paths.data) / f"{self._file.name}.part"
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass") as file:
            json.dump(form, file, ensure_ascii=False, indent=2)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._file)
        if not form:
            self._file.unlink()
        return self._file


def log_error(paths: AppPaths, error: BaseException) -> None:
    """Writes class and places of an error into the log, without what the log's own module needs.

    The message goes along where it is about files and modules; any other may quote what a person typed.
    """
    message = f" ({error})" if isinstance(error, ImportError | SyntaxError | OSError) else ""
    now = datetime.now(UTC)
    line = f"{type(error).__name__}{message} at {places_of(error)}"
    line = f"{now:%Y-%m-%d %H:%M:%S}.{now.microsecond // 1000:03d}Z ERROR [-] {__name__}: {line}"
    try:
        file = private_folder(paths.logs) / "contact-entry.log"
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(" | ".join(line.splitlines()) + "\n")
    except Exception:  # noqa: BLE001  # there is no other place left for it
        if sys.stderr is not None:
            sys.stderr.write(line + "\n")

"""Pasting and dropping onto the window: a signature, names with addresses, vCards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.controller.form.recognition import RecognitionController
from app.model.text_normalization import shortened
from app.recognition import RecognitionResult, ReviewLine, decode
from app.translation import _, ngettext
from app.translation.joined_names import quoted
from app.ui.common.banner import OF_FORM, Banner, Tone
from app.ui.form.form import ContactForm
from app.ui.inputs.incoming import MOST_HTML, local_files
from app.ui.inputs.plain import NoteInput
from app.ui.recognition.drop_offer import DropOffer
from app.ui.recognition.sheet import ProposalSheet, Proposed, told_count

Rows = tuple[tuple[str, ...], ...]
_TOPIC = "pasting"
_PUT_IN = f"{OF_FORM}put in"
_CARD_FORMATS = ("text/vcard", "text/x-vcard", "text/directory")
_FILE_NAMES = (".vcf", ".vcard", ".txt")
_SAY_SO_AFTER_MS = 500
_NO_TEXT = _(
    "There is no text to paste. Copy a mail signature or a vCard first, then press Ctrl+Shift+V again."
)
_TOO_MUCH_HTML = _(
    "This page is too large to be read. Copy only the signature, then press Ctrl+Shift+V again."
)
_BUSY = _("A dialog is open here, so the file was not read. Close the dialog, then open the file again.")
_READS = _("Something else was being read here, so the file was not read. Open it again in a moment.")
_OF_ANOTHER = _(
    "What was pasted had not been put in when its company was left, so it was left out. "
    "Paste it again if it belongs to this company."
)
_ALL_LOCKED = _("Nothing of what was recognised has a place on this card, so nothing was changed.")


class Pasting(QObject):
    """Takes what is pasted or dropped, has it recognised, and puts in what is accepted as one step."""

    def __init__(
        self,
        window: QMainWindow,
        form: ContactForm,
        notice: Banner,
        recognition: RecognitionController,
        sheet: ProposalSheet,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._form = form
        self._sheet = sheet
        self._notice = notice
        self._recognition = recognition
        self._note = ""
        self._further: tuple[RecognitionResult, ...] = ()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SAY_SO_AFTER_MS)
        self._slow.timeout.connect(self._on_slow)
        self._is_reading = False
        self._reading: tuple[Path, ...] = ()
        self.takes_table: Callable[[QMimeData], bool] = lambda _data: False
        """Takes what is a table, and says so."""
        self.takes_table_files: Callable[[Sequence[Path]], bool] = lambda _files: False
        self.takes_rows: Callable[[Rows], None] = lambda _rows: None
        recognition.table_found.connect(self._on_table_found)
        recognition.recognised.connect(self._on_recognised)
        recognition.reviewed.connect(self._on_reviewed)
        recognition.progressed.connect(self._on_progressed)
        recognition.file_text_read.connect(self._on_file_text_read)
        form.changed.connect(self._dismiss_notice)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def slots(self, begin_new: Callable[[], object]) -> dict[str, Callable[[], object]]:
        """Returns what the actions of this do; `begin_new` begins a new company."""
        return {
            "action.paste": self.paste,
            "action.newFromClipboard": partial(self._begin_with_copied, begin_new),
            "action.readFile": self._on_read_file_asked,
        }

    def _begin_with_copied(self, begin_new: Callable[[], object]) -> None:
        if QApplication.activeModalWidget() is None:
            begin_new()
            self.paste()

    def begin(self) -> None:
        """Drops what is not put in yet: it was pasted into the entry before this one."""
        if self._is_reading:
            self._cancel()
        elif not self._sheet.leave():
            return
        self._notice.show_message(_OF_ANOTHER, Tone.WAITING, topic=_TOPIC)

    def offer_next(self) -> None:
        """Offers the next company of the cards or the table. For an empty form: after Save, for example."""
        if self._further:
            name = shortened(_name_of(self._further[0]))
            left = len(self._further)
            told = (
                _("Next is {name}.")
                if left == 1
                else ngettext(
                    "Next is {name}, and {left} more after it.",
                    "Next is {name}, and {left} more after it.",
                    left - 1,
                )
            )
            self._notice.show_message(
                told.format(name=name, left=left - 1),
                topic=_TOPIC,
                actions={_("Show it"): self._show_next, _("Leave out"): self._leave_out},
            )

    def paste(self) -> None:
        """Reads the clipboard."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, data: QMimeData) -> None:
        """Has `data` recognised: vCard files, a vCard, or text."""
        if not self._form.isEnabled():
            return
        from app.ui.recognition.pictures import picture_of

        self._dismiss_notice()
        dropped = local_files(data)
        if self._takes_row(dropped) or self.takes_table(data):
            return
        if dropped:
            self._read_files(dropped)
            return
        text = _text(data)
        if text is None:
            self._on_refused(_TOO_MUCH_HTML)
        elif not text.strip() and (picture := picture_of(data)) is not None:
            self._wait()
            self._recognition.read_picture(picture)
        elif not text.strip():
            self._notice.show_message(_NO_TEXT, Tone.WAITING, topic=_TOPIC)
        else:
            self._wait()
            self._recognition.read_text(text)

    def open_files(self, files: Sequence[Path]) -> None:
        """Reads files that somebody has opened with this program; what is typed stays, as with a paste."""
        if not self._form.isEnabled() or QApplication.activeModalWidget() is not None:
            self._notice.show_message(_BUSY, Tone.WAITING, topic=_TOPIC)
            return
        if self._is_reading and not self._reading:
            self._notice.show_message(_READS, Tone.WAITING, topic=_TOPIC)
            return
        self._dismiss_notice()
        if self._takes_row(files) or self.takes_table_files(files):
            return
        # What another start has handed over a moment ago is not given up for these.
        before = self._reading if self._is_reading else ()
        self._read_files(list(dict.fromkeys((*before, *files))))

    def _on_read_file_asked(self) -> None:
        # Imported here, with the classes of Qt that it needs: a window at rest has no use for them.
        from app.ui.recognition.file_choice import ask_for_files

        ask_for_files(self._window, self.open_files)

    def _takes_row(self, files: Sequence[Path]) -> bool:
        """Has a table read that may have one row alone, and says so."""
        from app.ui.recognition.file_choice import ROW_FILES

        if len(files) != 1 or files[0].suffix.lower() not in ROW_FILES:
            return False
        self._wait()
        self._recognition.read_row(files[0])
        return True

    def _on_table_found(self, path: Path) -> None:
        self._cancel()
        if not self.takes_table_files((path,)):
            self._read_files([path])

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or not self._can_take(event.mimeData()):
            return False
        # Entering, moving and dropping are one kind of event each, and all must be accepted.
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            data, at = event.mimeData(), event.position().toPoint()
            note, files = self._note_at(at), local_files(data)
            if note is not None and _readable(files) == files != []:
                self._offer(note, files, at)
            else:
                self.take(data)
        return True

    def _can_take(self, data: QMimeData) -> bool:
        return self._form.isEnabled() and bool(local_files(data) or _can_be_text(data) or data.hasImage())

    def _note_at(self, place: QPoint) -> NoteInput | None:
        """Returns the note beneath a place in the window, if it can be typed into."""
        widget: QWidget | None = self._window.childAt(place)
        while widget is not None and not isinstance(widget, NoteInput):
            widget = widget.parentWidget()
        return None if widget is None or widget.isReadOnly() else widget

    def _offer(self, note: NoteInput, files: list[Path], place: QPoint) -> None:
        """Asks what is meant by files that are dropped on a note."""
        # Its name, since the note may be gone, or another person's, when the text has been read.
        self._note = note.objectName()
        offer = DropOffer(files, self._window)
        offer.reading_asked.connect(self._read_files)
        offer.text_asked.connect(self._recognition.read_file_text)
        # Typing goes on where it was, whatever the window manager thinks.
        offer.aboutToHide.connect(self._window.activateWindow)
        offer.popup(self._window.mapToGlobal(place))

    def _read_files(self, files: list[Path]) -> None:
        self._wait()
        self._reading = tuple(files)
        self._recognition.read_files(files)

    def _wait(self) -> None:
        self._is_reading = True
        self._reading = ()
        self._slow.start()

    def _on_file_text_read(self, text: str, why_not: str) -> None:
        note = self._window.findChild(NoteInput, self._note)
        if why_not:
            self._on_refused(why_not)
        elif note is not None and not note.isReadOnly():
            note.setFocus(Qt.FocusReason.OtherFocusReason)
            data = QMimeData()
            data.setText(text)
            note.insertFromMimeData(data)

    def _on_refused(self, sentence: str) -> None:
        self._slow.stop()
        self._notice.show_message(sentence, Tone.WAITING, topic=_TOPIC)

    def _on_slow(self) -> None:
        self._say_reading(_("Reading …"))

    def _say_reading(self, text: str) -> None:
        self._notice.show_message(text, topic=_TOPIC, actions={_("Cancel"): self._cancel})

    def _on_progressed(self, count: int) -> None:
        if not self._slow.isActive() and self._is_reading:
            self._say_reading(_("Reading … {count} cards so far.").format(count=count))

    def _cancel(self) -> None:
        self._slow.stop()
        self._is_reading = False
        self._recognition.cancel()
        self._dismiss_notice()

    def _dismiss_notice(self) -> None:
        self._notice.dismiss(_TOPIC)
        self.forget_put_in()

    def forget_put_in(self) -> None:
        """Takes away what was said of values that were put in: they may be taken back by now."""
        self._notice.dismiss(_PUT_IN)

    def _on_recognised(self, found: RecognitionResult) -> None:
        # Those of other cards that were not shown yet come after them.
        self._further = (*found.others, *self._further)
        self._review(found)

    def _show_next(self) -> None:
        found, *others = self._further
        self._further = tuple(others)
        self._dismiss_notice()
        self._wait()
        self._review(found)

    def _leave_out(self) -> None:
        self._further = self._further[1:]
        self._dismiss_notice()
        self.offer_next()

    def _review(self, found: RecognitionResult) -> None:
        self._recognition.review(self._form.value(), found)

    def _on_reviewed(self, found: RecognitionResult, lines: tuple[ReviewLine, ...]) -> None:
        self._slow.stop()
        self._is_reading = False
        self._dismiss_notice()
        import_rows = partial(self.takes_rows, found.rows) if found.rows else None
        if not lines and import_rows is not None:
            import_rows()  # which asks before anything is made of it
            return
        if not lines:
            self._notice.show_message(found.message or _ALL_LOCKED, Tone.WAITING, topic=_TOPIC)
            return
        context = self._recognition.form_context
        done = partial(self._on_put_in, import_rows)
        step = _("what was pasted")
        self._sheet.ask(Proposed(found, lines, context, step, done=done, import_rows=import_rows))

    def _on_put_in(self, import_rows: Callable[[], None] | None, count: int) -> None:
        told = told_count(count)
        if self._further:
            name = shortened(_name_of(self._further[0]))
            then = _("After Save, {name} follows.").format(name=name)
            told = f"{told} {then}"
        actions = {} if import_rows is None else {_("Import the table"): import_rows}
        self._notice.show_message(told, topic=_PUT_IN, actions=actions)


def _readable(files: list[Path]) -> list[Path]:
    """Returns the vCard and text files."""
    return [file for file in files if file.suffix.lower() in _FILE_NAMES]


def _name_of(found: RecognitionResult) -> str:
    """Returns what a result is called: its company, or people of none."""
    return next(
        (quoted(one.value) for one in found.company if one.path == "Name"), _("people without a company")
    )


def _can_be_text(data: QMimeData) -> bool:
    return data.hasText() or data.hasHtml() or any(data.hasFormat(name) for name in _CARD_FORMATS)


def _text(data: QMimeData) -> str | None:
    """Returns the text to recognise; None where there is too much HTML and nothing else."""
    for name in _CARD_FORMATS:
        if data.hasFormat(name):
            return decode(bytes(data.data(name).data()))
    if data.hasText():
        return data.text()
    html = data.html()
    if len(html) > MOST_HTML:
        return None
    from app.recognition.values.html_text import text_of_html

    return text_of_html(html)

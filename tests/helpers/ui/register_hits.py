"""What somebody at the window sees of the registers: the list beneath the field, and the sheet."""

from PySide6.QtWidgets import QApplication, QTreeWidget

from app.translation import _
from app.ui.recognition.review_dialog import RecognitionDialog
from tests.helpers.ui.window import Typist, wait_until


def wait_for_hits(typist: Typist) -> list[str]:
    """Waits for the list beneath the field; returns its lines."""
    shown = typist.program.field_lookup.hit_list
    wait_until(lambda: bool(shown.texts) and shown.texts[0] != _("Asking …"))
    return shown.texts


def wait_for_sheet() -> RecognitionDialog:
    """Waits for the sheet and returns it."""
    wait_until(lambda: isinstance(QApplication.activeWindow(), RecognitionDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, RecognitionDialog)
    return dialog


def wait_until_back(typist: Typist) -> None:
    """Waits until a dialog is gone and the cursor is in the name again."""
    wait_until(lambda: QApplication.focusWidget() is not None and typist.place == "Name")


def sheet_lines(dialog: RecognitionDialog) -> dict[str, list[str]]:
    """Returns the lines of the sheet by their fields: tick, value, what stands there, remark."""
    dialog.accepted_keys()  # all of them are there
    tree = dialog.findChild(QTreeWidget, "recognition.rows")
    assert isinstance(tree, QTreeWidget)
    found: dict[str, list[str]] = {}
    heads = (tree.topLevelItem(place) for place in range(tree.topLevelItemCount()))
    for head in heads:
        for row in range(head.childCount() if head else 0):
            line = head.child(row) if head else None
            assert head is not None
            assert line is not None
            tick = "x" if line.checkState(0).value else " "
            name = line.text(0).partition("  ")[2] or line.text(0)
            field = f"{head.text(0)}: {name}"
            while field in found:
                field += "'"  # what another source says of it
            found[field] = [tick, *(line.text(column) for column in (1, 2, 3))]
    return found

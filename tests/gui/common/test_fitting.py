"""Dialogs are no larger than the screen; what is too much scrolls, and the buttons stay."""

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.ui.common.fitting import FittingDialog


def made(qtbot: QtBot, lines: int) -> tuple[FittingDialog, QPushButton]:
    dialog, content, button = FittingDialog(), QVBoxLayout(), QPushButton("OK")
    for _ in range(lines):
        content.addWidget(QLineEdit())
    dialog.lay_out_scrolling(content, button)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog, button


def test_much_scrolls_and_the_buttons_stay_in_reach(qtbot: QtBot) -> None:
    dialog, button = made(qtbot, 200)
    assert dialog.height() < dialog.screen().availableGeometry().height()
    assert button.visibleRegion().boundingRect() == button.rect()


def test_little_is_shown_whole(qtbot: QtBot) -> None:
    dialog, _button = made(qtbot, 4)
    lines = dialog.findChildren(QLineEdit)
    assert all(line.visibleRegion().boundingRect() == line.rect() for line in lines)

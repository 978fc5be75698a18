"""Reads a workbook, mails and a picture of a QR code: each takes libraries of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import resources

if TYPE_CHECKING:
    from app.recognition.mails.mail import Mail

NAME: Final = "Kari Nordmann"
ADDRESS: Final = "kari@fjell.example"
CODE: Final = "MECARD:N:Nordmann,Kari;;"
"""What the samples tell; they are made by the tests."""
_MAIL: Final = f"""\
From: {NAME} <{ADDRESS}>
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

Bod=F8
"""
_TEXT: Final = "Bodø"


def reads_mails() -> bool:
    """Returns whether the sender of a mail is read, and its text."""
    from app.recognition.mails.internet_mail import read_internet_mail

    mail = read_internet_mail(_MAIL.encode())
    return _is_told(mail) and mail.text.strip() == _TEXT


def reads_spreadsheets() -> bool:
    """Returns whether the cell of a workbook is read: what reads them is a compiled library."""
    from app.recognition.sheets.sheet import TableProblem
    from app.recognition.sheets.spreadsheets import read_spreadsheet

    try:
        return read_spreadsheet(resources.data("samples/table.xlsx")).rows[0].cells == (NAME,)
    except (TableProblem, ImportError, OSError):
        return False


def reads_outlook_mails() -> bool:
    """Returns whether the sender of a mail is read that is saved as Outlook does."""
    from app.recognition.mails.mail import UnreadableMail
    from app.recognition.mails.outlook_mail import read_outlook_mail

    try:
        return _is_told(read_outlook_mail(resources.data("samples/mail.msg")))
    except (ImportError, OSError, UnreadableMail):
        return False


def reads_codes() -> bool:
    """Returns whether the code in a picture is read: a plugin of Qt knows JPEG, a library finds the code."""
    try:
        from app.pictures.reader import read_picture

        return read_picture(resources.data("samples/code.jpg")).codes == (CODE,)
    except (ImportError, OSError):
        return False


def _is_told(mail: Mail) -> bool:
    sender = mail.sender
    return sender is not None and (sender.name, sender.mail) == (NAME, ADDRESS)

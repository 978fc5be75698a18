"""Tells which kind of mail a file is, and recognises what it tells."""

from __future__ import annotations

from collections.abc import Sequence

from app.model.carriers.lists import Country
from app.recognition.mails.internet_mail import begins_mail, read_internet_mail
from app.recognition.mails.invitations import begins_calendar, read_calendar
from app.recognition.mails.mail import OnStep, UnreadableMail
from app.recognition.mails.mail_findings import read_mail
from app.recognition.mails.outlook_mail import is_compound_file, read_outlook_mail
from app.recognition.reading.findings import RecognitionResult
from app.translation import _

_NOBODY = _("This is a calendar in which nobody invites to a meeting, so nothing was changed.")


def is_mail(data: bytes) -> bool:
    """Returns True for what is read as a mail; what is none after all is told by a sentence then."""
    return is_compound_file(data) or begins_mail(data) or begins_calendar(data)


def recognise_mail(
    data: bytes, region: str = "", countries: Sequence[Country] = (), on_card: OnStep = lambda _count: None
) -> RecognitionResult:
    """Finds the company and its people in a mail or an invitation; the message says why there are none."""
    if begins_calendar(data):
        meeting = read_calendar(data)
        found = read_mail(meeting, region, countries, on_card) if meeting else RecognitionResult()
        return found or RecognitionResult(message=_NOBODY)
    read = read_outlook_mail if is_compound_file(data) else read_internet_mail
    try:
        return read_mail(read(data, on_card), region, countries, on_card)
    except UnreadableMail as error:
        return RecognitionResult(message=str(error))

"""Tells which kind of mail a file is, and recognises what it tells."""

from __future__ import annotations

from collections.abc import Sequence

from app.model.carriers.lists import Country
from app.recognition.mails.internet_mail import begins_mail, read_internet_mail
from app.recognition.mails.mail import OnStep, UnreadableMail
from app.recognition.mails.mail_findings import read_mail
from app.recognition.mails.outlook_mail import is_compound_file, read_outlook_mail
from app.recognition.reading.findings import RecognitionResult


def is_mail(data: bytes) -> bool:
    """Returns True for what is read as a mail; what is none after all is told by a sentence then."""
    return is_compound_file(data) or begins_mail(data)


def recognise_mail(
    data: bytes, region: str = "", countries: Sequence[Country] = (), on_card: OnStep = lambda _count: None
) -> RecognitionResult:
    """Finds the company and its people in a mail; the message says why there are none."""
    read = read_outlook_mail if is_compound_file(data) else read_internet_mail
    try:
        return read_mail(read(data, on_card), region, countries, on_card)
    except UnreadableMail as error:
        return RecognitionResult(message=str(error))

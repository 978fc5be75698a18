"""Recognises what a mail tells: its attached cards, its text and sender, and who had a copy of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.model.carriers.lists import Country
from app.model.internet_domains import domain_of_email
from app.recognition.cards.vcards import holds_cards, read_cards
from app.recognition.language.names import is_role_mailbox, name_from_mailbox, parse_name
from app.recognition.language.person_names import in_reading_order
from app.recognition.mails.joining import joined
from app.recognition.mails.leads import without_rows
from app.recognition.mails.mail import ENCRYPTED, NO_TEXT, ONLY_RTF, SIGNED, Mail, OnStep
from app.recognition.reading.findings import FoundValue, RecognitionResult
from app.recognition.reading.mail_text import read_text
from app.recognition.reading.mail_trimming import Mailbox, extract_signature
from app.recognition.tables.pasted import read_pasted_table
from app.translation import _

_COPIED = _("Had a copy of this mail, and may work elsewhere.")


def read_mail(
    mail: Mail, region: str = "", countries: Sequence[Country] = (), on_card: OnStep = lambda _count: None
) -> RecognitionResult:
    """Finds the company and its people in a mail.

    Who had a copy and works for the sender's company is one of its people; others are in doubt, and the
    colleagues of those whom it was sent to are left out. What cannot be read is told by the message.
    """
    if mail.attached is not None and not any(extract_signature(mail.text).lines):
        # Nothing but a mail that is passed on is about whoever wrote that one.
        return read_mail(mail.attached, region, countries, on_card)
    if mail.rows:
        mail = replace(mail, text=without_rows(mail.text, mail.rows))
    results = [read_cards(card, region, countries, on_card) for card in mail.cards if holds_cards(card)]
    text = _read_text(mail, region, countries, on_card)
    copied = list(_copied(mail))
    near = [person for is_near, person in copied if is_near]
    results += [text, RecognitionResult(persons=tuple(_numbered(near)))]
    found = joined([one for one in results if one] or [RecognitionResult()], text)
    found = replace(found, rows=mail.rows)
    far = [person for is_near, person in copied if not is_near]
    doubtful = [
        replace(one, doubt=_COPIED) for person in _numbered(far, len(found.persons)) for one in person
    ]
    if mail.attached is not None:
        passed_on = read_mail(mail.attached, region, countries, on_card)
        rows = found.rows or passed_on.rows
        found = replace(found, others=(*found.others, *filter(None, (passed_on,))), rows=rows)
    sealed = ENCRYPTED if mail.is_encrypted else SIGNED if mail.is_signed else ""
    why = sealed or (ONLY_RTF if mail.is_rtf else NO_TEXT)
    message = found.message or ("" if mail.text.strip() or mail.cards or mail.rows else why)
    return replace(found, message=message, doubtful=(*found.doubtful, *doubtful))


def _read_text(mail: Mail, region: str, countries: Sequence[Country], on_card: OnStep) -> RecognitionResult:
    """Reads the text below its sender, as if both had been pasted."""
    if (table := read_pasted_table(mail.text, region, on_card)) is not None:
        return table
    if holds_cards(mail.text):
        return read_cards(mail.text, region, countries, on_card)
    sender = mail.sender
    head = f"From: {sender.name} <{sender.mail}>\nSubject:\n\n" if sender else ""
    own = extract_signature(mail.text)
    # Nothing but a mail that is passed on is about whoever wrote that one.
    is_passed_on = bool(mail.text.strip()) and (bool(own.senders) or not any(own.lines))
    if is_passed_on and (found := read_text(mail.text, region, countries)):
        return found
    found = read_text(f"{head}{mail.text}", region, countries)
    if head and not found.persons:  # a mailbox of a role has sent it: the mail below may name somebody
        return joined([found, read_text(mail.text, region, countries)])
    return found


def _copied(mail: Mail) -> Iterator[tuple[bool, Sequence[FoundValue]]]:
    """Yields who had a copy, and whether it is somebody of the sender's company."""
    sender = domain_of_email(mail.sender.mail) if mail.sender else ""
    ours = {domain_of_email(one.mail) for one in mail.to} - {sender, ""}
    for one in mail.copied:
        domain = domain_of_email(one.mail)
        is_sender = mail.sender is not None and one.mail.lower() == mail.sender.mail.lower()
        person = () if is_sender or domain in ours else _person(one)
        if person:
            yield bool(domain) and domain == sender, person


def _person(one: Mailbox) -> Sequence[FoundValue]:
    """Returns the values of a person; none for the mailbox of a role."""
    if is_role_mailbox(one.mail):
        return ()
    name = parse_name(in_reading_order(one.name)) or name_from_mailbox(one.mail)
    if name is None:
        return ()
    parts = {"Firstname": name.first, "MiddleName": name.middle, "Lastname": name.last, "Email": one.mail}
    return [FoundValue(path, value, one.snippet) for path, value in parts.items() if value]


def _numbered(people: Sequence[Sequence[FoundValue]], first: int = 0) -> Iterator[tuple[FoundValue, ...]]:
    for index, person in enumerate(people, first):
        yield tuple(replace(one, path=f"Persons[{index}].{one.path}") for one in person)

"""A mail as it is read from any kind of file, before anything of it is recognised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.model.visible_text import visible_line
from app.recognition.reading.mail_trimming import Mailbox
from app.translation import _

OnStep = Callable[[int], None]
"""Is told how much has been read so far; what it raises ends the reading."""
MOST_PEOPLE: Final = 50
MOST_CARDS: Final = 20
LONGEST_CARD: Final = 1_000_000
LONGEST_BODY: Final = 1_000_000
CARD_FILES: Final = (".vcf", ".vcard")

ENCRYPTED = _(
    "This mail is encrypted, so its text cannot be read here. Open it in your mail program, copy its text, "
    "and paste that."
)
SIGNED = _(
    "The text of this mail is wrapped into its signature (S/MIME), and cannot be read here. Open it in your "
    "mail program, copy its text, and paste that."
)
ONLY_RTF = _(
    "The text of this mail is formatted in Outlook's own way (RTF) alone, and cannot be read here. Open it "
    "in Outlook, copy its text, and paste that."
)
NO_TEXT = _("There is no text in this mail that can be read.")


class UnreadableMail(Exception):
    """A file is no mail that can be read; the message is a sentence that says why."""


@dataclass(frozen=True)
class Mail:
    """What counts of a mail. `copied` are those of its Cc, `to` those whom it was sent to.

    `cards` are the texts of the vCards that were attached, `attached` is the first mail that was; nothing
    else is looked at. `rows` are those of a list of companies or people in its text, below their headings.
    """

    sender: Mailbox | None = None
    to: tuple[Mailbox, ...] = ()
    copied: tuple[Mailbox, ...] = ()
    text: str = ""
    cards: tuple[str, ...] = ()
    is_encrypted: bool = False
    is_rtf: bool = False  # its text is there in a form that is not read
    is_signed: bool = False  # its text is inside of a signature, which is not read
    attached: Mail | None = None
    rows: tuple[tuple[str, ...], ...] = ()


def mailbox(name: str, address: str) -> Mailbox | None:
    """Returns the mailbox of a name and an address; None for an address that is none of the internet's."""
    name, address = visible_line(name).strip(" '\"<>"), visible_line(address).strip()
    if address.count("@") != 1 or any(sign in address for sign in " <>[],;") or len(address) > 254:
        return None
    name = "" if name.casefold() == address.casefold() else name.translate(dict.fromkeys(map(ord, "<>;")))
    return Mailbox(name, address, f"{name} <{address}>".strip())

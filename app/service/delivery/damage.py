"""What keeps an entry from being sent as it is stored, and the sentences about it."""

from __future__ import annotations

from app.model.checks.entry_consistency import check_body
from app.model.entry import Entry, State
from app.storage.sqlite.listing.keys import Keys
from app.translation import N_
from app.translation.message import Message


class DamagedBody(Exception):
    """What is stored of an entry to be sent is not what its steps are about."""

    def sentence(self, entry: Entry) -> str:
        """Returns what is said of the entry, which is set aside."""
        return damaged(entry)


class KeyOfAnother(DamagedBody):
    """Another entry of the store has the same key, and goes first."""

    def sentence(self, entry: Entry) -> str:
        return key_of_another(entry.name)


def check_sound(entry: Entry, keys: Keys) -> None:
    """Raises DamagedBody unless the body is that of the steps, KeyOfAnother unless the keys are its own."""
    from app.model.form.submission import shape_problem  # here: the window paints before it loads

    try:
        check_body(entry)
    except (ValueError, TypeError):
        raise DamagedBody from None
    if shape_problem(entry.body):  # it would be posted, and could never be read back
        raise DamagedBody
    if keys.is_sent_with_another(entry):
        raise KeyOfAnother


def damaged(entry: Entry) -> str:
    """Returns the sentence for an entry whose body is not that of its steps."""
    told = N_(
        "“{name}” is set aside: what this computer has stored of it is damaged, so it cannot be sent. "
        "Correct it, or discard it and type it again. It may be on the server already: look there "
        "first."
    )
    if entry.company.state is State.QUEUED:
        told = N_(
            "“{name}” is set aside: what this computer has stored of it is damaged, so it cannot be "
            "sent. Correct it, or discard it and type it again."
        )
    return Message("damaged", told, name=entry.name)


def key_of_another(name: str) -> str:
    """Returns the sentence for an entry that would be found, or saved, as another one is."""
    told = N_(
        "“{name}” is set aside: another entry here has the same key, so that it may be on the server already "
        "and sending it could make it there twice. Look there first. If it is missing, type it again, and "
        "discard this one."
    )
    return Message("key_of_another", told, name=name)

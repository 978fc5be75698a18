"""The sentences for users about what is added to a company that is there, or was saved, and cannot be.

They are stored with the entry, so each is a `Message`; see `app.service.delivery.sentences`.
"""

from __future__ import annotations

from app.model.text_normalization import shortened
from app.translation import N_
from app.translation.message import Message


def company_gone(name: str, reason: str) -> str:
    """Returns the sentence for an addition to a company that the server does not give."""
    follows = N_("Nothing was added to “{name}”: it cannot be read any more.")
    return Message.joined((reason, Message("company_gone", follows, name=name)))


def is_another(name: str, there: str, number: int) -> str:
    """Returns the sentence for an addition to a number that a company of quite another name has."""
    told = N_(
        "Nothing was added to “{name}”: SuperOffice has “{there}” with the id {number} now. Look whether "
        "that is the company; if so, open this entry and save it again."
    )
    return Message("is_another", told, name=name, there=shortened(there), number=str(number))


def is_called(name: str, there: str) -> str:
    """Returns the reason of the refusal of an addition whose company has quite another name by now."""
    return Message(
        "is_called", N_("“{name}” is “{there}” in SuperOffice now."), name=name, there=shortened(there)
    )


def has_others(name: str) -> str:
    """Returns the reason of the refusal of an addition that would replace what the company has."""
    return Message("has_others", N_("“{name}” has other values than were typed."), name=name)


def is_changing(name: str) -> str:
    """Returns the reason of the refusal of an addition to a company that others are changing each time."""
    told = N_(
        "Somebody else was changing “{name}” each time that this was tried. Try again later; if that does "
        "not help, ask your administrator."
    )
    return Message("is_changing", told, name=name)


def is_there_as(typed: str, there: str) -> str:
    """Returns the note about what the server has made of what was added."""
    told = N_("What was typed as “{typed}” is “{there}” there.")
    return Message("is_there_as", told, typed=shortened(typed), there=shortened(there))


def is_there_otherwise(name: str) -> str:
    """Returns the note about what the server has taken and has in a form that nothing was typed in."""
    told = N_("The server has changed something of what was added to “{name}”: look at it in SuperOffice.")
    return Message("is_there_otherwise", told, name=name)


def company_deleted(name: str) -> str:
    """Returns the sentence for an addition to a company that has been deleted."""
    told = N_("Nothing was added to “{name}”: it has been deleted in SuperOffice.")
    return Message("company_deleted", told, name=name)


def deleted(name: str) -> str:
    """Returns the sentence for a company that people and what follows them cannot go to any more."""
    return Message("deleted", N_("“{name}” has been deleted in SuperOffice."), name=name)


def merged(name: str) -> str:
    """Returns the sentence for a company of whose number the server gives another one."""
    told = N_("“{name}” may have been merged into another company in SuperOffice.")
    return Message("merged", told, name=name)


def nothing_more(name: str, reason: str) -> str:
    """Returns the sentence for what is not sent to a company, of which some is there, or perhaps."""
    follows = Message("nothing_more", N_("Nothing more is added to “{name}”."), name=name)
    return Message.joined((reason, follows))


def perhaps_there(person: str, reason: str) -> str:
    """Returns the sentence for somebody who may be in a company that cannot be looked into any more."""
    told = N_(
        "{name} may have been added before that. Look for {name} in SuperOffice, and say whether to send "
        "{name} again."
    )
    return Message.joined((reason, Message("perhaps_there", told, name=person)))


def perhaps_added(name: str, reason: str) -> str:
    """Returns the sentence for values that may have been added to a company that cannot be read any more."""
    told = N_("What was to be added to “{name}” may be there all the same. Look in SuperOffice.")
    return Message.joined((reason, Message("perhaps_added", told, name=name)))


def has_other_values(name: str) -> str:
    """Returns the sentence for an addition that would replace what the company has."""
    told = N_(
        "Nothing was added to “{name}”: it has other values than were typed. Nothing there was replaced."
    )
    return Message("other_values", told, name=name)


def has_another_value(there: str) -> str:
    """Returns the sentence at a property that the company has already."""
    return Message("another_value", N_("The company has “{value}” here."), value=there)


def somebody_there(name: str) -> str:
    """Returns the sentence for an addition of somebody who is in the company."""
    told = N_("Nothing was added to “{name}”: somebody who was typed is in this company already.")
    return Message("somebody_there", told, name=name)


def people_unknown(name: str, reason: str) -> str:
    """Returns the sentence for an addition of people to a company whose people the server does not tell."""
    follows = N_("Nothing was added to “{name}”: who is in this company already cannot be read.")
    return Message.joined((reason, Message("people_unknown", follows, name=name)))


def person_there() -> str:
    """Returns the sentence at a person who is in the company."""
    return Message("person_there", N_("This person is in the company already. Leave them out."))


def changes_each_time(name: str) -> str:
    """Returns the sentence for an addition to a company that others are changing whenever it is tried."""
    told = N_(
        "Nothing was added to “{name}”: somebody else was changing it each time that this was tried. Try "
        "again later; if that does not help, ask your administrator."
    )
    return Message("changes_each_time", told, name=name)


def not_kept(name: str) -> str:
    """Returns the sentence for an addition that the server has taken several times, and does not have."""
    told = N_(
        "The server took what was added to “{name}”, but does not have all of it afterwards. Correct what is "
        "named, or leave it out and ask your administrator."
    )
    return Message("not_kept", told, name=name)


def not_kept_here() -> str:
    """Returns the sentence at what the server does not have afterwards."""
    return Message("not_kept_here", N_("The server took this, but does not have it afterwards."))


def number_is_anothers(name: str, number: int) -> str:
    """Returns the sentence for a company whose number another company has on the server by now."""
    told = N_(
        "“{name}” is not the company that number {number} is in SuperOffice now, "
        "so nothing more is added there. A backup may have been restored: ask your administrator."
    )
    return Message("number_is_anothers", told, name=name, number=number)

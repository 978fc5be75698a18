"""The sentences with which users are asked about what may be there, and told what comes of their answer.

They are stored with the entry, so each is a `Message`; see `app.service.delivery.sentences`.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.model.entry import MOST_SENT_AGAIN, Step
from app.translation import N_
from app.translation.message import Message


def not_decidable(name: str, candidates: Sequence[int]) -> str:
    told = (
        N_(
            "“{name}” may have been saved: there is a company on the server that may be it, but "
            "nothing shows which entry made it. Say whether that is the one, or whether to send it "
            "again."
        ),
        N_(
            "“{name}” may have been saved: there are {count} companies on the server that may be it, "
            "but nothing shows which entry made it. Say whether one of them is it, or whether to send "
            "it again."
        ),
    )
    return Message("decide", told, name=name, count=len(candidates))


def chosen_is_gone(name: str) -> str:
    """Returns the sentence for what its user has said to be a record that is there no more."""
    told = N_(
        "The record that was chosen for “{name}” is no longer in SuperOffice: it has been deleted there, or "
        "merged into another one."
    )
    return Message("chosen_is_gone", told, name=name)


def say_whether_to_send(name: str) -> str:
    """Returns the sentence for what its user has to say, once none is left that it may be."""
    told = N_("Look in SuperOffice, and say whether to send it again.")
    return Message.joined((chosen_is_gone(name), Message("say_whether_to_send", told)))


def not_seen_by_another(name: str, place: str = "") -> str:
    """Returns the sentence for what the searches of another user than its sender cannot show as missing.

    So it is at another server than the one at `place` that it was sent to, where that is known.
    """
    if place:
        told = N_(
            "“{name}” may have been saved at {place}. It was not found on the server, but it is not certain "
            "that this is the same server, and that you are signed in as the one who sent it: another one "
            "may not see it. Sign in as that one there and look again, or look for it in SuperOffice and say "
            "whether to send it."
        )
        return Message("left_to_user", told, name=name, place=place)
    told = N_(
        "“{name}” may have been saved. It was not found on the server, but it is not certain that you are "
        "signed in as the one who sent it, and another one may not see it. Sign in as that one and look "
        "again, or look for it in SuperOffice and say whether to send it."
    )
    return Message("left_to_user", told, name=name)


def nothing_shows(name: str) -> str:
    """Returns the sentence for what no search has found, where nothing shows that it is missing."""
    told = N_(
        "“{name}” may have been saved. It was not found on the server, but nothing shows that it is not "
        "there. Look for it in SuperOffice. Say whether it is there, or whether to send it again."
    )
    return Message("nothing_shows", told, name=name)


def sent_often(name: str) -> str:
    """Returns the sentence for what was sent so often that its user has to say whether to go on."""
    told = N_(
        "“{name}” was sent several times. Each time no useful answer came, and it was not found on the "
        "server. It is not sent again by itself: look for it in SuperOffice, and say whether it is there, or "
        "whether to send it again."
    )
    return Message("sent_often", told, name=name)


def left_to_user(step: Step, name: str) -> str:
    """Returns the sentence for a step whose user has to say whether it is there."""
    if step.useless_looks > 1:
        told = N_(
            "“{name}” may have been saved, but for some time no answer of the server has shown whether it is "
            "there. Look for it in SuperOffice. Say whether it is there, or whether to send it again."
        )
        return Message("nothing_told", told, name=name)
    if step.message and not step.first_not_found_at:
        return step.message  # it could not be looked for: that says why
    if step.sent_again >= MOST_SENT_AGAIN:
        return sent_often(name)
    if step.matched_by_name or not step.posted_by:
        return nothing_shows(name)
    return not_seen_by_another(name, step.posted_to)

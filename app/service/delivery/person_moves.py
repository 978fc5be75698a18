"""Reads whether somebody can be moved to another company, and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.additions.rights import why_not_moved
from app.model.next_steps.moves import Move
from app.model.text_normalization import displayable
from app.service.delivery.next_step_sentences import no_moves
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    from app.webapi.client import WebApi

_LONGEST_SHOWN = 300


def move_of(api: WebApi, person_id: int) -> Move | str:
    """Returns a person as they are to be moved, or the sentence why they are not. Blocks.

    The sentence is empty for somebody who has no company, or no name.

    Raises WebApiError, not where the server refuses to show the person: then that is the sentence.
    """
    if not api.next_steps.has_move:
        return no_moves()
    try:
        person = api.person(person_id)
    except WebApiError as error:
        if not error.is_refusal:
            raise
        return error.message
    if why := why_not_moved(person):
        return why
    names = (person.firstname, person.middle_name, person.lastname)
    name = person.full_name or " ".join(filter(None, names))
    company = person.contact
    if company is None or not company.contact_id or not name.strip():
        return ""
    at = ", ".join(filter(None, (company.name, company.department)))
    return Move(
        person_id,
        displayable(name, _LONGEST_SHOWN).strip(),
        company.contact_id,
        displayable(at, _LONGEST_SHOWN),
    )

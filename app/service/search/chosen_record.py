"""Whether a record that its user says to be what was sent is there still."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from app.model.entry import Entry, Step, StepKind
from app.webapi.errors import NotFoundError, OtherCompanyError, UnexpectedAnswerError, WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

_OTHERS: Final = (OtherCompanyError, UnexpectedAnswerError)
"""Where two records are merged, the server may answer with the one that is left."""
_LOOKS: Final = 3
"""Of replicas that take turns, one may be behind: so often in a row a record is not given that is gone."""


def is_gone(api_for: Callable[[str], WebApi], entry: Entry, step: Step, remote_id: int) -> bool:
    """Returns True if a record that may be the step has been deleted, or merged into another one.

    What cannot be read for another reason may be there: a right is missing, or nobody can be asked just now.
    """
    try:
        look, listed = _looks_of(api_for(entry.profile), entry, step)
        for _ in range(_LOOKS):
            with suppress(NotFoundError, *_OTHERS):
                return bool(look(remote_id).get("Deleted"))
        return remote_id not in listed(remote_id)
    except NotFoundError:  # for the list of a company that is gone itself
        return True
    except (LookupError, WebApiError):
        return False


def _looks_of(
    api: WebApi, entry: Entry, step: Step
) -> tuple[Callable[[int], Mapping[str, Any]], Callable[[int], Collection[int]]]:
    """Returns how a record of that kind is read, and where it is listed."""
    if step.kind is StepKind.COMPANY:
        return api.contact_record, lambda each: (each,) if api.is_contact_listed(each) else ()
    if step.kind is StepKind.PERSON:
        people = api.contact_persons
        return (
            lambda each: api.person(each).undeclared,
            lambda _each: {row.person_id for row in people(entry.contact_id)},
        )
    calls = api.next_steps
    return calls.appointment, lambda _each: calls.appointments(entry.contact_id)

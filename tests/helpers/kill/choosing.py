"""What a user decides about an entry of which nobody knows which record it is: he goes by the name."""

from __future__ import annotations

from app.model.entry import Entry, Step, StepKind
from app.webapi.client import WebApi


def choose_by_name(api: WebApi, entry: Entry) -> int | None:
    """Returns a candidate of that name that no other step of the entry is; None for none of them.

    People of one name are alike. Raises WebApiError.
    """
    step = entry.undecided
    if step is None:
        return None
    taken = {one.remote_id for one in entry.steps}
    return next((one for one in step.candidates if one not in taken and _has_name(api, step, one)), None)


def _has_name(api: WebApi, step: Step, candidate: int) -> bool:
    if step.kind is StepKind.COMPANY:
        return step.name == api.contact(candidate).name
    record = api.person(candidate)
    return step.name == f"{record.firstname} {record.lastname}"

"""The kinds of next steps, and the properties of each: one line for each kind and property.

Sources: the reference pages "POST Appointment", "POST Selection/{id}/Members/AddPerson", "POST
ProjectMember", "PUT Person/{id}/Consent/{purpose}", "PUT Contact/{id}" and "POST Agents/Person/Move".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.model.entry import StepKind

NEXT_STEPS: Final = "NextSteps"
"""Name of the list in a form, in a draft and in what `submit` is given."""
MOST_NEXT_STEPS: Final = 20
KINDS: Final[Mapping[str, StepKind]] = {
    "Appointment": StepKind.APPOINTMENT,
    "Selection": StepKind.SELECTION,
    "Project": StepKind.PROJECT,
    "Consent": StepKind.CONSENT,
    "SupportPerson": StepKind.SUPPORT_PERSON,
    "Move": StepKind.MOVE,
}
"""The kinds by what `Kind` says."""

LONGEST_TEXT: Final = 2047
LARGEST_ID: Final = 2**31 - 1
TEXTS: Final = frozenset(
    (
        *(
            "Title",
            "Description",
            "Name",
            "Comment",
            "Purpose",
            "Source",
            "LegalBase",
            "StartDate",
            "EndDate",
        ),
        "Company",
    )
)
IDS: Final = ("Id", "PersonId", "From")
"""What is the number of a record; `From` is the company that somebody is at who is to be moved."""
MOMENTS: Final = ("StartDate", "EndDate")
CHOICES: Final = {"Task": "Id", "Associate": "AssociateId"}
"""What names an entry of one of the server's lists, with the property that has its id."""
NEEDED: Final = {
    StepKind.APPOINTMENT: ("Title", "StartDate"),
    StepKind.SELECTION: ("Name",),
    StepKind.PROJECT: ("Name",),
    StepKind.CONSENT: ("Purpose", "Source", "LegalBase"),
    StepKind.SUPPORT_PERSON: (),
    StepKind.MOVE: ("Name", "PersonId", "From"),
}
ALLOWED: Final = {
    StepKind.APPOINTMENT: ("Description", "EndDate", "Task", "Associate", "Person"),
    StepKind.SELECTION: ("Id", "Person"),
    StepKind.PROJECT: ("Id", "Comment", "Person"),
    StepKind.CONSENT: ("Comment", "Name", "Person"),
    StepKind.SUPPORT_PERSON: ("Person",),
    StepKind.MOVE: ("Company",),
}
NEED_A_PERSON: Final = frozenset((StepKind.CONSENT, StepKind.SUPPORT_PERSON))

"""How the stand-in server behaves where a test or a demonstration wants it otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field

USER = "demo"
PASSWORD = "demo"  # noqa: S105  # the newcomer's published sign-in: it guards invented companies only


@dataclass(frozen=True)
class Options:
    """What can be switched.

    take_persons: create the ``Persons`` of a posted company; the server ignores them otherwise.
    answer_after: seconds between saving a posted company and answering.
    fail_person: a last name; POST Person answers 500 for it, and an embedded one is left out.
    user, password: the one Basic sign-in.
    companies: begin with a few invented companies, so that searches and duplicates find something.
    masks: field rights that differ from the usual, for example
        ``{"OrgNr": "Update, UIHintMandatory", "Department": "Read", "Kananame": "None"}``;
        they are told in FieldProperties and by Validate, and not enforced by saving.
    """

    take_persons: bool = False
    answer_after: float = 0.0
    fail_person: str = ""
    user: str = USER
    password: str = field(default=PASSWORD, repr=False)
    companies: bool = True
    masks: Mapping[str, str] = field(default_factory=dict)


class SandboxNotStarted(Exception):
    """The sandbox could not begin to serve. The message is a sentence for the user."""

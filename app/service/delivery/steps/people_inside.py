"""Whether people go inside the company that is posted, and who of them the server is known to have added."""

from __future__ import annotations

from collections.abc import Sequence

from app.model.entry import Step
from app.service.delivery import transitions
from app.service.delivery.working_copy import WorkingCopy
from app.service.search.people import match_people_by_name
from app.webapi.archive import PersonRow


class PeopleInside:
    """The people of a working copy who are, or were, sent inside its company."""

    def __init__(self, copy: WorkingCopy) -> None:
        self._copy = copy

    def may_be_sent(self) -> bool:
        """Returns True unless the connection's setting, or what is known about its server, forbids it."""
        profile = self._copy.profile
        traits = self._copy.outbox.server_traits
        return profile.send_persons and traits.names_people_inside(profile.name, profile.url)

    def note_not_named(self) -> None:
        """Remembers that the server does not name them, so that nobody is sent inside again.

        Whoever is not named may be there or not, and only lists tell, which lag behind. Posted one by one
        they cost one request each, and each answer says what became of it.
        """
        profile = self._copy.profile
        self._copy.outbox.server_traits.note_people_not_named(profile.name, profile.url)

    def match(self, rows: Sequence[PersonRow], steps: Sequence[Step] | None = None) -> None:
        """Records which of them, or of the people of those `steps`, are among `rows`."""
        copy = self._copy
        people = copy.typed_company.persons or ()
        waiting = copy.unnamed_inside() if steps is None else steps
        found = match_people_by_name(copy.unclaimed(rows), waiting, people)
        for number, row in found.items():
            self._put_saved(number, row)

    def match_renamed(self, rows: Sequence[PersonRow]) -> None:
        """Matches the rest of an answer to a POST, where it names as many people as went in.

        A server may trim, re-case, transliterate or swap names. Whoever stands in the answer went in, so what
        is left of it are those who are left, in the order in which they were sent.
        """
        waiting, left = self._copy.unnamed_inside(), self._copy.unclaimed(rows)
        if len(waiting) == len(left):
            for step, row in zip(waiting, left, strict=True):
                self._put_saved(step.number, row)

    def _put_saved(self, number: int, row: PersonRow) -> None:
        step = self._copy.steps[number]
        self._copy.put(transitions.as_saved(step, row.person_id, row.fullname or step.name))

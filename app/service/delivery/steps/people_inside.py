"""Whether people go inside the company that is posted, and who of them the server is known to have added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.model.entry import State, Step
from app.model.form.people import is_light
from app.service.delivery import transitions
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.service.search.people import match_people_by_name
from app.service.search.result import REFUSED
from app.webapi.archive import PersonRow
from app.webapi.errors import WebApiError


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

    def expect_earlier(self) -> None:
        """Has those looked for by name who may have gone inside a company that was there, although it waited.

        Nobody has a key there who went inside.
        """
        copy = self._copy
        if not copy.profile.send_persons:
            return
        for step in copy.people_steps:
            if step.state is State.QUEUED and is_light(copy.typed_person(step.number)):
                copy.put(replace(step, matched_by_name=True))

    def match(self, rows: Sequence[PersonRow]) -> None:
        """Records which of them are among `rows`, the people of a record of the company."""
        copy = self._copy
        people = copy.typed_company.persons or ()
        found = match_people_by_name(copy.unclaimed(rows), copy.unnamed_inside(), people)
        for number, row in found.items():
            self._put_saved(number, row)

    def match_listed(
        self, rows: Sequence[PersonRow], steps: Sequence[Step], *, searching: bool
    ) -> frozenset[int]:
        """Records which people of those `steps` are among `rows`, the server's list of the company's people.

        Returns the ids of those who turned out to be in another company: whoever is found by the name
        alone is read, since a server may list others' people as well. Raises DeliveryStopped.
        """
        copy = self._copy
        elsewhere: set[int] = set()
        read: set[int] = set()
        while True:
            left = [row for row in copy.unclaimed(rows) if row.person_id not in elsewhere]
            found = match_people_by_name(left, steps, copy.typed_company.persons or ())
            ids = {row.person_id for row in found.values()} - read
            if not ids:
                break
            read |= ids
            elsewhere |= {each for each in ids if self._is_elsewhere(each, searching=searching)}
        for number, row in found.items():
            self._put_saved(number, row)
        return frozenset(elsewhere)

    def _is_elsewhere(self, person_id: int, *, searching: bool) -> bool:
        """Returns True if the server says that the person is in another company."""
        copy = self._copy
        try:
            contact = copy.api.person(person_id).contact
        except WebApiError as error:
            if error.verdict in REFUSED:
                return False
            raise DeliveryStopped(error, searching=searching) from error
        where = contact.contact_id if contact else 0
        return bool(where) and where != copy.entry.contact_id

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

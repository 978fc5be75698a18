"""Something in between sends a request once more, and the server takes both: the entry says what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.model.entry import State
from app.sandbox import SandboxServer
from tests.helpers.fakes.delivery import KARI, Desk, Switch, is_new_person
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to, is_new_company

LOST = Response(wire=b"")
LATER = Response(429, {"Error": True, "ErrorType": "Busy", "ErrorMessage": "No"}, {"Retry-After": "1"})
ANSWERS = pytest.mark.parametrize("answer", [LOST, LATER], ids=["lost", "later"])


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url) as desk:
        yield desk


class Repeating:
    """Posts what `is_it` tells so many times, and answers in its own way."""

    def __init__(
        self, switch: Switch, is_it: Callable[[Request], bool], answer: Response, times: int = 2
    ) -> None:
        self._behind, self._is_it, self._answer, self._times = switch.handle, is_it, answer, times
        self.posted = 0

    def __call__(self, request: Request) -> Response:
        if not self._is_it(request):
            return self._behind(request)
        self.posted += 1
        for _ in range(self._times):
            self._behind(request)
        return self._answer


@ANSWERS
@pytest.mark.parametrize("times", [2, 3])
def test_the_oldest_company_is_the_entrys_and_the_others_are_told(
    desk: Desk, switch: Switch, answer: Response, times: int
) -> None:
    desk.deliver(desk.enter(name="Fjord AS"))  # of the same name, and quite another
    switch.handle = repeating = Repeating(switch, is_new_company, answer, times)
    entry = desk.deliver(desk.enter(name="Fjord AS"))
    assert (entry.state, repeating.posted) == (State.SAVED, 1)
    oldest, *others = sorted(desk.api().find_contacts("Fjord AS", None))[1:]
    assert entry.contact_id == oldest
    numbers = ", ".join(sorted(str(desk.api().contact(each).number2) for each in others))
    told = f"SuperOffice has it more than once: number {numbers} as well."
    assert told in entry.message
    assert entry.message.startswith(f"Saved as number {desk.api().contact(oldest).number2}.")


@ANSWERS
def test_the_others_are_told_with_people_who_follow(desk: Desk, switch: Switch, answer: Response) -> None:
    switch.handle = Repeating(switch, is_new_company, answer)
    desk.turn_to(desk.profile.url, send_persons=False)
    entry = desk.deliver(desk.enter(name="Fjord AS", persons=(KARI,)))
    assert entry.state is State.SAVED
    assert "SuperOffice has it more than once" in entry.message


@ANSWERS
def test_who_was_added_twice_is_told(desk: Desk, switch: Switch, answer: Response) -> None:
    switch.handle = repeating = Repeating(switch, is_new_person, answer)
    desk.turn_to(desk.profile.url, send_persons=False)
    entry = desk.deliver(desk.enter(name="Fjord AS", persons=(KARI,)))
    assert (entry.state, repeating.posted) == (State.SAVED, 1)
    ids = [row.person_id for row in desk.api().contact_persons(entry.contact_id)]
    assert entry.people[0].remote_id == min(ids)
    assert "Kari Ås: The company has this person more than once." in entry.message


def test_one_that_cannot_be_read_hides_nothing(desk: Desk, switch: Switch, sandbox: SandboxServer) -> None:
    """The newest has our key; the one before it is not given just then."""
    repeating = Repeating(switch, is_new_company, LOST)
    ids: list[int] = []

    def handle(request: Request) -> Response:
        is_read = request.method == "GET" and request.path.rpartition("/v1/Contact/")[2].isdigit()
        if is_read and ids and request.path.endswith(f"/{min(ids)}"):
            return Response(503, {"Error": True, "ErrorMessage": "Later."})
        answer = repeating(request)
        if is_new_company(request):
            ids.extend(companies_at(desk, sandbox))
        return answer

    switch.handle = handle
    entry = desk.deliver(desk.enter(name="Fjord AS"))
    assert (entry.state, entry.contact_id) == (State.SAVED, max(ids))


def companies_at(desk: Desk, sandbox: SandboxServer) -> tuple[int, ...]:
    """The companies of that name, asked for behind everybody's back."""
    front = desk.profile.url
    desk.turn_to(sandbox.url)
    found = desk.api().find_contacts("Fjord AS", None)
    desk.turn_to(front)
    return found


DOUBLE = Response(400, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "The number must be unique"})


@pytest.mark.parametrize("send_persons", [True, False])
def test_a_company_whose_second_copy_is_refused_is_saved(
    desk: Desk, switch: Switch, *, send_persons: bool
) -> None:
    """The first was taken, and what comes is the refusal of the second."""
    switch.handle = repeating = Repeating(switch, is_new_company, DOUBLE, times=1)
    desk.turn_to(desk.profile.url, send_persons=send_persons)
    entry = desk.deliver(desk.enter(name="Fjord AS", persons=(KARI,)))
    assert (entry.state, repeating.posted, entry.problems) == (State.SAVED, 1, ())
    assert desk.api().find_contacts("Fjord AS", None) == (entry.contact_id,)
    assert len(desk.api().contact_persons(entry.contact_id)) == 1


@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_what_was_refused_and_is_not_there_is_refused(
    desk: Desk, switch: Switch, *, use_dbi_key: bool
) -> None:
    """A namesake of a colleague is there, which the rule is about."""
    desk.deliver(desk.enter(name="Fjord AS"))
    switch.handle = Repeating(switch, is_new_company, DOUBLE, times=0)
    desk.turn_to(desk.profile.url, use_dbi_key=use_dbi_key)
    entry = desk.deliver(desk.enter(name="Fjord AS"))
    assert entry.state is State.REJECTED
    assert entry.message.endswith("Nothing was saved.")


def test_where_nobody_can_look_what_was_refused_is_refused(
    desk: Desk, switch: Switch, sandbox: SandboxServer
) -> None:
    behind = forward_to(sandbox.url)

    def handle(request: Request) -> Response:
        if is_new_company(request):
            return DOUBLE
        return LATER if request.path.endswith("/v1/Contact") else behind(request)

    switch.handle = handle
    assert desk.advance(desk.enter(name="Fjord AS")).entry.state is State.REJECTED

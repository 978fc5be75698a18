"""Every situation of an entry at rest, and the whole sentence for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.model.entry import Entry, State, Step, StepKind
from app.service.delivery import damage, sentences
from app.webapi.errors import ProxyError, Verdict, WebApiError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = WebApiError("crm.example", verdict=Verdict.LATER)
WRONG_HOST = WebApiError("crm.example", verdict=Verdict.WRONG_HOST)
PROXY = ProxyError("crm.example", verdict=Verdict.LATER)


def company(state: State, **changes: Any) -> Step:
    return replace(Step(0, StepKind.COMPANY, "Fjord AS", state), **changes)


def person(number: int, state: State, **changes: Any) -> Step:
    return replace(Step(number, StepKind.PERSON, "ABC"[number - 1], state), **changes)


def entry(*steps: Step, number: str = "7", is_addition: bool = False) -> Entry:
    body = {"ContactId": 5} if is_addition else {"ContactId": 0}
    return Entry("id", "Work", "Fjord AS", body, NOW, NOW, steps=steps, answer={"Number2": number})


def said(one: Entry, error: WebApiError | None = None, **more: bool) -> str:
    return str(sentences.sentence_for(one, error, **more))


@pytest.mark.parametrize(
    ("changes", "lists_may_lag", "sentence"),
    [
        (
            {"is_left_to_user": True, "posted_by": "user kari"},
            False,
            (
                "“Fjord AS” may have been saved. It was not found on the server, but it is not certain "
                "that you are "
                "signed in as the one who sent it, and another one may not see it. Sign in as that one "
                "and look again, "
                "or look for it in SuperOffice and say whether to send it."
            ),
        ),
        (
            {"is_left_to_user": True},
            False,
            (
                "“Fjord AS” may have been saved. It was not found on the server, but nothing shows that "
                "it is not "
                "there. Look for it in SuperOffice. Say whether it is there, or whether to send it again."
            ),
        ),
        (
            {"first_not_found_at": NOW, "state_if_not_found": State.REJECTED, "message": "No."},
            False,
            (
                "“Fjord AS” was not found on the server. To be sure that nothing was saved, it is "
                "looked for once "
                "more in a minute. No."
            ),
        ),
        (
            {"first_not_found_at": NOW, "state_if_not_found": State.REJECTED, "message": "No."},
            True,
            (
                "“Fjord AS” was not found on the server. To be sure that nothing was saved, it is "
                "looked for once more in some minutes, since the server's lists may lag behind. No."
            ),
        ),
        (
            {"first_not_found_at": NOW},
            False,
            (
                "“Fjord AS” was not found on the server. To be sure, it is looked for once more in a "
                "minute and sent "
                "again if it is not there."
            ),
        ),
        (
            {"first_not_found_at": NOW},
            True,
            (
                "“Fjord AS” was not found on the server. To be sure, it is looked for once more in some "
                "minutes, since "
                "the server's lists may lag behind, and sent again if it is not there."
            ),
        ),
    ],
)
def test_an_unknown_company(changes: dict[str, Any], lists_may_lag: bool, sentence: str) -> None:
    assert said(entry(company(State.UNKNOWN, **changes)), lists_may_lag=lists_may_lag) == sentence


@pytest.mark.parametrize(
    ("changes", "lists_may_lag", "sentence"),
    [
        (
            {"matched_by_name": True, "is_left_to_user": True, "posted_by": "x"},
            False,
            (
                "“A” may have been saved. It "
                "was not found on the server, but nothing shows that it is not there. Look for it in "
                "SuperOffice. Say "
                "whether it is there, or whether to send it again."
            ),
        ),
        ({}, False, "Whether A was saved is not known yet; that is looked up on the server."),
        (
            {"first_not_found_at": NOW},
            False,
            (
                "A was not found on the server. To be sure, A is looked for once more "
                "in a minute and added if not there."
            ),
        ),
        (
            {"first_not_found_at": NOW},
            True,
            (
                "A was not found on the server. To be sure, A is looked for once more "
                "in some minutes, since the server's lists may lag behind, and added if not there."
            ),
        ),
        (
            {"first_not_found_at": NOW, "state_if_not_found": State.REJECTED},
            False,
            "A was not found on the server. To be sure, A is looked for once more in a minute.",
        ),
        (
            {"first_not_found_at": NOW, "state_if_not_found": State.REJECTED},
            True,
            (
                "A was not found on the server. "
                "To be sure, A is looked for once more in some minutes, since the server's lists may lag "
                "behind."
            ),
        ),
    ],
)
@pytest.mark.parametrize("is_addition", [False, True])
def test_an_unknown_person(
    changes: dict[str, Any], lists_may_lag: bool, sentence: str, is_addition: bool
) -> None:
    one = entry(
        company(State.SAVED, remote_id=5), person(1, State.UNKNOWN, **changes), is_addition=is_addition
    )
    before = "" if is_addition else "The company is saved as number 7. "
    assert said(one, lists_may_lag=lists_may_lag) == f"{before}{sentence}"


REFUSED = (person(1, State.REJECTED, message="No."), person(2, State.REJECTED, message="Never."))
AGAIN = "Send what is missing again, or add it in SuperOffice."


@pytest.mark.parametrize(
    ("number", "people", "error", "sentence"),
    [
        ("7", REFUSED[:1], None, f"The company is saved as number 7, but A is not. No. {AGAIN}"),
        ("", REFUSED[:1], None, f"The company is saved, but A is not. No. {AGAIN}"),
        ("", REFUSED, None, f"The company is saved, but 2 of its people are not. A: No. B: Never. {AGAIN}"),
        ("", (person(1, State.QUEUED),), None, "The company is saved. A is added as soon as that works."),
        (
            "7",
            (person(1, State.QUEUED), person(2, State.QUEUED)),
            LATER,
            f"The company is saved as number 7. {LATER.message} A and B are added by themselves later.",
        ),
        (
            "7",
            (*REFUSED[:1], person(2, State.QUEUED)),
            WRONG_HOST,
            (
                f"The company is saved as number 7, but A is not. No. {WRONG_HOST.message} B is added as "
                f"soon as the "
                "address is right."
            ),
        ),
        (
            "7",
            (*REFUSED[:1], person(2, State.UNKNOWN)),
            None,
            (
                "The company is saved as number 7, but A is not. No. Whether B was saved is not known "
                "yet; that is "
                "looked up on the server."
            ),
        ),
        (
            "7",
            (*REFUSED[:1], person(2, State.SAVED, message="Left out.")),
            None,
            f"The company is saved as number 7, but A is not. No. {AGAIN} B: Left out.",
        ),
    ],
)
def test_a_company_that_is_saved_and_not_all_of_its_people(
    number: str, people: tuple[Step, ...], error: WebApiError | None, sentence: str
) -> None:
    assert said(entry(company(State.SAVED, remote_id=5), *people, number=number), error) == sentence


@pytest.mark.parametrize(
    ("people", "error", "sentence"),
    [
        ((), None, "Added to “Fjord AS”."),
        ((person(1, State.SAVED),), None, "Added to “Fjord AS”: A."),
        (
            (person(1, State.SAVED), person(2, State.SAVED, message="Odd.")),
            None,
            "Added to “Fjord AS”: A and B. B: Odd.",
        ),
        (REFUSED[:1], None, "A: No."),
        ((person(1, State.QUEUED),), None, "“Fjord AS” is waiting to be sent."),
        (
            (person(1, State.SAVED), person(2, State.QUEUED)),
            LATER,
            f"Added to “Fjord AS”: A. “Fjord AS” is kept here and sent again by itself. {LATER.message}",
        ),
    ],
)
def test_what_is_added_to_a_company(
    people: tuple[Step, ...], error: WebApiError | None, sentence: str
) -> None:
    assert said(entry(company(State.SAVED, remote_id=5), *people, is_addition=True), error) == sentence


def test_an_addition_that_waits_is_kept_as_a_company_is() -> None:
    one = entry(company(State.QUEUED, remote_id=5), is_addition=True)
    assert said(one) == "“Fjord AS” is waiting to be sent."
    kept = "is kept here and sent as soon as possible."
    assert said(one, PROXY) == f"“Fjord AS” {kept} {PROXY.message}", "who is at the proxy has something to do"


@pytest.mark.parametrize(("state", "was_sent"), [(State.QUEUED, False), (State.UNKNOWN, True)])
def test_what_is_set_aside_says_whether_it_was_sent(state: State, was_sent: bool) -> None:
    one = entry(company(state))
    fault, damaged = str(sentences.not_handled(one, "KeyError")), str(damage.damaged(one))
    assert "“Fjord AS” is set aside: Contact Entry has made a mistake of its own with it (KeyError)." in fault
    assert ("may be on the server already" in fault) is was_sent
    assert ("has not been sent" in fault) is not was_sent
    assert damaged.startswith("“Fjord AS” is set aside: what this computer has stored of it is damaged")
    assert damaged.endswith("look there first." if was_sent else "discard it and type it again.")


def test_what_stops_an_addition_is_told_beside_who_is_not_known() -> None:
    one = entry(company(State.SAVED, remote_id=5), person(1, State.UNKNOWN), is_addition=True)
    assert said(one, LATER).endswith(LATER.message)
    assert LATER.message not in said(one, None)

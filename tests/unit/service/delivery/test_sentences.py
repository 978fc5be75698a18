from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.model.entry import Entry, State, Step, StepKind
from app.service.delivery import sentences
from app.webapi.errors import Verdict, WebApiError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SIGN_IN = WebApiError("crm.example", verdict=Verdict.SIGN_IN)
OFFLINE = WebApiError("crm.example", verdict=Verdict.NOT_SENT)


def entry(*people: Step, number: str = "10001", **company: object) -> Entry:
    step = replace(Step(0, StepKind.COMPANY, "Fjord AS"), **company)  # type: ignore[arg-type]  # by name
    return Entry("id", "Work", "Fjord AS", {}, NOW, NOW, steps=(step, *people), answer={"Number2": number})


def person(number: int, name: str, state: State, message: str = "", **more: object) -> Step:
    step = Step(number, StepKind.PERSON, name, state, message=message)
    return replace(step, **more)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (None, "“Fjord AS” is waiting to be sent."),
        (OFFLINE, f"“Fjord AS” is kept here and sent as soon as possible. {OFFLINE.message}"),
        (SIGN_IN, f"“Fjord AS” is kept here and sent as soon as you have signed in. {SIGN_IN.message}"),
    ],
)
def test_a_queued_company_says_when_it_is_sent(error: WebApiError | None, sentence: str) -> None:
    assert sentences.sentence_for(entry(), error) == sentence


def test_an_unknown_company_says_what_the_searches_came_to() -> None:
    unknown = {"state": State.UNKNOWN, "message": "No answer."}
    perhaps = sentences.sentence_for(entry(**unknown), None)
    assert perhaps.startswith("“Fjord AS” may have been saved")
    assert perhaps.endswith(" No answer.")
    once = sentences.sentence_for(entry(**unknown, first_not_found_at=NOW), None)
    assert once.startswith("“Fjord AS” was not found on the server.")
    failed = sentences.sentence_for(entry(**unknown), OFFLINE, searching=True)
    assert failed.startswith("Whether “Fjord AS” was saved is not known yet")
    assert failed.endswith(f" {OFFLINE.message}")
    assert sentences.sentence_for(entry(**unknown), OFFLINE) == sentences.sentence_for(entry(**unknown), None)


@pytest.mark.parametrize(
    ("candidates", "there", "which"),
    [((7,), "there is a company", "that is the one"), ((7, 8), "there are 2 companies", "one of them is it")],
)
def test_the_user_is_told_how_many_candidates_there_are(
    candidates: tuple[int, ...], there: str, which: str
) -> None:
    sentence = sentences.sentence_for(entry(state=State.UNKNOWN, candidates=candidates), None)
    assert f"{there} on the server that may be it" in sentence
    assert f"Say whether {which}" in sentence


def test_a_rejected_company_says_why() -> None:
    assert sentences.sentence_for(entry(state=State.REJECTED, message="Too long."), OFFLINE) == "Too long."


@pytest.mark.parametrize(("number", "sentence"), [("10001", "Saved as number 10001."), ("", "Saved.")])
def test_a_saved_company_has_its_number_and_notes_about_people(number: str, sentence: str) -> None:
    assert sentences.sentence_for(entry(state=State.SAVED, number=number), None) == sentence
    noted = person(1, "Ola Li", State.SAVED, "The position was left out.")
    told = sentences.sentence_for(entry(noted, state=State.SAVED, number=number), None)
    assert told == f"{sentence} Ola Li: The position was left out."


def test_missing_people_are_named_with_what_happens_next() -> None:
    people = tuple(person(number, name, State.QUEUED) for number, name in enumerate(("A", "B", "C"), 1))
    told = sentences.sentence_for(entry(*people, state=State.SAVED), SIGN_IN)
    assert told.endswith(f"{SIGN_IN.message} A, B and C are added as soon as you have signed in.")
    told = sentences.sentence_for(entry(people[0], state=State.SAVED), None)
    assert told.endswith("A is added as soon as that works.")


def test_several_refused_people_have_their_reasons() -> None:
    people = (person(1, "A", State.REJECTED, "No."), person(2, "B", State.REJECTED, "Never."))
    told = sentences.sentence_for(entry(*people, state=State.SAVED), None)
    assert told == (
        "The company is saved as number 10001, but 2 of its people are not. A: No. B: Never. "
        "Send what is missing again, or add it in SuperOffice."
    )


def test_an_unknown_person_is_searched_for_or_decided_about() -> None:
    unknown = person(1, "Kari Ås", State.UNKNOWN)
    assert "that is looked up on the server" in sentences.sentence_for(
        entry(unknown, state=State.SAVED), None
    )
    undecided = replace(unknown, candidates=(7,))
    assert "Say whether that is the one" in sentences.sentence_for(entry(undecided, state=State.SAVED), None)


def test_a_connection_that_is_gone_is_named() -> None:
    error = sentences.ConnectionGoneError("Work")
    assert error.message == "The connection “Work” is not set up any more. Set one up under that name."
    assert error.verdict is Verdict.NOT_SENT

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from app.model.next_steps.named import NamedPage
from app.sandbox import Options, SandboxServer
from app.webapi.archive import words_filter
from app.webapi.client import WebApi
from app.webapi.errors import NoIdError, UnexpectedAnswerError, Verdict
from tests.helpers.fakes.connect import connect
from tests.helpers.fakes.delivery import Desk, is_next_step
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", Options()) as server:
        yield server


@pytest.fixture
def api(tmp_path: Path, sandbox: SandboxServer) -> Iterator[WebApi]:
    with Desk(tmp_path, sandbox.url) as desk:
        yield desk.api()


def test_selections_and_projects_are_found_by_their_whole_name(api: WebApi) -> None:
    calls = api.next_steps
    assert [one.id for one in calls.selections("fair oslo 2026")] == [1]
    assert [one.id for one in calls.selections("Christmas cards")] == [4, 5]
    assert calls.selections("Fair") == calls.selections("'quoted'") == ()
    assert [(one.id, one.name) for one in calls.projects("Harbour lights")] == [(1, "Harbour lights")]


def test_a_membership_is_that_of_the_company_and_the_person(api: WebApi) -> None:
    calls = api.next_steps
    calls.add_selection_member(1, 2, 0)
    assert calls.is_selection_member(1, 2, 0)
    assert not calls.is_selection_member(1, 3, 0)
    assert not calls.is_selection_member(2, 2, 0)
    number = calls.add_project_member(1, 2, 0, "Met")
    assert (calls.project_member(1, 2, 0), calls.project_member(2, 2, 0)) == (number, 0)


@pytest.mark.parametrize("fault", [Fault.NULL, Fault.NO_ID])
def test_an_answer_of_another_form_is_no_success(
    tmp_path: Path, sandbox: SandboxServer, fault: Fault
) -> None:
    with (
        FaultyServer(fault, forward_to(sandbox.url), applies=is_next_step) as server,
        Desk(tmp_path, server.url) as desk,
    ):
        calls = desk.api().next_steps
        with pytest.raises((UnexpectedAnswerError, NoIdError)) as refusal:
            calls.add_project_member(1, 2, 0, "")
        assert refusal.value.verdict is Verdict.UNKNOWN
        with pytest.raises(UnexpectedAnswerError) as refusal:
            calls.add_selection_member(1, 2, 0)
        assert refusal.value.verdict is Verdict.UNKNOWN


def test_a_part_of_the_name_finds_selections_and_projects(api: WebApi) -> None:
    calls = api.next_steps
    assert [one.name for one in calls.find_selections("OSLO fair", 50).hits] == ["Fair Oslo 2026"]
    assert [one.id for one in calls.find_selections("cards", 50).hits] == [4, 5]
    assert calls.find_selections("nowhere", 50) == NamedPage()
    assert calls.find_selections("LARGE", 50) == NamedPage(closed=("Large customers",))
    every = calls.find_selections("", 50)
    assert ([one.id for one in every.hits], every.closed) == ([4, 5, 1, 2], ("Large customers",))
    assert [one.name for one in calls.find_projects("", 50).hits] == ["Energy day 2026", "Harbour lights"]
    first = calls.find_projects("'", 1)
    assert ([one.id for one in first.hits], first.is_cut) == ([2], True)
    assert [one.id for one in calls.find_projects("harbour o'lights' \\", 50).hits] == [1]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("", ""),
        (" ' \\ ", ""),
        ("fair  oslo", "name contains 'fair' and name contains 'oslo'"),
        ("O'Brien", "name contains 'Brien'"),
        ("a b c d e f g h", " and ".join(f"name contains '{one}'" for one in "abcdef")),
        ("x" * 200, f"name contains '{'x' * 100}'"),
    ],
)
def test_each_word_is_asked_for_as_far_as_it_can_be(text: str, condition: str) -> None:
    assert words_filter(text) == condition


def test_the_lists_of_consents_have_keys(api: WebApi) -> None:
    bases = api.next_steps.keyed_list("LegalBase")
    assert [(one.key, one.name) for one in bases if one.key == "61A"] == [("61A", "Consent")]
    assert {one.key for one in api.next_steps.keyed_list("ConsentPurpose") if one.is_offered} == {
        "STORE",
        "EMARKETING",
    }
    assert "WEBFORM" in {one.key for one in api.next_steps.keyed_list("ConsentSource")}


def test_appointments_among_other_activities_are_read_by_their_own_numbers() -> None:
    """A server that ignores the entity asked for: documents and mailings have numbers of their own."""
    activities = [
        {"PrimaryKey": "7", "EntityName": "document", "appointmentId": None},
        {"PrimaryKey": "7", "EntityName": "Appointment", "appointmentId": 7},
        {"PrimaryKey": "90", "EntityName": "mailing"},
        {"appointmentId": 5},
        {"PrimaryKey": "4"},
    ]

    def handle(request: Request) -> Response:
        if "$skip" in request.target:
            return Response(200, {"value": []})
        is_whole = request.path.endswith("/Activities")
        return Response(200, {"value": activities if is_whole else [{"appointmentId": 6}]})

    with FaultyServer(handle=handle) as server, connect(server.url) as api:
        assert api.next_steps.appointments(3) == (7, 6, 5)
        assert not api.archives.doubts.labels
    asked = [unquote(one.target.partition("/v1/")[2]) for one in server.requests]
    query = "$select=appointmentId&$orderby=appointmentId desc&$top=50"
    assert asked[:2] == [
        f"Contact/3/Appointments?{query}",
        f"Contact/3/Activities?{query}&$entities=appointment",
    ]

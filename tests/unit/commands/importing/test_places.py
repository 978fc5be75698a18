"""Where companies of a table go while a window has the store open."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.commands.exit_codes import CommandFailed, ExitCode
from app.commands.importing.places import OpenWindow, OwnStore, place_for
from app.commands.session import open_session
from app.model.carriers.contact import ContactEntity
from app.model.entry import State
from app.model.profile import Profile
from app.recognition.reading.findings import RecognitionResult
from app.recognition.tables.companies import TableCompany
from app.service.imports.earlier_imports import Before
from app.service.imports.keeping import draft_of, entry_of
from app.service.imports.plan import Outlook, PlannedCompany
from app.service.running_window import SubmissionRefused
from app.service.server_rules import CheckedCompany
from app.storage.files.errors import EntryFrozen, StoreBusy
from app.storage.files.file_lock import FileLock
from app.storage.files.paths import AppPaths, private_folder
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store

WORK = Profile(name="Work", url="https://crm.example", user="kari")
PLANNED = PlannedCompany(
    TableCompany((2,), RecognitionResult()),
    "1f" * 16,
    {"Name": "Fjell AS"},
    Outlook.CLEAR,
    checked=CheckedCompany(ContactEntity(name="Fjell AS"), ()),
)


@pytest.fixture
def open_store(program_home: Path) -> Iterator[Store]:
    """The store, which somebody has open."""
    with Store.open(AppPaths.of(program_home).store) as store:
        yield store


def window(
    monkeypatch: pytest.MonkeyPatch, home: Path, answer: bool | Exception | None
) -> tuple[OpenWindow, list[Sequence[Any]]]:
    """A window that answers so, and the rows that it is given."""
    rows: list[Sequence[Any]] = []

    def submit(_paths: AppPaths, row: Sequence[Any]) -> bool | None:
        rows.append(row)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr("app.commands.importing.places.submit_to_running", submit)
    with open_session(home) as session:
        return OpenWindow(session, WORK, StoreBusy("It is open.")), rows


def test_the_window_is_given_entries_and_drafts(monkeypatch: pytest.MonkeyPatch, program_home: Path) -> None:
    place, rows = window(monkeypatch, program_home, answer=True)
    entry, code = place.send(PLANNED)
    place.keep(PLANNED)
    assert (entry.state, code) == (State.QUEUED, ExitCode.KEPT)
    assert [row[0] for row in rows] == [PLANNED.id, PLANNED.id]
    assert len(rows[1]) == 5


def test_what_the_window_has_by_now_is_known(
    monkeypatch: pytest.MonkeyPatch, program_home: Path, open_store: Store
) -> None:
    place, _rows = window(monkeypatch, program_home, answer=True)
    assert (list(place.in_outbox()), place.found_before(PLANNED.id)) == ([], None)
    entry = Outbox(open_store).add(entry_of(PLANNED, WORK))
    assert list(place.in_outbox()) == ["Fjell AS"]
    kept = Before("It was imported before and is in the outbox.", state="kept")
    assert place.found_before(PLANNED.id) == kept
    assert place.go_on(PLANNED.id) == (entry, ExitCode.KEPT)
    Outbox(open_store).discard(entry.id)
    Drafts(open_store).save(draft_of(PLANNED, WORK))
    before = Before("It was imported before and waits as a draft.", is_draft=True, state="draft")
    assert place.found_before(PLANNED.id) == before
    Drafts(open_store).delete(PLANNED.id)
    assert place.found_before(PLANNED.id) is None


def test_a_window_of_another_version_is_not_read(
    monkeypatch: pytest.MonkeyPatch, program_home: Path, open_store: Store
) -> None:
    place, _rows = window(monkeypatch, program_home, answer=True)
    Outbox(open_store).add(entry_of(PLANNED, WORK))
    with open_store.transaction(CommitPoint.MIGRATE) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert (list(place.in_outbox()), place.found_before(PLANNED.id)) == ([], None)


@pytest.mark.parametrize("after", [0, 2])
def test_what_somebody_else_has_given_it_meanwhile_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, program_home: Path, open_store: Store, after: int
) -> None:
    place, _rows = window(monkeypatch, program_home, SubmissionRefused("It is being taken at this moment."))
    asked = 0

    def wait(_seconds: float) -> None:
        nonlocal asked
        asked += 1
        if asked == after:
            Drafts(open_store).save(draft_of(PLANNED, WORK))

    monkeypatch.setattr("app.commands.importing.places.time.sleep", wait)
    if not after:
        Drafts(open_store).save(draft_of(PLANNED, WORK))
    with pytest.raises(EntryFrozen, match="waits as a draft"):
        place.send(PLANNED)
    assert asked == after
    place.keep(PLANNED)


def test_what_it_refuses_and_has_not_stops_the_import(
    monkeypatch: pytest.MonkeyPatch, program_home: Path, open_store: Store
) -> None:
    place, _rows = window(monkeypatch, program_home, SubmissionRefused("No such connection."))
    monkeypatch.setattr("app.commands.importing.places._PATIENCE", 0.0)
    assert list(place.in_outbox()) == []
    for give in (place.send, place.keep):
        with pytest.raises(CommandFailed, match="No such connection"):
            give(PLANNED)
    assert Outbox(open_store).list() == ()


@pytest.mark.parametrize(
    ("answer", "error"),
    [(None, CommandFailed), (False, StoreBusy), (SubmissionRefused("No."), CommandFailed)],
)
def test_what_it_does_not_take_is_told(
    monkeypatch: pytest.MonkeyPatch, program_home: Path, answer: Any, error: type[Exception]
) -> None:
    place, _rows = window(monkeypatch, program_home, answer)
    with pytest.raises(error):
        place.send(PLANNED)


def test_a_window_is_asked_where_it_has_the_store_open(program_home: Path) -> None:
    paths = AppPaths.of(program_home)
    private_folder(paths.data)
    with open_session(program_home) as session:
        place, _profile = place_for(session, WORK)
        assert isinstance(place, OwnStore)
    locks = FileLock(paths.data / "window"), FileLock(paths.store)
    assert all(lock.acquire() for lock in locks)
    with open_session(program_home) as session:
        place, _profile = place_for(session, WORK)
        assert isinstance(place, OpenWindow)
        with pytest.raises(StoreBusy):
            place_for(session, None)
    for lock in locks:
        lock.release()

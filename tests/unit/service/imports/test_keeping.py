"""Companies of a table, put into the outbox or among the drafts once."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.model.entry import State
from app.model.history.origin import Origin, with_origin
from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import TableCompany, companies_of
from app.service.imports.earlier_imports import Before
from app.service.imports.keeping import ImportKeeper
from app.service.imports.plan import Planner
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.webapi.client import WebApi
from tests.helpers.data.store_builders import entry as made_entry
from tests.helpers.fakes.connect import profile


def company(name: str = "Fjell AS") -> TableCompany:
    sheet = read_text_table(f"Firma;By\n{name};Oslo\n")
    return companies_of(match_columns(sheet), {}, "NO")[0]


def planner_of(api: WebApi, keeper: ImportKeeper) -> Planner:
    return Planner("Work", lambda: api, keeper.found_before, keeper.in_outbox())


def test_what_is_sent_is_in_the_outbox_once(api: WebApi, keeper: ImportKeeper) -> None:
    planned = planner_of(api, keeper).plan(company())
    assert keeper.found_before(planned.id) is None
    assert keeper.put(planned) == keeper.put(planned)
    assert list(keeper.in_outbox()) == ["Fjell AS"]
    assert keeper.found_before(planned.id) == Before(
        "It was imported before and is in the outbox.", state="kept"
    )


def test_what_the_server_has_refused_says_why(api: WebApi, keeper: ImportKeeper) -> None:
    entry = keeper.put(planner_of(api, keeper).plan(company()))
    refused = replace(entry.steps[0], state=State.REJECTED)
    rejected = replace(entry, state=State.REJECTED, message="No such country.", steps=(refused,))
    keeper._outbox.update(rejected, expected=State.QUEUED)
    found = keeper.found_before(entry.id)
    told = "It was imported before and is in the outbox. No such country."
    assert found == Before(told, state="rejected")


def test_what_is_kept_is_a_draft_and_what_was_typed_into_it_stays(api: WebApi, keeper: ImportKeeper) -> None:
    planned = planner_of(api, keeper).draft_of(company())
    draft = keeper.keep(planned)
    assert draft.form["Name"] == "Fjell AS"
    assert keeper.found_before(planned.id) == Before(
        "It was imported before and waits as a draft.", is_draft=True, state="draft"
    )
    assert keeper.keep(planned).id == draft.id


def test_of_a_company_that_was_saved_it_is_said_when_and_not_that_it_waits(
    api: WebApi, store: Store, keeper: ImportKeeper
) -> None:
    outbox = Outbox(store, clock=lambda: datetime(2026, 11, 24, 12, tzinfo=UTC))
    planned = planner_of(api, keeper).plan(company())
    entry = keeper.put(planned)
    told = {"Fjell AS": "A company of this name is in the outbox."}
    assert keeper.in_outbox() == told
    steps = tuple(replace(step, state=State.SAVED, remote_id=7) for step in entry.steps)
    outbox.update(replace(entry, state=State.SAVED, contact_id=7, steps=steps), expected=State.QUEUED)
    (reason,) = planner_of(api, keeper).plan(company("FJELL AS")).reasons
    assert reason == "A company of this name was saved on 24 November 2026, with the id 7."
    other = ImportKeeper(outbox, Drafts(store), replace(profile("https://other.example"), name="Other"))
    assert other.in_outbox() == {
        "Fjell AS": "A company of this name was saved on 24 November 2026 over another connection."
    }
    keeper.put(replace(planned, id="b" * 32))
    assert keeper.in_outbox() == told, "what waits is more than what was saved"


def test_a_draft_that_cannot_be_read_was_imported_as_well(api: WebApi, keeper: ImportKeeper) -> None:
    draft = keeper.keep(planner_of(api, keeper).draft_of(company()))
    with keeper._drafts._store.transaction(CommitPoint.DRAFT_SAVE) as connection:
        connection.execute("UPDATE drafts SET form = '[1]'")
    found = keeper.found_before(draft.id)
    assert found is not None
    assert "cannot be read" in found.sentence
    assert (found.is_draft, found.state) == (False, "draft")


def test_only_what_a_table_of_this_connection_has_become_is_told(
    api: WebApi, store: Store, keeper: ImportKeeper
) -> None:
    planned = planner_of(api, keeper).plan(company())
    entry = with_origin(keeper.put(planned), Origin((), "Fair"))
    keeper._outbox.discard(entry.id)
    keeper._outbox.add(entry)
    found = keeper.made_of_table(entry.id)
    assert found is not None
    assert found["Name"] == "Fjell AS"
    elsewhere = replace(profile("https://other.example"), name="Other")
    other = ImportKeeper(Outbox(store), Drafts(store), elsewhere)
    assert other.made_of_table(entry.id) is None, "it is of another connection"
    typed = made_entry(7, profile=entry.profile)
    keeper._outbox.add(typed)
    assert keeper.made_of_table(typed.id) is None, "it is of no table"
    assert keeper.made_of_table("none") is None


def test_what_was_not_checked_is_no_entry(api: WebApi, keeper: ImportKeeper) -> None:
    with pytest.raises(ValueError, match="not checked"):
        keeper.put(planner_of(api, keeper).draft_of(company()))
    assert list(keeper.in_outbox()) == []

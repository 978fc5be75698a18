"""Companies of a table, put into the outbox or among the drafts once."""

from dataclasses import replace

import pytest

from app.model.entry import State
from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import TableCompany, companies_of
from app.service.imports.keeping import ImportKeeper
from app.service.imports.plan import Before, Planner
from app.storage.sqlite.database import CommitPoint
from app.webapi.client import WebApi


def company(name: str = "Fjell AS") -> TableCompany:
    sheet = read_text_table(f"Firma;By\n{name};Oslo\n")
    return companies_of(match_columns(sheet), {}, "NO")[0]


def planner_of(api: WebApi, keeper: ImportKeeper) -> Planner:
    return Planner("Work", lambda: api, keeper.found_before, keeper.waiting())


def test_what_is_sent_is_in_the_outbox_once(api: WebApi, keeper: ImportKeeper) -> None:
    planned = planner_of(api, keeper).plan(company())
    assert keeper.found_before(planned.id) is None
    assert keeper.put(planned) == keeper.put(planned)
    assert list(keeper.waiting()) == ["Fjell AS"]
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


def test_a_draft_that_cannot_be_read_was_imported_as_well(api: WebApi, keeper: ImportKeeper) -> None:
    draft = keeper.keep(planner_of(api, keeper).draft_of(company()))
    with keeper._drafts._store.transaction(CommitPoint.DRAFT_SAVE) as connection:
        connection.execute("UPDATE drafts SET form = '[1]'")
    found = keeper.found_before(draft.id)
    assert found is not None
    assert "cannot be read" in found.sentence
    assert (found.is_draft, found.state) == (False, "draft")


def test_what_was_not_checked_is_no_entry(api: WebApi, keeper: ImportKeeper) -> None:
    with pytest.raises(ValueError, match="not checked"):
        keeper.put(planner_of(api, keeper).draft_of(company()))
    assert list(keeper.waiting()) == []

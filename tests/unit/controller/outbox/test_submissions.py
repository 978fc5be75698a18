"""What a command hands over is on the disk before the command is told so, or it is told that it is not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

import pytest
from pytestqt.qtbot import QtBot

from app.controller.outbox import submissions
from app.controller.outbox.submissions import SubmissionInbox
from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.entry import Entry, FieldMessage, State
from app.service.running_window import LONGEST_DRAFT, LONGEST_DRAFT_TEXT
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.row_format import draft_row, entry_row
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import as_saved, draft
from tests.helpers.data.store_builders import entry as any_entry
from tests.helpers.garbage.stored_values import GARBAGE, noted

PATIENCE_MS = 20_000
LATER = datetime(2999, 1, 1, tzinfo=UTC)
PEOPLE = [{"Firstname": "Åse", "Lastname": "Ødegård"}, {"Firstname": "Jens", "Lastname": "Straße"}]


def entry(**changes: Any) -> Entry:
    """A new entry: its steps are the people of its body."""
    body = {"ContactId": 0, "Name": "Bakery 1", "DbiKey": "token-1", "Persons": PEOPLE}
    return any_entry(1, **{"body": body, "problems": (), **changes})


def new_row() -> Sequence[Any]:
    return entry_row(entry())


def with_other_text(row: Sequence[Any], text: str, other: str) -> list[Any]:
    """The row with another text in its steps and in its body."""
    return [one.replace(text, other) if place in (STEPS, BODY) else one for place, one in enumerate(row)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        yield store


@pytest.fixture
def inbox(qapp: object, store: Store) -> Iterator[SubmissionInbox]:
    assert qapp is not None
    disk = WorkerPool(1)
    access = StoreAccess(disk)
    access.open(store)
    inbox = SubmissionInbox(lambda name: name == "work", lambda _name: False, access)
    yield inbox
    assert disk.close(PATIENCE_MS)


def told(qtbot: QtBot, inbox: SubmissionInbox, row: Sequence[Any]) -> list[object]:
    """The id, and whether it is stored, as the command is told."""
    with qtbot.waitSignal(inbox.decided, timeout=PATIENCE_MS) as settled:
        inbox.submit(row)
    assert isinstance(settled.args, list)
    return settled.args


def test_it_is_stored_before_the_command_is_told(qtbot: QtBot, inbox: SubmissionInbox, store: Store) -> None:
    taken: list[Entry] = []
    inbox.accepted.connect(taken.append)
    assert told(qtbot, inbox, entry_row(entry())) == ["entry-1", True]
    assert Outbox(store).list() == tuple(taken) == (entry(),)


def test_given_twice_it_is_there_once(qtbot: QtBot, inbox: SubmissionInbox, store: Store) -> None:
    for _ in range(2):
        assert told(qtbot, inbox, entry_row(entry())) == ["entry-1", True]
    assert Outbox(store).list() == (entry(),)


def test_given_again_after_a_lost_answer_it_is_the_stored_one(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store
) -> None:
    """The second command has made another token; meanwhile the window has sent the company."""
    outbox = Outbox(store)
    assert told(qtbot, inbox, new_row())[1] is True
    sent = outbox.update(as_saved(entry(), 7), expected=State.QUEUED)
    taken: list[Entry] = []
    inbox.accepted.connect(taken.append)
    again = with_other_text(new_row(), "token-1", "token-2")
    assert told(qtbot, inbox, again) == ["entry-1", True]
    assert taken == [sent]
    assert outbox.list() == (sent,)


@pytest.mark.parametrize(
    "row",
    [
        ["entry-1"],
        [*entry_row(entry())[:13], "no steps", *entry_row(entry())[14:]],
        entry_row(entry(state=State.SAVED)),
        entry_row(entry(profile="another")),
    ],
    ids=["short", "damaged", "not new", "no such connection"],
)
def test_what_cannot_be_sent_is_not_taken(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store, row: Sequence[Any]
) -> None:
    assert told(qtbot, inbox, row) == ["entry-1", False]
    assert Outbox(store).list() == ()


def test_what_the_disk_refuses_is_not_taken(qtbot: QtBot, inbox: SubmissionInbox, store: Store) -> None:
    store.close()
    with qtbot.assertNotEmitted(inbox.accepted):
        assert told(qtbot, inbox, entry_row(entry())) == ["entry-1", False]


def test_before_the_store_is_open_nothing_is_taken(qapp: object, qtbot: QtBot) -> None:
    assert qapp is not None
    inbox = SubmissionInbox(lambda _name: True, lambda _name: False, StoreAccess(WorkerPool(1)))
    assert told(qtbot, inbox, entry_row(entry())) == ["entry-1", False]


BODY, STEPS = 15, 13


@pytest.mark.slow
@pytest.mark.parametrize("column", range(17))
def test_whatever_a_stranger_hands_over_gets_an_answer_and_stops_nothing(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store, column: int
) -> None:
    said: list[str] = []
    inbox.refused.connect(lambda _entry, because: said.append(because))
    for garbage in (*GARBAGE, None, True, [], {}, [[1]], 2**70):
        said.clear()
        row = [*new_row()]
        row[column] = garbage
        with noted(garbage):
            _, is_stored = told(qtbot, inbox, row)
            stored = Outbox(store).list()
            assert len(stored) == int(bool(is_stored)), "a yes is on the disk, a no is not"
            assert bool(said) is not is_stored
            assert len(Outbox(store).due(datetime.now(UTC))) == len(stored), "what is taken can be sent"
        with store.transaction(CommitPoint.DISCARD) as connection:
            connection.execute("DELETE FROM entries")


@pytest.mark.parametrize(
    "steps",
    ["[]", "[1]", '[{"number": 0, "kind": "person", "name": "x", "state": "queued"}]'],
)
def test_steps_that_are_not_the_company_and_its_people_are_refused(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store, steps: str
) -> None:
    row = [*new_row()]
    row[STEPS] = steps
    assert told(qtbot, inbox, row)[1] is False
    row = [*new_row()]
    row[BODY] = '{"ContactId": 0, "Name": "Bakery 1", "Persons": []}'
    assert told(qtbot, inbox, row)[1] is False, "people without a body"
    assert Outbox(store).list() == ()


def test_another_entry_of_a_stored_id_is_refused_with_the_reason(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store
) -> None:
    assert told(qtbot, inbox, new_row())[1] is True
    other = with_other_text(new_row(), "Jens", "Kari")
    assert other[BODY] != new_row()[BODY]
    with qtbot.waitSignal(inbox.refused, timeout=PATIENCE_MS) as refused:
        inbox.submit(other)
    assert "The outbox has this entry already, with other values" in str(refused.args)
    assert len(Outbox(store).list()) == 1


@pytest.mark.parametrize("wrong", [{"Emails": "a@b.no"}, {"Emails": ["a"]}, {"Position": 7}], ids=str)
def test_people_of_other_shapes_are_refused_before_their_company_is_sent(
    qtbot: QtBot, inbox: SubmissionInbox, wrong: dict[str, Any]
) -> None:
    row, body = [*new_row()], json.loads(new_row()[BODY])
    row[BODY] = json.dumps({**body, "Persons": [{**body["Persons"][0], **wrong}, body["Persons"][1]]})
    with qtbot.waitSignal(inbox.refused, timeout=PATIENCE_MS) as refused:
        inbox.submit(row)
    assert str(refused.args).startswith(f"['entry-1', 'Persons[0].{next(iter(wrong))}")


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "\u00e5"},
        {"id": "x" * 65},
        {"name": "N" * 4_000_000},
        {"name": "Bakery 1\0"},
        {"name": "Another"},
        {"answer": {"ContactId": 5}},
        {"problems": (FieldMessage("Name", "Too long"),)},
        {"message": "m" * 1_000_000},
        {"message": "Saved."},
        {"body": {**entry().body, "NextSteps": []}},
        {"created": LATER, "updated": LATER},
        {"updated": LATER},
        {"named_wait": 5.0},
        {"steps": (replace(entry().steps[0], candidates=(1, 2)), *entry().people)},
        {"steps": (replace(entry().steps[0], name="Another"), *entry().people)},
        {"steps": (replace(entry().steps[0], token="t" * 5000), *entry().people)},
        {"steps": (entry().steps[0], replace(entry().people[0], is_left_to_user=True), entry().people[1])},
    ],
)
def test_what_no_command_of_ours_submits_is_refused(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store, changes: dict[str, Any]
) -> None:
    with qtbot.waitSignal(inbox.refused, timeout=PATIENCE_MS) as refused:
        inbox.submit(entry_row(entry(**changes)))
    assert (refused.args or [""])[1:] == ["What was handed over is no new entry."]
    assert Outbox(store).list() == ()


def test_the_id_of_a_draft_is_refused(qtbot: QtBot, inbox: SubmissionInbox, store: Store) -> None:
    typed = draft(1, id="entry-1")
    Drafts(store).save(typed)
    with qtbot.waitSignal(inbox.refused, timeout=PATIENCE_MS) as refused:
        inbox.submit(new_row())
    assert "is among the drafts already" in str(refused.args)
    assert (Outbox(store).list(), Drafts(store).all()) == ((), (typed,))


DEEP: dict[str, Any] = reduce(lambda inner, _level: {"Deep": inner}, range(900), {})


@pytest.mark.parametrize(
    ("body", "because"),
    [
        ({"Name": "\u200b"}, "Name: Enter the name of the company."),
        ({"Name": "A\x07"}, "Name: A character that cannot be stored (U+0007) is in it. Take it out."),
        ({"Source": 2**31}, "Source: Enter a whole number from -2,147,483,648 to 2,147,483,647."),
        (DEEP, "The file is nested more than 50 levels deep: that is no company."),
    ],
)
def test_a_value_that_no_column_holds_is_refused_with_its_field(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store, body: dict[str, Any], because: str
) -> None:
    reasons: list[str] = []
    inbox.refused.connect(lambda _id, reason: reasons.append(reason))
    made = entry()
    name = body.get("Name", made.name)
    steps = (replace(made.company, name=name), *made.people)
    row = entry_row(replace(made, name=name, steps=steps, body=made.body | body))
    assert told(qtbot, inbox, row) == [made.id, False]
    assert reasons == [because]
    assert Outbox(store).get(made.id) is None


def test_what_was_taken_and_discarded_is_not_taken_again(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store
) -> None:
    reasons: list[str] = []
    inbox.refused.connect(lambda _id, reason: reasons.append(reason))
    assert told(qtbot, inbox, new_row()) == ["entry-1", True]
    Outbox(store).discard("entry-1")
    assert told(qtbot, inbox, new_row()) == ["entry-1", False]
    assert reasons == ["It was taken already, and is not in the outbox any more."]
    assert Outbox(store).list() == ()


def test_a_draft_is_kept_and_what_was_typed_into_it_stays(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store
) -> None:
    given = draft(1, profile="work")
    listed: list[object] = []
    inbox.drafts_listed.connect(listed.append)
    assert told(qtbot, inbox, draft_row(given)) == [given.id, True]
    assert [one.id for one in Drafts(store).all()] == [given.id]
    Drafts(store).save(replace(given, form={"Name": "Typed on"}))
    assert told(qtbot, inbox, draft_row(given)) == [given.id, True]
    assert [one.form for one in Drafts(store).all()] == [{"Name": "Typed on"}]
    assert len(listed) == 2


def test_a_draft_that_is_none_or_of_another_connection_is_refused(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store
) -> None:
    given = draft(1, profile="elsewhere")
    assert told(qtbot, inbox, draft_row(given)) == [given.id, False]
    assert told(qtbot, inbox, (given.id, 1, 2, 3, "no form")) == [given.id, False]
    assert not Drafts(store).all()


@pytest.mark.parametrize(
    "changes",
    [
        {"form": {"Name": "x" * (LONGEST_DRAFT_TEXT + 1)}},
        {"form": {"Persons": [{"Emails": [{"Value": "x" * (LONGEST_DRAFT_TEXT + 1)}]}]}},
        {"form": {"Persons": [{"Firstname": "x" * 1000}] * (LONGEST_DRAFT // 1000)}},
        {"created": LATER - timedelta(days=1)},
        {"updated": LATER - timedelta(days=1)},
    ],
    ids=["a text", "a text of a person", "all", "of a later day", "changed on a later day"],
)
def test_a_draft_that_nobody_has_typed_is_refused(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store, changes: dict[str, Any]
) -> None:
    reasons: list[str] = []
    inbox.refused.connect(lambda _id, because: reasons.append(because))
    given = replace(draft(1, profile="work"), **changes)
    assert told(qtbot, inbox, draft_row(given)) == [given.id, False]
    assert reasons == ["What was handed over is no draft."]
    assert not Drafts(store).all()


def test_a_long_draft_of_many_people_is_kept(qtbot: QtBot, inbox: SubmissionInbox) -> None:
    people = [{"Firstname": "Kari", "Lastname": f"Ås {number}"} for number in range(5000)]
    given = replace(draft(1, profile="work"), form={"Name": "Fjord AS", "Persons": people})
    assert told(qtbot, inbox, draft_row(given)) == [given.id, True]


def test_a_company_whose_id_its_content_has_made_is_taken_once_whatever_became_of_it(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store
) -> None:
    content_id = uuid5(NAMESPACE_DNS, "Bakery 1").hex
    assert told(qtbot, inbox, entry_row(entry(id=content_id))) == [content_id, True]
    later = entry(id=content_id, body={**entry().body, "Department": "North"})
    assert told(qtbot, inbox, entry_row(later)) == [content_id, True]
    stored = Outbox(store).get(content_id)
    assert stored is not None
    assert "Department" not in stored.body


def test_what_is_handed_over_is_read_beside_the_window(
    qtbot: QtBot, inbox: SubmissionInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A company of thousands of people takes a second to be read and checked."""
    threads: list[int] = []
    for name in ("entry_from_row", "check_new", "draft_from_row"):
        read = getattr(submissions, name)

        def noting(given: Any, read: Any = read) -> Any:
            threads.append(threading.get_ident())
            return read(given)

        monkeypatch.setattr(submissions, name, noting)
    assert told(qtbot, inbox, new_row()) == ["entry-1", True]
    assert told(qtbot, inbox, draft_row(draft(7)))[1] is True
    assert len(threads) == 3
    assert threading.get_ident() not in threads


@pytest.mark.parametrize(
    ("content", "is_taken"),
    [
        ({"Origin": {"templates": ["Fair"], "table": "fair.xlsx"}}, True),
        ({"Origin": {"templates": ["Fair"] * 2}}, False),
        ({"Origin": {"table": "x" * 5000}}, False),
        ({"Origin": {"table": "a\nb"}}, False),
        ({"Another": 1}, False),
    ],
)
def test_where_it_came_from_is_handed_over_as_it_is_kept(
    content: dict[str, Any], is_taken: bool, qtbot: QtBot, inbox: SubmissionInbox
) -> None:
    made = entry()
    row = entry_row(replace(made, steps=(replace(made.company, content=content), *made.steps[1:])))
    assert told(qtbot, inbox, row)[1] is is_taken


@pytest.mark.parametrize("is_open_long", [False, True])
def test_a_company_with_the_key_of_another_entry_is_refused(
    qtbot: QtBot, inbox: SubmissionInbox, store: Store, is_open_long: bool
) -> None:
    refusals: list[str] = []
    inbox.refused.connect(lambda _id, because: refusals.append(because))
    if is_open_long:
        Outbox(store).add(as_saved(entry(), 1000))
    else:
        assert told(qtbot, inbox, new_row()) == ["entry-1", True]
    assert told(qtbot, inbox, ["entry-2", *new_row()[1:]]) == ["entry-2", False]
    (because,) = refusals
    assert because == (
        "“Bakery 1” has the key of another entry, by which that one is found in SuperOffice: "
        "it needs a key of its own, or none."
    )
    fresh = with_other_text(new_row(), "token-1", "token-2")
    assert told(qtbot, inbox, ["entry-3", *fresh[1:]]) == ["entry-3", True]
    typed = entry(steps=(replace(entry().company, token=""), *entry().steps[1:]))
    assert told(qtbot, inbox, ["entry-4", *entry_row(typed)[1:]]) == ["entry-4", False]


def test_a_company_whose_key_is_not_that_of_its_step_is_refused(qtbot: QtBot, inbox: SubmissionInbox) -> None:
    row = [one.replace("token-1", "token-2") if place == BODY else one for place, one in enumerate(new_row())]
    assert told(qtbot, inbox, row) == ["entry-1", False]

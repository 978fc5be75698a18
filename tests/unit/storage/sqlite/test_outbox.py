from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from app.model.entry import Entry, EntrySummary, State, Step
from app.storage.files.errors import EntryFrozen, StaleEntry, StoreProblem
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.progress import READ_SUMMARIES
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, as_saved, draft, entry
from tests.helpers.data.store_builders import in_state as brought_to


def in_state(state: State, number: int = 1) -> Entry:
    return entry(number, state=state)


def with_steps(one: Entry, *states: State) -> Entry:
    """Its steps are in these states; what is saved has a record, 4 is that of the company."""
    steps = tuple(
        replace(step, state=state, remote_id=4 + step.number if state is State.SAVED else 0)
        for step, state in zip(one.steps, states, strict=True)
    )
    return replace(one, steps=steps, contact_id=steps[0].remote_id)


def test_an_entry_comes_back_as_it_was_put(outbox: Outbox) -> None:
    full = entry(
        state=State.UNKNOWN,
        message="Looked for",
        answer={"ContactId": 17, "Name": "Bageri Ås 🥐", "Emails": [{"Value": None}], "Rank": 10**20},
        tries=3,
        next_try=NOW + timedelta(minutes=1),
    )
    company = replace(
        full.company, first_not_found_at=NOW, sent=NOW, state_if_not_found=State.REJECTED, not_it=(17,)
    )
    person = replace(full.people[0], state=State.UNKNOWN, matched_by_name=True, message="One of these?")
    person = replace(person, candidates=(4, 9))
    full = replace(full, steps=(company, person, full.people[1]))
    assert outbox.add(full) == full
    assert outbox.get(full.id) == full
    assert outbox.list() == (full,)


def test_one_ends_and_the_next_begins_together_or_not_at_all(outbox: Outbox) -> None:
    first, second = outbox.add(entry(1, state=State.SENDING)), outbox.add(entry(2))
    saved, sending = as_saved(first), brought_to(second, State.SENDING)
    with pytest.raises(StaleEntry):
        outbox.hand_over_to_next(saved, expected=State.QUEUED, next_entry=sending)
    assert outbox.list() == (first, second)
    ended, begun = outbox.hand_over_to_next(saved, expected=State.SENDING, next_entry=sending)
    assert outbox.list() == (ended, begun)
    assert begun is not None
    assert (ended.state, begun.state) == (State.SAVED, State.SENDING)
    # It is not QUEUED any more.
    assert outbox.hand_over_to_next(saved, expected=State.SAVED, next_entry=sending)[1] is None


def test_an_entry_takes_the_place_of_its_draft(outbox: Outbox, drafts: Drafts) -> None:
    drafts.save(draft(1))
    drafts.save(draft(2))
    outbox.add(entry(), replaces_draft="draft-1")
    assert [one.id for one in drafts.all()] == ["draft-2"]


def test_three_presses_of_save_make_one_entry(outbox: Outbox) -> None:
    first = outbox.add(entry())
    sent = outbox.update(brought_to(first, State.SENDING), expected=State.QUEUED)
    assert outbox.add(entry(name="Pressed again")) == sent
    assert outbox.add(entry(name="And again")) == sent
    assert outbox.list() == (sent,)


def test_presses_at_the_same_moment_make_one_entry(outbox: Outbox) -> None:
    names = [f"Press {number}" for number in range(8)]
    start, got = threading.Barrier(len(names)), list[Entry]()

    def press(name: str) -> None:
        start.wait()
        got.append(outbox.add(entry(name=name)))

    threads = [threading.Thread(target=press, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.name for one in got}) == 1
    assert len(outbox.list()) == 1


def test_text_that_is_not_quite_text_is_kept_out_of_the_way(outbox: Outbox) -> None:
    half = "Half a smile \ud83d"
    outbox.add(entry(name=half))
    stored = outbox.list()[0]
    assert stored.name == "Half a smile ?"
    assert stored.body["Name"] == half


def test_entries_come_oldest_first_and_equal_ones_in_the_order_of_saving(outbox: Outbox) -> None:
    for number in (3, 1, 2):
        outbox.add(entry(number))
    for number in (9, 8):
        outbox.add(entry(number, created=NOW))
    expected = ["entry-9", "entry-8", "entry-1", "entry-2", "entry-3"]
    assert [one.id for one in outbox.list()] == expected
    assert [one.id for one in outbox.summaries()] == expected
    assert [one.id for one in outbox.summaries(newest_first=True)] == expected[::-1]
    assert [one.id for one in outbox.due(NOW)] == expected


def test_a_list_is_narrowed_by_state_text_and_length(outbox: Outbox) -> None:
    outbox.add(entry(1, name="Ærlig Øl", state=State.SAVED, contact_id=512))
    answer = {"ContactId": 9, "Number2": "10007"}
    outbox.add(entry(2, name="100% Wool_Co", state=State.SAVED, answer=answer))
    outbox.add(entry(3, name="Ærlig Talt", body={"Name": "Ærlig Talt", "Number2": "vip-3"}))

    def found(search: str = "", *states: State, limit: int = 9) -> list[str]:
        listed = outbox.list(states or None, search, limit)
        assert [one.id for one in outbox.summaries(states or None, search, limit)] == [
            one.id for one in listed
        ]
        return [one.id for one in listed]

    assert found("ærlig ") == ["entry-1", "entry-3"]
    assert found("ÆRLIG", State.SAVED) == ["entry-1"]
    assert found("strasse") == ["entry-1", "entry-2", "entry-3"]
    assert found("%") == ["entry-2"]
    assert found("512") == ["entry-1"]
    assert found("10007") == found("0007") == ["entry-2"]
    assert found("VIP-3") == ["entry-3"]
    assert found(limit=2) == ["entry-1", "entry-2"]
    assert found("", State.QUEUED, State.REJECTED) == ["entry-3"]
    assert outbox.list([], "") == ()


def test_a_summary_says_what_the_list_shows(outbox: Outbox) -> None:
    one = entry(state=State.REJECTED, contact_id=9, message="Refused", next_try=NOW)
    outbox.add(with_steps(one, State.SAVED, State.SAVED, State.REJECTED))
    assert outbox.summaries() == (
        EntrySummary(one.id, State.REJECTED, one.name, 4, one.created, one.updated, "Refused", NOW, 2, 3),
    )


def test_a_list_reads_no_bodies(store: Store) -> None:
    plan = str(store.read("EXPLAIN QUERY PLAN " + READ_SUMMARIES + "ORDER BY created, number"))
    assert "USING COVERING INDEX entries_listed" in plan
    assert "TEMP B-TREE" not in plan


def test_an_entry_is_due_when_its_time_has_come(outbox: Outbox) -> None:
    outbox.add(entry(1, next_try=NOW + timedelta(seconds=60)))
    outbox.add(entry(2, state=State.UNKNOWN, next_try=NOW))
    outbox.add(entry(3, profile="home"))
    for number, state in enumerate((State.SENDING, State.SAVED, State.REJECTED), start=4):
        outbox.add(in_state(state, number))
    assert [one.id for one in outbox.due(NOW)] == ["entry-2", "entry-3"]
    assert [one.id for one in outbox.due(NOW, 1)] == ["entry-2"]
    assert [one.id for one in outbox.due(NOW, without=["home"])] == ["entry-2"]
    assert [one.id for one in outbox.due(NOW + timedelta(seconds=60))] == ["entry-1", "entry-2", "entry-3"]


def test_the_next_due_time_is_that_of_the_first_entry_waiting(outbox: Outbox) -> None:
    assert outbox.next_due() is None
    outbox.add(in_state(State.SAVED, 1))
    assert outbox.next_due() is None
    later, sooner = NOW + timedelta(hours=2), NOW + timedelta(hours=1)
    outbox.add(entry(2, next_try=later))
    outbox.add(entry(3, profile="home", next_try=sooner))
    assert outbox.next_due() == sooner
    assert outbox.next_due(without=["home"]) == later
    waiting_since_saved = outbox.add(entry(4))
    assert outbox.next_due() == waiting_since_saved.created


def test_every_state_is_counted(outbox: Outbox) -> None:
    outbox.add(entry(1))
    outbox.add(entry(2))
    outbox.add(in_state(State.SAVED, 3))
    assert outbox.counts() == {
        State.QUEUED: 2,
        State.SENDING: 0,
        State.SAVED: 1,
        State.REJECTED: 0,
        State.UNKNOWN: 0,
    }


def test_a_saved_company_whose_people_were_refused_is_incomplete(outbox: Outbox) -> None:
    outbox.add(in_state(State.REJECTED, 1))
    partly = with_steps(entry(2), State.SAVED, State.REJECTED, State.SAVED)
    outbox.add(replace(partly, state=State.REJECTED, contact_id=partly.company.remote_id or 17))
    outbox.add(entry(3, state=State.SAVED, contact_id=18))
    assert outbox.count_incomplete() == 1
    assert outbox.counts()[State.REJECTED] == 2


def test_a_change_is_written_whole_and_dated(outbox: Outbox) -> None:
    before = outbox.add(entry())
    sending = with_steps(before, State.SAVED, State.SENDING, State.QUEUED)
    sending = replace(
        sending, state=State.SENDING, tries=1, contact_id=4, answer={"ContactId": 4}, problems=()
    )
    written = outbox.update(sending, expected=State.QUEUED)
    assert written == replace(sending, updated=NOW)
    assert outbox.get(before.id) == written


def test_a_change_of_an_entry_that_changed_is_refused(outbox: Outbox) -> None:
    first = outbox.add(entry())
    now_sending = outbox.update(brought_to(first, State.SENDING), expected=State.QUEUED)
    with pytest.raises(StaleEntry, match="“Sending” now"):
        outbox.update(replace(first, message="late"), expected=State.QUEUED)
    assert outbox.get(first.id) == now_sending
    with pytest.raises(StaleEntry, match="not in the outbox any more"):
        outbox.update(entry(2), expected=State.QUEUED)


def test_one_of_many_threads_gets_the_entry(outbox: Outbox) -> None:
    queued = outbox.add(entry())
    start, won = threading.Barrier(8), list[int]()

    def take(number: int) -> None:
        start.wait()
        try:
            outbox.update(brought_to(queued, State.SENDING, tries=number), expected=State.QUEUED)
            won.append(number)
        except StaleEntry:
            return

    threads = [threading.Thread(target=take, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = outbox.get(queued.id)
    assert stored is not None
    assert won == [stored.tries]


def test_what_was_being_sent_when_the_program_ended_is_unknown(outbox: Outbox) -> None:
    sending = with_steps(in_state(State.SENDING, 1), State.SAVED, State.SENDING, State.QUEUED)
    outbox.add(replace(sending, next_try=NOW))
    half = outbox.add(with_steps(in_state(State.QUEUED, 2), State.SENDING, State.QUEUED, State.QUEUED))
    untouched = [
        outbox.add(in_state(State.SAVED, 3)),
        outbox.add(in_state(State.REJECTED, 4)),
        outbox.add(entry(5, name='“sending”, said "sending"')),
        outbox.add(entry(6, steps=(Step(0, entry().company.kind, "sending"),))),
    ]
    assert outbox.recover() == 2
    first = outbox.get("entry-1")
    assert first is not None
    assert (first.state, first.next_try) == (State.UNKNOWN, None)
    assert [step.state for step in first.steps] == [State.SAVED, State.UNKNOWN, State.QUEUED]
    assert "looked for on the server" in first.message
    second = outbox.get(half.id)
    assert second is not None
    assert (second.state, second.company.state) == (State.UNKNOWN, State.UNKNOWN)
    assert [outbox.get(one.id) for one in untouched] == untouched
    assert outbox.recover() == 0


@pytest.mark.parametrize("state", [State.QUEUED, State.SAVED, State.REJECTED, State.UNKNOWN])
def test_a_discarded_entry_can_be_put_back(outbox: Outbox, state: State) -> None:
    one = outbox.add(in_state(state))
    assert outbox.discard(one.id) == one
    assert outbox.get(one.id) is None
    assert outbox.restore(one) == one
    assert outbox.get(one.id) == one
    assert outbox.restore(replace(one, message="twice")) == one


def test_an_entry_that_is_being_sent_cannot_be_discarded(outbox: Outbox) -> None:
    one = outbox.add(in_state(State.SENDING))
    with pytest.raises(EntryFrozen, match="“Bakery 1” is being sent at this moment"):
        outbox.discard(one.id)
    assert outbox.get(one.id) == one
    with pytest.raises(StaleEntry):
        outbox.discard("no such entry")


@pytest.mark.parametrize("state", [State.QUEUED, State.REJECTED])
def test_an_entry_goes_back_to_the_form_without_our_token(
    outbox: Outbox, drafts: Drafts, state: State
) -> None:
    one = outbox.add(in_state(state))
    reopened = outbox.reopen(one.id)
    assert reopened.form == {key: value for key, value in one.body.items() if key != "DbiKey"}
    assert (reopened.id, reopened.profile, reopened.created) == (one.id, one.profile, one.created)
    assert drafts.all() == (reopened,)
    assert outbox.get(one.id) is None
    assert drafts.save(reopened)


def test_a_key_that_the_user_typed_goes_back_to_the_form(outbox: Outbox) -> None:
    typed = entry(steps=(replace(entry().company, token=""),))
    outbox.add(typed)
    assert outbox.reopen(typed.id).form == typed.body


@pytest.mark.parametrize("state", [State.SENDING, State.SAVED, State.UNKNOWN])
def test_an_entry_that_may_be_on_the_server_does_not_go_back(
    outbox: Outbox, drafts: Drafts, state: State
) -> None:
    one = outbox.add(in_state(state))
    with pytest.raises(EntryFrozen, match=r"^“Bakery 1” (is|may be) .+\.$"):
        outbox.reopen(one.id)
    partly = outbox.add(with_steps(in_state(State.REJECTED, 2), state, State.QUEUED, State.QUEUED))
    with pytest.raises(EntryFrozen, match="would create it twice"):
        outbox.reopen(partly.id)
    assert outbox.list() == (one, partly)
    assert drafts.all() == ()


def test_the_history_ends_where_it_is_told_to(outbox: Outbox) -> None:
    for number, state in enumerate((State.SAVED, State.SAVED, State.QUEUED), start=1):
        outbox.add(in_state(state, number))
    assert outbox.purge(NOW + timedelta(seconds=2)) == 1
    assert [one.id for one in outbox.list()] == ["entry-2", "entry-3"]


def test_a_wiped_history_is_in_no_file(outbox: Outbox, store: Store) -> None:
    for number in range(1, 40):
        outbox.add(
            entry(number, name=f"Wiped Company {number}", state=State.SAVED, answer={"x": "Wiped" * 900})
        )
    waiting = outbox.add(entry(40))
    copy = store.path.with_name(store.path.name + ".before-version-2")
    store.backup(copy)
    damaged = store.path.with_name(store.path.name + ".damaged-20260301")
    damaged.touch()
    files = list(store.path.parent.iterdir())
    assert any(b"Wiped" in file.read_bytes() for file in files)
    assert outbox.wipe_history() == 39
    assert outbox.list() == (waiting,)
    for file in store.path.parent.iterdir():
        assert b"Wiped" not in file.read_bytes(), file
        assert b"wiped" not in file.read_bytes(), file
    assert not copy.exists()
    assert damaged.exists()
    (notice,) = store.notices
    assert str(damaged) in notice


def test_a_history_that_another_program_still_reads_is_not_said_to_be_wiped(
    outbox: Outbox, store: Store
) -> None:
    outbox.add(in_state(State.SAVED))
    store.read("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM entries").fetchall()
        with pytest.raises(StoreProblem, match="Another program holds the file"):
            outbox.wipe_history()
    assert outbox.wipe_history() == 0


def test_a_row_that_cannot_be_read_does_not_hold_up_the_others(outbox: Outbox, store: Store) -> None:
    outbox.add(entry(1))
    good = outbox.add(entry(2))
    store.read("UPDATE entries SET body = substr(body, 9) WHERE id = 'entry-1'")
    assert outbox.due(NOW) == (good,)
    assert outbox.list() == (good,)
    assert store.notices == (
        "The entry “Bakery 1” of 1 March 2026 cannot be read: its place on the disk is damaged.",
    )


def test_a_time_without_zone_is_a_mistake(outbox: Outbox) -> None:
    with pytest.raises(ValueError, match="zone"):
        outbox.due(NOW.replace(tzinfo=None))

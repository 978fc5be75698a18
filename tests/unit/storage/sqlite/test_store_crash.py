"""The process is killed at every commit in turn: a company is a draft or an entry, never both or neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.entry import State
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.list_cache import ListCache
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, draft, entry, line_of, program
from tests.helpers.processes.killing import was_killed

pytestmark = pytest.mark.slow  # a process for each case

# Every kind of change once, in an order in which it happens; the program kills itself at the chosen one.
LIFE = """
import sys
from contextlib import contextmanager
from pathlib import Path

from app.model.entry import State
from app.storage.sqlite.database import Database
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.list_cache import ListCache
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.progress import Progress
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, as_saved, draft, entry, in_state
from tests.helpers.processes.killing import die

path, chosen, moment = sys.argv[1:]
transaction = Database.transaction


def die_at(point, now):
    if (point, now) == (chosen, moment):
        die()


@contextmanager
def deadly(self, point):
    with transaction(self, point) as connection:
        yield connection
        die_at(point, "before")
    die_at(point, "after")


Database.transaction = deadly
store = Store.open(Path(path))
drafts, outbox, lists = Drafts(store), Outbox(store, clock=lambda: NOW), ListCache(store)
outbox.recover()
drafts.save(draft(1, id="entry-1"))
drafts.save(draft(2))
drafts.delete("draft-2")
one = outbox.add(entry(1), replaces_draft="entry-1")
for state in (State.SENDING, State.QUEUED, State.SENDING, State.UNKNOWN, State.SENDING, State.REJECTED):
    one = outbox.update(in_state(one, state), expected=one.state)
    if state is State.SENDING:
        outbox.append_progress(Progress(one.id, "a person is being sent", 0))
typed = outbox.reopen("entry-1")
one = outbox.add(entry(1), replaces_draft="entry-1")
outbox.restore(outbox.discard("entry-1"))
one = outbox.update(as_saved(one, 9), expected=State.QUEUED)
outbox.purge(NOW)
outbox.wipe_history()
lists.put("work", "nb", "category", "[]", NOW)
lists.forget("work")
print("lived", flush=True)
"""


@pytest.mark.long
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("point", [point for point in CommitPoint if point is not CommitPoint.TAKE_OVER])
def test_killed_at_a_commit_the_company_is_there_once_and_never_half(
    path: Path, point: CommitPoint, moment: str
) -> None:
    with program(LIFE, path, point, moment) as killed:
        assert line_of(killed) == ""
        assert was_killed(killed.wait())
    with Store.open(path) as store:
        drafts, outbox = Drafts(store), Outbox(store)
        assert store.notices == ()
        assert store.read("PRAGMA integrity_check") == [("ok",)]
        outbox.recover()
        typed = [one.id for one in drafts.all() if one.id == "entry-1"]
        saved = [one.id for one in outbox.list()]
        assert len(typed) + len(saved) == COMPANIES.get((point, moment), 1)
        assert outbox.counts()[State.SENDING] == 0
        assert outbox.add(entry(2)) == entry(2)


# How often the company is there, where not once: not typed yet, discarded, or wiped with the history.
COMPANIES = {
    (CommitPoint.MIGRATE, "before"): 0,
    (CommitPoint.MIGRATE, "after"): 0,
    (CommitPoint.RECOVER, "before"): 0,
    (CommitPoint.RECOVER, "after"): 0,
    (CommitPoint.DRAFT_SAVE, "before"): 0,
    (CommitPoint.DISCARD, "after"): 0,
    (CommitPoint.RESTORE, "before"): 0,
    (CommitPoint.WIPE, "after"): 0,
    (CommitPoint.LIST_PUT, "before"): 0,
    (CommitPoint.LIST_PUT, "after"): 0,
    (CommitPoint.LIST_FORGET, "before"): 0,
    (CommitPoint.LIST_FORGET, "after"): 0,
}


def test_the_life_of_an_entry_passes_every_commit(path: Path) -> None:
    """Without a kill the program above comes to its end, so that each kill above is one."""
    with program(LIFE, path, "nowhere", "after") as living:
        assert line_of(living) == "lived"


UNFINISHED = """
import sys
from pathlib import Path
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.store import Store
store = Store.open(Path(sys.argv[1]))
with store.transaction(CommitPoint.ADD) as connection:
    connection.execute("DELETE FROM drafts")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("CREATE TABLE big AS WITH n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 400) "
                       "SELECT randomblob(4000) FROM n")
    print("in the middle", flush=True)
    sys.stdin.readline()
"""


def test_killed_in_the_middle_of_a_change_everything_is_as_before(path: Path) -> None:
    with Store.open(path) as store:
        Drafts(store).save(draft())
        ListCache(store).put("work", "nb", "category", "[]", NOW)
    with program(UNFINISHED, path) as killed:
        assert line_of(killed) == "in the middle"
        # What did not fit into memory is in the log already, without a commit.
        assert path.with_name("entries.sqlite3-wal").stat().st_size > 1_000_000
        killed.kill()
        killed.wait()
        with Store.open(path) as store:
            assert Drafts(store).all() == (draft(),)
            assert store.read("SELECT count(*) FROM sqlite_master WHERE name = 'big'") == [(0,)]
            assert store.notices == ()

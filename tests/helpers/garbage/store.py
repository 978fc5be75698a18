"""A store with one damaged value in it, and what the commands make of it."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

import keyring

from app.commands.command_line.parser import build_parser
from app.commands.main import run
from app.model.entry import Draft, State
from app.sandbox import PASSWORD
from app.service import lookups
from app.service.delivery.deliverer import new_entry
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.list_cache import ListCache, ServerTraits
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.progress import Progress
from app.storage.sqlite.store import Store
from tests.helpers.garbage.mutations import mutated_value, written
from tests.helpers.garbage.stored_values import EVERY_KIND, KEYS, columns, damage
from tests.helpers.garbage.uses import COMPANY, PROFILE, World, world

IDS: Final = tuple(letter * 32 for letter in "abc")
"""The entries of the store; the first is the one that is damaged."""
DRAFTS: Final = ("d" * 32, "e" * 32)
# The puppet answers each new company and person with the same ones: others would not be believed.
_AS_ANSWERED: Final = COMPANY.with_changes(
    persons=tuple(person.with_changes(firstname="Kari", lastname="Ås") for person in COMPANY.persons or ())
)
_BEGUN: Final = "f" * 32
"""The entry whose people were being sent when the program ended."""
_DAMAGED: Final = {"entries": IDS[0], "drafts": DRAFTS[0], "progress": _BEGUN}
_JSON: Final = ("steps", "problems", "body", "form", "items", "answer", "changes")
LISTS: Final = (lookups.DEFAULT, lookups.COUNTRY, lookups.LAYOUT, "category")
TRAIT: Final = "trait: people inside a company"


@dataclass(frozen=True)
class Combination:
    """One value in one column of one row."""

    table: str
    column: str
    value: object
    row: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column} of {self.row} = {self.value!r:.60}"


class DamagedStore:
    """A home folder whose store is made anew for each combination, from one that is sound."""

    def __init__(self, home: Path, world: World) -> None:
        """`world` has the puppet's answers, of which copies are stored."""
        self.home = home
        self._store = AppPaths.of(home).store
        self._sound = home / "sound.sqlite3"
        self._make(world)

    def damaged_ones(self, seed: int, *, structural: int, every: int = 1) -> Iterator[Combination]:
        """Damages the store in one way after the other, one in `every`, and yields each way."""
        random = Random(seed)  # noqa: S311  # chance that can be repeated is what is wanted
        ways = self.combinations(random, structural=structural)
        return filter(self.damage, islice(ways, 0, None, every))

    def combinations(self, random: Random, *, structural: int) -> Iterator[Combination]:
        """Yields every value in every column of every table, and mutated JSON where a column holds JSON."""
        for table in ("entries", "progress", "drafts", "lists"):
            for row in self._rows(table):
                for column in columns(table):
                    for value in EVERY_KIND:
                        yield Combination(table, column, value, row)
                    if column in _JSON and (stored := self._value(table, column, row)):
                        for _ in range(structural):
                            value, _what = mutated_value(json.loads(stored), random, largest=300)
                            yield Combination(table, column, written(value).decode(), row)

    def damage(self, one: Combination) -> bool:
        """Makes the store, damaged; returns False if SQLite itself refuses the value."""
        for path in self.home.glob(f"{self._store.name}*"):
            path.unlink()
        shutil.copyfile(self._sound, self._store)
        try:
            damage(self._store, one.table, one.column, one.value, one.row)
        except sqlite3.IntegrityError:
            return False
        return True

    def complaints(self, one: Combination) -> list[str]:
        """Has everything that reads the table work with it; returns what is wrong, if anything."""
        if one.table in ("entries", "progress"):
            return self._complaints_of_commands()
        try:
            return list(self._complaints_of_readers(one))
        except Exception as error:  # noqa: BLE001  # whatever it is: it is what is looked for
            return [f"traceback: {type(error).__name__} {error!s:.100}"]

    def _complaints_of_commands(self) -> list[str]:
        said = _Said()
        said.run("outbox", "list")
        damaged = [one for one in _ids(said.run("outbox", "list", "--json")) if one not in IDS[1:]]
        for shown in (*damaged, IDS[1]):
            said.run("outbox", "show", shown)
            said.run("outbox", "show", shown, "--json")
        said.run("outbox", "send")
        after = _ids(said.run("outbox", "list", "--json"))
        is_told = "was damaged" in said.errors
        hidden = 0 if is_told else self._count() - len(after)
        done = ("saved", "unknown") if is_told else ("saved",)
        blocked = [one for one in IDS[1:] if self._state(one) not in done]
        for shown in after:
            said.run("outbox", "discard", shown)
        left = _ids(said.run("outbox", "list", "--json"))
        return [
            *said.faults,
            *([f"hidden: {hidden}"] if hidden else []),
            *(f"blocked: {one} is {self._state(one) or 'gone'}" for one in blocked),
            *(f"not discarded: {one}" for one in left),
        ]

    def _complaints_of_readers(self, one: Combination) -> Iterator[str]:
        with Store.open(self._store) as store:
            drafts = Drafts(store).all()
            if DRAFTS[1] not in [draft.id for draft in drafts]:
                yield f"hidden: {DRAFTS[1]}"
            if len(drafts) < len(DRAFTS) and not store.notices:
                yield f"hidden: {DRAFTS[0]}, without a word"
            for draft in drafts:
                if not draft.title or not Drafts(store).save(draft):
                    yield f"not saved again: {draft.id}"
                Drafts(store).delete(draft.id)
            if Drafts(store).all():
                yield "not deleted: a draft"
            is_repaired = any("was damaged" in notice for notice in store.notices)
            for name in () if is_repaired else LISTS:
                copy = lookups.read_copy(ListCache(store), PROFILE.name, "en", name)
                if copy is None and name != one.row:
                    yield f"hidden: the list {name}"
                if copy is not None and copy.fetched.tzinfo is None:
                    yield "naive: the time of a list"
            ServerTraits(store).names_people_inside(PROFILE.name, PROFILE.url)

    def _make(self, world: World) -> None:
        SettingsFile(AppPaths.of(self.home).settings).save(Settings(profiles=(PROFILE,), active=PROFILE.name))
        keyring.set_password("contact-entry", f"{PROFILE.name}/password", PASSWORD)
        begun = datetime.now(UTC) - timedelta(minutes=5)
        with Store.open(self._store) as store:
            for number, entry_id in enumerate(IDS):
                company = _AS_ANSWERED.with_changes(name=f"Fjord & Sønn {'ABC'[number]}S")
                moment = begun + timedelta(seconds=number)
                Outbox(store).add(new_entry(company, PROFILE, entry_id, moment))
            for draft_id in DRAFTS:
                Drafts(store).save(Draft(draft_id, PROFILE.name, COMPANY.to_create_body(), begun, begun))
            cache = ListCache(store)
            for name in LISTS:
                lookups.fetch(lambda _name: world.api, lambda: cache, PROFILE.name, "en", name)
            ServerTraits(store).note_people_not_named(PROFILE.name, PROFILE.url)
            _begin_people(Outbox(store), begun)
        shutil.copyfile(self._store, self._sound)

    def _rows(self, table: str) -> list[str]:
        if table != "lists":
            return [_DAMAGED[table]]
        return [*LISTS, TRAIT]

    def _value(self, table: str, column: str, row: str) -> Any:
        key = KEYS.get(table, "id")
        with closing(sqlite3.connect(self._sound)) as connection:
            sql = f"SELECT {column} FROM {table} WHERE {key} = ?"  # noqa: S608 - the schema's own names
            return connection.execute(sql, (row,)).fetchone()[0]

    def _state(self, entry_id: str) -> str:
        with closing(sqlite3.connect(self._store)) as connection:
            row = connection.execute("SELECT state FROM entries WHERE id = ?", (entry_id,)).fetchone()
            return str(row[0]) if row else ""

    def _count(self) -> int:
        with closing(sqlite3.connect(self._store)) as connection:
            return int(connection.execute("SELECT count(*) FROM entries").fetchone()[0])


def _begin_people(outbox: Outbox, begun: datetime) -> None:
    """Adds an entry as it is while its people are sent: one is saved, the other was being sent."""
    queued = outbox.add(new_entry(_AS_ANSWERED, PROFILE, _BEGUN, begun - timedelta(minutes=1)))
    company, kari, ola = queued.steps
    steps = (replace(company, state=State.SAVED, remote_id=7), kari, ola)
    sending = replace(queued, state=State.SENDING, contact_id=7, steps=steps)
    outbox.update(sending, expected=State.QUEUED)
    for step in (
        replace(kari, state=State.SAVED, remote_id=8),
        replace(ola, state=State.SENDING, sent=begun),
    ):
        outbox.append_progress(Progress(_BEGUN, "Its people are being sent.", 0, (step,)))


@contextmanager
def damaged_store(folder: Path, online_url: str) -> Iterator[DamagedStore]:
    """Within the block of a puppet, whose answers are stored; `folder` is the home of the program."""
    with TemporaryDirectory() as other, world(Path(other), online_url) as there:
        yield DamagedStore(folder, there)


class _Said:
    """What commands of this process printed."""

    def __init__(self) -> None:
        self.errors = ""
        self.faults: list[str] = []

    def run(self, *arguments: str) -> str:
        """Runs a command; returns its standard output."""
        out, err = io.StringIO(), io.StringIO()
        with (
            redirect_stdout(out),
            redirect_stderr(err),
            patch("app.commands.command_line.parser.build_parser", _PARSER),
            patch("app.commands.delivery.time", _NO_WAIT),
        ):
            code = run([*arguments])
        self.errors += err.getvalue()
        words = " ".join(arguments)[:40]
        if code == 1 or "Traceback" in err.getvalue() or "mistake of its own" in err.getvalue():
            self.faults.append(f"traceback: {words}: {err.getvalue().strip()[-200:]}")
        if code != 0 and not err.getvalue().strip():
            self.faults.append(f"silent: {words} ended with {code}")
        return out.getvalue()


# Seconds for each of a thousand rows: how long a command waits for a server is no matter of what is stored.
_NO_WAIT: Final = SimpleNamespace(sleep=lambda _seconds: None)
# It takes longer than most commands.
_PARSER: Final = cache(build_parser)


def _ids(printed: str) -> list[str]:
    try:
        return [one["id"] for one in json.loads(printed.splitlines()[-1])]
    except (ValueError, IndexError, TypeError, KeyError):
        return []

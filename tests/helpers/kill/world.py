"""A server, a home folder, and the program that is killed in it again and again."""

from __future__ import annotations

import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any, Self

import httpx

from app.model.entry import State
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.faults.faulty_server import Fault, forward_to
from tests.helpers.kill.ledger import Ledger
from tests.helpers.kill.server import MoodyServer
from tests.helpers.kill.turns import Turns
from tests.helpers.kill.typing_script import CONNECTION, Life
from tests.helpers.processes.command import ROOT

Told = dict[str, Any]

_PATIENCE = 250.0  # seconds
_PATIENCE_TO_THE_END = 450.0  # seconds
_ALL = 1_000_000
# What the program is at, by what the script told last.
PHASES = {
    "born": "while it starts",
    "shown": "while it starts",
    "opened": "before a key is pressed",
    "left": "before a key is pressed",
    "entering": "while something is typed",
    "typed": "while something is typed",
    "pressing": "between Save and commit",
    "committed": "after the commit",
    "state": "after an answer",
}
IN_A_POST = "in the middle of a POST"


class Nursery:
    """The process that the lives are forked from."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.helpers.kill.nursery"],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                bufsize=0,
                start_new_session=True,
            )
        assert self._process.stdout is not None
        self._output = self._process.stdout.fileno()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._output, selectors.EVENT_READ)
        self._rest = b""
        self._lines: list[dict[str, Any]] = []
        self.wait_for("loaded")

    def begin(self, life: Life) -> int:
        """Starts a life; returns the id of its process."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{life.to_json()}\n".encode())
        return int(self.wait_for("born")["process"])

    def next(self, seconds: float) -> dict[str, Any] | None:
        """The next line, None where there is none within that time."""
        until = time.monotonic() + seconds
        while not self._lines:
            if not self._selector.select(max(until - time.monotonic(), 0)):
                return None
            read = os.read(self._output, 65536)
            assert read, "the process that all lives come from has ended"
            *lines, self._rest = (self._rest + read).split(b"\n")
            self._lines += [json.loads(line) for line in lines]
        return self._lines.pop(0)

    def wait_for(self, event: str) -> dict[str, Any]:
        told = self.next(_PATIENCE)
        assert told is not None, f"{event} was not told in time"
        assert told["event"] == event, f"{told} was told instead of {event}"
        return told

    def end(self) -> None:
        with self._process:
            # With it whatever life there may be.
            os.killpg(self._process.pid, signal.SIGKILL)
        self._selector.close()


class World:
    """Use it as a context manager. What is broken is in ``ledger.complaints``."""

    def __init__(self, folder: Path, seed: int, options: Options | None = None, **settings: Any) -> None:
        self.ledger = Ledger()
        self.home = folder / "home"
        self.kills: Counter[str] = Counter()
        self.log = folder / "errors.txt"
        self._folder = folder
        self._random = Random(seed)  # noqa: S311  # chance that can be repeated is what is wanted
        self._settings = settings
        self._sandbox = SandboxServer(folder / "sandbox.sqlite3", options or Options(companies=False))

    def __enter__(self) -> Self:
        self._sandbox.__enter__()
        self.server = MoodyServer(forward_to(self._sandbox.url), self._random.getrandbits(32))
        self.server.__enter__()
        chosen = {"language": "en", "send_persons": True, **self._settings}
        profile = Profile(name=CONNECTION, url=self.server.url, user=USER, **chosen)
        self.home.mkdir()
        SettingsFile(AppPaths.of(self.home).settings).save(Settings().with_profile(profile))
        environment = {
            **os.environ,
            "PYTHON_KEYRING_BACKEND": "tests.helpers.secrets.memory_keyring.MemoryKeyring",
            "LC_ALL": "C.UTF-8",
        }
        self._nursery = Nursery(environment, self.log)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._nursery.end()
        self.server.__exit__(kind, error, trace)
        self._sandbox.__exit__(kind, error, trace)

    def kill_at_random(self) -> None:
        """One life, ended at a moment that chance chooses: while it starts, any time, or around a Save."""
        process = self._begin()
        chance = self._random.random()
        if chance < 0.15:
            last = self._listen(self._random.uniform(0, 2.0))
        elif chance < 0.5:
            self._listen(_PATIENCE, lambda told: told["event"] == "shown")
            last = self._listen(self._random.uniform(0.5, 4.0))
        else:
            presses = self.ledger.presses + self._random.choice((1, 1, 1, 2))
            self._listen(_PATIENCE, lambda _told: self.ledger.presses >= presses)
            last = self._listen(self._random.uniform(0, 0.8))
        self.kills[IN_A_POST if self.server.is_posted_to else PHASES[last]] += 1
        self._kill(process)

    def crash(self, **plan: Any) -> bool:
        """One life, ended by its own crash switch; whether it came to that."""
        process = self._begin(busy=True, key_ms=1, **plan)
        crashed = self._listen(_PATIENCE, lambda told: told["event"] == "crash") == "crash"
        self._kill(process, dies=crashed)
        return crashed

    def settle(self) -> tuple[int, int]:
        """The last life, left alone with a server that is well; how many are lost and how many doubled."""
        self.server.is_well = True
        self._begin(finish=self.ledger.to_finish(), key_ms=1)
        status = self._hear_the_end(_PATIENCE_TO_THE_END)
        if status:
            self.ledger.complaints.append(f"the last run ended with the wait status {status}")
        self._compare(time.monotonic() + 10)
        verdict = self.ledger.verdict(self._on_server())
        if self.ledger.complaints:
            self.ledger.complaints += [f"{one.name} is {one.state}: {one.message}" for one in self._queued]
        return verdict

    def _begin(self, **plan: Any) -> int:
        life = Life(
            home=str(self.home),
            seed=self._random.getrandbits(32),
            first=self.ledger.next_number,
            numbers=self.ledger.numbers,
            **plan,
        )
        process = self._nursery.begin(life)
        self._turns = Turns(process)
        return process

    def _listen(self, seconds: float, until_told: Callable[[Told], bool] = lambda _told: False) -> str:
        """Listens for that long, or until something is told; returns what was told last."""
        until = time.monotonic() + seconds
        last = "born"
        while (told := self._nursery.next(max(until - time.monotonic(), 0))) is not None:
            last = told["event"]
            self.ledger.hear(told)
            self._turns.note()
            if until_told(told):
                break
            if last in ("dead", "stuck"):
                raise AssertionError(f"it ended too early: {told} {self._errors()}")
        return last

    def _kill(self, process: int, *, dies: bool = False) -> None:
        at = time.monotonic()
        if not dies:
            self._turns.note()
            os.kill(process, signal.SIGKILL)
        self._hear_the_end(_PATIENCE)
        self.server.finish()
        # What was typed before it was kept from running may not be on the disk: that is the machine's second.
        self._compare(at - self._turns.waited)

    def _hear_the_end(self, seconds: float) -> int:
        until = time.monotonic() + seconds
        while (told := self._nursery.next(max(until - time.monotonic(), 0))) is not None:
            self.ledger.hear(told)
            if told["event"] == "dead":
                return int(told["status"])
        raise AssertionError(f"it did not end in time: {self.ledger.complaints}\n{self._what_waits()}")

    def _what_waits(self) -> str:
        with Store.open(self._copy_store()) as store:
            entries = [one for one in Outbox(store).list(limit=_ALL) if one.state is not State.SAVED]
            drafts = [draft.id for draft in Drafts(store).all()]
        lines = [f"{one.name} ({one.id}) is {one.state}: {one.message} {one.steps}" for one in entries]
        return "\n".join((*lines, f"drafts: {drafts}", self._errors()))

    def _errors(self) -> str:
        """What the lives wrote to standard error, without what the offscreen platform always says."""
        lines = self.log.read_text().splitlines()
        return "\n".join(line for line in lines if "This plugin does not support" not in line)[-2000:]

    def _compare(self, killed_at: float) -> None:
        """Reads a copy of the store, so that the next start finds it as the kill left it."""
        with Store.open(self._copy_store()) as store:
            self.ledger.complaints += store.notices
            self._queued = Outbox(store).list(limit=_ALL)
            self.ledger.compare(Drafts(store).all(), self._queued, killed_at)

    def _copy_store(self) -> Path:
        copy = self._folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        path = AppPaths.of(self.home).store
        for file in path.parent.glob(f"{path.name}*"):
            shutil.copy(file, copy)
        return copy / path.name

    def _on_server(self) -> dict[str, list[Counter[str]]]:
        """By name the companies on the server, each with the full names of its people."""
        there: dict[str, list[Counter[str]]] = {}
        with httpx.Client(
            base_url=f"{self._sandbox.url}/api/v1/", auth=(USER, PASSWORD), timeout=60
        ) as client:
            for row in _rows(client, "Contact", "contactId,name"):
                path, columns = f"Contact/{row['contactId']}/Persons", "personId,firstName,lastName"
                people = _rows(client, path, columns, "person,retiredPerson")
                names = Counter(f"{one['firstName']} {one['lastName']}".strip() for one in people)
                there.setdefault(row["name"], []).append(names)
        return there


@dataclass(frozen=True)
class Campaign:
    """A server and a connection, and how often the program is killed there."""

    name: str
    kills: int
    take_persons: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)

    def run(self, seed: int) -> Outcome:
        """Kills, then leaves the program alone until all is settled."""
        options = Options(companies=False, take_persons=self.take_persons)
        with (
            tempfile.TemporaryDirectory() as folder,
            World(Path(folder), seed, options, **self.settings) as world,
        ):
            for _ in range(self.kills):
                world.kill_at_random()
            lost, doubled = world.settle()
            return Outcome(self.name, seed, world.ledger, world.kills, world.server.failed, lost, doubled)


@dataclass(frozen=True)
class Outcome:
    """`kills` by what the program was at; `lost` and `doubled` are companies and people on the server."""

    name: str
    seed: int
    ledger: Ledger
    kills: Counter[str]
    faults: Counter[Fault]
    lost: int
    doubled: int

    def __str__(self) -> str:
        faults = {fault.name: count for fault, count in self.faults.most_common()}
        told = f"{self.lost} lost, {self.doubled} doubled, {self.ledger.saves} companies saved"
        return f"{self.name}, seed {self.seed}: {told}; killed {dict(self.kills)}; faults {faults}"


def run_all(campaigns: Sequence[Campaign], seed: int) -> list[Outcome]:
    """Two at once: that many processors the smallest machine has. Each has a seed of its own."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(Campaign.run, campaigns, range(seed, seed + len(campaigns))))


def _rows(client: httpx.Client, path: str, columns: str, entities: str = "") -> Iterator[dict[str, Any]]:
    answer = client.get(path, params={"$select": columns, "$top": "100000", "$entities": entities})
    yield from answer.raise_for_status().json()["value"]

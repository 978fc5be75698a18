"""The real window against mutated answers and drafts: what its slots raise, and how long it is silent."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest.mock import patch

import keyring
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from app.model.entry import Draft
from app.sandbox import PASSWORD
from app.service.delivery.deliverer import new_entry
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile
from app.ui.parts.custom_fields import CustomFieldsEditor
from app.ui.parts.interests import InterestsEditor
from app.ui.parts.safe_value import SafeValue
from tests.helpers.garbage.answers import Findings
from tests.helpers.garbage.mutations import Mutant, mutant_of, mutated_value
from tests.helpers.garbage.puppet import Puppet, Recorder, puppet
from tests.helpers.garbage.uses import COMPANY, PROFILE
from tests.helpers.ui.window import Typist, running

SILENCE_MS: Final = 50
_PATIENCE_SECONDS: Final = 20
_LISTS: Final = (
    "Contact/default",
    "Contact/CustomField",
    "Contact/UdefLayout/Published",
    "Person/default",
    "Person/CustomField",
    "Person/UdefLayout/Published",
    "List/Country/Items",
    "MDOList/category",
    "MDOList/associate",
    "MDOList/contint",
)
_SIMILAR: Final = ("Contact/Duplicates/{name}", "Contact/DuplicateDomains/{name}", "Contact", "Contact/{id}")


class Pulse(QObject):
    """Notes the longest time that the GUI thread has worked without looking at its events, in milliseconds.

    It is the thread's own processor time: what other processes take from it is not counted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.thread_time()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def reset(self) -> None:
        self.longest, self._last = 0.0, time.thread_time()

    def _beat(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


@dataclass
class FuzzedWindow:
    """A window that is signed in to the puppet. `findings` are those of all that was tried."""

    typist: Typist
    server: Puppet
    random: Random
    largest: int
    findings: Findings = field(default_factory=Findings)
    silences: list[str] = field(default_factory=list)
    raised: list[BaseException] = field(default_factory=list)
    told: list[BaseException] = field(default_factory=list)
    """What a field could not show or read: it says a sentence instead."""
    pulse: Pulse = field(default_factory=Pulse)
    what: str = ""

    def try_one(self, number: int) -> None:
        """Tries one mutant in one of the ways in which the window meets such a thing."""
        ways = list(_WAYS.items())
        way, names = ways[number % len(ways)]
        self.server.mutated.clear()
        self.what = self._mutate(names)
        self.pulse.reset()
        try:
            way(self)
            self._settle()
        except Exception as error:  # noqa: BLE001  # whatever it is: it is what is looked for
            self.raised.append(error)
        name = f"window {way.__name__}"
        for one in self.raised:
            self.findings.fault(name, one, self.what)
        self.raised.clear()
        self.told.clear()
        if self.pulse.longest > SILENCE_MS:
            self.silences.append(f"{name}: {self.pulse.longest:.0f} ms | {self.what}")
        self.findings.note(name, self.pulse.longest / 1000, self.what)
        if way is FuzzedWindow.lists:
            self._heal()

    def _mutate(self, names: tuple[str, ...]) -> str:
        if not names:
            return ""
        method, _, path = self.random.choice(names).rpartition(" ")
        key = (method or "GET", f"/api/v1/{path}")
        mutant = mutant_of(json.loads(self.server.replies[key].body), self.random, largest=self.largest)
        self.server.mutate(key, mutant)
        return f"{' '.join(key)}: {mutant.what}"

    def _settle(self) -> None:
        """Lets the window work until nothing is under way any more."""
        program = self.typist.program
        until = time.monotonic() + _PATIENCE_SECONDS
        pools = (program._network, program._disk)
        loop = QEventLoop()
        editors = self.typist.window.findChildren(CustomFieldsEditor)
        trees = self.typist.window.findChildren(InterestsEditor)
        while (
            any(pool._jobs for pool in pools)
            or not all(editor.is_built for editor in editors)
            or not all(tree.is_filled for tree in trees)
        ):
            loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if time.monotonic() > until:
                raise TimeoutError("the window was not done in time")
        QApplication.processEvents()

    def _heal(self) -> None:
        """Has the window get right answers again: what one mutant has left is not the next one's fault."""
        self.server.mutated.clear()
        self.typist.program.lookups.refresh()
        self._settle()

    def lists(self) -> None:
        self.typist.program.lookups.refresh()

    def address(self) -> None:
        addresses = self.typist.program.addresses
        addresses._fresh.clear()
        addresses._country_id = 0
        addresses.show_country(578, "NO")

    def principal(self) -> None:
        self.typist.program.connections.sign_in()

    def similar(self) -> None:
        duplicates = self.typist.program.duplicates
        self._show_form()
        duplicates._answered = duplicates._ready_for = None
        duplicates._details.clear()
        duplicates.ask_now()
        self._settle()
        duplicates.load_details()

    def validate(self) -> None:
        self._show_form()
        validation = self.typist.program.server_validation
        validation._answered = None
        validation._ask()

    def sent(self) -> None:
        """An entry is committed, sent, and shown as what became of it."""
        program = self.typist.program
        assert program.store is not None
        entry = new_entry(COMPANY, PROFILE, f"{self.random.getrandbits(128):032x}", datetime.now(UTC))
        outbox = program._store_access.current
        assert outbox is not None
        outbox.outbox.add(entry)
        program.submissions.accepted.emit(entry)
        self._settle()
        deadline = time.monotonic() + 5
        while outbox.outbox.due(datetime.now(UTC), 1) and time.monotonic() < deadline:
            QApplication.processEvents()

    def draft(self) -> None:
        """A draft of another program, or a damaged one."""
        form, what = mutated_value(COMPANY.to_create_body(), self.random, largest=self.largest)
        now = datetime.now(UTC)
        self.what = what
        if isinstance(form, dict):
            draft = Draft(f"{self.random.getrandbits(128):032x}", PROFILE.name, form, now, now)
            self.typist.program.entry.open_draft(draft)
            self.typist.window.form.value()
            self.typist.program.entry.problems.look()
            self._settle()
        # A field that cannot show what is stored says so, keeps it, and hides nothing else.
        self.raised = [error for error in self.raised if error not in self.told]
        self.typist.program.entry.new()

    def _show_form(self) -> None:
        now = datetime.now(UTC)
        self.typist.program.entry.open_draft(Draft("d" * 32, PROFILE.name, _FORM, now, now))


_FLOODS: Final = {
    "Contact/UdefLayout/Published": 5_000,
    "Person/UdefLayout/Published": 5_000,
    "MDOList/contint": 50_000,
    "MDOList/category": 10_000,
}
_FORM: Final[dict[str, Any]] = COMPANY.to_create_body()
_WAYS: Final[Mapping[Callable[[FuzzedWindow], None], tuple[str, ...]]] = {
    FuzzedWindow.lists: _LISTS,
    FuzzedWindow.address: ("POST Agents/Contact/GetAddressByCountry",),
    FuzzedWindow.principal: ("User/currentPrincipal",),
    FuzzedWindow.similar: _SIMILAR,
    FuzzedWindow.validate: ("POST Contact/Validate",),
    FuzzedWindow.sent: ("POST Contact", "POST Person", "Contact/{id}/Persons"),
    FuzzedWindow.draft: (),
}


@contextmanager
def fuzzed_window(home: Path, recorder: Recorder, seed: int, *, largest: int) -> Iterator[FuzzedWindow]:
    """Opens the window at a puppet; needs a QApplication and a keyring of the test's."""
    SettingsFile(AppPaths.of(home).settings).save(Settings(profiles=(PROFILE,), active=PROFILE.name))
    keyring.set_password("contact-entry", f"{PROFILE.name}/password", PASSWORD)
    random = Random(seed)  # noqa: S311  # chance that can be repeated is what is wanted
    with puppet(recorder.replies) as server, running(home) as typist:
        typist.wait_until_signed_in()
        window = FuzzedWindow(typist, server, random, largest)
        with _listening(window):
            yield window
        # Here and now: a thread that keeps the hook for errors might else delete its timer.
        Shiboken.delete(window.pulse)


@contextmanager
def _listening(window: FuzzedWindow) -> Iterator[None]:
    """Notes what slots raise, and what fields fail at, which the form survives."""
    report = SafeValue._report

    # Threads that the system made keep the hook that they found; the window must not outlive its end by that.
    raised = window.raised

    def note(_kind: object, error: BaseException, _trace: object) -> None:
        raised.append(error)

    def report_and_note(value: SafeValue, sentence: str, error: Exception) -> None:
        window.raised.append(error)
        window.told.append(error)
        report(value, sentence, error)

    with patch.object(sys, "excepthook", note), patch.object(SafeValue, "_report", report_and_note):
        yield


def flood_window(window: FuzzedWindow) -> Findings:
    """Has the window meet answers that are right but for their length."""
    for path, most in _FLOODS.items():
        key = ("GET", f"/api/v1/{path}")
        first = json.loads(window.server.replies[key].body)
        rows = first if isinstance(first, list) else first["value"]
        many = [
            row | {name: f"Ours:{n}" if name == "ProgId" else n for name in ("ProgId", "Id") if name in row}
            for n in range(1, most)
            for row in rows[:1]
        ]
        body = many if isinstance(first, list) else first | {"value": many}
        window.server.mutated.clear()
        window.what = f"{path} with {most} rows"
        window.server.mutate(key, Mutant(json.dumps(body).encode(), window.what))
        window.pulse.reset()
        window.lists()
        window._settle()
        window.findings.note(f"flood of {path}", window.pulse.longest / 1000, window.what)
        if window.pulse.longest > SILENCE_MS:
            window.silences.append(f"{window.what}: {window.pulse.longest:.0f} ms")
        window._heal()
    return window.findings


def fuzz_window(window: FuzzedWindow, count: int) -> Findings:
    """Has the window meet `count` mutants."""
    for number in range(count):
        window.try_one(number)
    return window.findings

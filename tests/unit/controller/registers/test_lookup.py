"""The latest question counts, one is asked at a time, and what nobody waits for any more is dropped."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.controller.registers.consent import Consent
from app.controller.registers.lookup import RegisterController
from app.controller.registers.questions import Hits, Proposal
from app.model.registers.settings import RegisterSettings
from app.service.registers.lookup import RegisterLookup
from app.storage.files.paths import AppPaths
from app.storage.settings.password_store import SecretStore
from app.storage.settings.settings_file import SettingsFile
from tests.helpers.fakes.controllers import PATIENCE_MS, Office
from tests.helpers.faults.faulty_server import Request, Response
from tests.helpers.registers.everywhere import ANSWERS, CODES
from tests.helpers.registers.stand_in import HTML, StandIn


class Held(StandIn):
    """Answers when it is let."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.free.set()
        super().__init__(ANSWERS)

    def _answer(self, request: Request) -> Response:
        self.free.wait(10)
        return super()._answer(request)


@pytest.fixture
def registers() -> Iterator[Held]:
    with Held() as server:
        yield server
        server.free.set()


@pytest.fixture
def controller(office: Office, registers: Held, tmp_path: Path) -> RegisterController:
    consent = Consent(office.connections, SettingsFile(AppPaths.of(tmp_path).settings), office.disk, office)
    addresses = " ".join(f"{code}={registers.url}/{code}" for code in CODES)
    consent.settings = RegisterSettings.of(", ".join(CODES), addresses)
    return RegisterController(office.context, consent, SecretStore(), office)


def answer_of(qtbot: QtBot, controller: RegisterController, path: str, text: str) -> Hits:
    found: list[Hits] = []
    controller.found.connect(found.append)
    controller.ask(path, text)
    qtbot.waitUntil(lambda: bool(found) and found[-1].sentences != ("Asking …",), timeout=PATIENCE_MS)
    return found[-1]


def test_what_is_typed_is_asked_after_a_pause_if_it_looks_like_a_number(
    qtbot: QtBot, controller: RegisterController, registers: Held
) -> None:
    controller.typed("Name", "Nordlys")
    assert not controller._ask_soon.isActive()
    for length in range(1, 10):
        controller.typed("Name", "923609016"[:length])
    with qtbot.waitSignal(controller.found, timeout=PATIENCE_MS) as found:
        controller._ask_soon.flush()
    (hits,) = found.args
    assert (hits.question.path, hits.question.text, hits.question.is_asked) == ("Name", "923609016", False)
    assert [one.name for one in hits.records] == ["Nordlys Havbruk ASA"]
    assert len(registers.requests) == 2


def test_a_number_without_an_answer_says_so_and_one_that_is_nobodys_says_nothing(
    qtbot: QtBot, controller: RegisterController, registers: Held
) -> None:
    registers.answers = {"GET /": HTML}
    assert answer_of(qtbot, controller, "Name", "923609016").sentences == (
        "Brønnøysundregistrene could not be reached.",
    )
    registers.answers = {}
    assert answer_of(qtbot, controller, "Name", "NO923609016").sentences[0].startswith("No register that")
    asked = len(registers.requests)
    told: list[Hits] = []
    controller.found.connect(told.append)
    controller.typed("Name", "01010112345")
    controller._ask_soon.flush()
    qtbot.waitUntil(lambda: not controller._is_asking, timeout=PATIENCE_MS)
    assert told == []
    assert len(registers.requests) == asked


def test_the_next_question_waits_for_the_one_before_whose_answer_is_dropped(
    qtbot: QtBot, controller: RegisterController, registers: Held
) -> None:
    told: list[Hits] = []
    controller.found.connect(told.append)
    registers.free.clear()
    controller.ask("Name", "923609016")
    qtbot.waitUntil(lambda: len(registers.requests) == 1, timeout=PATIENCE_MS)
    controller.typed("Name", "DK24256790")
    controller._ask_soon.flush()
    assert len(registers.requests) == 1
    registers.free.set()
    qtbot.waitUntil(lambda: bool(told) and bool(told[-1].records), timeout=PATIENCE_MS)
    assert [hits.question.text for hits in told if hits.records] == ["DK24256790"]
    assert len(registers.requests) == 2


def test_cancelled_is_cancelled(qtbot: QtBot, controller: RegisterController, registers: Held) -> None:
    told: list[Any] = []
    registers.free.clear()
    controller.ask("Name", "923609016")
    qtbot.waitUntil(lambda: len(registers.requests) == 1, timeout=PATIENCE_MS)
    controller.found.connect(told.append)
    controller.cancel()
    registers.free.set()
    qtbot.waitUntil(lambda: not controller._is_asking, timeout=PATIENCE_MS)
    assert told == []
    assert len(registers.requests) == 1


def test_a_hit_becomes_a_proposal_of_what_its_register_says_in_whole(
    qtbot: QtBot, controller: RegisterController, registers: Held
) -> None:
    controller._lookups.rules = controller._lookups.rules.__class__(region="NO")
    hits = answer_of(qtbot, controller, "Name", "nord")
    assert [one.is_whole for one in hits.records] == [False, False]
    with qtbot.waitSignal(controller.proposed, timeout=PATIENCE_MS) as made:
        controller.choose(hits.question, hits.records[1], {"Name": "nord"})
    (proposal,) = made.args
    assert isinstance(proposal, Proposal)
    lines = {line.key: line for line in proposal.lines}
    assert lines["Name"].begins_ticked
    assert lines["Name"].current == "nord"
    assert not lines["Persons[0].Firstname"].begins_ticked
    assert registers.asked[-1] == "GET /no/enheter/923609016/roller"


def test_without_consent_it_is_asked_for_by_the_key_alone(
    qtbot: QtBot, controller: RegisterController, registers: Held
) -> None:
    consent = controller.consent
    consent.settings = RegisterSettings.of("", consent.settings.addresses_text)
    with qtbot.waitSignal(controller.found, timeout=PATIENCE_MS) as found:
        controller.typed("Name", "NO923609016")
        controller._ask_soon.flush()
    assert found.args[0].sentences[0].startswith("Ctrl+L")
    with qtbot.waitSignal(controller.consent_asked, timeout=PATIENCE_MS):
        controller.ask("Name", "NO923609016")
    assert registers.requests == []
    with qtbot.waitSignal(controller.found, timeout=PATIENCE_MS):
        controller.decide(allowed=True)
    qtbot.waitUntil(lambda: len(registers.requests) == 2, timeout=PATIENCE_MS)


def test_a_fault_is_a_sentence_and_the_next_question_is_asked(
    qtbot: QtBot, controller: RegisterController, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise KeyError

    with monkeypatch.context() as patched:
        patched.setattr(RegisterLookup, "look_up", fail)
        assert answer_of(qtbot, controller, "Name", "NO923609016").sentences == (
            "What the register has answered cannot be used.",
        )
    assert answer_of(qtbot, controller, "Name", "NO923609016").records

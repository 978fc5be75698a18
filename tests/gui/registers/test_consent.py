"""Nothing leaves the computer that nobody has agreed to; requests at the register are counted."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from app.model.registers.settings import RegisterSettings
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import SettingsFile
from app.webapi.registers.asking import Question
from tests.helpers.faults.faulty_server import Request, Response
from tests.helpers.registers.everywhere import ANSWERS, CODES, lead_to
from tests.helpers.registers.stand_in import StandIn
from tests.helpers.ui.register_hits import wait_for_hits, wait_until_back
from tests.helpers.ui.window import CONTROL, Typist, running, wait_until

ASKED = "May public registers of companies be asked?"
undecided = pytest.mark.parametrize("typist", [""], indirect=True)


def saved_registers(home: Path) -> str:
    return SettingsFile(AppPaths.of(home).settings).load().registers


def wait_for_question() -> QMessageBox:
    wait_until(lambda: isinstance(QApplication.activeWindow(), QMessageBox))
    box = QApplication.activeWindow()
    assert isinstance(box, QMessageBox)
    return box


@pytest.mark.long
@undecided
def test_the_first_number_says_that_it_can_be_looked_up_and_the_key_asks_once(
    typist: Typist, registers: StandIn, program_home: Path
) -> None:
    typist.type("923609016")
    assert wait_for_hits(typist) == ["Ctrl+L looks this number up in a public register."]
    assert typist.place == "Name"
    typist.press(Qt.Key.Key_L, CONTROL)
    question = wait_for_question().text()
    assert question.startswith(ASKED)
    assert "leaves this computer" in question
    assert "Brønnøysundregistrene" in question
    typist.press(Qt.Key.Key_Escape)
    wait_until_back(typist)
    typist.press(Qt.Key.Key_L, CONTROL)
    wait_for_question()
    assert registers.requests == []
    assert saved_registers(program_home) == ""
    typist.press(Qt.Key.Key_Return)
    assert wait_for_hits(typist) == ["Nordlys Havbruk ASA · 923609016 · Stavanger"]
    assert typist.place == "Name"
    assert len(registers.requests) == 2  # the company and its roles
    typist.wait_for_disk()
    allowed = ("no", "dk", "fi", "fr", "cz", "vies", "gleif")
    assert RegisterSettings.of(saved_registers(program_home), "").allowed == allowed


@pytest.mark.long
@undecided
def test_a_no_is_remembered_and_the_key_says_why(
    typist: Typist, registers: StandIn, program_home: Path
) -> None:
    typist.type("nord")
    typist.press(Qt.Key.Key_L, CONTROL)
    wait_for_question()
    typist.press(Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    wait_until_back(typist)
    typist.press(Qt.Key.Key_L, CONTROL)
    assert wait_for_hits(typist)[0].startswith("No register may be asked on this computer.")
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type("923609016")
    typist.wait_for_disk()
    assert saved_registers(program_home) == "none"
    assert registers.requests == []


@pytest.mark.long
@undecided
def test_a_private_persons_number_asks_for_nothing(typist: Typist, registers: StandIn) -> None:
    typist.type("01010112345")
    typist.press(Qt.Key.Key_L, CONTROL)
    assert wait_for_hits(typist)[0].startswith("There is no register to ask for this.")
    assert not isinstance(QApplication.activeWindow(), QMessageBox)
    assert registers.requests == []


@pytest.mark.long
@pytest.mark.shared_window(registers=True)
def test_a_private_persons_number_leaves_no_trace(
    typist: Typist, registers: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    for number in ("01010112345", "811218-9876"):
        typist.press(Qt.Key.Key_A, CONTROL)
        typist.type(number)
        typist.press(Qt.Key.Key_L, CONTROL)
        assert wait_for_hits(typist)[0].startswith("There is no register to ask for this.")
        assert number not in caplog.text
    assert registers.requests == []


@pytest.mark.shared_window(registers=True)
def test_a_policy_wins_and_is_said(
    typist: Typist, registers: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = "Your administrator has decided this."
    connections = typist.program.connections
    monkeypatch.setattr(type(connections.managed), "reason", lambda _self, _key: reason)
    monkeypatch.setattr(typist.program.registers.consent, "settings", RegisterSettings.of("none", ""))
    typist.type("923609016")
    typist.press(Qt.Key.Key_L, CONTROL)
    assert wait_for_hits(typist) == [reason]
    monkeypatch.setattr(typist.program.registers.consent, "settings", RegisterSettings())
    typist.press(Qt.Key.Key_L, CONTROL)
    assert wait_for_hits(typist) == [reason]
    assert registers.requests == []


@pytest.mark.long
def test_practice_asks_nobody(
    qapp: QApplication, program_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qapp is not None
    sent: list[object] = []
    monkeypatch.setattr(Question, "_send", lambda _self, outgoing: sent.append(outgoing))
    with StandIn(ANSWERS) as server:
        lead_to(server, program_home)
        settings = SettingsFile(AppPaths.of(program_home).settings)
        # An address of the world; nothing would answer there.
        settings.change(lambda now: now.with_changes(register_urls="no=https://register.example"))
        with running(program_home, sandbox=True) as typist:
            typist.wait_until_signed_in()
            typist.type("923609016")
            typist.press(Qt.Key.Key_L, CONTROL)
            (told,) = wait_for_hits(typist)
        assert sent == []
        assert told == "Registers are not asked while you practise: nothing leaves this computer."
        assert server.requests == []


class Slow(StandIn):
    """Answers one question when it is told to, and counts how many wait at once."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()
        self.waiting = self.most = 0
        self._counting = threading.Lock()
        super().__init__(ANSWERS)

    def _answer(self, request: Request) -> Response:
        with self._counting:
            self.waiting += 1
            self.most = max(self.most, self.waiting)
        self.may_answer.wait(10)
        with self._counting:
            self.waiting -= 1
        return super()._answer(request)


@pytest.fixture
def slow(request: pytest.FixtureRequest, typist: Typist) -> Slow:
    server = Slow()
    server.__enter__()
    request.addfinalizer(lambda: server.__exit__(None, None, None))
    addresses = " ".join(f"{code}={server.url}/{code}" for code in CODES)
    typist.program.registers.consent.settings = RegisterSettings.of("no, dk", addresses)
    return server


@pytest.mark.shared_window(registers=True)
def test_one_question_is_in_flight_and_what_was_typed_over_leaves_no_trace(
    typist: Typist, slow: Slow, caplog: pytest.LogCaptureFixture
) -> None:
    typist.type("923609016")
    wait_until(lambda: slow.waiting == 1)
    # Typing goes on: the answer is nobody's any more.
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type("DK24256790")
    typist.press(Qt.Key.Key_L, CONTROL)
    assert not typist.program.field_lookup.hit_list.is_open
    slow.may_answer.set()
    assert wait_for_hits(typist) == ["Havnens Maskinfabrik A/S · 24256790 · Bagsværd"]
    assert slow.most == 1
    # Nothing more was asked for the first: not its roles.
    assert [asked.partition("?")[0] for asked in slow.asked] == ["GET /no/enheter/923609016", "GET /dk"]
    assert "923609016" not in caplog.text
    assert "register no" not in caplog.text

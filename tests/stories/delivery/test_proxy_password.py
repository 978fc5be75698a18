"""A proxy that refuses user name and password: one attempt, however many entries wait and calls are made."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.controller.outbox.sender import Sender
from app.model.entry import State
from app.model.profile import SecretKind
from app.webapi.client import WebApi
from app.webapi.errors import ProxyPasswordRefusedError
from tests.helpers.fakes.delivery import PATIENT, Desk
from tests.helpers.faults.faulty_proxy import FaultyProxy, ProxyFault

PATIENCE_MS = 60_000
URL = "https://crm.corp.test"


def test_a_wrong_proxy_password_is_tried_once_until_somebody_acts(tmp_path: Path, qtbot: QtBot) -> None:
    with (
        FaultyProxy(ProxyFault.NONE, challenges=("Basic",), credentials="kari:right") as proxy,
        Desk(tmp_path, URL, proxy=proxy.url, proxy_user="kari") as desk,
    ):
        passwords = {SecretKind.PROXY_PASSWORD: "wrong"}
        api = WebApi(desk.profile, lambda: desk.password, others=passwords.get, timeouts=PATIENT)
        desk.deliverer = type(desk.deliverer)(desk.outbox, lambda _name: api, lambda _name: desk.profile)
        entries = [desk.enter() for _ in range(5)]
        sender, told = Sender(), list[tuple[str, str]]()
        sender.sign_in_needed.connect(lambda *what: told.append(what))
        with qtbot.waitSignal(sender.sign_in_needed, timeout=PATIENCE_MS):
            sender.start(desk.outbox, desk.deliverer)
        for _ in range(3):
            with qtbot.waitSignal(sender.counts_changed, timeout=PATIENCE_MS):
                sender.wake()
            with qtbot.waitSignal(sender.counts_changed, timeout=PATIENCE_MS):
                sender.retry_now()
            with pytest.raises(ProxyPasswordRefusedError):
                api.countries()
        assert sender.stop(PATIENCE_MS)
        api.close()
        assert proxy.sign_ins == ["kari:wrong"]
        assert len(told) == 1
        assert "did not accept its user name and password" in told[0][1]
        assert "Fjord 1 AS" not in told[0][1], "it is told of the connection"
        assert [desk.stored(entry).state for entry in entries] == [State.QUEUED] * 5

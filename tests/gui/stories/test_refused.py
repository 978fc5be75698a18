"""What the server refused for a reason outside the form can be saved as it is, once the reason is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.sandbox import Options, SandboxServer
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to
from tests.helpers.ui.window import connect_to, running, wait_until


@pytest.mark.long
def test_it_is_sent_again_as_it_is(qapp: QApplication, tmp_path: Path, program_home: Path) -> None:
    assert qapp is not None
    with (
        SandboxServer(tmp_path / "sandbox.sqlite3", Options(companies=False)) as sandbox,
        FaultyServer(Fault.FORBIDDEN_403, forward_to(sandbox.url), times=1) as server,
    ):
        connect_to(server.url, program_home)
        with running() as typist:
            typist.wait_until_signed_in()
            typist.type("Fjell AS")
            typist.fill("Department", "Salg")
            typist.go_to_tab(4)
            typist.fill("CustomFields.SuperOffice:1", "K-1")
            typist.save()
            typist.wait_for_outcome("does not allow you to do this")
            wait_until(lambda: typist.window.form.value().get("Department") == "Salg")
            # The second press says "save anyway", where the first one was answered with a question.
            typist.save()
            typist.read_refusal()
            typist.save()
            typist.wait_for_outcome("Saved as number")
    assert [body["Name"] for body in server.bodies] == ["Fjell AS", "Fjell AS"]

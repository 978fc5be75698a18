"""The first start, without any connection: what is offered, and that trying it out works."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.controller.connection.status import ConnectionState
from tests.helpers.ui.window import running, wait_until

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.long
def test_the_practice_server_is_one_click_away(tmp_path: Path) -> None:
    with running(tmp_path / "home") as typist:
        window = typist.window
        assert typist.program.connections.status.state is ConnectionState.NONE
        buttons = {one.text(): one for one in window.connection_strip.findChildren(QPushButton)}
        assert "Set up a connection" in buttons
        buttons["Try it out"].click()
        typist.wait_until_signed_in()
        assert typist.program.connections.status.text == "Practice server: Ingrid Solberg"
        wait_until(lambda: not window.connection_strip.isVisible())


@pytest.mark.long
def test_diagnostics_go_to_the_clipboard(tmp_path: Path) -> None:
    with running(tmp_path / "home") as typist:
        typist.window.actions_by_name["action.copyDiagnostics"].trigger()
        wait_until(lambda: "Contact Entry" in QApplication.clipboard().text())
        assert "Password store: " in QApplication.clipboard().text()
        assert (tmp_path / "home" / "logs").is_dir()

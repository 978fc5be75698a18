"""The server's own Validate, while one types."""

import pytest

from app.sandbox import SandboxServer
from tests.gui.window.test_main_window_save import message_of, type_minimum
from tests.helpers.ui.window import Typist, wait_until


def asked(server: SandboxServer) -> int:
    return sum(request.path == "/api/v1/Contact/Validate" for request in server.requests)


@pytest.mark.long
@pytest.mark.shared_window
def test_an_objection_stands_at_its_field_until_that_changes(typist: Typist, server: SandboxServer) -> None:
    typist.type("Fjell AS")
    wait_until(lambda: typist.program.duplicates.is_ready(typist.window.form.value()))
    assert asked(server) == 0, "the local rules were not content yet"
    type_minimum(typist, "")
    typist.go_to_tab(1)
    typist.fill("Number2", "DEMO-2")
    typist.window.form.focus_path("OrgNr")
    wait_until(lambda: message_of(typist, "Number2").startswith("SuperOffice says: "))
    assert asked(server) >= 1
    typist.window.form.focus_path("Number2")
    typist.type("0")
    wait_until(lambda: message_of(typist, "Number2") == "")


@pytest.mark.long
@pytest.mark.shared_window
def test_an_objection_asks_once_and_does_not_forbid(typist: Typist, server: SandboxServer) -> None:
    type_minimum(typist)
    typist.go_to_tab(1)
    typist.fill("Number2", "DEMO-2")
    wait_until(lambda: any("SuperOffice says" in problem.message for problem in typist.window.problems))
    typist.save()
    assert "Look again at: Company, Number" in typist.window.notice.text
    typist.read_refusal()
    typist.save()
    wait_until(lambda: any(request.path == "/api/v1/Contact" for request in server.requests))

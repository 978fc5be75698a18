"""``update-check`` in this process."""

from __future__ import annotations

import json

import pytest

from app import __version__
from app.commands.main import run
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Response

Printed = pytest.CaptureFixture[str]


def answering(version: str) -> FaultyServer:
    return FaultyServer(
        handle=lambda _: Response(200, {"version": version, "url": "https://updates.example.com/"})
    )


def set_address(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("CONTACT_ENTRY_UPDATE_URL", url)


def test_a_newer_version_and_its_page(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    with answering("9999.1") as server:
        set_address(monkeypatch, server.url)
        assert run(["update-check"]) == run(["update-check", "--json"]) == 0
    sentence, page, object_ = capsys.readouterr().out.splitlines()
    assert sentence.startswith("Version 9999.1 of Contact Entry is out")
    assert page == "https://updates.example.com/"
    assert json.loads(object_) == {
        "version": __version__,
        "newest": "9999.1",
        "is_newer": True,
        "url": "https://updates.example.com/",
    }
    assert "authorization" not in server.requests[0].headers


def test_the_version_that_runs_is_the_newest(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    with answering(__version__) as server:
        set_address(monkeypatch, server.url)
        assert run(["update-check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["is_newer"] is False


def test_without_an_address_nobody_is_asked(capsys: Printed) -> None:
    assert run(["update-check"]) == 2
    assert capsys.readouterr().err.startswith("No address is set that tells the newest version")


def test_a_server_that_cannot_be_asked(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    with FaultyServer(Fault.REFUSE) as server:
        set_address(monkeypatch, server.url)
        assert run(["update-check"]) == 6
    assert "it could not be reached" in capsys.readouterr().err

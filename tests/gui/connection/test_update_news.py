"""Help → Check for a newer version: there only where an address is set, asked only when it is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMessageBox, QPushButton

from app import __version__
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Response
from tests.helpers.ui.links import Browser
from tests.helpers.ui.window import Typist, running, wait_until

pytestmark = pytest.mark.usefixtures("qapp")

PAGE = "https://updates.example.com/contact-entry"


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type]  # it takes no bytes
    yield browser
    QDesktopServices.unsetUrlHandler("https")


@contextmanager
def window(home: Path, url: str) -> Iterator[Typist]:
    SettingsFile(AppPaths.of(home).settings).save(Settings(update_url=url))
    with running(home) as typist:
        yield typist


def action(typist: Typist) -> QAction | None:
    return typist.window.findChild(QAction, "action.updates")


def ask(typist: Typist) -> QMessageBox:
    chosen = action(typist)
    assert chosen is not None
    chosen.trigger()
    assert not chosen.isEnabled()
    assert typist.window.statusBar().currentMessage().startswith("Asking 127.0.0.1:")
    wait_until(lambda: typist.window.findChild(QMessageBox, "updates") is not None)
    assert chosen.isEnabled()
    assert typist.window.statusBar().currentMessage() == ""
    dialog = typist.window.findChild(QMessageBox, "updates")
    assert dialog is not None
    return dialog


def texts(dialog: QMessageBox) -> list[str]:
    return [button.text() for button in dialog.findChildren(QPushButton)]


@pytest.mark.long
def test_without_an_address_there_is_no_such_action(tmp_path: Path) -> None:
    with running(tmp_path / "home") as typist:
        assert action(typist) is None


@pytest.mark.long
def test_a_newer_version_is_told_and_its_page_opened_when_that_is_wished(
    tmp_path: Path, browser: Browser
) -> None:
    told = Response(200, {"version": "9999.1", "url": PAGE})
    with FaultyServer(handle=lambda _: told) as server, window(tmp_path / "home", server.url) as typist:
        assert server.requests == [], "nobody is asked by itself"
        dialog = ask(typist)
        assert dialog.text().startswith("Version 9999.1 of Contact Entry is out, says 127.0.0.1:")
        assert len(server.requests) == 1
        assert browser.opened == []
        next(one for one in dialog.findChildren(QPushButton) if "page" in one.text()).click()
        assert browser.opened == [PAGE]


@pytest.mark.long
def test_the_newest_version_is_told_without_a_page(tmp_path: Path) -> None:
    told = Response(200, {"version": __version__, "url": PAGE})
    with FaultyServer(handle=lambda _: told) as server, window(tmp_path / "home", server.url) as typist:
        dialog = ask(typist)
        assert dialog.text().startswith(f"This is the newest version, {__version__}, says 127.0.0.1:")
        assert len(texts(dialog)) == 1
        dialog.close()


@pytest.mark.long
def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with FaultyServer(Fault.REFUSE) as server, window(tmp_path / "home", server.url) as typist:
        dialog = ask(typist)
        assert "could not be reached" in dialog.text()
        assert len(texts(dialog)) == 1
        dialog.close()

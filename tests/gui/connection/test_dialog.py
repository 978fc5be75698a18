"""Setting up each kind of connection by hand: typed, tested, kept, used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.controller.connection.connections import Connections
from app.controller.connection.status import ConnectionState
from app.controller.process.workers import WorkerPool
from app.model.profile import Profile, Scheme
from app.sandbox import Options, SandboxServer
from app.service.clients import Clients
from app.storage.files.paths import AppPaths
from app.storage.settings.managed_settings import ManagedSettings
from app.storage.settings.password_store import SecretStore
from app.storage.settings.policy_sources import SettingsLayer
from app.storage.settings.settings_file import Settings, SettingsFile
from app.ui.common.key_translation import KeyTranslation
from app.ui.connection.dialog import ConnectionDialog
from app.ui.ways.focus_view import FocusView
from tests.helpers.processes.browser import Browser
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.letters import clashes, texts_in_view

PATIENCE_MS = 30_000
OPTIONS = Options()
TYPED: dict[Scheme, dict[str, str]] = {
    Scheme.BASIC: {"user": OPTIONS.user, "secret": OPTIONS.password},
    Scheme.TICKET: {"ticket": OPTIONS.ticket},
    Scheme.BEARER: {"bearer": OPTIONS.bearer},
    Scheme.XSRF: {"xsrf": OPTIONS.xsrf},
    Scheme.ONLINE: {"client_id": OPTIONS.client_id, "client-secret": OPTIONS.client_secret},
}


W = TypeVar("W", bound=QWidget)


def child(dialog: ConnectionDialog, kind: type[W], name: str = "") -> W:
    found = dialog.findChild(kind, name) if name else dialog.findChild(kind)
    assert isinstance(found, kind)
    return found


@dataclass
class Desk:
    qtbot: QtBot
    connections: Connections
    file: SettingsFile
    window: QWidget  # that of the dialogs, which are deleted when they close

    def dialog(self) -> ConnectionDialog:
        dialog = ConnectionDialog(self.connections, self.window)
        dialog.show()
        return dialog

    def until(self, text: str, dialog: ConnectionDialog) -> None:
        result = child(dialog, QLabel, "profile.result")
        self.qtbot.waitUntil(lambda: text in result.text(), timeout=PATIENCE_MS)


@pytest.fixture
def managed() -> ManagedSettings:
    return ManagedSettings()


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, managed: ManagedSettings, settings: Settings) -> Iterator[Desk]:
    secrets, network = SecretStore(), WorkerPool(4)
    clients = Clients(secrets)
    file = SettingsFile(AppPaths.of(tmp_path / "home").settings)
    file.save(settings)
    connections = Connections(
        file=file,
        settings=settings,
        secrets=secrets,
        clients=clients,
        network=network,
        managed=managed,
    )
    window = QWidget()
    qtbot.addWidget(window)
    yield Desk(qtbot, connections, file, window)
    connections.cancel_browser()
    assert network.wait(PATIENCE_MS)
    clients.close()


def fill(dialog: ConnectionDialog, scheme: Scheme, url: str) -> None:
    kind = child(dialog, QComboBox, "profile.kind")
    kind.setCurrentIndex(kind.findData(scheme))
    for name, text in {"name": "Work", "url": url, **TYPED[scheme]}.items():
        child(dialog, QLineEdit, f"profile.{name}").setText(text)


def press(dialog: ConnectionDialog, name: str) -> None:
    child(dialog, QPushButton, f"profile.{name}").click()


@pytest.mark.parametrize("scheme", list(Scheme))
def test_each_kind_is_set_up_tested_and_kept(
    scheme: Scheme, tmp_path: Path, desk: Desk, memory_keyring: MemoryKeyring
) -> None:
    options = Options(scheme=scheme, companies=False)
    with SandboxServer(tmp_path / "sandbox.db", options) as server, Browser() as browser:
        desk.connections.browser_asked.connect(browser.open)
        dialog = desk.dialog()
        place = child(dialog, QLabel, "profile.place")
        desk.qtbot.waitUntil(lambda: "is kept in" in place.text(), timeout=PATIENCE_MS)
        fill(dialog, scheme, server.url)
        if scheme is Scheme.ONLINE:
            press(dialog, "signIn")
            desk.until("You are signed in as ingrid.solberg@example.com at Cust12345.", dialog)
        press(dialog, "test")
        desk.until("It works: you are Ingrid Solberg", dialog)
        assert memory_keyring.passwords == {}, "nothing is kept before OK"
        buttons = child(dialog, QDialogButtonBox)
        buttons.button(QDialogButtonBox.StandardButton.Ok).click()
        desk.qtbot.waitUntil(
            lambda: desk.connections.status.state is ConnectionState.SIGNED_IN, timeout=PATIENCE_MS
        )
    assert desk.connections.status.text == "Work: Ingrid Solberg"
    (kept,) = desk.file.load().profiles
    assert (kept.scheme, kept.url) == (scheme, server.url)
    kinds = {account for _service, account in memory_keyring.passwords}
    assert f"Work/{kept.secret_kind}" in kinds
    assert ("Work/client-secret" in kinds) == (scheme is Scheme.ONLINE)
    file = desk.file.path.read_text(encoding="utf-8")
    assert not [
        secret for secret in memory_keyring.passwords.values() if f'"{secret}"' in file and secret != "demo"
    ]


def test_what_is_wrong_is_said(tmp_path: Path, desk: Desk) -> None:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as server:
        dialog = desk.dialog()
        fill(dialog, Scheme.BASIC, server.url)
        child(dialog, QLineEdit, "profile.secret").setText("wrong")
        press(dialog, "test")
        desk.until("did not accept your sign-in", dialog)
    fill(dialog, Scheme.BASIC, "http://crm.intranet.example")
    press(dialog, "test")
    desk.until("would not be encrypted", dialog)
    fill(dialog, Scheme.ONLINE, "")
    child(dialog, QLineEdit, "profile.client_id").clear()
    press(dialog, "test")
    desk.until("Enter the client ID.", dialog)


def test_only_what_the_kind_needs_is_shown(desk: Desk) -> None:
    dialog = desk.dialog()
    seen = {}
    for scheme in Scheme:
        fill(dialog, scheme, "")
        fields = ("user", "secret", "ticket", "bearer", "xsrf", "xsrf-cookie", "customer_id", "client_id")
        seen[scheme] = {name for name in fields if child(dialog, QLineEdit, f"profile.{name}").isVisible()}
    assert seen == {
        Scheme.BASIC: {"user", "secret"},
        Scheme.TICKET: {"ticket"},
        Scheme.BEARER: {"bearer"},
        Scheme.XSRF: {"xsrf", "xsrf-cookie"},
        Scheme.ONLINE: {"user", "customer_id", "client_id"},
    }


def test_no_letter_means_two_things(desk: Desk) -> None:
    dialog = desk.dialog()
    press(dialog, "more")
    for scheme in Scheme:
        fill(dialog, scheme, "")
        assert clashes(texts_in_view(dialog)) == {}


WORK = Profile(name="Work", url="https://work.example", user="kari")
OTHER = Profile(name="Other", url="https://other.example", user="ola", language="nb")


@pytest.mark.parametrize("settings", [Settings(profiles=(WORK, OTHER), active="Work")])
@pytest.mark.parametrize(
    "managed",
    [
        ManagedSettings(
            (
                SettingsLayer(
                    {"connection.proxy": "direct"},
                    {"connection.proxy": "Set by your administrator in /etc/contact-entry/policy.toml."},
                    ({"name": "Head office", "url": "https://head.example"},),
                ),
            )
        )
    ],
)
def test_what_is_decided_elsewhere_is_shown_read_only_with_the_reason(desk: Desk) -> None:
    dialog = desk.dialog()
    which = child(dialog, QComboBox, "profile.connection")
    names = [which.itemText(n) for n in range(which.count())]
    assert names == ["Head office", "Work", "Other", "A new connection"]
    assert which.currentText() == "Work"
    proxy = child(dialog, QLineEdit, "profile.proxy")
    assert (proxy.text(), proxy.isEnabled()) == ("direct", False)
    assert proxy.toolTip() == "Set by your administrator in /etc/contact-entry/policy.toml."
    assert child(dialog, QLineEdit, "profile.url").isEnabled()
    which.setCurrentText("Other")
    assert child(dialog, QLineEdit, "profile.language").text() == "nb"
    which.setCurrentText("Head office")
    assert not child(dialog, QLineEdit, "profile.url").isEnabled()
    assert child(dialog, QLineEdit, "profile.secret").isEnabled(), "a password is the user's own"
    assert "administrator" in child(dialog, QLineEdit, "profile.url").toolTip()


@pytest.mark.parametrize("settings", [Settings(profiles=(WORK, OTHER), active="Work")])
def test_a_connection_is_removed_with_its_secrets(desk: Desk, memory_keyring: MemoryKeyring) -> None:
    memory_keyring.passwords = {
        ("contact-entry", f"Work/{kind}"): "x" for kind in ("password", "proxy-password")
    }
    dialog = desk.dialog()
    press(dialog, "remove")
    desk.qtbot.waitUntil(lambda: len(desk.connections.settings.profiles) == 1, timeout=PATIENCE_MS)
    assert memory_keyring.passwords == {}
    assert desk.file.load().profiles == (OTHER,)


def test_further_settings_are_kept(tmp_path: Path, desk: Desk) -> None:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as server:
        dialog = desk.dialog()
        fill(dialog, Scheme.BASIC, server.url)
        child(dialog, QPushButton, "profile.more").click()
        texts: dict[str, Any] = {"time_zone": "NO", "select": "Name", "language": "nb"}
        for name, text in texts.items():
            line = child(dialog, QLineEdit, f"profile.{name}")
            assert line.isVisible()
            line.setText(text)
        child(dialog, QCheckBox, "profile.include_offset").setChecked(True)
        formats = child(dialog, QComboBox, "profile.body_format")
        formats.setCurrentText("XML (application/xml)")
        child(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
        desk.qtbot.waitUntil(
            lambda: desk.connections.status.state is ConnectionState.SIGNED_IN, timeout=PATIENCE_MS
        )
    (kept,) = desk.file.load().profiles
    assert (kept.time_zone, kept.include_offset, kept.select) == ("NO", True, "Name")
    assert (kept.language, kept.body_format) == ("nb", "application/xml")


def test_a_certificate_file_is_read_before_the_connection_is_kept(tmp_path: Path, desk: Desk) -> None:
    dialog = desk.dialog()
    fill(dialog, Scheme.BASIC, "https://crm.example.com")
    line = child(dialog, QLineEdit, "profile.ca_file")
    file = tmp_path / "company.p7b"
    for content, words in ((None, "cannot be opened"), (b"-----BEGIN PKCS7-----\n", "is a PKCS #7 file")):
        if content:
            file.write_bytes(content)
        line.setText(str(file))
        child(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
        desk.until(words, dialog)
        assert line.isVisible(), "further settings are opened"
    assert desk.file.load().profiles == ()
    line.setText("")
    child(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
    assert not dialog.isVisible()


def test_a_proxy_that_cannot_be_used_is_refused_at_its_field(desk: Desk) -> None:
    dialog = desk.dialog()
    fill(dialog, Scheme.BASIC, "https://crm.example.com")
    line = child(dialog, QLineEdit, "profile.proxy")
    ok = child(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    for wrong in ("socks5://proxy.test:1080", "proxy.test:port", "PROXY proxy.test:3128"):
        line.setText(wrong)
        ok.click()
        desk.until(
            "The proxy in the settings of the connection to https://crm.example.com cannot be used.", dialog
        )
        assert line.hasFocus(), "and further settings are opened"
        assert not child(dialog, QLabel, "profile.result").visibleRegion().isEmpty(), "and it is in view"
        assert desk.file.load().profiles == ()
    line.setText("proxy.test:3128")
    ok.click()
    desk.qtbot.waitUntil(lambda: not isValid(dialog), timeout=PATIENCE_MS)
    desk.qtbot.waitUntil(lambda: len(desk.file.load().profiles) == 1, timeout=PATIENCE_MS)


def test_escape_never_throws_typed_settings_away_unasked(desk: Desk) -> None:
    dialog = desk.dialog()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible(), "nothing was changed"
    for name in ("profile.user", "profile.secret", "profile.culture"):
        dialog = desk.dialog()
        child(dialog, QLineEdit, name).setText("typed")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible(), name
        assert "not saved" in child(dialog, QLabel, "profile.result").text()
        assert child(dialog, QLineEdit, name).text() == "typed"
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible(), name


@pytest.mark.parametrize(
    "settings", [Settings().with_profile(Profile(name="Work", url="https://crm.example.com", user="kari"))]
)
def test_another_connection_is_shown_unasked_only_where_nothing_was_changed(desk: Desk) -> None:
    dialog = desk.dialog()
    which = child(dialog, QComboBox, "profile.connection")
    user = child(dialog, QLineEdit, "profile.user")
    QTest.keyClick(which, Qt.Key.Key_Down)
    assert (which.currentIndex(), user.text()) == (1, "")
    user.setText("ola")
    QTest.keyClick(which, Qt.Key.Key_Up)
    assert (which.currentIndex(), user.text()) == (1, "ola")
    assert "choose Work once more" in child(dialog, QLabel, "profile.result").text()
    QTest.keyClick(user, Qt.Key.Key_X)
    QTest.keyClick(which, Qt.Key.Key_Up)
    assert (which.currentIndex(), user.text()) == (1, "olax"), "asked before something else was typed"
    QTest.keyClick(which, Qt.Key.Key_Up)
    assert (which.currentIndex(), user.text()) == (0, "kari")


def test_an_address_is_there_again_with_its_kind(desk: Desk) -> None:
    dialog = desk.dialog()
    kind, address = child(dialog, QComboBox, "profile.kind"), child(dialog, QLineEdit, "profile.url")
    kind.setCurrentIndex(kind.findData(Scheme.TICKET))
    kind.activated.emit(kind.currentIndex())
    address.setText("https://crm.example.com")
    for scheme, shown in (
        (Scheme.BASIC, "https://crm.example.com"),
        (Scheme.ONLINE, ""),
        (Scheme.BEARER, "https://crm.example.com"),
    ):
        kind.setCurrentIndex(kind.findData(scheme))
        kind.activated.emit(kind.currentIndex())
        assert address.text() == shown, scheme


def test_enter_is_ok_whichever_and_with_shift(desk: Desk) -> None:
    KeyTranslation(desk.connections)
    for key, modifiers in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
    ):
        dialog = desk.dialog()
        dialog.activateWindow()
        name = child(dialog, QLineEdit, "profile.name")
        name.setFocus()
        desk.qtbot.waitUntil(name.hasFocus)
        name.setText("")
        QTest.keyClick(name, key, modifiers)
        assert child(dialog, QLabel, "profile.result").text() == "Enter a name.", (key, modifiers)
        dialog.done(0)


def test_cancel_leaves_at_once(desk: Desk) -> None:
    dialog = desk.dialog()
    child(dialog, QLineEdit, "profile.user").setText("typed")
    child(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Cancel).click()
    assert not dialog.isVisible()


def test_more_settings_are_in_view_once_they_are_open(desk: Desk) -> None:
    FocusView(desk.window)
    dialog = desk.dialog()
    dialog.activateWindow()
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    press(dialog, "more")
    more = child(dialog, QWidget, "profile.moreSettings")
    for _round in range(4):  # what the dialog posts to itself
        QApplication.processEvents()
    area = child(dialog, QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    assert more.visibleRegion().boundingRect().height() == min(more.height(), area.viewport().height())
    dialog.done(0)

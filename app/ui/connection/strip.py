"""Strip with problems of connection, lists and access rights, and the dialogs that solve them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.controller.connection.connections import Connections
from app.controller.connection.status import ConnectionState, ConnectionStatus
from app.controller.form.lookups import Lookups
from app.model.checks.rules import Rules
from app.model.checks.validation import NO_RIGHT
from app.model.profile import Scheme
from app.translation import _
from app.ui.common.banner import Banner, Tone
from app.ui.common.plain_text import PlainLabel, set_tip
from app.ui.connection.dialog import ConnectionDialog
from app.ui.connection.password_dialog import PasswordDialog

# What the strip speaks of, so that only that is taken back.
_CONNECTION, _LISTS, _RIGHTS = "", "lists", "rights"


class ConnectionStrip(Banner):
    """Shows connection problems above the form, and the connection in `label`, in the status bar."""

    sandbox_asked = Signal()
    """The user wants to try the program with the practice server."""

    def __init__(
        self, connections: Connections, lookups: Lookups, window: QWidget, label: PlainLabel
    ) -> None:
        super().__init__("trouble")
        self._connections = connections
        self._lookups = lookups
        self._window = window
        self.label = label
        connections.status_changed.connect(self._on_status_changed)
        connections.text_changed.connect(self.label.setText)
        connections.sign_in_asked.connect(self.sign_in)
        connections.browser_asked.connect(_open_in_browser)
        self._told_of_lists = "", ""
        lookups.problem_changed.connect(self._on_list_problem_changed)
        lookups.rules_changed.connect(self._on_rules_changed)

    def set_up(self) -> None:
        """Opens the dialog of the connection in use, or of a first one."""
        ConnectionDialog(self._connections, self._window).open()

    def sign_in(self) -> None:
        """Asks for the password of the connection in use, or sends the user to the browser."""
        status = self._connections.status
        if status.profile is None:
            self.set_up()
            return
        if status.profile.scheme is Scheme.ONLINE:
            self._connections.sign_in_again()
            return
        dialog = PasswordDialog(status.profile, status.sentence or _("Type your password."), self._window)
        dialog.accepted.connect(lambda: self._connections.give_secret(dialog.secret()))
        dialog.open()

    def refresh(self) -> None:
        """Signs in and loads all lists again."""
        self.dismiss()
        self._connections.sign_in()
        self._lookups.refresh()

    def _on_status_changed(self, status: ConnectionStatus) -> None:
        self.label.setText(status.text)
        set_tip(self.label, status.sentence)
        if status.state is ConnectionState.SIGN_IN_NEEDED:
            self.show_message(
                status.sentence,
                Tone.REFUSED,
                actions={_("Sign in"): self.sign_in, _("Settings"): self.set_up},
            )
        elif status.state is ConnectionState.NONE:
            try_it_out = self.sandbox_asked.emit
            self.show_message(
                status.sentence,
                Tone.PLAIN,
                actions={_("Set up a connection"): self.set_up, _("Try it out"): try_it_out},
            )
        elif status.sentence:
            self.show_message(status.sentence, Tone.WAITING, topic=_CONNECTION, actions=self._ways_on(status))
        elif status.state is ConnectionState.SIGNED_IN:
            self.dismiss(_CONNECTION)
            self._on_rules_changed(self._lookups.rules)

    def _on_list_problem_changed(self, sentence: str) -> None:
        if not sentence:
            self.dismiss(_LISTS)
        elif self._connections.status.state is not ConnectionState.SIGN_IN_NEEDED:
            told = sentence, self._connections.status.page
            if self.topic == _LISTS and told == self._told_of_lists:
                return  # said of each list that comes after the one that did not
            self._told_of_lists = told
            ways = {_("Try again"): self.refresh, **self._ways_past_page()}
            self.show_message(sentence, Tone.WAITING, topic=_LISTS, actions=ways)

    def _ways_on(self, status: ConnectionStatus) -> dict[str, Callable[[], None]]:
        """Returns what can be done about a connection; many a sentence speaks of its settings."""
        if status.state is ConnectionState.OUT_OF_REACH:
            return {**self._ways_past_page(), _("Settings"): self.set_up}
        return self._ways_past_page()

    def _ways_past_page(self) -> dict[str, Callable[[], None]]:
        """Returns what can be done where a page came: a network or a gateway may want a sign-in there."""
        page = self._connections.status.page
        if not page:
            return {}
        return {_("Open in browser"): lambda: _open_in_browser(page), _("Try again"): self.refresh}

    def _on_rules_changed(self, rules: Rules) -> None:
        if rules.may_create:
            self.dismiss(_RIGHTS)
        else:
            self.show_message(NO_RIGHT, Tone.REFUSED, topic=_RIGHTS)


def _open_in_browser(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))

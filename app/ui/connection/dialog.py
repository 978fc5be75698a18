"""Dialog for connections: address, way of signing in, and a button that tests them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.controller.connection.connections import BrowserResult, Connections, Secrets, TestResult
from app.model.profile import Profile, Scheme, SecretKind
from app.translation import _
from app.ui.common.fitting import FittingDialog
from app.ui.common.plain_choice import PlainChoice
from app.ui.common.plain_text import PlainLabel, plain_line, set_tip
from app.ui.common.theme import restyle
from app.ui.connection.fields import (
    ADDRESS_HINT,
    ADDRESS_HINTS,
    KINDS,
    MORE_ROWS,
    ROWS,
    FieldEditor,
    Row,
    form_layout,
    make_button,
    new_profile,
)

_NEW = _("A new connection")
_NOT_SAVED = _("What you changed is not saved. Press OK to save it, or Esc once more to leave without it.")
_NOT_SAVED_EITHER = _(
    "What you changed is not saved. Press OK to save it, or choose {name} once more to go there without it."
)
_ADMINISTRATORS = _("This connection is set by your administrator. Only passwords can be changed.")


class ConnectionDialog(FittingDialog):
    """Edits one connection at a time. Nothing is saved until OK; secrets go to the password store alone."""

    def __init__(self, connections: Connections, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Connections to SuperOffice"))
        self.setMinimumWidth(620)
        self._connections = connections
        self._before: Profile | None = None
        self._refresh_token: str | None = None
        self._shown_values: tuple[Any, ...] = ()
        self._is_warned = False
        self._shown_index = -1
        self._is_address_online = False
        self._address_elsewhere = ""
        self._which = PlainChoice()
        self._which.setObjectName("profile.connection")
        self._name = QLineEdit()
        self._name.setObjectName("profile.name")
        self._kind = PlainChoice()
        self._kind.setObjectName("profile.kind")
        for scheme, text in KINDS.items():
            self._kind.addItem(plain_line(text), scheme)
        self._editors = {row.name: FieldEditor(row, self._clear_result) for row in (*ROWS, *MORE_ROWS)}
        self._result = PlainLabel()
        self._result.setObjectName("profile.result")
        self._result.setProperty("role", "message")
        self._result.setWordWrap(True)
        self._secret_location = PlainLabel()
        self._secret_location.setObjectName("profile.place")
        self._secret_location.setProperty("role", "hint")
        self._secret_location.setWordWrap(True)
        self._more = make_button("profile.more", _("&More settings"))
        self._browser = make_button("profile.signIn", _("Sign &in with the browser …"))
        self._test = make_button("profile.test", _("&Test connection"))
        self._sign_out = make_button("profile.signOut", _("Si&gn out"))
        self._remove = make_button("profile.remove", _("Remo&ve"))
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._lay_out()
        self._list_connections()
        self._connect()

    def _lay_out(self) -> None:
        self._rows = form_layout()
        self._rows.addRow(_("C&onnection:"), self._which)
        self._rows.addRow(_("&Name:"), self._name)
        self._rows.addRow(_("&Kind:"), self._kind)
        self._add_rows(self._rows, ROWS)
        self._lay_out_more()
        actions = QHBoxLayout()
        actions.addWidget(self._test)
        actions.addWidget(self._remove)
        actions.addStretch(1)
        actions.addWidget(self._more)
        in_browser = QHBoxLayout()
        in_browser.addWidget(self._browser)
        in_browser.addWidget(self._sign_out)
        in_browser.addStretch(1)
        layout = QVBoxLayout()
        layout.setSpacing(12)
        layout.addLayout(self._rows)
        layout.addLayout(in_browser)
        layout.addWidget(self._secret_location)
        layout.addLayout(actions)
        layout.addWidget(self._more_area)
        layout.addStretch(1)
        # What comes of a button stays in view, wherever the rows have been scrolled to.
        self.lay_out_scrolling(layout, self._result, self._buttons)

    def _lay_out_more(self) -> None:
        self._more_rows = form_layout(_("Few connections need any of these: your administrator knows."))
        self._add_rows(self._more_rows, MORE_ROWS)
        self._more_area = QWidget()
        self._more_area.setLayout(self._more_rows)
        self._more_area.setObjectName("profile.moreSettings")
        self._more_area.hide()
        self._more.setCheckable(True)

    def _add_rows(self, layout: QFormLayout, rows: tuple[Row, ...]) -> None:
        for row in rows:
            widget = self._editors[row.name].widget
            layout.addRow("" if isinstance(widget, QCheckBox) else row.label, widget)

    def _connect(self) -> None:
        self._which.currentIndexChanged.connect(self._on_connection_chosen)
        self._kind.currentIndexChanged.connect(self._show_rows)
        # An address of one's own server is not that of an identity provider, nor the other way round.
        self._kind.activated.connect(self._on_kind_chosen)
        self._more.toggled.connect(self._on_more_toggled)
        self._test.clicked.connect(self._on_test_clicked)
        self._browser.clicked.connect(self._on_browser_clicked)
        self._sign_out.clicked.connect(self._on_sign_out_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self._leave)
        self._connections.tested.connect(self._on_tested)
        self._connections.checked.connect(self._on_checked)
        self._connections.secret_located.connect(self._on_secret_located)
        self._connections.browser_done.connect(self._on_browser_done)
        self.finished.connect(self._connections.cancel_browser)

    def _on_more_toggled(self, is_open: bool) -> None:
        self._more_area.setVisible(is_open)
        if is_open:  # what has the focus is kept in view
            self._editors[MORE_ROWS[0].name].widget.setFocus()
        self.fit()
        if is_open:
            self.bring_into_view(self._more_area)

    def _list_connections(self) -> None:
        settings = self._connections.settings
        for profile in settings.profiles:
            self._which.addItem(plain_line(profile.name), profile)
        self._which.addItem(_NEW, None)
        active = settings.active_profile
        self._which.setCurrentIndex(max(0, self._which.findText(plain_line(active.name) if active else _NEW)))
        self._show_connection()

    @property
    def _scheme(self) -> Scheme:
        return Scheme(self._kind.currentData())

    def _on_connection_chosen(self) -> None:
        chosen, name = self._which.currentIndex(), self._which.currentText()
        if self._is_warned or self._values() == self._shown_values:
            self._show_connection()
        elif chosen != self._shown_index:
            self._which.setCurrentIndex(self._shown_index)
            self._say(_NOT_SAVED_EITHER.format(name=name), works=False)
            self._is_warned = True

    def _show_connection(self) -> None:
        self._shown_index = self._which.currentIndex()
        self._before = self._which.currentData()
        self._refresh_token = None
        self._address_elsewhere = ""
        shown = self._before or new_profile()
        self._name.setText(shown.name or _("SuperOffice"))
        self._kind.setCurrentIndex(self._kind.findData(shown.scheme))
        self._is_address_online = shown.scheme is Scheme.ONLINE
        is_known = self._before is not None and not self._connections.status.lacks_secret_of(self._before)
        for name, editor in self._editors.items():
            if editor.row.is_secret:
                editor.forget(is_kept=is_known and name == shown.secret_kind)
            else:
                editor.set_value(getattr(shown, name))
        self._lock()
        self._show_rows()
        self._connections.locate_secret(self._before)
        self._shown_values = self._values()

    def reject(self) -> None:
        """Leaves on Esc or the window's cross; where something was changed, only the second time."""
        if self._is_warned or self._values() == self._shown_values:
            self._leave()
        else:
            self._say(_NOT_SAVED, works=False)
            self._is_warned = True

    def _leave(self) -> None:
        self.done(QDialog.DialogCode.Rejected)

    def _values(self) -> tuple[Any, ...]:
        """Returns everything that can be changed in the dialog."""
        typed = (editor.value() for editor in self._editors.values())
        return (self._name.text(), self._kind.currentData(), self._refresh_token, *typed)

    def _on_kind_chosen(self) -> None:
        """Shows the address that was typed for this kind of server."""
        address, is_online = self._editors["url"], self._scheme is Scheme.ONLINE
        if is_online is not self._is_address_online:
            self._address_elsewhere, here = address.value(), self._address_elsewhere
            address.set_value(here)
            self._is_address_online = is_online

    def _lock(self) -> None:
        """Locks what a policy decides, and shows why it cannot be changed."""
        managed = self._connections.managed
        is_managed = self._before is not None and managed.is_managed(self._before.name)
        for widget in (self._name, self._kind):
            widget.setEnabled(not is_managed)
            set_tip(widget, _ADMINISTRATORS if is_managed else "")
        for name, editor in self._editors.items():
            if not editor.row.is_secret:
                editor.lock(_ADMINISTRATORS if is_managed else managed.reason(f"connection.{name}"))
        set_tip(self._which, managed.reason("active"))
        self._remove.setEnabled(self._before is not None and not is_managed)

    def _show_rows(self) -> None:
        """Shows only the rows that the chosen kind of connection has."""
        for layout, rows in ((self._rows, ROWS), (self._more_rows, MORE_ROWS)):
            for row in rows:
                layout.setRowVisible(self._editors[row.name].widget, row.is_for(self._scheme))
        is_online = self._scheme is Scheme.ONLINE
        address = self._editors["url"].widget
        if isinstance(address, QLineEdit):
            address.setPlaceholderText(ADDRESS_HINTS.get(self._scheme, ADDRESS_HINT))
        self._browser.setVisible(is_online)
        is_active = self._before is not None and self._before == self._connections.status.profile
        self._sign_out.setVisible(is_online and is_active)
        self._clear_result()

    def _profile(self) -> Profile | None:
        """Returns what is typed; None, with a sentence shown, where something is missing."""
        for widget, wanted, is_needed in (
            (self._name, _("Enter a name."), True),
            (self._editors["url"].widget, _("Enter the address."), self._scheme is not Scheme.ONLINE),
            (self._editors["client_id"].widget, _("Enter the client ID."), self._scheme is Scheme.ONLINE),
            (self._editors["user"].widget, _("Enter your user name."), self._scheme is Scheme.BASIC),
        ):
            if is_needed and isinstance(widget, QLineEdit) and not widget.text().strip():
                self._say(wanted, works=False)
                widget.setFocus()
                return None
        typed: dict[str, Any] = {"name": self._name.text().strip(), "scheme": self._scheme}
        typed |= {name: editor.value() for name, editor in self._editors.items() if not editor.row.is_secret}
        try:
            return Profile.from_values(typed)
        except ValueError as error:
            self._say(str(error), works=False)
            return None

    def _secret(self, profile: Profile) -> str | None:
        """Returns what the connection signs in with, if it was typed or came from the browser."""
        if profile.scheme is Scheme.ONLINE:
            return self._refresh_token
        typed: str | None = self._editors[profile.secret_kind].value()
        return typed

    def _other_secrets(self, profile: Profile) -> Secrets:
        editors = (one for one in self._editors.values() if one.row.is_secret)
        typed = {SecretKind(one.row.name): one.value() for one in editors if one.row.is_for(profile.scheme)}
        return {kind: text for kind, text in typed.items() if text and kind is not profile.secret_kind}

    def _on_test_clicked(self) -> None:
        profile = self._profile()
        if profile is not None:
            self._say(_("Asking {site} …").format(site=profile.site or profile.login_site), works=True)
            self._test.setEnabled(False)
            self._connections.test(profile, self._secret(profile), self._other_secrets(profile))

    def _on_browser_clicked(self) -> None:
        profile = self._profile()
        if profile is not None:
            self._say(_("Sign in on the page that opens in your browser …"), works=True)
            self._connections.sign_in_with_browser(profile, self._other_secrets(profile))

    def _on_browser_done(self, result: BrowserResult) -> None:
        self._say(result.sentence, works=result.works)
        if result.works:
            self._refresh_token = result.refresh_token
            self._editors["customer_id"].set_value(result.profile.customer_id)

    def _on_secret_located(self, sentence: str) -> None:
        # A slot of the dialog itself: one of a label in it would be called when both are deleted.
        self._secret_location.setText(sentence)

    def _on_tested(self, result: TestResult) -> None:
        self._test.setEnabled(True)
        self._say(result.sentence, works=result.works)

    def _on_sign_out_clicked(self) -> None:
        self._connections.sign_out()
        self._leave()

    def _on_remove_clicked(self) -> None:
        if self._before is not None:
            self._connections.remove(self._before.name)
            self._leave()

    def _on_accepted(self) -> None:
        profile = self._profile()
        if profile is not None and (profile.ca_file or profile.proxy):
            if profile.ca_file:
                self._say(_("Reading the file of certificates …"), works=True)
            self._connections.check(profile)
        elif profile is not None:
            self._save(profile)

    def _on_checked(self, profile: Profile, field: str, sentence: str) -> None:
        if not self.isVisible() or profile != self._profile():
            return
        if sentence:
            self._say(sentence, works=False)
            self._more.setChecked(True)
            self._editors[field].widget.setFocus()
        else:
            self._save(profile)

    def _save(self, profile: Profile) -> None:
        self._connections.save_profile(profile, self._secret(profile), self._other_secrets(profile))
        for editor in self._editors.values():
            if editor.row.is_secret:
                editor.forget(is_kept=True)
        self.accept()

    def _clear_result(self) -> None:
        self._say("", works=True)

    def _say(self, text: str, *, works: bool) -> None:
        self._is_warned = False
        self._result.setText(text)
        restyle(self._result, severity="" if works else "error")

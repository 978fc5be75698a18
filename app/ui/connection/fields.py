"""Table of the fields in the connection dialog, and the widgets that edit them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimeZone
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QPushButton, QWidget

from app.controller.connection.desktop import zone_code
from app.model.profile import Environment, Format, Profile, Scheme, SecretKind
from app.translation import _
from app.ui.common.plain_choice import PlainChoice
from app.ui.common.plain_text import PlainLabel, plain_line, set_tip

KINDS: dict[Scheme, str] = {
    Scheme.ONLINE: _("SuperOffice Online"),
    Scheme.BASIC: _("Own server, with user name and password"),
    Scheme.TICKET: _("Own server, with a ticket"),
    Scheme.BEARER: _("An access token that I was given"),
    Scheme.XSRF: _("A session of the web client (X-XSRF-TOKEN)"),
}
_ENVIRONMENTS = {
    Environment.PRODUCTION: _("Production (online.superoffice.com)"),
    Environment.STAGE: _("Stage (qaonline.superoffice.com)"),
    Environment.DEVELOPMENT: _("Development (sod.superoffice.com)"),
}


def _format_text(one: Format) -> str:
    kind = _("Form") if one is Format.FORM else "XML" if "xml" in one else "JSON"
    return f"{kind} ({one.value})"


_FORMATS = {one: _format_text(one) for one in Format}
_ANSWERS = {one: text for one, text in _FORMATS.items() if one is not Format.FORM}
ADDRESS_HINTS = {Scheme.ONLINE: _("empty: SuperOffice’s own")}
ADDRESS_HINT = "https://crm.example.com"
_BETWEEN = _("Needed only where something between here and the server lets nothing else through.")
_ONLINE = (Scheme.ONLINE,)
_OFFLINE = tuple(scheme for scheme in Scheme if scheme is not Scheme.ONLINE)


@dataclass(frozen=True)
class Row:
    """One field. `name` is a field of Profile or a SecretKind; empty `schemes` mean all of them.

    `hint` stands in the empty field, `tip` says what it is for.
    """

    name: str
    label: str
    hint: str = ""
    schemes: tuple[Scheme, ...] = ()
    choices: dict[Any, str] | None = None
    check: bool = False
    tip: str = ""

    @property
    def is_secret(self) -> bool:
        return self.name in set(SecretKind)

    def is_for(self, scheme: Scheme) -> bool:
        return not self.schemes or scheme in self.schemes


ROWS: tuple[Row, ...] = (
    Row("url", _("&Address:")),
    Row("environment", _("&Environment:"), schemes=_ONLINE, choices=_ENVIRONMENTS),
    Row("customer_id", _("&Customer ID:"), _("Cust12345; empty for any"), _ONLINE),
    Row("client_id", _("Client I&D:"), _("of the application, from your administrator"), _ONLINE),
    Row("user", _("&User name:"), schemes=(Scheme.BASIC, Scheme.ONLINE)),
    Row(SecretKind.PASSWORD, _("&Password:"), schemes=(Scheme.BASIC,)),
    Row(SecretKind.TICKET, _("Ti&cket:"), schemes=(Scheme.TICKET,)),
    Row(SecretKind.BEARER, _("A&ccess token:"), schemes=(Scheme.BEARER,)),
    Row(SecretKind.XSRF, "&X-XSRF-TOKEN:", schemes=(Scheme.XSRF,)),
    Row(SecretKind.XSRF_COOKIE, _("&Cookie:"), _("empty: XSRF-TOKEN with the same value"), (Scheme.XSRF,)),
    Row(
        SecretKind.CLIENT_SECRET,
        _("Client &secret:"),
        _("empty if you were given none"),
        tip=_("The application’s own password, from your administrator."),
    ),
)
MORE_ROWS: tuple[Row, ...] = (
    Row("language", _("&Language:"), _("the program’s"), tip=_("The language of lists and messages.")),
    Row(
        "culture",
        _("Fo&rmats (culture):"),
        _("the server’s; else like nb-NO"),
        tip=_("How the server writes numbers and dates."),
    ),
    Row(
        "time_zone",
        _("Time &zone:"),
        _("the server’s; else like NO"),
        tip=_("The time zone of times that come and go without one."),
    ),
    Row("include_offset", _("Times wit&h their offset from UTC"), check=True),
    Row(
        "select",
        _("Ans&wers with:"),
        _("everything; else like Name,Number2"),
        tip=_("Only these properties come back of a company that was saved."),
    ),
    Row("body_format", _("Send as:"), choices=_FORMATS, tip=_BETWEEN),
    Row("answer_format", _("Receive as:"), choices=_ANSWERS, tip=_BETWEEN),
    Row(
        "ca_file",
        _("&Further certificates:"),
        _("a file in PEM or DER form"),
        tip=_("Certificates that this connection trusts besides those of the system."),
    ),
    Row("allow_plain_http", _("This server has no encryption: allow http://"), schemes=_OFFLINE, check=True),
    Row("proxy", _("Prox&y:"), _("the system’s; else http://proxy:3128, or direct")),
    Row("proxy_user", _("Proxy user name:")),
    Row(SecretKind.PROXY_PASSWORD, _("Proxy password:")),
    Row(
        "send_persons",
        _("Send people together with their company"),
        check=True,
        tip=_(
            "In one request, at a server that is known to add them. Else each person is a request of its own."
        ),
    ),
    Row("use_dbi_key", _("Mark companies with a key, to find them again"), check=True),
)


class FieldEditor:
    """Edits one row. `value` returns what Profile takes, None for a secret that was not typed."""

    def __init__(self, row: Row, changed: Callable[[], object]) -> None:
        self.row = row
        self.widget = self._made()
        # The name that the password's field has always had.
        name = "secret" if row.name == SecretKind.PASSWORD else row.name
        self.widget.setObjectName(f"profile.{name}")
        self.widget.setAccessibleName(plain_line(row.label.replace("&", "").rstrip(":")))
        if isinstance(self.widget, QLineEdit):
            self.widget.textEdited.connect(lambda _text: changed())
        self.lock("")

    def value(self) -> Any:
        if isinstance(self.widget, QCheckBox):
            return self.widget.isChecked()
        if isinstance(self.widget, QComboBox):
            return self.widget.currentData()
        assert isinstance(self.widget, QLineEdit)  # noqa: S101  # there are three kinds
        if self.row.is_secret:
            return self.widget.text() or None
        return self.widget.text().strip()

    def set_value(self, value: Any) -> None:
        if isinstance(self.widget, QCheckBox):
            self.widget.setChecked(bool(value))
        elif isinstance(self.widget, QComboBox):
            self.widget.setCurrentIndex(max(0, self.widget.findData(value)))
        elif isinstance(self.widget, QLineEdit):
            self.widget.setText(str(value))

    def forget(self, *, is_kept: bool) -> None:
        """Clears a secret's input; a stored secret is never shown."""
        if isinstance(self.widget, QLineEdit):
            self.widget.clear()
            self.widget.setPlaceholderText(_("unchanged") if is_kept else self.row.hint)

    def lock(self, reason: str) -> None:
        """Makes the input read-only with `reason` as its tooltip; editable if `reason` is empty."""
        self.widget.setEnabled(not reason)
        said = reason or self.row.tip
        set_tip(self.widget, said)
        self.widget.setAccessibleDescription(plain_line(said))

    def _made(self) -> QWidget:
        if self.row.check:
            return QCheckBox(self.row.label)
        if self.row.choices is not None:
            box = PlainChoice()
            for value, text in self.row.choices.items():
                box.addItem(plain_line(text), value)
            return box
        line = QLineEdit()
        line.setPlaceholderText(self.row.hint)
        if self.row.is_secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        return line


def make_button(name: str, text: str) -> QPushButton:
    """Returns a button that Enter does not press from elsewhere; `name` is its objectName."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button


def form_layout(hint: str = "") -> QFormLayout:
    """Returns a layout for rows of labels and inputs, empty but for a `hint` above them."""
    rows = QFormLayout()
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    if hint:
        above = PlainLabel(hint, role="hint")
        above.setWordWrap(True)
        rows.addRow(above)
    return rows


def new_profile() -> Profile:
    """Returns an empty profile with the desktop's time zone, where SuperOffice has a code for it."""
    zone = zone_code(QTimeZone.systemTimeZone())
    return Profile(name="", time_zone=zone, include_offset=bool(zone))

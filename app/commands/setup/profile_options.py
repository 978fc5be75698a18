"""The further options of ``profile add``, one for each field of a connection."""

from __future__ import annotations

import argparse

from app.translation import _

TYPE_CHECKING = False  # for the checker it is True; typing itself would take a third of the time of --help

if TYPE_CHECKING:
    from typing import Any, Final

ENVIRONMENTS: Final = ("production", "stage", "development")
FORMATS: Final = (
    "application/json",
    "text/json",
    "application/json-patch+json",
    "application/merge-patch+json",
    "application/xml",
    "text/xml",
    "application/x-www-form-urlencoded",
)
FURTHER_SECRETS: Final = ("client-secret", "proxy-password", "xsrf-cookie")
"""The values of `app.model.profile`, repeated because importing it would slow every start."""

_TEXTS: Final = {
    "customer_id": ("CUST", _("the tenant of SuperOffice Online, such as Cust12345")),
    "client_id": ("ID", _("the application of SuperOffice Online")),
    "language": ("ISO2", _("the language of lists and messages; empty for the program's")),
    "culture": ("CULTURE", _("SO-Culture, such as nb-NO")),
    "time_zone": ("CODE", _("SO-TimeZone, such as NO")),
    "select": ("NAMES", _("the properties wanted in answers, with commas between")),
    "ca_file": ("FILE", _("further certificates to trust, in PEM form")),
    "proxy": ("URL", _("a proxy; direct for none, empty for the system's")),
    "proxy_user": ("USER", _("the user name at the proxy")),
}
_CHOICES: Final = {
    "environment": (ENVIRONMENTS, _("of SuperOffice Online")),
    "body_format": (FORMATS, _("how entities are sent")),
    "answer_format": (FORMATS[:-1], _("how answers are asked for")),
}
_SWITCHES: Final = {
    "include_offset": _("ask for times with their offset from UTC"),
    "allow_plain_http": _("this server has no encryption: allow http://"),
    "send_persons": _("send people together with their company"),
    "use_dbi_key": _("mark companies with a key, to find them again after a lost answer"),
}


def add_to(parser: argparse.ArgumentParser) -> None:
    """Adds the options to the parser of ``profile add``."""
    group = parser.add_argument_group(_("further settings, which stay as they are where they are not given"))
    for name, (metavar, text) in _TEXTS.items():
        group.add_argument(_option(name), metavar=metavar, help=text)
    for name, (choices, text) in _CHOICES.items():
        group.add_argument(_option(name), choices=choices, help=text)
    for name, text in _SWITCHES.items():
        group.add_argument(_option(name), action=argparse.BooleanOptionalAction, default=None, help=text)
    parser.add_argument(
        "--further-secret",
        action="append",
        choices=FURTHER_SECRETS,
        default=[],
        help=_("read one more secret from the next line of standard input"),
    )


def given_values(arguments: argparse.Namespace) -> dict[str, Any]:
    """Returns the given values by the names of Profile's fields."""
    values = {name: getattr(arguments, name) for name in (*_TEXTS, *_CHOICES, *_SWITCHES)}
    if values["ca_file"]:
        from pathlib import Path

        # Later calls come from other folders.
        values["ca_file"] = str(Path(values["ca_file"]).absolute())
    return {name: value for name, value in values.items() if value is not None}


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"

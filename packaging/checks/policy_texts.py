"""What an administrator reads of each setting, in the editor of group policies.

In the program's other languages they stand in packaging/windows/policy_texts, as gettext's catalogues.

Which settings there are, of which type and with which choices, is declared by the program itself
(`app.model.profile.Profile`, `app.storage.settings.settings_file.Settings`); here are the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po

from app.translation.languages import ENGLISH

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "active": (
        "Connection in use",
        "The name of the connection that the program uses. Users cannot choose another one.",
    ),
    "history_days": (
        "Days that saved companies are listed",
        (
            "For how many days the list of what was sent shows companies that were saved. The program's "
            "own choice is 90 days."
        ),
    ),
    "language": (
        "Language",
        (
            "The language of the program: en, nb, sv, da, de or nl. Unset, it is the system's. It takes "
            "effect with the next start."
        ),
    ),
    "log_level": (
        "How much the log says",
        "The log never holds passwords or what was typed. The program's own choice is INFO.",
    ),
    "registers": (
        "Registers of companies that may be asked",
        (
            "The public registers that names and numbers of companies are looked up in, as they are typed: "
            "no, dk, fi, fr, cz, gb, se, vies, gleif, with commas between. What is typed leaves the computer "
            "for them. The word none allows none. Unset, users are asked once."
        ),
    ),
    "register_urls": (
        "Addresses of registers",
        (
            "Where registers are asked if not at their own addresses, for example by way of a gateway: "
            "no=https://gateway.example.com/brreg, with a blank between two."
        ),
    ),
    "register_businesses": (
        "Businesses by industry codes",
        (
            "Which entry of the list of businesses an industry code of a register means: the beginning of "
            "the code (NACE), an equals sign and the name of the entry, with a semicolon between two: "
            "62=IT; 64-66=Finance; 41.2=Construction. Unset, the program goes by the names of the entries."
        ),
    ),
    "templates": (
        "Templates for everybody",
        (
            "Named sets of values that new companies can begin with, one line each. The name is that of the "
            "template, the value says what it fills in, with semicolons between: Category=Customer; "
            "Interests=Golf, Wine; NextSteps.Title=Call; NextSteps.StartDate=+7; NextSteps.Selection=Fair. "
            "Users have them beside their own and cannot change them."
        ),
    ),
    "update_url": (
        "Address that tells the newest version",
        (
            "Where Help asks which version is the newest, and only when a user wants to know; https only. "
            'It answers with JSON such as {"version": "1.2.3", "url": '
            '"https://updates.example.com/contact-entry"}. Unset, nobody is ever asked. The program '
            "downloads and installs nothing."
        ),
    ),
    "connection.url": (
        "Address",
        (
            "The address of the SuperOffice server, for example https://crm.example.com. It must not hold "
            "a user name or a password. For SuperOffice Online leave this unset."
        ),
    ),
    "connection.scheme": (
        "How to sign in",
        "The way to sign in. Passwords and tokens are never part of a policy: users are asked for them.",
    ),
    "connection.user": (
        "User name",
        "The user name to sign in with.",
    ),
    "connection.environment": (
        "Environment",
        "The environment of SuperOffice Online.",
    ),
    "connection.customer_id": (
        "Customer ID",
        "The customer of SuperOffice Online, for example Cust12345.",
    ),
    "connection.client_id": (
        "Client ID",
        (
            "The client ID of your application at SuperOffice Online. Connections to SuperOffice Online "
            "need one."
        ),
    ),
    "connection.language": (
        "Language",
        (
            "The language of lists and messages: two letters (ISO 639-1), for example nb. Unset, it is "
            "that of the program."
        ),
    ),
    "connection.culture": (
        "Culture",
        "Sent to the server as it is (SO-Culture), for example nb-NO.",
    ),
    "connection.time_zone": (
        "Time zone",
        "Sent to the server as it is (SO-TimeZone). Unset, it is the server's.",
    ),
    "connection.include_offset": (
        "Times with their offset from UTC",
        "Whether the server is asked for times with their offset from UTC.",
    ),
    "connection.select": (
        "Properties in answers",
        "The properties wanted in the answer to a saved company, separated by commas. Unset, all of them.",
    ),
    "connection.body_format": (
        "Send as",
        (
            "The format in which companies are sent, for gateways that pass nothing else. The program's "
            "own choice is application/json."
        ),
    ),
    "connection.answer_format": (
        "Receive as",
        "The format in which answers are asked for. The program's own choice is application/json.",
    ),
    "connection.ca_file": (
        "Further certificates",
        (
            "A file in PEM form with certificates to trust beside those of Windows. It must be there on "
            "each computer."
        ),
    ),
    "connection.allow_plain_http": (
        "Connections without encryption",
        (
            "Enabled: addresses that begin with http:// may be used. Disabled: they may not, whatever "
            "users choose."
        ),
    ),
    "connection.proxy": (
        "Proxy",
        (
            "The address of the proxy, for example http://proxy.example.com:3128; the word direct for "
            "none. Unset, it is that of Windows."
        ),
    ),
    "connection.proxy_user": (
        "Proxy user name",
        "The user name at the proxy. Users are asked for its password.",
    ),
    "connection.send_persons": (
        "Send people together with their company",
        (
            "Enabled: in one request with the company, at a server that is known to add them and to name "
            "them in its answer. Disabled or unset: one request for each person, after the company."
        ),
    ),
    "connection.use_dbi_key": (
        "Mark companies with a key, to find them again",
        (
            "Enabled: the field DbiKey carries a key by which a company is recognised on the server after "
            "an answer was lost. Disabled: for sites that use DbiKey themselves."
        ),
    ),
}
"""Title and explanation by key."""

FOR_EVERY_CONNECTION: Final = "Holds for every connection, the users' own ones included."

CHOICES: Final[dict[str, str]] = {
    "scheme.basic": "Own server, with user name and password",
    "scheme.ticket": "Own server, with a ticket",
    "scheme.bearer": "An access token",
    "scheme.xsrf": "A session of the web client (X-XSRF-TOKEN)",
    "scheme.online": "SuperOffice Online",
    "environment.production": "Production (online.superoffice.com)",
    "environment.stage": "Stage (qaonline.superoffice.com)",
    "environment.development": "Development (sod.superoffice.com)",
}
"""What the choices of a field are called, where that is not their own name."""

COMPANY: Final = (
    "Connection that everybody has",
    (
        "A connection to SuperOffice that every user of the computer has and cannot change. Passwords and "
        "tokens are never part of a policy: users are asked for them. Fields that are left empty are not "
        "set. More than one such connection: write the same values into the keys profiles\\2, profiles\\3 "
        "and so on, for example by group policy preferences."
    ),
)
"""The connection that everybody has: a policy of several fields."""

COMPANY_FIELDS: Final = ("name", "scheme", "url", "user", "environment", "customer_id", "client_id")
COMPANY_NAME: Final = "Name of the connection"
CONNECTIONS: Final = "All connections"
SUPPORTED: Final = "Contact Entry 0.1 or newer"
DESCRIPTION: Final = "Settings of Contact Entry that administrators decide."

_ROOT: Final = Path(__file__).parents[2]


def catalogue(language: str) -> str:
    """Returns the path of a language's translations in the repository."""
    return f"packaging/windows/policy_texts/{language}.po"


def all_texts() -> Iterator[str]:
    """Yields every text that is translated."""
    yield from (CONNECTIONS, SUPPORTED, DESCRIPTION, *COMPANY, COMPANY_NAME, FOR_EVERY_CONNECTION)
    yield from CHOICES.values()
    for title, explanation in TEXTS.values():
        yield from (title, explanation)


def translated(language: str) -> Callable[[str], str]:
    """Returns what translates a text; one without a translation stays in English."""
    known = _translations(language)
    return lambda text: known.get(text, text)


def untranslated(language: str) -> list[str]:
    """Returns the texts that a language's catalogue lacks."""
    known = _translations(language)
    return [] if language == ENGLISH else [text for text in dict.fromkeys(all_texts()) if text not in known]


@cache
def _translations(language: str) -> dict[str, str]:
    file = _ROOT / catalogue(language)
    if not file.exists():
        return {}
    with file.open("rb") as opened:
        messages = read_po(opened, locale=language)
    return {str(one.id): str(one.string) for one in messages if one.id and one.string and not one.fuzzy}

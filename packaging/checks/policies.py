"""The templates for administrators, made from the settings that the program declares.

What is made: the group policies of Windows (ADMX, and its texts in each language of the program) and the
configuration profile of macOS.
"""

from __future__ import annotations

import plistlib
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, get_type_hints
from xml.sax.saxutils import escape

from checks import policy_texts as texts
from checks.project import Finding, Project, Report

from app.model.profile import Format, Profile
from app.model.templates.reading import Templates
from app.storage.settings.managed_settings import KEYS
from app.storage.settings.policy_places import POLICY_KEY, PREFERENCES_FILE
from app.storage.settings.policy_sources import CONNECTION
from app.storage.settings.settings_file import LOG_LEVELS, MOST_DAYS, Settings
from app.translation.languages import LANGUAGES

ADMX: Final = "packaging/windows/policies/contact-entry.admx"
# Windows names the folder of each language so.
_CULTURES: Final = {"en": "en-US", "nb": "nb-NO", "sv": "sv-SE", "da": "da-DK", "de": "de-DE", "nl": "nl-NL"}
ADML: Final = {
    language: f"packaging/windows/policies/{_CULTURES[language]}/contact-entry.adml" for language in LANGUAGES
}
MOBILECONFIG: Final = "packaging/macos/contact-entry.mobileconfig"

_EXAMPLE: Final[dict[str, Any]] = {
    "active": "SuperOffice",
    "history_days": 90,
    "connection": {"allow_plain_http": False},
    "profiles": [
        {
            "name": "SuperOffice",
            "scheme": "online",
            "customer_id": "Cust12345",
            "client_id": "0123456789abcdef0123456789abcdef",
        }
    ],
}
_CHOICES: Final = {"log_level": LOG_LEVELS, "language": tuple(LANGUAGES)}
_MADE: Final = "Made by “make docs” from the settings that the program declares; do not edit."
_NAMESPACES: Final = (
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\n'
    '    xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"'
)


@dataclass(frozen=True)
class _Setting:
    """One setting as the editor of policies has it. `name` is that of its value, `id` is its own."""

    key: str
    title: str
    explanation: tuple[str, ...]
    choices: tuple[str, ...]
    kind: str
    default: Any

    @property
    def name(self) -> str:
        return self.key.removeprefix(CONNECTION)

    @property
    def id(self) -> str:
        return self.key.replace(".", "_")

    @property
    def registry_key(self) -> str:
        return rf"{POLICY_KEY}\connection" if self.key.startswith(CONNECTION) else POLICY_KEY

    @property
    def category(self) -> str:
        return "connections" if self.key.startswith(CONNECTION) else "contact_entry"


def made(project: Project) -> dict[str, str]:
    """Returns the text of each file that is made, by its path."""
    del project  # the same for every checkout: the program itself declares the settings
    settings = [_declared(key) for key in KEYS]
    texts_of = {path: _adml(settings, texts.translated(language)) for language, path in ADML.items()}
    return {ADMX: _admx(settings), **texts_of, MOBILECONFIG: _mobileconfig()}


def are_made(project: Project) -> Report:
    """Checks that the templates in the repository are those that would be made now."""
    stale = [
        path
        for path, text in made(project).items()
        if path not in project.files or project.text(path) != text
    ]
    told = "is not what the settings of the program say now: run make docs and commit it."
    figure = f"templates of policies: {len(KEYS)} settings, {len(stale)} files not as the program says"
    untranslated = [
        Finding(texts.catalogue(language), f"lacks a translation of “{text[:60]}”.")
        for language in ADML
        for text in texts.untranslated(language)
    ]
    return Report(figure, (*(Finding(path, told) for path in stale), *untranslated))


def _declared(key: str) -> _Setting:
    name = key.removeprefix(CONNECTION)
    owner: type[Any] = Profile if key.startswith(CONNECTION) else Settings
    hint = get_type_hints(owner)[name]
    default = getattr(Profile(name="any") if owner is Profile else Settings(), name)
    title, explanation = texts.TEXTS[key]
    choices: tuple[str, ...] = ()
    if key in _CHOICES:
        choices = _CHOICES[key]
    elif isinstance(hint, type) and issubclass(hint, StrEnum):
        # Forms are for what is sent alone.
        choices = tuple(one.value for one in hint if (name, one) != ("answer_format", Format.FORM))
    kinds = {bool: "switch", int: "number", Templates: "lines"}
    kind = next((one for type_, one in kinds.items() if hint == type_), "choice" if choices else "text")
    explanations = (explanation, texts.FOR_EVERY_CONNECTION) if owner is Profile else (explanation,)
    return _Setting(key, title, explanations, choices, kind, default)


def _admx(settings: list[_Setting]) -> str:
    general = [one for one in settings if not one.key.startswith(CONNECTION)]
    others = [one for one in settings if one.key.startswith(CONNECTION)]
    policies = [*map(_policy, general), _company_policy(others), *map(_policy, others)]
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!-- {_MADE} -->
<policyDefinitions revision="1.0" schemaVersion="1.0"
    {_NAMESPACES}>
  <policyNamespaces>
    <target prefix="contactentry" namespace="ContactEntry.Policies"/>
  </policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn>
    <definitions>
      <definition name="contact_entry_0_1" displayName="$(string.contact_entry_0_1)"/>
    </definitions>
  </supportedOn>
  <categories>
    <category name="contact_entry" displayName="$(string.contact_entry)"/>
    <category name="connections" displayName="$(string.connections)">
      <parentCategory ref="contact_entry"/>
    </category>
  </categories>
  <policies>
{chr(10).join(policies)}
  </policies>
</policyDefinitions>
"""


def _policy(one: _Setting) -> str:
    if one.kind != "switch":
        elements = _element(one, one.id, required=one.kind not in ("text", "lines"))
        return _policy_of_elements(one.id, one.registry_key, one.category, elements)
    return f"""    {_policy_head(one.id)}
            key="{one.registry_key}" valueName="{one.name}">
      <parentCategory ref="{one.category}"/>
      <supportedOn ref="contact_entry_0_1"/>
      <enabledValue><decimal value="1"/></enabledValue>
      <disabledValue><decimal value="0"/></disabledValue>
    </policy>"""


def _company_policy(fields: list[_Setting]) -> str:
    by_name = {one.name: one for one in fields}
    lines = ['        <text id="company_name" valueName="name" required="true"/>']
    for name in texts.COMPANY_FIELDS[1:]:
        one = by_name[name]
        lines.append(_element(one, f"company_{name}", required=one.kind != "text"))
    return _policy_of_elements(
        "company_connection", rf"{POLICY_KEY}\profiles\1", "contact_entry", "\n".join(lines)
    )


def _policy_of_elements(name: str, key: str, category: str, elements: str) -> str:
    return f"""    {_policy_head(name)}
            presentation="$(presentation.{name})" key="{key}">
      <parentCategory ref="{category}"/>
      <supportedOn ref="contact_entry_0_1"/>
      <elements>
{elements}
      </elements>
    </policy>"""


def _policy_head(name: str) -> str:
    return (
        f'<policy name="{name}" class="Machine" displayName="$(string.{name})" '
        f'explainText="$(string.{name}_explain)"'
    )


def _element(one: _Setting, id_: str, *, required: bool) -> str:
    must = ' required="true"' if required else ""
    names = f'id="{id_}" valueName="{one.name}"'
    if one.kind == "number":
        return f'        <decimal {names} minValue="1" maxValue="{MOST_DAYS}"{must}/>'
    if one.kind == "text":
        return f"        <text {names}{must}/>"
    if one.kind == "lines":  # each a value of the subkey, by a name of its own
        return f'        <list id="{id_}" key="{one.registry_key}\\{one.name}" explicitValue="true"/>'
    items = "\n".join(
        f'          <item displayName="$(string.{_choice_id(one.name, choice)})">'
        f"<value><string>{escape(choice)}</string></value></item>"
        for choice in one.choices
    )
    return f"        <enum {names}{must}>\n{items}\n        </enum>"


def _choice_id(name: str, choice: str) -> str:
    return f"{name}_{''.join(letter if letter.isalnum() else '_' for letter in choice)}"


def _adml(settings: list[_Setting], translated: Callable[[str], str]) -> str:
    strings = {
        "contact_entry": "Contact Entry",
        "connections": translated(texts.CONNECTIONS),
        "contact_entry_0_1": translated(texts.SUPPORTED),
        "company_connection": translated(texts.COMPANY[0]),
        "company_connection_explain": translated(texts.COMPANY[1]),
    }
    for one in settings:
        told = " ".join(map(translated, one.explanation))
        strings |= {one.id: translated(one.title), f"{one.id}_explain": told}
        for choice in one.choices:
            # Others are called by their value.
            name = texts.CHOICES.get(f"{one.name}.{choice}", "")
            strings[_choice_id(one.name, choice)] = translated(name) if name else choice
    lines = "\n".join(f'      <string id="{id_}">{escape(text)}</string>' for id_, text in strings.items())
    shown = "\n".join(_presentations(settings, translated))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!-- {_MADE} -->
<policyDefinitionResources revision="1.0" schemaVersion="1.0"
    {_NAMESPACES}>
  <displayName>Contact Entry</displayName>
  <description>{escape(translated(texts.DESCRIPTION))}</description>
  <resources>
    <stringTable>
{lines}
    </stringTable>
    <presentationTable>
{shown}
    </presentationTable>
  </resources>
</policyDefinitionResources>
"""


def _presentations(settings: list[_Setting], translated: Callable[[str], str]) -> list[str]:
    by_name = {one.name: one for one in settings if one.key.startswith(CONNECTION)}
    company = [_text_box("company_name", translated(texts.COMPANY_NAME))]
    for name in texts.COMPANY_FIELDS[1:]:
        one = by_name[name]
        company.append(_control(one, f"company_{name}", translated(one.title)))
    single = [
        (one.id, [_control(one, one.id, translated(one.title))]) for one in settings if one.kind != "switch"
    ]
    return [
        f'      <presentation id="{id_}">\n{chr(10).join(controls)}\n      </presentation>'
        for id_, controls in [*single, ("company_connection", company)]
    ]


def _control(one: _Setting, id_: str, title: str) -> str:
    if one.kind == "text":
        return _text_box(id_, title)
    if one.kind == "lines":
        return f'        <listBox refId="{id_}">{escape(title)}:</listBox>'
    if one.kind == "number":
        return (
            f'        <decimalTextBox refId="{id_}" defaultValue="{one.default}">'
            f"{escape(title)}:</decimalTextBox>"
        )
    default = one.choices.index(str(one.default)) if one.default else 0
    return (
        f'        <dropdownList refId="{id_}" noSort="true" defaultItem="{default}">'
        f"{escape(title)}:</dropdownList>"
    )


def _text_box(id_: str, title: str) -> str:
    return f'        <textBox refId="{id_}"><label>{escape(title)}:</label></textBox>'


def _mobileconfig() -> str:
    payload = {
        "PayloadType": "com.apple.ManagedClient.preferences",
        "PayloadVersion": 1,
        "PayloadIdentifier": "com.example.contact-entry.settings",
        "PayloadUUID": "E2C7A7F4-58A1-4B0F-8C0E-0D3A2B9F7E55",
        "PayloadContent": {
            Path(PREFERENCES_FILE).stem: {"Forced": [{"mcx_preference_settings": _checked(_EXAMPLE)}]}
        },
    }
    profile = {
        "PayloadType": "Configuration",
        "PayloadVersion": 1,
        "PayloadScope": "System",
        "PayloadIdentifier": "com.example.contact-entry",
        "PayloadUUID": "8B0F5D1C-6A39-4E0B-9E0C-3C6C8B4C2D10",
        "PayloadDisplayName": "Contact Entry",
        "PayloadContent": [payload],
    }
    head, mark, rest = plistlib.dumps(profile, sort_keys=False).decode().partition("<plist")
    names = textwrap.fill(", ".join(KEYS), 110, initial_indent="     ", subsequent_indent="     ")
    comment = (
        f"<!-- {_MADE}\n     An example for a management server (MDM): give it UUIDs of your own (uuidgen).\n"
        f"     The settings; those with a dot belong into the dictionary “connection”:\n{names} -->\n"
    )
    return f"{head}{comment}{mark}{rest}"


def _checked(example: dict[str, Any]) -> dict[str, Any]:
    """Returns the example; raises ValueError if the program would not take it."""
    connection: Callable[..., Profile] = Profile
    Settings(active=example["active"], history_days=example["history_days"])
    connection(name="any", **example["connection"])
    for one in example["profiles"]:
        Profile.from_values(one)
    return example

"""A number or a name, the list, Enter, Enter, Save: the server has the company as its register tells it."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.sandbox import SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import SettingsFile
from tests.helpers.registers.everywhere import ANSWERS, CARDS, NORDLYS, Card, lead_to
from tests.helpers.registers.stand_in import StandIn
from tests.helpers.ui.register_hits import sheet_lines, wait_for_hits, wait_for_sheet
from tests.helpers.ui.window import CONTROL, Typist, connect_to, running, wait_until

_ASKED = [(card, card.number) for card in CARDS] + [(card, card.name) for card in CARDS if card.name]


@pytest.mark.long
@pytest.mark.shared_window(registers=True)
@pytest.mark.parametrize(
    ("card", "typed"), _ASKED, ids=[f"{card.register} {typed}" for card, typed in _ASKED]
)
def test_by_number_and_by_name_the_server_has_the_company_after_four_keys(
    typist: Typist, server: SandboxServer, card: Card, typed: str
) -> None:
    typist.fill("required.CustomFields.SuperOffice:1", "K-1")
    if card.country:
        typist.fill("Country", card.country)
        typist.press(Qt.Key.Key_Tab)
        wait_until(lambda: typist.program.lookups.rules.region == card.register.upper())
    typist.tab_to("Name")
    typist.type(typed)
    if typed == card.name:
        typist.press(Qt.Key.Key_L, CONTROL)
    wait_for_hits(typist)
    typist.press(Qt.Key.Key_Return)
    shown = sheet_lines(wait_for_sheet())
    assert shown["Company: Company name"][:3] == ["x", card.filled["Name"], typed]
    typist.press(Qt.Key.Key_Return)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    (posted,) = [
        json.loads(request.body)
        for request in server.requests
        if request.method == "POST" and request.path == "/api/v1/Contact"
    ]
    assert _part_of(posted, card.filled) == card.filled


def _part_of(found: Any, wanted: Any) -> Any:
    """Returns what is found of that which is wanted."""
    if not (isinstance(found, dict) and isinstance(wanted, dict)):
        return found
    return {key: _part_of(found.get(key), value) for key, value in wanted.items()}


@pytest.mark.long
def test_what_an_administrator_says_of_industry_codes_is_the_business(
    qapp: QApplication, server: SandboxServer, program_home: Path
) -> None:
    assert qapp is not None
    connect_to(server.url, program_home)
    with StandIn(ANSWERS) as registers:
        registers.answers["GET /no/enheter/923609016"] = NORDLYS | {"naeringskode1": {"kode": "03.211"}}
        lead_to(registers, program_home, "no")
        SettingsFile(AppPaths.of(program_home).settings).change(
            lambda now: now.with_changes(register_businesses="03=Retail/Wholesale; 62=IT/Software")
        )
        with running() as typist:
            typist.wait_until_signed_in()
            typist.type("923609016")
            wait_for_hits(typist)
            typist.press(Qt.Key.Key_Return)
            shown = sheet_lines(wait_for_sheet())["Company: Business"]
            typist.press(Qt.Key.Key_Escape)
    assert shown[:2] == ["x", "Retail/Wholesale"]

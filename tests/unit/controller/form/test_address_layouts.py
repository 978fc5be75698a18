"""The layout of a country's addresses: a library's at first, then the server's, which is remembered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.controller.form.address_layouts import AddressLayouts
from app.model.carriers.common import Address
from app.model.carriers.reading import read_as
from app.model.form.address_layout import AddressLayout, default_layout, layout_of
from tests.helpers.fakes.controllers import PATIENCE_MS, Office

NORWAY = 578
ANSWER = read_as(
    Address, {"LocalizedAddress": [[{"Name": "StreetAddress1", "Label": "Gateadresse", "Value": ""}]]}
)


@pytest.fixture
def layouts(office: Office) -> Iterator[AddressLayouts]:
    layouts = AddressLayouts(office.api_for, office.network, office.access, office)
    layouts.use("work", "en")
    yield layouts


@pytest.fixture
def shown(layouts: AddressLayouts) -> list[AddressLayout]:
    shown: list[AddressLayout] = []
    layouts.layout_changed.connect(shown.append)
    return shown


def test_the_servers_layout_replaces_the_librarys(
    qtbot: QtBot, office: Office, layouts: AddressLayouts, shown: list[AddressLayout]
) -> None:
    office.api.answers["address_by_country"] = lambda _number: ANSWER
    layouts.show_country(NORWAY, "NO")
    qtbot.waitUntil(lambda: layouts.is_fresh, timeout=PATIENCE_MS)
    assert shown[-1] == layout_of(ANSWER) != ()


def test_without_a_server_the_librarys_stays(
    qtbot: QtBot, office: Office, layouts: AddressLayouts, shown: list[AddressLayout]
) -> None:
    layouts.show_country(NORWAY, "NO")
    qtbot.waitUntil(lambda: bool(shown), timeout=PATIENCE_MS)
    assert office.network.wait(PATIENCE_MS)
    assert shown == [default_layout("NO")]
    assert not layouts.is_fresh


def test_what_the_server_said_is_remembered(
    qtbot: QtBot, office: Office, layouts: AddressLayouts, shown: list[AddressLayout]
) -> None:
    office.open_store()
    office.api.answers["address_by_country"] = lambda _number: ANSWER
    layouts.show_country(NORWAY, "NO")
    qtbot.waitUntil(lambda: layouts.is_fresh, timeout=PATIENCE_MS)
    later = AddressLayouts(office.api_for, office.network, office.access, office)
    remembered: list[AddressLayout] = []
    later.layout_changed.connect(remembered.append)
    office.api.answers.clear()
    later.use("work", "en")
    later.show_country(NORWAY, "NO")
    qtbot.waitUntil(lambda: remembered == [layout_of(ANSWER)], timeout=PATIENCE_MS)
    assert shown[-1] == remembered[0]


def test_the_same_country_is_asked_for_once(
    qtbot: QtBot, office: Office, layouts: AddressLayouts, shown: list[AddressLayout]
) -> None:
    asked: list[int] = []

    def answer(number: int) -> Address:
        asked.append(number)
        return ANSWER

    office.api.answers["address_by_country"] = answer
    for _ in range(2):
        layouts.show_country(NORWAY, "NO")
    qtbot.waitUntil(lambda: layouts.is_fresh, timeout=PATIENCE_MS)
    layouts.show_country(276, "DE")
    qtbot.waitUntil(lambda: layouts.is_fresh, timeout=PATIENCE_MS)
    before = len(shown)
    layouts.show_country(NORWAY, "NO")
    assert asked == [NORWAY, 276]
    assert len(shown) == before + 1

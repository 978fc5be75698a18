"""``lookup`` in this process, against a register on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from app.commands.main import run
from app.storage.settings.settings_file import Settings, SettingsFile
from tests.helpers.registers.stand_in import HTML, StandIn

Printed = pytest.CaptureFixture[str]
COMPANY = {
    "organisasjonsnummer": "923609016",
    "navn": "NORDLYS HAVBRUK ASA",
    "forretningsadresse": {"adresse": ["Kaigata 1"], "postnummer": "9008", "poststed": "TROMSØ"},
    "konkurs": True,
}
ANSWERS: dict[str, Any] = {
    "GET /enheter/923609016": COMPANY,
    "GET /enheter?navn=Nordlys": {"_embedded": {"enheter": [COMPANY, COMPANY | {"konkurs": False}]}},
    "GET /enheter?navn=Nobody": {},
}


@pytest.fixture
def server(settings: SettingsFile) -> Iterator[StandIn]:
    with StandIn(ANSWERS) as server:
        settings.save(Settings(registers="no", register_urls=f"no={server.url}"))
        yield server


def looked_up(capsys: Printed, *words: str) -> tuple[int, Any]:
    code = run(["lookup", *words, "--country", "NO", "--json"])
    return code, json.loads(capsys.readouterr().out.splitlines()[-1])


@pytest.mark.usefixtures("server")
def test_a_number_as_json(capsys: Printed) -> None:
    code, told = looked_up(capsys, "923 609 016")
    assert code == 0
    assert told == [
        {
            "register": "no",
            "number": "923609016",
            "name": "Nordlys Havbruk ASA",
            "city": "Tromsø",
            "state": "bankrupt",
            "values": {
                "Name": "Nordlys Havbruk ASA",
                "OrgNr": "923609016",
                "Country": "NO",
                "Address.Street.Address1": "Kaigata 1",
                "Address.Street.Zipcode": "9008",
                "Address.Street.City": "Tromsø",
            },
            "industry": "",
            "persons": [],
            "refuses_advertising": False,
        }
    ]


@pytest.mark.usefixtures("server")
def test_a_name_for_people(capsys: Printed) -> None:
    assert run(["lookup", "Nordlys", "--country", "no"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "no  923609016  Nordlys Havbruk ASA  Tromsø  (bankrupt)"
    assert "    Visiting address, Postcode: 9008" in lines
    assert sum(line.startswith("no ") for line in lines) == 2


@pytest.mark.usefixtures("server")
def test_nothing_found(capsys: Printed) -> None:
    for text in ("Nobody", "923609017", "01010112345"):
        assert looked_up(capsys, text) == (3, [])


def test_a_register_that_does_not_answer(server: StandIn, capsys: Printed) -> None:
    server.answers = {"GET /": HTML}
    assert run(["lookup", "Nordlys", "--country", "NO", "--json"]) == 6
    out, err = capsys.readouterr()
    assert (out, err) == ("[]\n", "Brønnøysundregistrene could not be reached.\n")


def test_without_consent_nobody_is_asked(server: StandIn, settings: SettingsFile, capsys: Printed) -> None:
    settings.save(settings.load().with_changes(registers=""))
    assert run(["lookup", "Nordlys", "--country", "NO"]) == 2
    assert "contact-entry register allow no" in capsys.readouterr().err
    assert server.requests == []


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("text", ["24256790", "Kari Nordmann 01010112345", "x"])
def test_what_is_asked_of_nobody_is_told_apart_from_what_nobody_knows(
    text: str, server: StandIn, capsys: Printed
) -> None:
    assert run(["lookup", text, "--country", "NO"]) == 3
    assert capsys.readouterr().err.startswith("Nobody was asked")
    assert server.requests == []

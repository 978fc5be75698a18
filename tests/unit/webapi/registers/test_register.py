"""What all registers have in common."""

from typing import Any

import pytest

from app.model.registers.settings import CODES, WITH_KEY
from app.webapi.registers import REGISTERS
from tests.helpers.registers.everywhere import ANSWERS
from tests.helpers.registers.stand_in import question_to


def test_settings_know_the_registers_that_there_are() -> None:
    assert tuple(REGISTERS) == CODES


def test_every_register_says_what_it_is() -> None:
    for code, register in REGISTERS.items():
        assert register.code == code
        assert register.address.startswith("https://")
        assert not register.address.endswith("/")
        assert register.facts
        assert register.pause > 0


def test_nothing_is_no_number() -> None:
    for register in REGISTERS.values():
        for text in ("", " ", "0", "Nordlys AS", "\x00", "9" * 200):
            assert register.number_in(text) == ""


def test_those_that_need_a_key_are_written_down_for_those_who_load_none() -> None:
    assert tuple(one.code for one in REGISTERS.values() if one.needs_key) == WITH_KEY


@pytest.mark.parametrize(
    ("code", "number", "asked", "key"),
    [
        ("no", "974760673", "GET /enheter/974760673", "GET /no/enheter/923609016"),
        ("dk", "13585628", "GET /?country=dk&vat=13585628", "GET /dk/?country=dk&vat=24256790"),
        ("fi", "1572860-0", "GET /companies", "GET /fi/companies?businessId=0112038-9"),
    ],
)
def test_what_is_said_of_another_number_is_dropped(code: str, number: str, asked: str, key: str) -> None:
    register = REGISTERS[code]
    answers: dict[str, Any] = {asked: ANSWERS[key]}
    assert register.number_in(number) == number
    with question_to(register, answers) as (server, question):
        assert register.whose(question, number) == ()
    assert server.requests

"""What all registers have in common."""

from app.model.registers.settings import CODES, WITH_KEY
from app.webapi.registers import REGISTERS


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

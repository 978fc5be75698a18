"""The options of ``register`` and ``lookup`` are those that scripts rely on."""

import pytest

from app.commands.command_line.parser import build_parser


def test_options_that_scripts_rely_on() -> None:
    parser = build_parser()
    looked_up = parser.parse_args(["lookup", "Nordlys AS", "--country", "NO", "--json"])
    assert (looked_up.text, looked_up.country, looked_up.json) == ("Nordlys AS", "NO", True)
    for action in (
        "allow no",
        "forbid no",
        "set no --url https://a.example",
        "key gb --secret-stdin",
        "test no",
    ):
        given = parser.parse_args(["register", *action.split()])
        assert (given.action, given.name) == (action.split()[0], action.split()[1])
    assert parser.parse_args(["register", "list", "--json"]).json


def test_an_address_has_to_be_said() -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["register", "set", "no"])

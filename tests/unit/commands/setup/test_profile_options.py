"""The further options of ``profile add``."""

from __future__ import annotations

import argparse
from dataclasses import fields

from app.commands.setup import profile_options
from app.model.profile import Environment, Format, Profile, SecretKind


def parse(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    profile_options.add_to(parser)
    return parser.parse_args(arguments)


def test_the_choices_are_the_models() -> None:
    assert set(profile_options.ENVIRONMENTS) == set(Environment)
    assert set(profile_options.FORMATS) == set(Format)
    assert set(profile_options.FURTHER_SECRETS) <= set(SecretKind)


def test_every_option_is_a_field_of_a_connection() -> None:
    values = vars(parse())
    values.pop("further_secret")
    assert values.keys() <= {one.name for one in fields(Profile)}


def test_only_what_is_given_is_told() -> None:
    assert profile_options.given_values(parse()) == {}
    given = parse("--proxy", "", "--no-send-persons", "--body-format", "text/xml")
    assert profile_options.given_values(given) == {
        "proxy": "",
        "send_persons": False,
        "body_format": "text/xml",
    }


def test_further_secrets_keep_their_order() -> None:
    given = parse("--further-secret", "proxy-password", "--further-secret", "client-secret")
    assert given.further_secret == ["proxy-password", "client-secret"]


def test_an_answer_is_never_a_form() -> None:
    assert Format.FORM not in profile_options.FORMATS[:-1]

"""The lengths of texts, as the vendor's database has them."""

import pytest

from app.sandbox.errors import ServerError
from app.sandbox.wire.limits import check_lengths, length_problems


@pytest.mark.parametrize(
    ("path", "values", "limit"),
    [
        ("Name", {"Name": "x" * 220}, 219),
        ("Phones[1].Description", {"Phones": [{"Value": "1"}, {"Description": "x" * 100}]}, 99),
        ("Emails[0].Value", {"Emails": [{"Value": "x" * 240}]}, 239),
        ("Urls[0].Value", {"Urls": [{"Value": "x" * 1024}]}, 1023),
        ("Address.Street.State", {"Address": {"Street": {"State": "x" * 6}}}, 5),
        ("Domains[0]", {"Domains": ["x" * 256]}, 255),
    ],
)
def test_one_character_too_many_is_named_by_its_path(
    path: str, values: dict[str, object], limit: int
) -> None:
    (message,) = length_problems("ContactEntity", values).items()
    assert message == (path, f"the text has {limit + 1} characters, {limit} are allowed.")
    with pytest.raises(ServerError, match=rf"{limit} are allowed"):
        check_lengths("ContactEntity", values)


def test_texts_at_the_limit_fit() -> None:
    check_lengths("ContactEntity", {"Name": "x" * 219, "Emails": [{"Value": "x" * 239}]})
    check_lengths("PersonEntity", {"Firstname": "x" * 99})


@pytest.mark.parametrize("source", [-1, 65536])
def test_a_source_is_an_unsigned_short(source: int) -> None:
    with pytest.raises(ServerError, match="between 0 and 65535"):
        check_lengths("ContactEntity", {"Source": source})

from dataclasses import dataclass
from enum import StrEnum

import pytest

from app.model.plain_values import read_values


class Size(StrEnum):
    SMALL = "small"


@dataclass(frozen=True)
class Shop:
    name: str
    size: Size = Size.SMALL
    is_open: bool = False

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("A shop needs a name.")


def test_values_are_converted() -> None:
    assert read_values(Shop, {"name": "Fjell", "size": "small", "is_open": "true"}) == Shop(
        "Fjell", Size.SMALL, is_open=True
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": ""}, "A shop needs a name."),
        ({"name": "a", "size": "huge"}, "size: Input should be 'small'"),
        ({}, "name: Field required"),
    ],
)
def test_the_first_thing_that_is_wrong_is_said(values: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match="^" + sentence.replace("(", r"\(")):
        read_values(Shop, values)

"""Preferences: what they can be."""

import pytest

from app.model.preferences import Preferences


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"theme": "pink"}, "light, dark"),
        ({"text_size": 10}, "75 to 200 per cent"),
        ({"text_size": 201}, "75 to 200 per cent"),
        ({"density": "tight"}, "closer together"),
        ({"start_page": "home"}, "no page of that name"),
        ({"passed_by": tuple(map(str, range(101)))}, "more fields than there are"),
        ({"own_defaults": {"Work": {str(one): {"Id": one} for one in range(101)}}}, "more fields"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(values: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Preferences(**values)  # type: ignore[arg-type]


def test_own_defaults_are_those_of_one_connection() -> None:
    preferences = Preferences(own_defaults={"Work": {"Category": {"Id": 3}}})
    assert preferences.defaults_for("Work") == {"Category": {"Id": 3}}
    assert preferences.defaults_for("Other") == {}

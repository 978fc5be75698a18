"""Numbers by the hashes of texts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.imports.hashed_numbers import HashedNumbers


def test_the_numbers_of_a_text_are_found_in_their_order() -> None:
    numbers = HashedNumbers()
    for number, text in enumerate(("Vik", "Vann", "Vik", "Fjell", "Vik")):
        numbers.add(text, number)
    assert [list(numbers.of(text)) for text in ("Vik", "Vann", "Fjell", "Berg")] == [[0, 2, 4], [1], [3], []]


@given(st.lists(st.integers(0, 300), max_size=900))
@settings(deadline=None, max_examples=50)
def test_it_is_as_a_dict_is(keys: list[int]) -> None:
    numbers, plain = HashedNumbers(), dict[str, list[int]]()
    for number, key in enumerate(keys):
        numbers.add(str(key), number)
        plain.setdefault(str(key), []).append(number)
    assert {key: list(numbers.of(key)) for key in plain} == plain
    assert not list(numbers.of("nothing"))

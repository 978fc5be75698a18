"""Phone numbers, each once."""

from app.recognition.people.known_numbers import KnownNumbers


def test_a_number_is_known_in_every_way_of_writing() -> None:
    numbers = KnownNumbers()
    assert not numbers.is_known("Phones", "77 11 22 33")
    assert numbers.is_known("Phones", "+47 77 11 22 33")
    assert not numbers.is_known("Faxes", "77 11 22 33")
    assert not numbers.is_known("Phones", "112")
    assert not numbers.is_known("Phones", "112")

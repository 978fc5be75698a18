"""The lists of headings."""

from app.recognition.words.heading_lists import exactly, lists


def test_numbers_behind_a_heading_say_nothing() -> None:
    assert exactly("telefon 2") == exactly("telefon") == "Phone"


def test_a_heading_stands_in_one_list_only() -> None:
    words = [word for each in lists().values() for word in each]
    assert len(words) == len(set(words))

"""What a tenant calls the entries of its lists."""

from app.model.carriers.lists import Choice
from app.model.form.choices import Choices
from app.model.sheets.words import Words


def test_an_entry_has_its_name_and_what_is_not_known_has_none() -> None:
    words = Words({"category": Choices([Choice(id=3, name="Customer")]), "odd": "no list"})
    asked = [("category", 3), ("category", 4), ("category", None), ("odd", 3), ("none", 3)]
    assert [words.name_of(*one) for one in asked] == ["Customer", "", "", "", ""]

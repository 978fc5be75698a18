"""Which of the words near a name are its title."""

from app.recognition.language.person_names import Name
from app.recognition.reading.findings import PersonBuilder
from app.recognition.reading.leading_names import NamedPerson
from app.recognition.reading.line_parts import split_into_parts
from app.recognition.reading.title_finder import TitleFinder


def titles(*lines: str, has_signature: bool = True) -> PersonBuilder:
    """Returns the person whose name is the first line."""
    person = NamedPerson(Name("Kari", "", "Lie"), 0, lines[0])
    TitleFinder(split_into_parts(lines), {0}, (), has_signature=has_signature).find(person, len(lines))
    return person.builder


def test_the_likeliest_line_below_the_name_is_the_title() -> None:
    assert titles("Kari Lie", "Nordre Vei", "Daglig leder").values["Title"][0] == "Daglig leder"
    assert "Title" not in titles("Kari Lie", "Storgata 1").values


def test_what_a_label_promises_is_the_title() -> None:
    assert titles("Kari Lie", "Selger", "Stilling: Lykkesmed").values["Title"][0] == "Lykkesmed"


def test_a_word_that_names_no_occupation_is_in_doubt_where_nothing_says_that_it_is_a_signature() -> None:
    found = titles("Kari Lie", "Blåbær\x07", has_signature=False)
    assert found.values == {}
    assert found.doubtful["Title"][0] == "Blåbær", "nothing that nobody can see is offered"

"""Names with titles, forms of address and marks around them."""

import pytest

from app.recognition.cells.cell_people import (
    academic_title_of,
    name_of,
    names_office,
    parted_at_mark,
    without_mark,
    without_title,
)
from app.recognition.cells.cell_values import Cells


def cells_of(**values: str) -> Cells:
    cells = Cells()
    cells.cells = {f"Person.{field}": [(text, "A")] for field, text in values.items()}
    return cells


@pytest.mark.parametrize(
    ("text", "name", "academic"),
    [
        ("Dr. Strand, Ivar", "Ivar|Strand", "Dr."),
        ("Strand, Dr. Ivar", "Ivar|Strand", ""),
        ("Frau Dr. Müller", "|Müller", "Dr."),
        ("Herrn Max Muster", "Max|Muster", ""),
        ("Dhr. J. de Vries", "J.|de Vries", ""),
        ("MOREL Luc", "Luc|Morel", ""),
        ("NORDMANN, KARI", "Kari|Nordmann", ""),
        ("M. DUPONT Jean-Pierre", "Jean-Pierre|Dupont", ""),
        ("dhr. ing. P.J. van Houten", "P.J.|van Houten", "ing."),
        ("Seán Ó Néill", "Seán|Ó Néill", ""),
        ("Herr Peters jun.", "|Peters", ""),
        ("Fam. Bauer", "|Bauer", ""),
        ("Franz Gruber jun.", "Franz|Gruber", ""),
        ("Mme Odile MULLER", "Odile|Muller", ""),
        ("Berg Nordmann, Kari", "Kari|Berg Nordmann", ""),
        ("Cher", "Cher|", ""),
    ],
)
def test_whole_names(text: str, name: str, academic: str) -> None:
    cells = cells_of(Name=text)
    parts = name_of(cells)
    assert f"{parts.get('Firstname', '')}|{parts.get('Lastname', '')}" == name
    assert academic_title_of(cells) == academic


@pytest.mark.parametrize(
    ("first", "middle", "last", "name"),
    [
        ("Piet", "van", "Dijk", "Piet||van Dijk"),
        ("Anna", "van der", "Meer", "Anna||van der Meer"),
        ("Jean-Luc", "", "LEFÈVRE", "Jean-Luc||Lefèvre"),
        ("KARI", "", "MOE", "Kari||Moe"),
        ("Kari", "Anne", "Moe", "Kari|Anne|Moe"),
        ("Dr. Ivar", "", "Moe", "Ivar||Moe"),
        ("Bo", "", "NG", "Bo||NG"),
    ],
)
def test_names_in_columns(first: str, middle: str, last: str, name: str) -> None:
    parts = name_of(cells_of(Firstname=first, MiddleName=middle, Lastname=last))
    assert "|".join(parts.get(part, "") for part in ("Firstname", "MiddleName", "Lastname")) == name


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Ola Noss (daglig leder)", "Ola Noss", "daglig leder"),
        ("Kari Sig, innkjøpssjef", "Kari Sig", "innkjøpssjef"),
        ("Noss, Ola, daglig leder", "Noss, Ola", "daglig leder"),
        ("Teknisk sjef Per Moe", "Per Moe", "Teknisk sjef"),
        ("Daglig leder: Per Moe", "Per Moe", "Daglig leder"),
        ("Per Moe - Geschäftsführer", "Per Moe", "Geschäftsführer"),
        ("Per Moe", "Per Moe", ""),
        ("Salg: Per Moe", "Per Moe", "Salg"),
        ("Bgm. Franz Lutz", "Franz Lutz", "Bgm."),
        ("OB Dr. Claudia Alt", "Dr. Claudia Alt", "OB"),
        ("Landrat Uwe Bo", "Uwe Bo", "Landrat"),
        ("Navn: Per Moe", "Per Moe", ""),
        ("Per Moe, Fjell AS", "Per Moe", ""),
        ("Per Moe - Fjell AS", "Per Moe", ""),
        ("Daglig leder", "", "Daglig leder"),
    ],
)
def test_titles_beside_names(text: str, name: str, title: str) -> None:
    assert without_title(text) == (name, title)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Fjell AS v/ Ola Noss", ("Fjell AS", "v/", "Ola Noss")),
        ("Fjell AS v/Ola Noss", ("Fjell AS", "v/", "Ola Noss")),
        ("Fjell AS, att: Ola Noss", ("Fjell AS", "att:", "Ola Noss")),
        ("Berg GmbH z.Hd. Frau Müller", ("Berg GmbH", "z.Hd.", "Frau Müller")),
        ("Berg GmbH, zu Händen von Eva Au", ("Berg GmbH", "zu Händen von", "Eva Au")),
        ("Jansen BV t.a.v. dhr. P. Smit", ("Jansen BV", "t.a.v.", "dhr. P. Smit")),
        ("Fjell AS (v/ Ola Noss)", ("Fjell AS", "v/", "Ola Noss")),
        ("Hill Ltd, FAO Ann Lee", ("Hill Ltd", "FAO", "Ann Lee")),
        ("Attention Media AS", ("Attention Media AS", "", "")),
        ("A/S Fjell", ("A/S Fjell", "", "")),
        ("Nord Elektro A/S", ("Nord Elektro A/S", "", "")),
        ("v/ Ola Noss", ("v/ Ola Noss", "", "")),
    ],
)
def test_marks_before_people(text: str, parts: tuple[str, str, str]) -> None:
    assert parted_at_mark(text) == parts


def test_a_mark_is_no_part_of_a_name() -> None:
    assert without_mark("Att: Kari Moe") == "Kari Moe"


@pytest.mark.parametrize(("country", "name"), [("FI", "Matti Virtanen"), ("NO", "Virtanen Matti")])
def test_the_mail_address_tells_which_name_is_the_last_one(country: str, name: str) -> None:
    cells = cells_of(Name="Virtanen Matti", Email="matti.virtanen@x.example")
    assert " ".join(name_of(cells, country).values()) == name


def test_a_surname_in_a_column_of_names_beside_first_names() -> None:
    assert name_of(cells_of(Firstname="Uwe", Name="Zorn")) == {"Firstname": "Uwe", "Lastname": "Zorn"}
    assert name_of(cells_of(Firstname="Uwe", Name="Uwe Zorn")) == {"Firstname": "Uwe", "Lastname": "Zorn"}
    assert name_of(cells_of(Name="kari van der berg")) == {"Firstname": "Kari", "Lastname": "van der Berg"}


@pytest.mark.parametrize(
    ("text", "is_office"),
    [("Einkauf", True), ("Økonomiavd.", True), ("Innkjøp", True), ("Anna", False), ("Kari Moe", False)],
)
def test_offices_in_the_place_of_names(text: str, is_office: bool) -> None:
    assert names_office(text) == is_office


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("M. Paul Blanc", "FR", "Paul Blanc"),
        ("M Luc Petit", "BE", "Luc Petit"),
        ("Me Jean Roy", "CH", "Jean Roy"),
        ("Me Roy", "FR", "Roy"),
        ("M. Scott Peck", "US", "M. Scott Peck"),
    ],
)
def test_french_forms_of_address_are_initials_elsewhere(text: str, country: str, name: str) -> None:
    parts = name_of(cells_of(Name=text), country)
    assert " ".join(parts.values()) == name

"""Companies with somebody, or an address, in the same cell."""

import pytest

from app.recognition.cells.cell_companies import company_of_cell, name_in_cell, names_somebody


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Fjell AS v/ Ola Noss", ["Name Fjell AS", "Person.Name Ola Noss"]),
        ("Berg GmbH z.Hd. Frau Dr. Eva Müller", ["Name Berg GmbH", "Person.Name Frau Dr. Eva Müller"]),
        ("Fjell AS, att: Innkjøp", ["Name Fjell AS", "Department Innkjøp"]),
        ("Fjell AS c/o Regnskap AS", ["Name Fjell AS", "Address.Street.Address2 c/o Regnskap AS"]),
        ("Fjell AS c/o Ola Noss", ["Name Fjell AS", "Person.Name Ola Noss"]),
        ("Fjell AS v/ Ola og Kari Noss", ["Name Fjell AS", "Person.Name Ola og Kari Noss"]),
        ("Fjell AS v/styret", ["Name Fjell AS", "Department styret"]),
        ("Fjell AS v/ Obos AS", ["Name Fjell AS", "Address.Street.Address2 v/ Obos AS"]),
        ("Huber Elektro, z. Hd. Herrn Huber", ["Name Huber Elektro", "Person.Name Herrn Huber"]),
        ("Lind Bau (Inh. Max Lind)", ["Name Lind Bau", "Person.Name Max Lind"]),
        ("Fjell AS", ["Name Fjell AS"]),
        ("Takmesteren AS v/Jon Tak", ["Name Takmesteren AS", "Person.Name Jon Tak"]),
        ("Nord (kontakt: Liv Nord, 070-111 22 33)", ["Name Nord", "Person.Name Liv Nord, 070-111 22 33"]),
        (
            "Fjell AS\nv/ Ola Noss\nStorgata 1\n0155 Oslo",
            ["Name Fjell AS", "Address.Street Storgata 1\n0155 Oslo", "Person.Name Ola Noss"],
        ),
    ],
)
def test_what_stands_in_the_cell_of_a_company(text: str, values: list[str]) -> None:
    assert [" ".join(one) for one in company_of_cell(text)] == values
    assert f"Name {name_in_cell(text)}" == values[0]


@pytest.mark.parametrize(
    ("text", "is_somebody"),
    [
        ("Ola Noss, daglig leder", True),
        ("Ola Noss <ola@x.no>", True),
        ("Innkjøp", False),
        ("Regnskap AS", False),
    ],
)
def test_somebody(text: str, is_somebody: bool) -> None:
    assert names_somebody(text) == is_somebody

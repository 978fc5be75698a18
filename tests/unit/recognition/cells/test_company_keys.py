"""Names of companies, however they are written."""

import pytest

from app.recognition.cells.company_keys import company_key, same_spelling, without_form


@pytest.mark.parametrize(
    "names",
    [
        ("Vik AS", "VIK A/S", "Vik  as", "Vik A.S.", "vik-as"),
        ("Berg B.V.", "Berg BV"),
        ("Fjell & Sønn AS", "Fjell og Sønn A/S", "FJELL OCH SØNN AS"),
        ("Kai Ltd.", "Kai Limited"),
        ("Müller GmbH & Co. KG", "Müller GmbH und Co KG"),
        ("Nord Aktiebolag", "Nord AB"),
    ],
)
def test_spellings_of_one_name(names: tuple[str, ...]) -> None:
    assert len({same_spelling(company_key(name)) for name in names}) == 1


def test_other_names_are_others() -> None:
    names = "Vik AS", "Vik AB", "Vik", "C & A", "CA", "Firma X s.r.o.", "Firma s.r.o.", "AS", "og", "A/S"
    assert len({same_spelling(company_key(name)) for name in names}) == len(names) - 1, "A/S is AS"


def test_the_legal_form_behind_a_name() -> None:
    for name, parts in {
        "Vik A/S": ("vik", "as"),
        "Zielona Sp. z o.o.": ("zielona", "sp z oo"),
        "Vik": ("vik", ""),
        "AS": ("as", ""),
        "Kai Pte. Ltd.": ("kai", "pte ltd"),
    }.items():
        assert without_form(same_spelling(company_key(name))) == parts

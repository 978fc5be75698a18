import pytest

from app.recognition.lines.short_numbers import with_whole_numbers


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (["Fon +49 5931 12 34-0 · Fax -199"], "Fon +49 5931 12 34-0 · Fax +49 5931 12 34-199"),
        (["Tel. 02552/4719  Fax -4720"], "Tel. 02552/4719  Fax 02552/4720"),
        (["Telefon: 04131 8840-62", "Telefax: -63"], "Telefax: 04131 8840-63"),
        (["T 0351 4196-277, Fax: - 200, info@a.de"], "T 0351 4196-277, Fax: 0351 4196-200, info@a.de"),
        (["Tlf. +45 97 42 18 00 / Fax -01"], "Tlf. +45 97 42 18 00 / Fax +45 97 42 18 01"),
    ],
)
def test_the_end_of_a_fax_follows_the_phone(lines: list[str], last: str) -> None:
    assert [*with_whole_numbers(lines)][-1] == last


@pytest.mark.parametrize(
    "lines",
    [
        ["Fax -199"],
        ["Tel. 02552/4719", "", "Fax -20"],
        ["Tel. 02552/4719  Fax 02552/4720"],
        ["Tel. 02552/4719  Modell -20"],
        ["Tel. 02552/4719  Fax -20-30"],
        ["Kl. 8 - 16"],
    ],
)
def test_other_figures_stay(lines: list[str]) -> None:
    assert [*with_whole_numbers(lines)] == lines

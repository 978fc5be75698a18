"""Parts of a company: offered in doubt."""

import pytest

from app.recognition import recognise
from app.recognition.values.departments import department_in


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Byggesaksavdelingen", "NO"),
        ("Teknisk etat", "NO"),
        ("Abteilung Umweltschutz", "DE"),
        ("Department of Civil Engineering", "GB"),
        ("Samhällsbyggnadsförvaltningen", "SE"),
        ("Afdeling Inkoop", "NL"),
        ("Seksjon for byggesak", "NO"),
    ],
)
def test_a_department_is_offered_in_doubt(text: str, region: str) -> None:
    assert department_in(text) == text
    found = recognise(f"Mvh\nKari Lie\nRådgiver\n{text}\nVik AS\nkari.lie@vik.no", region)
    assert [(one.path, one.value) for one in found.doubtful] == [("Department", text)]
    assert not any(one.path == "Department" for one in found.company)


@pytest.mark.parametrize(
    "text",
    [
        "Avdelingsleder",
        "Leder av teknisk avdeling",
        "Service Bergen AS",
        "Avdeling: 22 86 54 00",
        "service med et smil",
        "School",
        "Vi er en avdeling av de beste.",
    ],
)
def test_titles_companies_and_sentences_are_none(text: str) -> None:
    assert department_in(text) == ""


def test_what_stands_behind_the_company_is_one() -> None:
    found = recognise("Mvh\nKari Lie\nSaksbehandler\nFjordby kommune, Teknisk etat\nTlf. 57 22 31 00", "NO")
    assert [(one.path, one.value) for one in found.doubtful] == [("Department", "Teknisk etat")]

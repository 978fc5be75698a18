"""The country of a company that names none."""

import pytest

from app.recognition.language.country_evidence import Known, country_told, plainly_told


def told(name: str, *others: str, region: str = "NO", usual: str = "") -> tuple[str, bool]:
    """Returns the country, and True where it is sure. `others` are domains, phones and a town."""
    domains = [one for one in others if "." in one]
    phones = [one for one in others if one.startswith(("+", "0"))]
    town = next((one for one in others if one not in (*domains, *phones)), "")
    found = country_told(Known(name, domains, phones, town), region, usual)
    return found.country, not found.doubt


@pytest.mark.parametrize(
    ("company", "country"),
    [
        (("Peltola Oy",), "FI"),
        (("PELTOLA OY",), "FI"),
        (("Oy Nord Ab",), "FI"),
        (("Dansk Mad ApS",), "DK"),
        (("Stål AB", "Västerås", "stal.se"), "SE"),
        (("AB Gnosjö Gjuteri",), "SE"),
        (("Stalex Sp. z o.o.",), "PL"),
        (("Bianchi S.r.l.", "Milano"), "IT"),
        (("UAB Baltas",), "LT"),
        (("Müller Stahl GmbH", "Köln"), "DE"),
        (("Müller Stahl GmbH & Co. KG", "mueller.de"), "DE"),
        (("Alpen Holz GmbH", "Salzburg"), "AT"),
        (("Alp AG", "alp.ch"), "CH"),
        (("Kaas B.V.", "Gouda"), "NL"),
        (("Dupont SARL", "Lyon"), "FR"),
        (("Orkla Pumps Ltd", "+44 20 7946 0811"), "GB"),
        (("Smith Limited", "smith.ie"), "IE"),
        (("Acme Inc.", "+1 212 555 0123", "New York"), "US"),
        (("Cafe Wien", "Wien", "cafewien.at"), "AT"),
        (("Lyngby Lys ApS", "Kgs. Lyngby", "lyngbylys.dk"), "DK"),
        (("Frisør Madsen", "Odense C"), "DK"),
        (("Bageri Kronan", "Stockholm"), "SE"),
    ],
)
def test_evidence_that_agrees_decides(company: tuple[str, ...], country: str) -> None:
    assert told(*company) == (country, True)


@pytest.mark.parametrize(
    "company",
    [
        ("Fjell AS",),
        ("Fjell as", "Sandvika"),
        ("Fjell AS", "Oslo", "fjell.com"),
        ("Fjell AS", "Stockholm", "fjell.com"),
        ("Fjell AS", "Oslo", "fjell.se"),
        ("Fjell AS", "+46 70 123 45 67"),
        ("Hansen Bygg", "Moss"),
        ("Fjord ENK", "Vika", "fjord.no"),
        ("Voss Rør SA", "Voss"),
        ("Mo Bil DA", "Mo i Rana"),
        ("Nordic Sea A/S", "Bergen"),
        ("Shell Ltd NUF", "+47 22 66 50 00"),
        ("Lund Data", "Lund", "lunddata.com"),
        ("Berg Kafé", "Berg"),
        ("Atea AB, Norge",),
        ("Oslo kommune", "Oslo", "oslo.kommune.no"),
        ("Kafé Ag",),
        ("Vik A/S", "vik.no"),
        ("Vik A/S", "+47 22 66 50 00"),
    ],
)
def test_what_is_of_this_country_is_not_doubted(company: tuple[str, ...]) -> None:
    assert told(*company) == ("NO", True)


@pytest.mark.parametrize(
    ("company", "country"),
    [
        (("Müller Stahl GmbH",), "DE"),
        (("Smith Ltd",), "GB"),
        (("Vestjysk Energi A/S",), "NO"),
        (("Kaas B.V.", "kaas.com"), "NL"),
        (("Acme Inc.",), "US"),
        (("Peltola Oy", "peltola.no"), "FI"),
        (("Stål AB", "Oslo"), "SE"),
        (("Stål AB", "+47 900 11 222"), "SE"),
        (("Fjord AS", "Stockholm", "fjord.se"), "NO"),
        (("Roskilde Rør", "Roskilde"), "DK"),
    ],
)
def test_what_is_of_several_countries_is_doubted(company: tuple[str, ...], country: str) -> None:
    assert told(*company) == (country, False)


def test_the_other_rows_settle_what_is_of_several_countries() -> None:
    assert told("Sauer Land AG", usual="DE") == ("DE", True)
    assert told("Sauer Land AG", usual="CH") == ("CH", True)
    assert told("Sauer Land AG", region="AT") == ("AT", True)
    assert told("Nordic Sea A/S", usual="DK") == ("DK", True)
    assert told("Vik A/S", usual="NO") == ("NO", True)
    assert told("Aarhus Energi A/S", region="DK") == ("DK", True)
    assert told("Roskilde Rør", "Roskilde", usual="NO") == ("NO", True)
    assert told("Smith Ltd", usual="DE") == ("GB", False)


def test_of_towns_of_one_name_phones_tell_the_country() -> None:
    phones = ("08382 77110",)
    assert country_told(Known("Segel", phones=phones, town="Lindau"), "NO").country == "DE"
    assert country_told(Known("Segel", phones=("0851 77110",), town="Passau"), "NO").country == "DE"


def test_a_sentence_names_what_differs() -> None:
    known = Known("Peltola Oy", ["peltola.no"])
    assert "“Oy” and “peltola.no” are of different countries" in country_told(known, "NO").doubt
    assert "“GmbH”" in country_told(Known("Müller GmbH"), "NO").doubt
    assert "“Roskilde”" in country_told(Known("Hansens Eftf.", town="Roskilde"), "NO").doubt


def test_forms_and_domains_of_one_country_tell_it_plainly() -> None:
    assert plainly_told("Müller GmbH", ["mueller.de"]) == "DE"
    assert plainly_told("Peltola Oy", []) == "FI"
    assert plainly_told("Müller GmbH", []) == ""
    assert plainly_told("Peltola Oy", ["peltola.se"]) == ""
    assert plainly_told("Peltola", []) == ""

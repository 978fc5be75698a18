"""What spreadsheets do to numbers is repaired where the country says so."""

import pytest

from app.recognition.cells.cell_values import values_of_cell, why_lost
from app.recognition.cells.repairs import (
    LONGEST_NOTHING,
    clean_cell,
    kind_of_phone,
    nothing_words,
    repaired_mail,
    repaired_phone,
    repaired_postcode,
    why_formula,
)


@pytest.mark.parametrize(
    ("text", "field", "clean"),
    [
        ("0", "Phones", ""),
        ("0,00", "Person.MobilePhone", ""),
        ("000 00 000", "Person.DirectPhone", ""),
        ("0", "Person.Email", ""),
        ("0", "OrgNr", ""),
        ("0", "Address.Street.City", ""),
        ("800", "Phones", "800"),
        ("02800", "Phones", "02800"),
        ("0", "Name", "0"),
        ("0", "Description", "0"),
    ],
)
def test_noughts_alone_stand_for_nothing(text: str, field: str, clean: str) -> None:
    assert clean_cell(text, field) == clean


@pytest.mark.parametrize(
    ("code", "country", "repaired"),
    [
        ("151", "NO", "0151"),
        ("2138", "US", "02138"),
        ("1067", "DE", "01067"),
        ("800", "DK", "0800"),
        ("0151", "NO", "0151"),
        ("9008", "NO", "9008"),
        ("9", "NO", "9"),
        ("151", "", "151"),
        ("151", "GB", "151"),
        ("999", "NO", "999"),  # there is no 0999
        ("SW1A", "GB", "SW1A"),
    ],
)
def test_postcodes(code: str, country: str, repaired: str) -> None:
    assert repaired_postcode(code, country) == repaired


@pytest.mark.parametrize(
    ("typed", "country", "repaired"),
    [
        ("701234567", "SE", "0701234567"),
        ("15112345678", "DE", "015112345678"),
        ("612345678", "NL", "0612345678"),
        ("22445566", "NO", "22445566"),
        ("6175550142", "US", "6175550142"),
        ("070-123 45 67", "SE", "070-123 45 67"),
        ("+46701234567", "SE", "+46701234567"),
        ("701234567", "", "701234567"),
        ("12", "SE", "12"),
        ("4790123456", "NO", "+4790123456"),
        ("46701234567", "SE", "+46701234567"),
        ("004790123456", "NO", "004790123456"),
    ],
)
def test_phones(typed: str, country: str, repaired: str) -> None:
    assert repaired_phone(typed, country) == repaired


def test_a_number_says_whether_it_is_a_mobile_one() -> None:
    assert kind_of_phone("911 22 333", "NO") == "MobilePhone"
    assert kind_of_phone("22 44 55 66", "NO") == "DirectPhone"
    assert kind_of_phone("ask Kari", "NO") == "DirectPhone"


@pytest.mark.parametrize("text", ["4.41E+11", "4,79123E+10", "1e+12"])
def test_a_number_that_is_lost(text: str) -> None:
    assert "the number is lost" in why_lost(text)
    assert why_lost("22 44 55 66") == ""


@pytest.mark.parametrize(
    ("text", "field", "clean"),
    [
        ("4790123456.0", "Phones", "4790123456"),
        ("155,0", "Address.Street.Zipcode", "155"),
        ("923609016.00", "OrgNr", "923609016"),
        ("2.0", "Description", "2.0"),
        ('="0155"', "Address.Street.Zipcode", "0155"),
        ('="Bar ""Nord"""', "Name", 'Bar "Nord"'),
        ("'+4722334455", "Phones", "+4722334455"),
        ("'t Hart", "Name", "'t Hart"),
        ("'Berg AS'", "Name", "Berg AS"),
        ("'Ida Berg'", "Person.Name", "Ida Berg"),
        ('=HYPERLINK("mailto:a@b.example","Kari")', "Emails", "mailto:a@b.example"),
        ('=HYPERKOBLING("https://b.example";"Fjell AS")', "Name", "Fjell AS"),
        ("Tind AS *", "Name", "Tind AS"),
        ("90011224*", "Person.MobilePhone", "90011224"),
        ("'Vik AS", "Name", "Vik AS"),
        ("'T Hoekje", "Name", "'T Hoekje"),
        ("(privat)", "Name", ""),
        ("(ledig)", "Name", ""),
        ("Visit website", "Urls", ""),
        ("Visit website", "Name", "Visit website"),
        ("+47", "Phones", ""),
        ("ikke oppgitt", "Phones", ""),
        ("Org.nr. 923609016", "OrgNr", "923609016"),
        ("923.609.016", "OrgNr", "923609016"),
        ("923609016 (hovedenhet)", "OrgNr", "923609016"),
        ("CVR-nr. DK 10150817", "OrgNr", "DK 10150817"),
        ("HRB 12345", "OrgNr", "HRB 12345"),
        ("BE 0403.170.701", "OrgNr", "BE 0403.170.701"),
        ("NaN", "Name", ""),
        ("NULL", "Emails", ""),
        ("n/a", "Address.Street.City", ""),
        ("–", "Phones", ""),
        ("Na", "Person.Lastname", "Na"),
        ("Null", "Person.Lastname", "Null"),
        ("Null", "Person.Name", ""),
        ("ukjent", "Person.Name", ""),
        ("TBD", "Person.Title", ""),
        ("0", "Person.Title", ""),
        ("tba", "Phones", ""),
        ("Leer", "Address.Street.City", "Leer"),
    ],
)
def test_what_exports_put_around_values(text: str, field: str, clean: str) -> None:
    assert clean_cell(text, field) == clean


@pytest.mark.parametrize(
    "text", ["=cmd|'/C calc'!A0", '=WEBSERVICE("http://x")', "@SUM(1)", "=A1&B1", "#REF!", "#NAVN?", "######"]
)
def test_formulas_and_their_errors(text: str) -> None:
    assert "B7" in why_formula(text, "B7")


@pytest.mark.parametrize(
    "text", ["+47 22 33 44 55", "-", "@fjell", "#1 Bygg AS", '="0155"', "=Bygg= AS", "Fjell", ""]
)
def test_no_formulas(text: str) -> None:
    assert why_formula(text, "B7") == ""


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("+47 912 34 567 / 22 33 44 55", "Phones", ("+47 912 34 567", "22 33 44 55")),
        ("040/1234567", "Phones", ("040/1234567",)),
        ("22 33 44 55 / 56", "Phones", ("22 33 44 55", "22 33 44 56")),
        ("tel:+4791234567", "Person.MobilePhone", ("+4791234567",)),
        ("Ola Lie <ola@lie.example>", "Person.Email", ("ola@lie.example",)),
        ("a@b.example, c@d.example", "Emails", ("a@b.example", "c@d.example")),
        ("Fjell / Vann", "Name", ("Fjell / Vann",)),
        ("", "Phones", ()),
    ],
)
def test_several_values_in_a_cell(text: str, field: str, values: tuple[str, ...]) -> None:
    assert values_of_cell(text, field) == values


@pytest.mark.parametrize(
    ("text", "country", "repaired"),
    [
        ("+01632 960123", "GB", "01632 960123"),
        ("47 900 00 000", "NO", "+47 900 00 000"),
        ("+47 900 00 000", "NO", "+47 900 00 000"),
        ("7700900123", "GB", "07700900123"),
        ("46 211 22 33", "SE", "046 211 22 33"),
        ("14030", "NL", "14030"),
        ("140348", "NL", "140348"),
    ],
)
def test_signs_that_numbers_have_lost_or_should_not_have(text: str, country: str, repaired: str) -> None:
    assert repaired_phone(text, country) == repaired


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("kari(at)fjell.example", "kari@fjell.example"),
        ("kari (a) fjell.example", "kari@fjell.example"),
        ("kari@fjell.example (a)", "kari@fjell.example (a)"),
        ("kari(at)fjell", "kari(at)fjell"),
        ("kari", "kari"),
    ],
)
def test_mail_addresses_written_for_people(text: str, repaired: str) -> None:
    assert repaired_mail(text) == repaired


def test_a_list_has_marks_before_its_names() -> None:
    for text in ("* Vik AS", "• Vik AS", "- Vik AS", "– Vik AS"):
        assert clean_cell(text, "Name") == "Vik AS"
    for text in ("-Vik AS", "*Vik", "· ", "24 - 7 AS"):
        assert clean_cell(text, "Name") == text


@pytest.mark.parametrize(
    ("text", "field", "clean"),
    [
        ("E-post: post@fjell.example", "Emails", "post@fjell.example"),
        (
            "Mail: a@fjell.example; e-mail: b@fjell.example",
            "Person.Email",
            "a@fjell.example; b@fjell.example",
        ),
        ("Web: www.fjell.example", "Urls", "www.fjell.example"),
        ("https://www.fjell.example", "Urls", "https://www.fjell.example"),
        ("mail: ingen", "Emails", "mail: ingen"),
    ],
)
def test_labels_before_addresses_are_left_out(text: str, field: str, clean: str) -> None:
    assert clean_cell(text, field) == clean


def test_no_word_for_nothing_is_longer_than_is_looked_for() -> None:
    assert max(map(len, nothing_words("nothing", "words"))) <= LONGEST_NOTHING

import pytest

from app.recognition.language.registers import labelled_numbers, unlabelled_numbers


@pytest.mark.parametrize(
    ("text", "number", "is_vat"),
    [
        ("Tlf 61 13 44 55, org.nr. 923 609 016 MVA", "923 609 016 MVA", False),
        ("CVR-Nummer: 13585628", "13585628", False),
        ("CVR/SE-nr.: 13 58 56 28", "13 58 56 28", False),
        ("Y-tunnus 2077474-0", "2077474-0", False),
        ("UID: ATU13585627", "ATU13585627", True),
        ("CHE-100.155.212 MWST", "CHE-100.155.212 MWST", True),
        ("KVK-nummer: 12345678", "12345678", False),
        ("BTW NL4495445B01", "NL4495445B01", True),
        ("BTW BE 0428.759.497 - RPR Antwerpen", "BE 0428.759.497", True),
        ("TVA FR 40 303265045", "FR 40 303265045", True),
        ("SIRET 732 829 320 00074", "732 829 320 00074", False),
        ("Registered in England and Wales No. 01234567", "01234567", False),
        ("VAT IE6433435F", "IE6433435F", True),
        ("Umsatzsteuer-ID: DE 136 695 976", "DE 136 695 976", True),
        ("Foretaksregisteret NO 923 609 016 MVA", "NO 923 609 016 MVA", True),
    ],
)
def test_a_label_or_the_countrys_letters_say_what_a_number_is(text: str, number: str, is_vat: bool) -> None:
    found = next(iter(labelled_numbers(text)))
    assert (found.text, found.is_vat) == (number, is_vat)
    assert text[: found.end].endswith(number)


@pytest.mark.parametrize("text", ["Tlf. 22 86 54 00", "Storgata 12, 0150 Oslo", "HRB 999999", "Fjell AS", ""])
def test_other_numbers_are_none(text: str) -> None:
    assert list(labelled_numbers(text)) == []


def test_without_a_label_the_check_digit_must_be_right() -> None:
    assert [one.text for one in unlabelled_numbers("923 609 016 og 923 609 017", "NO")] == ["923 609 016"]
    assert list(unlabelled_numbers("923 609 016", "SE")) == []


def test_some_labels_tell_their_country() -> None:
    for text, country in (
        ("SIRET : 512 874 336 00021", "FR"),
        ("CVR 38 12 90 47", "DK"),
        ("KvK 01123456", "NL"),
    ):
        assert {one.country for one in labelled_numbers(text) if one.tells_country} == {country}
    assert not any(one.tells_country for one in labelled_numbers("Org.nr 923 609 016"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CIF: B-14567893", "B-14567893"),
        ("NIF A20123457", "A20123457"),
        ("DIČ: CZ25596641", "CZ25596641"),
        ("NIPC 503 456 789", "503 456 789"),
        ("GSTIN: 33AAACS1234A1Z5", "33AAACS1234A1Z5"),
        ("Org. 987654325", "987654325"),
        ("Reg No. 01234567", "01234567"),
        ("England and Wales Reg No. 01234567", "01234567"),
        ("Ltd, Registration number 01234567", "01234567"),
    ],
)
def test_labels_of_other_countries(text: str, number: str) -> None:
    assert next(iter(labelled_numbers(text))).text == number


@pytest.mark.parametrize(
    "text",
    [
        "Gas Safe Reg No. 512334",
        "FCA Registration Number 712334",
        "Architects Registration No 0712334",
        "Org. Nilsen 98765",
        "NMLS Reg. no. 1988123",
    ],
)
def test_numbers_of_other_registers_are_none(text: str) -> None:
    assert list(labelled_numbers(text)) == []


def test_a_british_partnership_has_no_vat_number() -> None:
    assert not any(one.is_vat for one in labelled_numbers("Registered number OC312345"))


@pytest.mark.parametrize(
    "text",
    [
        "Reg. in Ireland no. 345678",
        "Registered in Ireland, number 345678",
        "Regd. in England and Wales No 345678",
        "Reg. in Scotland with company no. 345678",
        "Registered in Wales under number 345678",
    ],
)
def test_where_a_company_is_registered_labels_its_number(text: str) -> None:
    assert [number.text for number in labelled_numbers(text)] == ["345678"]

import pytest

from app.model.checks.plausibility import check_phone, check_postcode


@pytest.mark.parametrize(
    ("text", "region"), [("22 86 54 00", "NO"), ("+44 20 7946 0958", ""), ("22 86 54 00", ""), ("", "NO")]
)
def test_plausible_phones(text: str, region: str) -> None:
    assert check_phone(text, region) == ""


@pytest.mark.parametrize(
    ("text", "region", "doubt"),
    [
        ("itaque", "NO", "does not look like a phone number."),
        ("itaque", "", "does not look like a phone number."),
        ("12", "NO", "has too few or too many digits for a phone number of that country (NO)."),
        (
            "+47 22 86 54 00 11 22 33",
            "NO",
            "has too few or too many digits for a phone number of that country (NO).",
        ),
    ],
)
def test_doubtful_phones(text: str, region: str, doubt: str) -> None:
    assert check_phone(text, region) == f"“{text}” {doubt}"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("02345", "NO"),
        ("815 00 100", "NO"),
        ("112", "NO"),
        ("116 117", "NO"),
        ("+47 (0)22 86 54 00", "NO"),
        ("+49 (0) 89 1234-0", "DE"),
        ("22 86 54 00 ext. 12", "NO"),
        ("22 86 54 00 linje 12", "NO"),
        ("911 00 234, innvalg 12", "NO"),
        ("+49 (0) 30 / 90 18 20", "DE"),
        ("08-555 120 00 ankn. 7", "SE"),
        ("+49 89 1234 Durchwahl 15", "DE"),
        ("22 86 54 00 (sentralbord)", "NO"),
        ("1-800-FLOWERS", "US"),
        ("0800 1234567", "DE"),
        ("+800 12345678", "NO"),
        ("01/234 56 78", "AT"),
        *(
            (text, "DE")
            for text in ("02351/111222", "02392 / 99 88 77", "(039454) / 555-12", "0 23 51 / 11 12 22")
        ),
        *((text, "DE") for text in ("+49 171 / 2223344", "+49 (0) 351 / 44 55-0", "0049 (0) 2351/ 111222")),
        *((text, "AT") for text in ("+43 5572 / 12345", "+43 (0)664 / 1234567", "+43-5572/12345")),
        *((text, "CH") for text in ("+41 (0) 44 / 222 33 44", "044 / 222 33 44")),
    ],
)
def test_odd_numbers_are_no_doubt(text: str, region: str) -> None:
    assert check_phone(text, region) == ""


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("02351 / 22334455", "holds 2 numbers. Put each into a row of its own."),
        ("02351 / 02352", "holds 2 numbers. Put each into a row of its own."),
        ("02351/111222, 0171/2223344", "holds 2 numbers. Put each into a row of its own."),
        ("22865400 / 91122333", "holds 2 numbers. Put each into a row of its own."),
        ("22 86 54 00, 911 22 333", "holds 2 numbers. Put each into a row of its own."),
        ("22865400 eller 91122333 og 91122334", "holds 3 numbers. Put each into a row of its own."),
        ("n/a", "says that there is none. Leave the field empty instead."),
        ("--", "says that there is none. Leave the field empty instead."),
        ("mangler", "says that there is none. Leave the field empty instead."),
        ("kari@fjell.no", "is an e-mail address, and this is a phone number."),
        ("4,41E+11", "is what a spreadsheet makes of a long number. Its digits are lost here."),
        ("++47 22 86 54 00", "begins with two plus signs."),
        ("123", "has too few or too many digits for a phone number of that country (NO)."),
    ],
)
def test_what_a_phone_field_holds_instead_is_said(text: str, doubt: str) -> None:
    assert check_phone(text, "NO") == f"“{text}” {doubt}"


@pytest.mark.parametrize(("second", "count"), [("1234", 1), ("12345", 2), ("12345 / 1", 2)])
def test_five_digits_are_a_number_and_fewer_are_none(second: str, count: int) -> None:
    told = check_phone(f"22865400 / {second}", "NO")
    assert (f"holds {count} numbers" in told) is (count > 1)


@pytest.mark.parametrize(
    ("length", "region", "words"),
    [
        (100, "NO", "like a postcode of that country (NO)."),
        (101, "NO", "like a postcode."),
        (100, "XX", ""),
        (101, "XX", "like a postcode."),
    ],
)
def test_a_postcode_that_is_far_too_long_is_not_compared(length: int, region: str, words: str) -> None:
    told = check_postcode("x" * length, region)
    assert told.endswith(words) if words else told == ""


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("0155", "NO"),
        ("NO-0155", "NO"),
        ("N-0155", "NO"),
        ("903 26", "SE"),
        ("90326", "SE"),
        ("se-903 26", "SE"),
        ("1016 AS", "NL"),
        ("ls1 4ab", "GB"),
        ("D-10115", "DE"),
        ("W23 A1B2", "IE"),
        *((code, "LV") for code in ("LV-1010", "1010", "LV1010", "LV 1010", "lv-1010")),
        *(("LT-01100", "LT"), ("01100", "LT"), ("LT01100", "LT"), ("L-1010", "LU"), ("AZ1000", "AZ")),
        *(("VG1110", "VG"), ("BB23026", "BB"), ("FI-00100", "FI"), ("S-111 22", "SE"), ("DK1000", "DK")),
        ("02138-1234", "US"),
        ("anything", ""),
        ("anything", "XX"),
        ("", "NO"),
    ],
)
def test_postcodes_of_their_country(text: str, region: str) -> None:
    assert check_postcode(text, region) == ""


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("155", "NO"),
        ("01555", "NO"),
        ("Oslo", "NO"),
        ("1016", "NL"),
        ("2138", "US"),
        ("LS1", "GB"),
        ("x" * 9_999, "NO"),
    ],
)
def test_postcodes_that_cannot_be_there(text: str, region: str) -> None:
    assert "does not look like a postcode" in check_postcode(text, region)

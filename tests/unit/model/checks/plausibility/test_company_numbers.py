import pytest
from stdnum import get_cc_module

from app.model.checks.plausibility import check_vat_number


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("974 760 673", "NO"),
        ("NO 974 760 673 MVA", "NO"),
        ("DE811907980", "DE"),
        ("123", ""),
        ("123", "XX"),
        ("9" * 61, "XX"),
    ],
)
def test_numbers_that_are_right_or_cannot_be_checked(text: str, region: str) -> None:
    assert check_vat_number(text, region) == ""


@pytest.mark.parametrize(("text", "region"), [("123456789", "NO"), ("DE811907981", "DE")])
def test_a_wrong_check_digit(text: str, region: str) -> None:
    assert check_vat_number(text, region).startswith(f"“{text}” does not look like a VAT or company number")


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("NO 923 609 016 MVA", "NO"),
        ("NO923609016MVA", "NO"),
        ("Foretaksregisteret NO 923 609 016 MVA", "NO"),
        ("923 609 016 MVA Foretaksregisteret", "NO"),
        ("Org.nr. 923 609 016", "NO"),
        ("12345678", "GB"),
        ("SC123456", "GB"),
        ("Company No. 01234567", "GB"),
        ("GB 980 7806 84", "GB"),
        ("68750110", "NL"),
        ("KvK-nummer: 68750110", "NL"),
        ("BTW BE 0403.019.261", "BE"),
        ("TVA BE0403019261", "BE"),
        ("CVR-nr. 13585628", "DK"),
        ("556677-8899", "SE"),
        ("SE556677889901", "SE"),
        ("HRB 12345", "DE"),
        ("Amtsgericht München HRB 12345 B", "DE"),
        ("USt-IdNr. DE136695976", "DE"),
        ("732 829 320", "FR"),
        ("SIRET 732 829 320 00074", "FR"),
        ("123456", "IE"),
        ("450401-3150", "IS"),
        ("0000123456", "PL"),
        ("CHE-107.787.577 IVA", "CH"),
        ("51 824 753 556", "AU"),
        ("91-1144442", "US"),
        ("GB SC123456", "GB"),
        ("SE 556677-8899", "SE"),
        ("NO-923609016", "NO"),
    ],
)
def test_numbers_as_they_stand_on_letters_are_no_doubt(text: str, region: str) -> None:
    assert check_vat_number(text, region) == ""


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("GB123456789", "GB"),
        ("1234567", "GB"),
        ("AB12345678", "GB"),
        ("6875011", "NL"),
        ("732829321", "FR"),
        ("1234567890", "PL"),
        ("BE 0403.019.262", "BE"),
        ("NO 923 609 017 MVA", "NO"),
    ],
)
def test_wrong_digits_are_told(text: str, region: str) -> None:
    assert check_vat_number(text, region).startswith(f"“{text}” does not look like a VAT or company number")


def test_a_number_of_another_country_is_told_as_that() -> None:
    assert check_vat_number("DE136695976", "NO") == (
        "“DE136695976” is a number of DE, but the company is in another country."
    )
    assert check_vat_number("n/a", "NO") == "“n/a” says that there is none. Leave the field empty instead."


@pytest.mark.parametrize(
    "region", ["NO", "SE", "DK", "FI", "DE", "AT", "CH", "NL", "BE", "GB", "FR", "IT", "GR", "IN", "BR"]
)
def test_the_vat_numbers_of_countries_are_known_with_their_letters(region: str) -> None:
    examples = {
        "NO": "995525828MVA",
        "SE": "123456789701",
        "DK": "13585628",
        "FI": "20774740",
        "DE": "136695976",
        "AT": "U13585627",
        "CH": "CHE107787577IVA",
        "NL": "004495445B01",
        "BE": "0403019261",
        "GB": "980780684",
        "FR": "40303265045",
        "IT": "00743110157",
        "GR": "094259216",
        "IN": "27AAPFU0939F1ZV",
        "BR": "16727230000197",
    }
    assert get_cc_module(region, "vat") is not None
    prefix = "EL" if region == "GR" else region
    number = examples[region]
    assert check_vat_number(number, region) == ""
    if region not in ("CH", "IN", "BR"):
        assert check_vat_number(f"{prefix} {number}", region) == ""

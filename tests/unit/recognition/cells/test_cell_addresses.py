"""Whole addresses, postcodes with letters, regions."""

import pytest

from app.recognition.cells.cell_addresses import (
    WholeAddress,
    code_and_city,
    code_city_region,
    country_named,
    county_or_state,
    lines_of_address,
    odd_place,
    parts_of_address,
    read_address,
    without_country,
    without_letters,
)

FOUR = [(one, one) for one in ("LV", "CH", "DK", "NO", "BE")]
FOUR += [("L", "LU"), ("A", "AT"), ("B", "BE"), ("N", "NO")]
FIVE = [("D", "DE"), ("FI", "FI"), ("FIN", "FI"), ("LT", "LT"), ("HR", "HR"), ("I", "IT")]


@pytest.mark.parametrize(
    ("text", "country", "address"),
    [
        ("Unit 7, Dock Road, Hull HU1 2AB", "GB", WholeAddress(["Unit 7", "Dock Road"], "HU1 2AB", "Hull")),
        ("Unit 7, Dock Road, Hull HU1 2AB", "NO", WholeAddress(["Unit 7", "Dock Road"], "HU1 2AB", "Hull")),
        (
            "1 High St, Leeds, West Yorkshire, LS1 1AA",
            "GB",
            WholeAddress(["1 High St"], "LS1 1AA", "Leeds", "West Yorkshire"),
        ),
        ("Kolding Havn 4 - 6000 Kolding", "DK", WholeAddress(["Kolding Havn 4"], "6000", "Kolding")),
        ("Storgata 12 - 14", "NO", WholeAddress(["Storgata 12 - 14"])),
        ("Musterstr. 5, D-20095 Hamburg", "DE", WholeAddress(["Musterstr. 5"], "D-20095", "Hamburg")),
        ("Storgata 1 0155 Oslo", "NO", WholeAddress(["Storgata 1"], "0155", "Oslo")),
        ("0155 Oslo, Storgata 1", "NO", WholeAddress(["Storgata 1"], "0155", "Oslo")),
        (
            "123 Main St  Springfield  IL 62701",
            "US",
            WholeAddress(["123 Main St"], "62701", "Springfield", "IL"),
        ),
        ("1 Pine St  Reno  NV  89501", "US", WholeAddress(["1 Pine St"], "89501", "Reno", "NV")),
        ("Old Mill, Ripon, N Yorks HG4 1BP", "GB", WholeAddress(["Old Mill"], "HG4 1BP", "Ripon", "N Yorks")),
        ("Storgata 1; 0155 Oslo", "NO", WholeAddress(["Storgata 1"], "0155", "Oslo")),
        ("12, rue de la Gare, 75002 Paris", "FR", WholeAddress(["12, rue de la Gare"], "75002", "Paris")),
        ("Storgata 1", "", WholeAddress(["Storgata 1"])),
    ],
)
def test_a_whole_address(text: str, country: str, address: WholeAddress) -> None:
    assert read_address(text, "", country) == address


@pytest.mark.parametrize(
    ("code", "bare", "country"),
    [
        ("N-0257", "0257", "NO"),
        ("S-111 22", "111 22", "SE"),
        ("D-20095", "20095", "DE"),
        ("DK-4600", "4600", "DK"),
        ("NL-2611 GW", "2611 GW", "NL"),
        ("B-1000", "1000", "BE"),
        ("0257", "0257", ""),
        ("HU1 2AB", "HU1 2AB", ""),
        *((f"{letters}{sign}1010", "1010", country) for sign in ("-", " ", "") for letters, country in FOUR),
        *((f"{letters}{sign}01100", "01100", country) for sign in ("-", "") for letters, country in FIVE),
        ("VG1110", "VG1110", "VG"),
        ("M5V 2T6", "M5V 2T6", ""),
        ("XX-1234", "XX-1234", ""),
    ],
)
def test_letters_before_a_postcode_are_those_of_the_country(code: str, bare: str, country: str) -> None:
    assert without_letters(code) == (bare, country)


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("South Yorkshire", "GB", ("County", "South Yorkshire")),
        ("Kent", "GB", ("County", "Kent")),
        ("California", "US", ("State", "CA")),
        ("IL", "US", ("State", "IL")),
        ("03", "NO", ("", "")),
        ("", "NO", ("", "")),
    ],
)
def test_counties_and_states(text: str, country: str, found: tuple[str, str]) -> None:
    assert county_or_state(text, country) == found


def test_parts_alone() -> None:
    assert code_and_city("EC1A 1BB") == ("", "EC1A 1BB")
    assert code_and_city("London EC1A 1BB") == ("EC1A 1BB", "London")
    assert [country_named(text) for text in ("Norge", "NO", "No", "UK", "Oslo")] == ["NO", "NO", "", "GB", ""]
    assert lines_of_address("A 1 | 0155 Oslo") == ["A 1", "0155 Oslo"]
    assert parts_of_address("A 1, Oslo, 0155") == (["A 1"], "0155", "Oslo")


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("BS1 4RW Bristol", "GB", ("BS1 4RW", "Bristol", "")),
        ("BS1 4RW Bristol", "NO", ("BS1 4RW", "Bristol", "")),
        ("sw1a 1aa, London", "GB", ("SW1A 1AA", "London", "")),
        ("London SW1A1AA", "", ("SW1A1AA", "London", "")),
        ("EC1A 1BB Bury St Edmunds", "GB", ("EC1A 1BB", "Bury St Edmunds", "")),
        ("2611 GW Delft", "NL", ("2611 GW", "Delft", "")),
        ("2611gw Delft", "NL", ("2611GW", "Delft", "")),
        ("NL-2611 GW 's-Gravenhage", "NL", ("NL-2611 GW", "'s-Gravenhage", "")),
        ("Delft 2611 GW", "NL", ("2611 GW", "Delft", "")),
        ("1012 NX Amsterdam", "NO", ("1012 NX", "Amsterdam", "")),
        ("M5V 2T6 Toronto", "CA", ("M5V 2T6", "Toronto", "")),
        ("Toronto, ON M5V 2T6", "CA", ("M5V 2T6", "Toronto", "ON")),
        ("J1G 2B4 Sherbrooke (QC)", "CA", ("J1G 2B4", "Sherbrooke", "QC")),
        ("D02 X285 Dublin 2", "IE", ("D02 X285", "Dublin 2", "")),
        ("Dublin 2, D02 X285", "IE", ("D02 X285", "Dublin 2", "")),
        ("VLT 1117 Valletta", "MT", ("VLT 1117", "Valletta", "")),
        ("Sliema SLM 1549", "MT", ("SLM 1549", "Sliema", "")),
        ("AD500 Andorra la Vella", "AD", ("AD500", "Andorra la Vella", "")),
        ("HM 12 Hamilton", "BM", ("HM 12", "Hamilton", "")),
        ("JE2 3AB St Helier", "JE", ("JE2 3AB", "St Helier", "")),
        ("LV-1010 Riga", "LV", ("LV-1010", "Riga", "")),
        ("C1001AAA Buenos Aires", "AR", ("C1001AAA", "Buenos Aires", "")),
        ("5003 Bergen", "GB", ("5003", "Bergen", "")),
        ("411 14 Göteborg", "SE", ("411 14", "Göteborg", "")),
        ("Stoke-on-Trent", "GB", ("", "Stoke-on-Trent", "")),
        ("Pembroke East", "BM", ("", "Pembroke East", "")),
        ("Bristol", "GB", ("", "Bristol", "")),
        ("", "GB", ("", "", "")),
    ],
)
def test_postcodes_with_letters_are_parted_as_their_country_writes_them(
    text: str, country: str, found: tuple[str, str, str]
) -> None:
    assert code_city_region(text, country) == found
    code, city, region = found
    assert code_and_city(text, country) == (code, f"{city} {region}".strip())


@pytest.mark.parametrize(
    ("text", "is_odd"),
    [
        *(("Oslo", False), ("St. Gallen", False), ("Oslo S.", False), ("Frankfurt a.M.", False)),
        *(
            ("post@fjell.example", True),
            ("www.fjell.example", True),
            ("fjell.no", True),
            ("22 33 44 55", True),
        ),
    ],
)
def test_what_stands_in_the_place_of_a_town(text: str, is_odd: bool) -> None:
    assert bool(odd_place(text)) is is_odd


@pytest.mark.parametrize(
    ("text", "rest", "country"),
    [
        ("Turku (FI)", "Turku", "FI"),
        ("Malmö, Sweden", "Malmö", "SE"),
        ("Faaborg 5600, Danmark", "Faaborg 5600", "DK"),
        ("Bern, CH", "Bern", "CH"),
        ("Lindau (BY)", "Lindau (BY)", ""),
        ("Springfield, IL", "Springfield, IL", ""),
        ("Halle (Saale)", "Halle (Saale)", ""),
    ],
)
def test_a_country_behind_a_town(text: str, rest: str, country: str) -> None:
    found, told = without_country(text)
    assert (found, "".join(code for code, _named in told)) == (rest, country)

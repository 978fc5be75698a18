import pytest

from app.recognition.cards.card_addresses import addresses_of
from app.recognition.cards.lines import properties_in

OSLO = {"Street.Address1": "Storgata 12", "Street.Zipcode": "0155", "Street.City": "Oslo"}


def read(text: str, *, homes: bool = False) -> list[dict[str, str]]:
    properties = list(properties_in(text.split("\n")))
    return [one.values for one in addresses_of(properties, (), "NO", homes=homes)]


@pytest.mark.parametrize(
    "text",
    [
        "ADR;TYPE=WORK:;;Storgata 12;Oslo;;0155;",
        "ADR:;;Storgata 12\\n0155 Oslo;;;;",
        "ADR;WORK;ENCODING=QUOTED-PRINTABLE:;;Storgata 12=0A0155 Oslo;;;;",
        "ADR:;;Storgata 12\\, 0155 Oslo;;;;",
        'ADR;LABEL="Storgata 12\\n0155 Oslo":;;;;;;',
        "LABEL;WORK:Storgata 12\\n0155 Oslo",
        "ADR:;;Storgata 12\n0155 Oslo;;;;",
        "ADR:;;;;;;Storgata 12\\, 0155 Oslo",
    ],
)
def test_one_address_is_read_in_every_form(text: str) -> None:
    (found,) = read(text)
    # A postcode and its city tell the country, where they are read as lines.
    assert found.pop("Country", "NO") == "NO"
    assert found == OSLO


def test_a_box_beside_a_street_is_an_address_of_its_own() -> None:
    (found,) = read("ADR;WORK:Postboks 418;;Havnegata 3;Haugesund;;5501;Norge")
    assert found == {
        "Street.Address1": "Havnegata 3",
        "Street.City": "Haugesund",
        "Postal.Address1": "Postboks 418",
        "Postal.Zipcode": "5501",
        "Postal.City": "Haugesund",
        "Country": "NO",
    }


def test_the_address_at_work_that_is_preferred_comes_first_and_that_at_home_not_at_all() -> None:
    text = (
        "ADR:;;Hytteveien 7;Geilo;;3580;\nADR;TYPE=HOME:;;Hjemveien 1;Asker;;1383;\n"
        "ADR;TYPE=WORK:;;Bakveien 2;Oslo;;0155;\nADR;TYPE=WORK;TYPE=PREF:;;Torggata 18;Oslo;;0183;"
    )
    assert [one["Street.Address1"] for one in read(text)] == ["Torggata 18", "Bakveien 2", "Hytteveien 7"]
    assert len(read(text, homes=True)) == 4


def test_what_is_no_address_is_none() -> None:
    assert read("ADR:;;;;;;\nADR:\nLABEL:\nADR;WORK:;") == []


def test_an_address_of_many_lines_fits_into_three() -> None:
    (found,) = read("ADR:;;a 1\\nb\\nc\\nd;Oslo;;0155;")
    assert [found[f"Street.Address{number}"] for number in (1, 2, 3)] == ["a 1", "b", "c, d"]


@pytest.mark.parametrize(("region", "part"), [("QC", "State"), ("Buskerud", "County")])
def test_a_short_region_is_a_state(region: str, part: str) -> None:
    assert read(f"ADR:;;x 1;Oslo;{region};0155;")[0][f"Street.{part}"] == region


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("ADR;TYPE=WORK:;;Verkstadsgatan 3;Borlänge;;784 33;SE", "SE"),
        ("ADR:;;Storgata 12;Oslo;;0155;no", "NO"),
        ("ADR:;;5 High Street;Leeds;;LS1 4AP;UK", "GB"),
        ("ADR:;;Hafenstr. 3;Kiel;;24103;DEU", "DE"),
        ("ADR:;;2 rue Kellermann;Roubaix;;59100;FRA", "FR"),
        ("ADR;CC=DK:;;Dokkajen 6;Esbjerg;;6700;", "DK"),
        ("ADR;TYPE=WORK:;;Via Roma 1;Milano;MI;20121;IT", "IT"),
        ("ADR:;;x 1;Oslo;;0155;XX", ""),
        ("ADR:;;x 1;Oslo;;0155;EU", ""),
        ("ADR:;;x 1;Oslo;NO;0155;", ""),
        ("ADR:;;x 1;Oslo;;0155;Nordland", ""),
    ],
)
def test_a_country_may_be_written_as_its_code(text: str, country: str) -> None:
    assert read(text)[0].get("Country", "") == country


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ADR;WORK:BP 204;;8 rue des Tanneurs;ARRAS CEDEX;;62004;FRANCE", "62004"),
        ("ADR;WORK:Postfach 214;;Bahnhofplatz 6;Rapperswil;;8640;Schweiz", "8640"),
        ("ADR;WORK:Boîte 12;;Rue Haute 3;Bruxelles;;1000;Belgique", "1000"),
        ("ADR;WORK:Postboks 418;;Havnegata 3;Haugesund;;5501;Norge", None),
        ("ADR;WORK:Box 12;;Storgatan 4;Falun;;791 21;Sverige", None),
    ],
)
def test_a_box_has_the_postcode_of_the_street_where_both_are_written_together(
    text: str, code: str | None
) -> None:
    (found,) = read(text)
    assert found.get("Street.Zipcode") == code
    assert found["Postal.Zipcode"]

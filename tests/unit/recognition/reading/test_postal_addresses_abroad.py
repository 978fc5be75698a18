"""Town lines of Australia and Canada, and boxes beside streets in Switzerland."""

import pytest

from app.recognition import recognise


def address(text: str, kind: str, region: str = "") -> dict[str, str]:
    found = {one.path: one.value for one in recognise(text, region).company}
    start = f"Address.{kind}."
    return {path.removeprefix(start): value for path, value in found.items() if path.startswith(start)}


@pytest.mark.parametrize(
    ("line", "city", "state", "code"),
    [
        ("Meningie SA 5264", "Meningie", "SA", "5264"),
        ("Hobart TAS 7000", "Hobart", "TAS", "7000"),
        ("Sydney, NSW 2000", "Sydney", "NSW", "2000"),
        ("Alice Springs NT 0870", "Alice Springs", "NT", "0870"),
        ("Fremantle WA 6160", "Fremantle", "WA", "6160"),
        ("Sherbrooke (Québec)  J1G 2B4", "Sherbrooke", "Québec", "J1G 2B4"),
        ("Montréal (QC) H2Y 1A1", "Montréal", "QC", "H2Y 1A1"),
        ("Moncton (Nouveau-Brunswick) E1C 1A1", "Moncton", "Nouveau-Brunswick", "E1C 1A1"),
        ("Toronto, ON M5J 2J5", "Toronto", "ON", "M5J 2J5"),
        ("Sherbrooke QC J1G 2B4", "Sherbrooke", "QC", "J1G 2B4"),
    ],
)
def test_a_town_with_its_state_tells_the_country(line: str, city: str, state: str, code: str) -> None:
    found = address(f"Coorong Ltd\n12 Princes Highway\n{line}", "Street")
    assert found == {"Address1": "12 Princes Highway", "City": city, "State": state, "Zipcode": code}


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("1250, boul. Saint-Joseph Est, bureau 301", ["1250, boul. Saint-Joseph Est", "bureau 301"]),
        ("55, rue Principale", ["55, rue Principale"]),
        ("200 Bay Street, Suite 400", ["200 Bay Street", "Suite 400"]),
        ("4 boul. Laurier", ["4 boul. Laurier"]),
        ("880, chemin Sainte-Foy, bureau 5", ["880, chemin Sainte-Foy", "bureau 5"]),
    ],
)
def test_a_canadian_street_has_its_number_ahead(line: str, parts: list[str]) -> None:
    found = address(f"Groupe Magog inc.\n{line}\nSherbrooke (Québec) J1G 2B4", "Street")
    assert [found[name] for name in ("Address1", "Address2") if name in found] == parts


def test_a_box_beside_it_has_the_town_of_its_own_line() -> None:
    text = "Coorong Pty Ltd\n12 Princes Highway\nMeningie SA 5264\nPO Box 88, Tailem Bend SA 5260"
    assert address(text, "Street")["City"] == "Meningie"
    assert address(text, "Postal")["Zipcode"] == "5260"


@pytest.mark.parametrize(
    "text",
    [
        "Fiduciaire Rive SA 1204 Genève",
        "Fiduciaire Rive SA\n1204 Genève",
        "Rive SA, Rue de Rive 5, 1204 Genève",
    ],
)
def test_the_swiss_form_is_no_state(text: str) -> None:
    found = {one.path: one.value for one in recognise(text, "CH").company}
    assert found["Name"].endswith("Rive SA")
    assert found["Address.Street.Zipcode"] == "1204"
    assert "Address.Street.State" not in found


@pytest.mark.parametrize(
    ("lines", "region", "code"),
    [
        ("Bielstrasse 77, Postfach 164\nCH-3250 Lyss", "CH", "3250"),
        ("Bielstrasse 77\nPostfach 164\n3250 Lyss", "CH", "3250"),
        ("Rue de Rive 5, case postale 12\n1204 Genève", "CH", "1204"),
        ("Städtle 3, Postfach 5\n9490 Vaduz", "LI", "9490"),
        ("Bielstrasse 77\nPostfach\n3250 Lyss", "CH", "3250"),
        # Elsewhere a box with a number has a postcode of its own.
        ("Hafenstr. 3, Postfach 1234\n24103 Kiel", "DE", ""),
        ("Havnegata 3, Postboks 12\n5501 Haugesund", "NO", ""),
    ],
)
def test_a_swiss_box_shares_the_postcode_of_the_street(lines: str, region: str, code: str) -> None:
    text = f"Seeland Holzbau AG\n{lines}"
    assert address(text, "Street", region).get("Zipcode", "") == code
    assert "Zipcode" in address(text, "Postal", region)

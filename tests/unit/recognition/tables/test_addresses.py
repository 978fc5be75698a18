"""The addresses of a row."""

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.addresses import RowAddresses, addresses_of
from app.recognition.tables.arranging import arranged
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import TableCompany, companies_of
from app.recognition.tables.reading import read_table
from app.recognition.tables.row_values import RowValues


def read(headings: str, row: str, region: str = "NO") -> RowAddresses:
    matched = match_columns(read_text_table(f"Firma;{headings}\nFjell;{row}\n"))
    return addresses_of(RowValues(matched, matched.rows[0], {}), region, has_country=False)


@pytest.mark.parametrize(
    ("headings", "row", "parts", "country"),
    [
        (
            "Besøksadresse;Postadresse",
            "Bygdøy allé 5;N-0257 Oslo",
            "S: Bygdøy allé 5, 0257, Oslo",
            "NO",
        ),
        (
            "Besöksadress;Postadress",
            "Götgatan 1;SE-118 46 Stockholm",
            "S: Götgatan 1, 118 46, Stockholm",
            "SE",
        ),
        (
            "Adresse",
            "Musterstr. 5, D-20095 Hamburg",
            "S: Musterstr. 5, 20095, Hamburg",
            "DE",
        ),
        (
            "Adresse",
            "Kolding Havn 4 - 6000 Kolding - Danmark",
            "S: Kolding Havn 4, 6000, Kolding",
            "DK",
        ),
        (
            "Adresse",
            "Storgata 1, 0155 Oslo, NORGE",
            "S: Storgata 1, 0155, Oslo",
            "NO",
        ),
        (
            "Adresse",
            "Postboks 12, 2675 Otta",
            "P: Postboks 12, 2675, Otta",
            "",
        ),
        (
            "Besøksadresse;Postnr besøk;Poststed besøk;Postadresse;Postnr post;Poststed post",
            "Strandgata 13;2815;Gjøvik;Postboks 215;2803;Gjøvik",
            "S: Strandgata 13, 2815, Gjøvik P: Postboks 215, 2803, Gjøvik",
            "",
        ),
        (
            "Gate;Postnr;Sted;Postadresse;Postnr;Sted",
            "Gata 1;2406;Elverum;Boks 2;2401;Elverum",
            "S: Gata 1, 2406, Elverum P: Boks 2, 2401, Elverum",
            "",
        ),
        (
            "Besøksadresse;Postadresse;Postnr;Sted",
            "Gata 1;Boks 2;2401;Elverum",
            "S: Gata 1, Elverum P: Boks 2, 2401, Elverum",
            "",
        ),
        (
            "Besøksadresse;Postadresse;Postnr;Sted",
            "Gata 1;;2406;Elverum",
            "S: Gata 1, 2406, Elverum",
            "",
        ),
        (
            "Straat;Huisnr;Toevoeging;Postcode;Plaats",
            "Dijk;313;A;1431 GB;Aalsmeer",
            "S: Dijk 313 A, 1431 GB, Aalsmeer",
            "NL",
        ),
        (
            "c/o;Adresse;Postnr;Sted",
            "c/o Moe;Boks 2;2401;Elverum",
            "P: c/o Moe, Boks 2, 2401, Elverum",
            "",
        ),
        (
            "Adresse;Postnr;Ort",
            "Agatan 1;22 350;Lund",
            "S: Agatan 1, 22350, Lund",
            "SE",
        ),
        (
            "Adresse",
            "Besøk: Gata 1, 0155 Oslo. Post: Boks 5, 0101 Oslo",
            "S: Gata 1, 0155, Oslo P: Boks 5, 0101, Oslo",
            "",
        ),
        (
            "Adresse",
            "Kerkstraat 12-2hg, 1017 GC Amsterdam (NL)",
            "S: Kerkstraat 12-2hg, 1017 GC, Amsterdam",
            "NL",
        ),
        (
            "Adresse",
            "Besøksadresse: Gata 1, 0155 Oslo",
            "S: Gata 1, 0155, Oslo",
            "",
        ),
        (
            "Gate;Postnr;Sted;Fylke",
            "Gata 1;2406;Elverum;03",
            "S: Gata 1, 2406, Elverum",
            "",
        ),
    ],
)
def test_addresses(headings: str, row: str, parts: str, country: str) -> None:
    found = read(headings, row)
    kinds = {"S": "Address.Street.", "P": "Address.Postal."}
    texts = {
        letter: ", ".join(text for path, text in found.parts.items() if path.startswith(kind))
        for letter, kind in kinds.items()
    }
    assert " ".join(f"{letter}: {text}" for letter, text in texts.items() if text) == parts
    assert found.country[0] == country


def test_a_county_that_is_too_long_is_left_out_and_doubted() -> None:
    found = read("Gate;Postnr;Sted;Fylke", f"Gata 1;2406;Elverum;{'Innlandet ' * 4}")
    assert [note.is_doubt for note in found.notes] == [True]
    assert not [path for path in found.parts if path.endswith(("County", "State"))]


def test_somebody_in_an_address_is_no_line_of_it() -> None:
    found = read("Adresse", '"Att: Kari Moe, Storgata 1, 0155 Oslo"')
    assert found.people == ["Kari Moe"]
    assert found.parts["Address.Street.Address1"] == "Storgata 1"


def test_a_town_below_the_street_where_the_postcode_stands_behind_it() -> None:
    found = read("Address;Eircode", '"Main Street, Killarney";V93 X0X1', "IE")
    assert (found.parts["Address.Street.City"], found.country) == ("Killarney", ("", ""))
    assert read("Street;Town;Postcode", "1 Poultry;London;EC2R 8EJ").country[0] == "GB"


def test_a_town_that_begins_with_digits_is_doubted() -> None:
    found = read("Postnr/sted", "1 Halden")
    assert found.parts["Address.Street.City"] == "1 Halden"
    assert [(one.column, one.is_doubt, one.sentence) for one in found.notes] == [
        ("B", True, "“1 Halden” is no name of a place: check the postcode.")
    ]
    assert not read("Postnr/sted", "1751 Halden").notes
    assert [one.column for one in read("Sted", "1 Halden").notes] == ["B"]


def test_a_town_with_its_county_is_no_street() -> None:
    parts = read("Adresse;Merknad", "Sandefjord, Vestfold, Norway;ring").parts
    assert parts.pop("Address.Street.City") == "Sandefjord"
    assert "Address.Street.Address1" not in parts
    assert read("Adresse", "Nordre gård, Vestre åsen").parts["Address.Street.Address1"] == "Nordre gård"


@pytest.mark.parametrize(
    ("headings", "row", "parts"),
    [
        ("Besøksadresse", '"Lia 4\n5003 Bergen"', "S: Lia 4, 5003, Bergen"),
        (
            "Gateadresse",
            '"c/o Regus\nKarl Johans gate 5\n0154 Oslo"',
            "c/o Regus, Karl Johans gate 5, 0154, Oslo",
        ),
        ("Besöksadress", '"Götgatan 1\n118 46 Stockholm\nSverige"', "S: Götgatan 1, 118 46, Stockholm"),
        ("Straße", '"Hauptstr. 5\nD-10115 Berlin"', "S: Hauptstr. 5, 10115, Berlin"),
        ("Besøksadresse;Postnr;Sted", '"Lia 4\n5003 Bergen";5003;Bergen', "S: Lia 4, 5003, Bergen"),
        ("Besøksadresse;Postnr;Sted", '"Lia 4\nOppgang B";5003;Bergen', "S: Lia 4, Oppgang B, 5003, Bergen"),
        ("Besøksadresse", '"Lia 4\nOppgang B"', "S: Lia 4, Oppgang B"),
    ],
)
def test_lines_in_a_cell_of_a_street_are_parted(headings: str, row: str, parts: str) -> None:
    found = read(headings, row).parts
    told = ", ".join(found[f"Address.Street.{name}"] for name in _ORDER if f"Address.Street.{name}" in found)
    assert told == parts.removeprefix("S: ")


_ORDER = ("Address1", "Address2", "Address3", "Zipcode", "City")


def companies_in(text: str, region: str = "NO") -> list[TableCompany]:
    sheet = read_table(text.encode())
    return companies_of(match_columns(sheet), sheet.notes, region)


@pytest.mark.parametrize(
    ("headings", "rows", "country"),
    [
        ("Postcode;Woonplaats", ("1211 AA;Hilversum", "1211 BX;Hilversum", "1012 LG;Amsterdam"), "NL"),
        ("Postnr;By", ("1650;København V", "8000;Aarhus C", "5000;Odense C"), "DK"),
        ("PLZ;Ort", ("10115;Berlin", "80331;München", "20095;Hamburg"), "DE"),
        ("Postnr og sted", ("1650 København V", "8000 Aarhus C", "5000 Odense C"), "DK"),
    ],
)
@pytest.mark.parametrize("last", [True, False])
def test_a_place_that_nobody_knows_is_of_the_country_of_the_other_rows(
    headings: str, rows: tuple[str, ...], country: str, last: bool
) -> None:
    unknown = {"NL": "1234 AB;Hilversum", "DK": "0999;Intetsted", "DE": "99999;Kleinkleckersdorf"}[country]
    lines = [*rows, unknown] if last else [unknown, *rows]
    if ";" not in headings:
        lines = [line.replace(";", " ") for line in lines]
    names = ("Alfa", "Beta", "Gamma", "Delta")
    text = "".join(f"{name};{line}\n" for name, line in zip(names, lines, strict=True))
    for company in companies_in(f"Firma;{headings}\n{text}"):
        assert [one.value for one in company.found.company if one.path == "Country"] == [country]


def test_two_rows_or_those_of_several_countries_tell_no_other_rows_country() -> None:
    unknown = "Alfa;0999;Intetsted\n"
    few = f"Firma;Postnr;By\n{unknown}Beta;1650;København V\nGamma;8000;Aarhus C\n"
    mixed = f"{few}Delta;5000;Odense C\nEta;111 22;Stockholm\n"
    for text in (few, mixed):
        assert "Country" not in [one.path for one in companies_in(text)[0].found.company]


@pytest.mark.parametrize("box", ["Postboks 12", "12"])
def test_the_one_postcode_is_that_of_the_box_and_that_is_told(box: str) -> None:
    head = "Firma;Gateadresse;Postboks;Postnr;Sted\n"
    (company,) = companies_in(f"{head}Beta AS;Storgata 2;{box};0151;Oslo\n")
    found = {one.path: one.value for one in company.found.company if one.path.startswith("Address.")}
    assert found == {
        "Address.Street.Address1": "Storgata 2",
        "Address.Street.City": "Oslo",
        "Address.Postal.Address1": "Postboks 12",
        "Address.Postal.Zipcode": "0151",
        "Address.Postal.City": "Oslo",
    }
    assert [one.sentence for one in company.notes] == [
        "The postcode 0151 is taken for that of Postboks 12: the street has none of its own."
    ]


@pytest.mark.parametrize(
    ("table", "street"),
    [
        (
            "Firma;Vejnavn;Husnr. fra;Bogstav fra;Husnr. til;Etage;Dør\nHus;Nørregade;12;B;14;2;tv",
            "Nørregade 12 B-14, 2. tv",
        ),
        ("Société;N° voie;Type voie;Nom voie;Ville\nPetit SARL;14;rue;des Lilas;Nice", "14 rue des Lilas"),
        ("Bedrijf;Straatnaam;Nr;Plaats;Land\nGlas NV;Glaslaan;12 bus 3;Gent;België", "Glaslaan 12 bus 3"),
    ],
)
def test_houses_in_several_columns(table: str, street: str) -> None:
    (company,) = companies_of(match_columns(read_text_table(table)), {}, "DK")
    lines = [one.value for one in company.found.company if one.path.startswith("Address.Street.Address")]
    assert ", ".join(lines) == street
    assert not [one for one in company.found.company if one.path == "Department"]


SAME = (
    *(
        "Samma som ovan",
        "samme som over",
        "Same as visiting address",
        "wie oben",
        "Siehe Hausanschrift",
        "idem",
    ),
    *("Zie bezoekadres", "som besøksadressen", "(samme)", "dito", "lik besøk", "voir ci-dessus"),
)


@pytest.mark.parametrize("said", SAME)
@pytest.mark.parametrize(
    "columns",
    ["Postadresse", "Fakturaadresse", "Postadresse;Postnr;Poststed"],
)
def test_a_postal_address_that_is_said_to_be_the_same_is_none(said: str, columns: str) -> None:
    has_parts = ";" in columns
    above = "Fjell AS;Gata 1;0155;Oslo;Postboks 7" + ";0101;Oslo" * has_parts
    for end in (f";{said};{said}", ";;") if has_parts else ("",):
        row = f"Vik AS;Lia 4;5003;Bergen;{said}{end}"
        text = f"Firma;Besøksadresse;Postnr;Sted;{columns}\n{above}\n{row}\n"
        sheet = read_text_table(text)
        vik = companies_of(match_columns(arranged(sheet)), {}, "NO")[1]
        found = {one.path: one.value for one in vik.found.company if one.path.startswith("Address.")}
        assert found == {
            "Address.Street.Address1": "Lia 4",
            "Address.Street.Zipcode": "5003",
            "Address.Street.City": "Bergen",
        }
        assert not [note for note in vik.notes if note.is_doubt]


@pytest.mark.parametrize("said", ["samme som postadresse", "Same as postal address", "siehe Postanschrift"])
def test_a_street_that_is_said_to_be_the_postal_address_is_that(said: str) -> None:
    text = f"Firma;Besøksadresse;Postadresse;Postnr;Sted\nVik AS;{said};Lia 4;5003;Bergen\n"
    (vik,) = companies_of(match_columns(arranged(read_text_table(text))), {}, "NO")
    found = {one.path: one.value for one in vik.found.company if one.path.startswith("Address.")}
    assert found["Address.Street.Address1"] == "Lia 4"
    assert said not in found.values()


@pytest.mark.parametrize("text", ["Postboks 5", "Seestraße", "Se Allé", "Wiesenweg", "Storgata", "Likegata"])
def test_an_address_that_begins_like_such_words_is_one(text: str) -> None:
    table = f"Firma;Besøksadresse;Postnr;Sted;Postadresse\nVik AS;Lia 4;5003;Bergen;{text}\n"
    (vik,) = companies_of(match_columns(arranged(read_text_table(table))), {}, "NO")
    found = {one.path: one.value for one in vik.found.company}
    assert found["Address.Postal.Address1"] == text

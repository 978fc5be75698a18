"""Numbers of companies and people as tables have them: in several columns, several in one, with signs."""

from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import TableCompany, companies_of
from app.recognition.tables.reading import read_table


def companies(text: str) -> list[TableCompany]:
    sheet = read_table(text.encode())
    return companies_of(match_columns(sheet), sheet.notes, "NO")


def values(company: TableCompany) -> dict[str, str]:
    return {one.path: one.value for one in company.found.company}


def notes(company: TableCompany) -> list[str]:
    return [one.sentence for one in company.notes]


def doubts(company: TableCompany) -> list[str]:
    return [one.sentence for one in company.notes if one.is_doubt]


def test_swedish_number_with_a_century_is_that_of_the_company() -> None:
    text = "Orgnr;Företagsnamn;Postnr;Postort;E-post\n165560360793;Saab AB;11122;Stockholm;a@saab.example\n"
    both = f"{text}556036-0793;Saab AB;11122;Stockholm;b@saab.example\n"
    (company,) = companies(both)
    assert values(company)["OrgNr"] == "5560360793"
    assert notes(company) == ["“165560360793” is read as 5560360793."]
    assert not doubts(company)


def test_a_phone_in_several_columns_is_that_of_its_person() -> None:
    text = (
        "Firma;Fornavn;Etternavn;Landkode;Telefon;Kode 2;Telefon 2\n"
        "Bergen Bunkers AS;Arne;Berg;+47;55123456;+47;91234567\n"
        "Hamburg Hafen AG;Jan;Haf;0049;40123456;;\n"
    )
    bergen, hamburg = companies(text)
    assert [one.value for one in bergen.found.persons[0]] == ["Arne", "Berg", "+47 91234567", "+47 55123456"]
    assert [one.value for one in hamburg.found.persons[0]] == ["Jan", "Haf", "+49 40123456"]
    assert (hamburg.region, doubts(bergen), doubts(hamburg)) == ("DE", [], [])


def test_three_numbers_below_a_heading_of_three_kinds() -> None:
    text = (
        "Firma;Ansprechpartner;Tel. / Mobil / Fax\nNahe GmbH;Jo Nahe;0671 12345 / 0170 1234567 / 0671 12346\n"
    )
    (company,) = companies(text)
    assert values(company)["Faxes[0].Value"] == "0671 12346"
    assert [one.value for one in company.found.persons[0]] == ["Jo", "Nahe", "0170 1234567", "0671 12345"]


def test_a_box_of_a_column_has_its_own_postcode_and_the_word_of_its_country() -> None:
    text = "NAME1;STRAS;PFACH;PSTL2;PSTLZ;ORT01;LAND1\nWalz GmbH;Walzstr. 1;1100;70001;70173;Stuttgart;DE\n"
    (company,) = companies(text)
    found = values(company)
    postal = [found[f"Address.Postal.{part}"] for part in ("Address1", "Zipcode", "City")]
    assert postal == ["Postfach 1100", "70001", "Stuttgart"]
    assert (found["Address.Street.Address1"], found["Address.Street.Zipcode"]) == ("Walzstr. 1", "70173")
    (french,) = companies(
        "Société;Rue;Boîte postale;Code postal;Ville;Pays\nEcho SA;1 rue Neuve;123;75001;Paris;France\n"
    )
    found = values(french)
    postal = [found[f"Address.Postal.{part}"] for part in ("Address1", "Zipcode", "City")]
    assert postal == ["BP 123", "75001", "Paris"]


def test_a_landline_beside_the_mailbox_of_a_company_is_its_phone() -> None:
    text = (
        "Bedrift;Kontaktperson;Tittel;Telefon;Epost\n"
        "Brandbu Blomster;Randi Moen;Eier;61 33 77 88;post@brandbublomster.no\n"
        "Gran Glass AS;Terje Bakken;Leder;61 33 01 02;terje@granglass.no\n"
        "Mo Taxi;Nils Vik;Sjåfør;970 12 345;post@motaxi.no\n"
    )
    brandbu, gran, mo = companies(text)
    assert values(brandbu)["Phones[0].Value"] == "61 33 77 88"
    assert [one.value for one in brandbu.found.persons[0]] == ["Randi", "Moen", "Eier"]
    assert "61 33 01 02" in [one.value for one in gran.found.persons[0]]
    assert "970 12 345" in [one.value for one in mo.found.persons[0]]

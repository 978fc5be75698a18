import pytest

from app.recognition.language.names import (
    answers_no_customer,
    company_name_in,
    employer_in,
    fits_mailbox,
    is_role_mailbox,
    name_from_mailbox,
    parse_name,
)
from app.recognition.language.person_names import Name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kari Nordmann", Name("Kari", "", "Nordmann")),
        ("NORDMANN, Kari", Name("Kari", "", "Nordmann")),
        ("Per Erik Lie", Name("Per Erik", "", "Lie")),
        ("Ola M. Hansen", Name("Ola", "M.", "Hansen")),
        ("Ludwig van Beethoven", Name("Ludwig", "", "van Beethoven")),
        ("Anne-Grete O'Brien", Name("Anne-Grete", "", "O'Brien")),
        ("Dr. Nina Schäfer", Name("Nina", "", "Schäfer")),
        ("Tom Baker MBA", Name("Tom", "", "Baker")),
        ("Kari Nordmann (hun/henne)", Name("Kari", "", "Nordmann")),
    ],
)
def test_a_name_comes_apart(text: str, name: Name) -> None:
    assert parse_name(text) == name


@pytest.mark.parametrize(
    "text", ["Daglig leder", "Fjell AS", "kari nordmann", "Kari", "A B C D E F", "Storgata 1", ""]
)
def test_other_words_are_no_name(text: str) -> None:
    assert parse_name(text) is None


def test_a_person_is_the_same_in_two_spellings() -> None:
    assert Name("Kari", "", "Nordmann").is_same(Name("KARI ANNE", "M.", "nordmann"))
    assert not Name("Kari", "", "Nordmann").is_same(Name("Kari", "", "Lie"))


@pytest.mark.parametrize(
    ("mail", "name"),
    [
        ("kari.nordmann@fjell.no", Name("Kari", "", "Nordmann")),
        ("anne-grete.lie@fjell.no", Name("Anne-Grete", "", "Lie")),
        ("k.nordmann@fjell.no", None),
        ("kari@fjell.no", None),
        ("kari.2@fjell.no", None),
    ],
)
def test_a_mailbox_may_hold_a_name(mail: str, name: Name | None) -> None:
    assert name_from_mailbox(mail) == name


@pytest.mark.parametrize(
    "mail", ["post@fjell.no", "Sales.nordic@fjell.no", "info-de@berg.de", "no-reply@fjell.no"]
)
def test_a_roles_mailbox_is_the_companys(mail: str) -> None:
    assert is_role_mailbox(mail)
    assert not is_role_mailbox("kari@fjell.no")


@pytest.mark.parametrize("local", ["kari", "kno", "kn", "nordmannk", "k.nordmann", "Kari.N"])
def test_mailboxes_are_made_from_names(local: str) -> None:
    assert fits_mailbox(Name("Kari", "", "Nordmann"), f"{local}@fjell.no")
    assert not fits_mailbox(Name("Ola", "", "Lie"), f"{local}@fjell.no")


@pytest.mark.parametrize("local", ["juergen.groesse", "j.grosse", "juergengroesse"])
def test_umlauts_are_written_in_two_ways(local: str) -> None:
    assert fits_mailbox(Name("Jürgen", "", "Größe"), f"{local}@berg.de")


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Daglig leder, Fjell AS", "Fjell AS"),
        ("Sales Manager – Baker Ltd", "Baker Ltd"),
        ("Tom at Baker Ltd", "Baker Ltd"),
        ("Müller & Söhne GmbH & Co. KG", "Müller & Söhne GmbH & Co. KG"),
        ("AS", ""),
        ("as usual", ""),
        ("Fjell", ""),
    ],
)
def test_a_legal_form_reveals_the_company(text: str, company: str) -> None:
    assert company_name_in(text) == company


@pytest.mark.parametrize("text", ["Ihre Familie Huber", "Vidde Bygg", "QSB Verband", "Regional Manager"])
def test_words_of_companies_and_titles_are_no_names(text: str) -> None:
    assert parse_name(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Emil Sandgren, Kalkylator",
        "Anna Wirth, Empfang",
        "Tom Baker, Yard",
        "Eva de Wit, Inkoop",
        "Jan Erik Lie, Salg",
    ],
)
def test_what_stands_behind_a_whole_name_and_a_comma_is_no_first_name(text: str) -> None:
    assert parse_name(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hugo LE GOFF", Name("Hugo", "", "Le Goff")),
        ("MARIE DE LA TOUR", Name("Marie", "", "De La Tour")),
        ("Eva DI MARCO", Name("Eva", "", "Di Marco")),
        ("de Vries, Anna", Name("Anna", "", "de Vries")),
        ("DAL POZZO, LUCA", Name("Luca", "", "Dal Pozzo")),
    ],
)
def test_particles_in_capitals_belong_to_the_last_name(text: str, name: Name) -> None:
    assert parse_name(text) == name


@pytest.mark.parametrize("text", ["Tom Baker", "Eva Kaufmann", "Bas van 't Hoff", "Aoife Ní Bhriain"])
def test_names_that_are_words_too_are_names(text: str) -> None:
    assert parse_name(text) is not None


def test_a_name_and_its_initial_are_one() -> None:
    assert Name("P.", "", "Braun").is_same(Name("Peter", "", "Braun"))
    assert not Name("Per", "", "Braun").is_same(Name("Peter", "", "Braun"))


@pytest.mark.parametrize(
    "text",
    ["D. Hargreaves & Son", "Haugen og Sønner", "Gebr. Bakker", "Brødrene Dahl Entreprenør", "Wolf & Söhne"],
)
def test_a_firm_is_called_after_a_family(text: str) -> None:
    assert company_name_in(text) == text


@pytest.mark.parametrize("text", ["Kari og Ola", "sønn", "Kari & Son, tlf 22 86 54 00", "salg og sønner"])
def test_not_everything_with_an_and_is_a_firm(text: str) -> None:
    assert company_name_in(text) == ""


def test_all_first_names_together_make_a_mailbox() -> None:
    assert fits_mailbox(Name("Kjell Arne", "", "Dahl"), "kjellarne@roer.no")


def test_a_title_names_its_employer() -> None:
    assert employer_in("Seniorutvikler hos Kodeverket") == "Kodeverket"
    assert employer_in("Head of Design @ Blue Barn") == "Blue Barn"
    for text in ("Attorney at Law", "Ola Lie hos Kodeverket", "Selger hos avdelingen"):
        assert employer_in(text) == "", text


def test_the_end_of_a_title_may_be_that_of_a_last_name() -> None:
    assert parse_name("Karin Hoffmeister") == Name("Karin", "", "Hoffmeister")
    assert parse_name("Klaus Bürgermeister") is None


def test_an_article_begins_no_name_of_a_person() -> None:
    assert parse_name("The Copper Kettle") is None
    assert parse_name("Kari De Wit") == Name("Kari", "", "De Wit")


def test_a_mailbox_with_a_trade_in_it_names_nobody() -> None:
    assert name_from_mailbox("moreau.couverture@orange.fr") is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("María del Carmen Ortega Ruiz", "María del Carmen", "Ortega Ruiz"),
        ("Iñaki Etxeberria Goñi", "Iñaki", "Etxeberria Goñi"),
        ("José Luis Pérez", "José Luis", "Pérez"),
        ("Juan de la Cruz Gil", "Juan", "de la Cruz Gil"),
        ("Ana Ruiz", "Ana", "Ruiz"),
    ],
)
def test_in_spain_people_have_two_last_names(text: str, first: str, last: str) -> None:
    name = parse_name(text)
    assert name is not None
    assert name.of_country("ES") == Name(first, "", last)
    assert name.of_country("NO") == name


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("HAUKELI MASKIN OG TRANSPORT AS", "HAUKELI MASKIN OG TRANSPORT AS"),
        ("KARI OG PÅL GJERDRUM", ""),
        ("LIE OG SØNN ANS", "LIE OG SØNN ANS"),
        ("Reisinger Rechtsanwälte OG", "Reisinger Rechtsanwälte OG"),
        ("Reisinger OG, Wien", "Reisinger OG"),
        ("Kitano Seimitsu Co., Ltd.", "Kitano Seimitsu Co., Ltd."),
        ("Sundaram Tools Pvt. Ltd.", "Sundaram Tools Pvt. Ltd."),
    ],
)
def test_a_form_that_is_also_a_word_stands_at_the_end(text: str, company: str) -> None:
    assert company_name_in(text) == company


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Fastighets AB Lyckebo", "Fastighets AB Lyckebo"),
        ("Byggnads AB Nilsson & Co", "Byggnads AB Nilsson & Co"),
        ("Inhaber: Bernd Schütte e.K.", "Bernd Schütte e.K."),
        ("c/o Bomiljø Forvaltning AS", ""),
        ("Lindströms AB, Göteborg", "Lindströms AB"),
        ("Strand Bygg AB Torget", "Strand Bygg AB"),
    ],
)
def test_where_the_form_stands_in_a_name(text: str, company: str) -> None:
    assert company_name_in(text) == company


@pytest.mark.parametrize(
    "text", ["Kontor Oslo", "Standort Kiel", "Avd. Stavanger", "Filiale Graz", "Office Leeds"]
)
def test_where_a_part_of_a_company_is_is_no_name(text: str) -> None:
    assert parse_name(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("drs. J.W. (Jan Willem) van der Meulen", ("J.W.", "van der Meulen")),
        ("ir. A.M. (Anne Marie) de Wit", ("A.M.", "de Wit")),
        ("P.J. (Piet-Jan) Bos", ("P.J.", "Bos")),
        ("mr. K. (Kees) Vos", ("K.", "Vos")),
        ("H.C. (Hans) ten Brink", ("H.C.", "ten Brink")),
    ],
)
def test_the_name_that_one_is_called_by_stands_in_brackets(text: str, name: tuple[str, str]) -> None:
    found = parse_name(text)
    assert found is not None and (found.first, found.last) == name


@pytest.mark.parametrize(
    ("mail", "first"),
    [
        ("jw.bakker@x.nl", "J.W."),
        ("pj.wouters@x.be", "P.J."),
        ("kr.lie@x.no", "K.R."),
        ("bo.ek@x.se", "Bo"),
        ("ida.lie@x.no", "Ida"),
    ],
)
def test_two_consonants_before_a_last_name_are_initials(mail: str, first: str) -> None:
    found = name_from_mailbox(mail)
    assert found is not None and found.first == first


@pytest.mark.parametrize(
    "name",
    [
        "Sjögren Konsult i Falun AB",
        "Bergströms Maskin i Växjö AB",
        "Lindgren Ekonomi i Umeå AB",
        "Aune Regnskap i Oslo AS",
        "Holm Revisor i Bergen AS",
    ],
)
def test_a_company_with_its_town_is_a_name_as_a_whole(name: str) -> None:
    assert company_name_in(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Daglig leder i Fjell AS", "Fjell AS"),
        ("Säljare på Norrplåt AB", "Norrplåt AB"),
        ("Leder i Oslo AS", "Oslo AS"),
        ("Königsallee 61, 4. OG", ""),
        ("Hafenstr. 3, 2. UG", ""),
        ("Ringstraße 12 / 1. OG", ""),
        ("Gruber Holz OG", "Gruber Holz OG"),
        ("Klar Wasser UG", "Klar Wasser UG"),
        ("HOHENFELS & PARTNER Rechtsanwälte mbB", "HOHENFELS & PARTNER Rechtsanwälte mbB"),
        ("Kessler Steuerberater PartG mbB", "Kessler Steuerberater PartG mbB"),
    ],
)
def test_titles_and_floors_are_no_part_of_a_company(text: str, name: str) -> None:
    assert company_name_in(text) == name


@pytest.mark.parametrize(
    ("mail", "is_other"),
    [
        *(
            (mail, True)
            for mail in (
                "jobs@x.uk",
                "karriere@x.no",
                "dpo@x.fr",
                "noreply@x.de",
                "webmaster@x.de",
                "dpd@x.es",
                "rodo@x.pl",
            )
        ),
        *((mail, True) for mail in ("dpd@x.es", "rodo@x.pl", "lopd@x.es", "iod.biuro@x.pl", "dpo-eu@x.fr")),
        *((mail, False) for mail in ("post@x.no", "faktura@x.no", "jobst@x.de", "kari.lie@x.no")),
    ],
)
def test_some_role_mailboxes_answer_no_customer(mail: str, is_other: bool) -> None:
    assert answers_no_customer(mail) is is_other
    assert is_role_mailbox(mail) or not is_other


def test_initials_of_a_double_first_name_make_a_mailbox() -> None:
    assert fits_mailbox(Name("Marie-Claire", "", "Vandenbroucke"), "mc@brasserie.be")
    assert not fits_mailbox(Name("Marie-Claire", "", "Vandenbroucke"), "mk@brasserie.be")


@pytest.mark.parametrize(
    "text", ["Mª Dolores Ferrer", "José Mª Ruiz", "Mª Ángeles de la Torre", "Fco. José Gil"]
)
def test_spanish_first_names_may_be_cut(text: str) -> None:
    assert parse_name(text) is not None

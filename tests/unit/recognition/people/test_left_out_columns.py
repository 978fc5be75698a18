"""Columns about people who are not the customer's go nowhere, and it is said."""

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import MatchedTable, match_columns
from app.recognition.tables.companies import companies_of
from app.recognition.tables.grouping import row_groups


def matched(text: str) -> MatchedTable:
    return match_columns(read_text_table(text))


def fields(table: MatchedTable) -> list[str]:
    return [column.field for column in table.columns]


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Kundeansvarlig",
            "Account manager",
            "Kontakt hos oss",
            "Our contact",
            "Vertreter (ADM)",
            "Säljare",
        ),
        *("Kundenbetreuer", "Accountmanager", "Vår selger", "Sales rep", "Vores kontaktperson"),
        *("Contact owner", "Kontakteier", "Owner", "Kundansvarlig", "Unser Betreuer"),
    ],
)
def test_who_of_us_looks_after_a_customer(heading: str) -> None:
    table = matched(f"Firma;Kontaktperson;{heading}\nVik AS;Kari Moe;Per Vik\nSol AS;Siv Lie;Ola Lund\n")
    assert fields(table) == ["Name", "Person.Name", ""]
    told = f"The column “{heading}” names your colleagues: who is once among the users of your SuperOffice"
    assert table.remarks == (f"{told} goes to “Our contact”, others are left out.",)


@pytest.mark.parametrize(
    ("heading", "names", "is_ours"),
    [
        ("Ansvarlig", ("Ola", "Per", "Ola"), True),
        ("Ansvarlig", ("Olaf Nord", "Olaf Nord", "Olaf Nord", "Eva Sør"), True),
        ("Vertreter", ("Olaf Nord", "Olaf Nord", "Olaf Nord"), True),
        ("Ansvarlig", ("Ola Lund", "Per Vik", "Eva Ek"), False),
        ("Vertreter", ("Hans Alt", "Max Neu", "Eva Rot"), False),
        ("Representant", ("Ola Lund", "Per Vik", "Eva Ek"), False),
    ],
)
def test_words_that_may_mean_ours(heading: str, names: tuple[str, ...], *, is_ours: bool) -> None:
    rows = "".join(f"Firma {at} AS;Kari Nr{at};{name}\n" for at, name in enumerate(names))
    table = matched(f"Firma;Kontakt;{heading}\n{rows}")
    assert fields(table) == ["Name", "Person.Name", "" if is_ours else "Person.Name"]


@pytest.mark.parametrize(
    ("who", "phone"),
    [("Vertreter", "Telefon Vertreter"), ("Ansvarig", "Ansvarig tel"), ("Ansvarlig", "Mobil ansvarlig")],
)
def test_what_ours_have_goes_with_them(who: str, phone: str) -> None:
    rows = "".join(f"Firma {at} AS;Kari Nr{at};Olaf Nord;912 34 567\n" for at in range(3))
    table = matched(f"Firma;Kontakt;{who};{phone}\n{rows}")
    assert fields(table) == ["Name", "Person.Name", "", ""]
    assert len(table.remarks) == 2


def test_who_is_responsible_may_be_the_customers_only_contact() -> None:
    text = "Utstiller;Ansvarlig;E-post\nAlfa AS;Kari Moe;kari@alfa.no\nBeta AS;Per Vik;per@beta.no\n"
    assert fields(matched(text)) == ["Name", "Person.Name", "Person.Email"]
    assert fields(matched(text.replace("Kari Moe", "Kari").replace("Per Vik", "Per")))[1] == "Person.Name"


def test_superiors_and_families() -> None:
    table = matched("First Name,Last Name,Company,Manager's Name,Spouse\nEva,Ås,Vik AS,Bo Ek,Tor Ås\n")
    assert fields(table) == ["Person.Firstname", "Person.Lastname", "Name", "", ""]
    assert table.remarks == tuple(
        f"The column “{heading}” is left out: it is about somebody’s superior or family."
        for heading in ("Manager's Name", "Spouse")
    )
    alone = matched("Store,Manager's Name,Phone\nVik Shop,Bo Ek,+47 22 33 44 55\n")
    assert fields(alone)[1] == "Person.Name"


def test_who_has_ordered_is_not_who_comes() -> None:
    buyer = "Buyer Last Name,Buyer First Name,Buyer Email"
    headings = f"First Name,Last Name,Email,Ticket Type,Cell Phone,Company,{buyer}"
    table = matched(
        f"{headings}\nLena,Kraft,lena@ulm.de,VIP,+49 171 1112233,Ulm GmbH,Boss,Bernd,bernd@ulm.de\n"
    )
    assert fields(table)[-3:] == ["", "", ""]
    (company,) = companies_of(table, {}, "DE")
    assert [[one.value for one in person] for person in company.found.persons] == [
        ["Lena", "Kraft", "lena@ulm.de", "+49 171 1112233"]
    ]
    roles = matched("Company,CEO,Buyer,Buyer Email\nVik AS,Kari Moe,Per Vik,per@vik.no\n")
    assert fields(roles) == ["Name", "Person.Name", "Person.Name", "Person.Email"]


@pytest.mark.parametrize(
    ("headings", "first", "second"),
    [
        ("Vorname;Nachname;Firma;Abteilung", "Hans;Alt;Heide GmbH;Einkauf", "Eva;Neu;Heide GmbH;QS"),
        ("First Name;Last Name;Company;Department", "Bo;Ek;Vik Ltd;Dekorativ", "Jo;Lie;Vik Ltd;Proteins"),
        ("Fornavn;Etternavn;Bedrift;Avdeling", "Bo;Ek;Vik AS;Kreditt", "Jo;Lie;Vik AS;Drift"),
        ("Förnamn;Efternamn;Företag;Avdelning", "Bo;Ek;Vik AB;Inköp", "Jo;Li;Vik AB;IT"),
        ("Kontakt;Tittel;Firma;Avd.", "Bo Ek;Sjef;Vik AS;Salg", "Jo Lie;Sjef;Vik AS;Innkjøp"),
    ],
)
def test_departments_of_people_are_none_of_the_company(headings: str, first: str, second: str) -> None:
    table = matched(f"{headings}\n{first}\n{second}\n")
    assert len(row_groups(table)) == 1
    assert not [one for one in companies_of(table, {}, "NO")[0].found.company if one.path == "Department"]
    heading = headings.rpartition(";")[2]
    told = f"The column “{heading}” is left out: it says in which department somebody works."
    assert table.remarks == (told,)


@pytest.mark.parametrize(
    "branches", [("Bergen", "Voss"), ("Avd. Skien", "Avd. Oslo"), ("Filial 3", "Filial 4")]
)
def test_branches_are_companies_of_their_own(branches: tuple[str, str]) -> None:
    one, other = branches
    table = matched(f"Fornavn;Etternavn;Bedrift;Avdeling\nBo;Ek;Vik AS;{one}\nJo;Lie;Vik AS;{other}\n")
    assert len(row_groups(table)) == 2
    assert table.remarks == ()


def test_the_department_beside_our_own_people_is_theirs() -> None:
    table = matched("Kundenavn;Kontaktperson;Kundeansvarlig;Avdeling\nVik AS;Kari Moe;Ola Lund;Salg\n")
    assert fields(table) == ["Name", "Person.Name", "", ""]
    assert (
        table.remarks[1]
        == "The column “Avdeling” is left out: it seems to be the department of your colleagues."
    )


def test_a_shortened_role_is_the_whole_one() -> None:
    table = matched(
        "Firma;Geschäftsführer;E-Mail GF;Einkaufsleiter;E-Mail EKL\n"
        "Alt GmbH;Karl Alt;karl@alt.de;Eva Neu;eva@alt.de\n"
    )
    (company,) = companies_of(table, {}, "DE")
    assert [person[-1].value for person in company.found.persons] == ["karl@alt.de", "eva@alt.de"]


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        ("Exhibitor;Company name", "Company name"),
        ("Lead Company;Exhibitor Name", "Lead Company"),
        ("Leverandør;Kunde", "Kunde"),
        ("Lieferant;Firma", "Firma"),
        ("Employer;Business name", "Business name"),
        ("Byggherre;Entreprenør;Kontakt entreprenør", "Entreprenør"),
        ("Supplier;Customer name;Customer contact", "Customer name"),
        ("Forhandler;Selskap", "Forhandler"),
        ("Utstiller;Partner", "Utstiller"),
    ],
)
def test_of_several_companies_those_count_that_the_table_is_about(headings: str, wanted: str) -> None:
    count = headings.count(";") + 1
    same = "Oss AS" if wanted != "Forhandler" else "Nord Bil AS"
    rows = [[same, "Vik AS", "Kari Moe"][:count], [same, "Sol AS", "Siv Lie"][:count]]
    rows = [row[1::-1] + row[2:] if headings.startswith("Lead") else row for row in rows]
    if wanted in ("Forhandler", "Utstiller"):
        rows[1][0] = "Sør AS"
    table = matched("\n".join([headings, *map(";".join, rows)]))
    of_companies = [column.heading for column in table.columns if column.field == "Name"]
    assert of_companies[0] == wanted
    for left in [one for one in headings.split(";") if one not in (wanted, *of_companies)][:1]:
        if "ontact" not in left and left != "Partner":
            assert f"The column “{left}” is left out: “{wanted}” has the companies." in table.remarks

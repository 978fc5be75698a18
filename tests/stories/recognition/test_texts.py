"""Texts of other kinds than one signature: lists of people, threads of mails, prose, too much text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.carriers.lists import Country
from app.recognition import RecognitionResult, recognise

TEAM = """\
Vårt team

Lise Berg
Daglig leder
Telefon: 415 60 221
lise@tunsbergtak.no

Henning Moe
Salgsleder
Telefon: 926 18 733
henning@tunsbergtak.no

Tunsberg Tak og Blikk AS
Træleborgveien 7
3112 Tønsberg
33 30 12 00
post@tunsbergtak.no
Org.nr: 989 555 979
"""


def company(found: RecognitionResult) -> dict[str, str]:
    return {one.path: one.value for one in found.company}


def people(found: RecognitionResult) -> list[dict[str, str]]:
    return [{one.path.partition("].")[2]: one.value for one in person} for person in found.persons]


def test_a_list_of_receivers_is_a_list_of_people() -> None:
    found = recognise('Kari Nordmann <kari@fjell.no>; ola.hansen@fjell.no, "Lie, Per" <per.lie@fjell.no>')
    names = [(person["Firstname"], person["Lastname"], person["Email"]) for person in people(found)]
    assert sorted(names) == [
        ("Kari", "Nordmann", "kari@fjell.no"),
        ("Ola", "Hansen", "ola.hansen@fjell.no"),
        ("Per", "Lie", "per.lie@fjell.no"),
    ]


def test_the_page_of_a_team_gives_each_person_their_own_number() -> None:
    found = recognise(TEAM, "NO")
    assert people(found) == [
        {
            "Firstname": "Lise",
            "Lastname": "Berg",
            "Title": "Daglig leder",
            "MobilePhone": "415 60 221",
            "Email": "lise@tunsbergtak.no",
        },
        {
            "Firstname": "Henning",
            "Lastname": "Moe",
            "Title": "Salgsleder",
            "MobilePhone": "926 18 733",
            "Email": "henning@tunsbergtak.no",
        },
    ]
    assert company(found) == {
        "Name": "Tunsberg Tak og Blikk AS",
        "Address.Street.Address1": "Træleborgveien 7",
        "Address.Street.Zipcode": "3112",
        "Address.Street.City": "Tønsberg",
        "Country": "NO",
        "OrgNr": "989 555 979",
        "Emails[0].Value": "post@tunsbergtak.no",
        "Phones[0].Value": "33 30 12 00",
    }


def test_an_answer_below_what_it_answers_is_the_writers_own() -> None:
    text = "> Mvh\n> Ola Hansen\n> ola.hansen@vidde.no\n\nMvh\nKari Lie\nkari.lie@fjell.no\n> 911 00 234"
    assert people(recognise(text, "NO")) == [
        {"Firstname": "Kari", "Lastname": "Lie", "Email": "kari.lie@fjell.no"}
    ]


def test_the_sender_of_a_mail_without_a_signature_is_recognised() -> None:
    (person,) = people(recognise("From: Ola Hansen <ola@fjell.no>\nSubject: Prices\n\nHow much is it?\n"))
    assert person == {"Firstname": "Ola", "Lastname": "Hansen", "Email": "ola@fjell.no"}


def test_receivers_of_a_mail_are_nobodys_business() -> None:
    text = "From: Ola Hansen <ola@fjell.no>\nTo: Us <us@ours.no>\nCc: Per Lie <per@vidde.no>\n\nHi!\n"
    assert [person["Email"] for person in people(recognise(text))] == ["ola@fjell.no"]


@pytest.mark.parametrize(
    ("region", "text", "kind"),
    [
        ("NO", "Ola Hansen\nola.hansen@gmail.com\n911 00 234", "MobilePhone"),
        ("GB", "Tom Baker\ntom.baker@gmail.com\n07700 900345 (mobile)", "MobilePhone"),
        ("SE", "Lars Nyberg\nlars.nyberg@gmail.com\nDirekt: 08-465 004 22", "DirectPhone"),
        ("DE", "Nina Schäfer\nnina.schaefer@gmx.de\nPrivat: 0221 4710 155", "PrivatePhones[0].Value"),
    ],
)
def test_national_numbers_are_read_as_in_the_forms_country(region: str, text: str, kind: str) -> None:
    (person,) = people(recognise(text, region))
    assert person[kind] in text


def test_numbers_of_accounts_and_registers_are_no_phones() -> None:
    text = "Fjell AS\nOrg.nr 939 099 603 MVA\nKonto 1503 22 98765\nIBAN NO93 8601 1117 947\n"
    found = company(recognise(text, "NO"))
    assert found["OrgNr"] == "939 099 603 MVA"
    assert not any(path.startswith("Phones") for path in found)


def test_a_country_of_the_tenants_list_is_recognised_by_its_name() -> None:
    countries = (Country(country_id=88, name="Madagaskar", two_letter_iso_country="MG"),)
    text = "Ola Hansen\nola.hansen@example.mg\nMadagaskar\n"
    assert "Country" not in company(recognise(text))
    assert company(recognise(text, "", countries))["Country"] == "MG"


def test_domains_that_contradict_each_other_name_no_country() -> None:
    found = recognise("Ola Hansen <ola@fjell.no>, Nina Schäfer <nina@berg.de>")
    assert "Country" not in company(found)


def test_social_networks_and_disclaimers_are_left_out() -> None:
    text = (
        "Mvh\nOla Hansen\nola.hansen@fjell.no\nhttps://www.linkedin.com/in/ola | www.fjell.no\n"
        "This e-mail is confidential; if you are not the addressee, call 22 86 54 99 at once.\n"
    )
    found = company(recognise(text, "NO"))
    assert [value for path, value in found.items() if path.startswith("Urls")] == ["www.fjell.no"]
    assert not any(path.startswith("Phones") for path in found)


def test_a_signature_below_a_long_text_is_found() -> None:
    prose = "Dette er en lang tekst som ikke er noen signatur, og den fortsetter.\n" * 12_000
    (person,) = people(recognise(f"{prose}\nMvh\nOla Hansen\nola.hansen@fjell.no\n"))
    assert person["Lastname"] == "Hansen"


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from(
                [
                    *TEAM.splitlines(),
                    "Mvh",
                    "-- ",
                    "Fra: a <b@c.no>",
                    "Til: d",
                    "> x",
                    "www.a.no | +47 22",
                    "a\tb\tc",
                ]
            ),
        ),
        max_size=15,
    )
)
def test_no_text_is_too_odd_to_be_read(lines: list[str]) -> None:
    found = recognise("\n".join(lines), "NO")
    assert found or found.message
    for one in (*found.company, *(one for person in found.persons for one in person)):
        assert one.value.strip()

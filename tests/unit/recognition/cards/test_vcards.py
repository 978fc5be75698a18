"""vCards of all three versions, as programs write them."""

import logging
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.recognition import RecognitionResult, decode, merge, recognise, review
from app.recognition.cards.vcards import MOST_CARDS, read_cards

OLD_PHONE = """\
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85s;J=C3=B8rgen;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B8rgen =C3=85s
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Fjell =26 Vidde AS;Salg
TITLE:Selger
TEL;CELL:+4791122333
TEL;WORK;VOICE:22 86 54 01
TEL;WORK;FAX:22 86 54 02
EMAIL;PREF;INTERNET:jorgen@fjell.no
ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;;Storgata 12=0D=0A=
2. etasje;Oslo;;0155;Norge
END:VCARD
"""
APPLE = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 14//EN
N:Nordmann;Kari;Marie;Dr.;
FN:Dr. Kari Marie Nordmann
ORG:Fjell\\, Vidde & Co AS;
TITLE:Daglig leder
EMAIL;type=INTERNET;type=HOME:kari@gmail.com
EMAIL;type=INTERNET;type=WORK;type=pref:kari@fjell.no
EMAIL;type=INTERNET;type=WORK:post@fjell.no
TEL;type=CELL;type=VOICE;type=pref:+47 911 22 333
TEL;type=HOME:+47 22 86 54 09
item1.TEL:+47 22 86 54 00
item1.X-ABLabel:Sentralbord
item2.ADR;type=WORK;type=pref:;;Storgata 12;Oslo;;0155;Norway
item3.ADR;type=HOME:;;Hjemveien 1;Asker;;1383;Norway
item4.URL;type=pref:https\\://www.fjell.no
item4.X-ABLabel:_$!<HomePage>!$_
URL:https://www.linkedin.com/in/kari
END:VCARD
"""
NEWEST = """\
BEGIN:VCARD
VERSION:4.0
KIND:individual
FN:Simon Perreault
N:Perreault;Simon;;;ing. jr,M.Sc.
ORG;TYPE=work:Viagenie
ADR;TYPE=work:;Suite D2-630;2875 Laurier;
 Quebec;QC;G1V 2M2;Canada
TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102
TEL;VALUE=uri;TYPE="work,cell,voice,video,text":tel:+1-418-262-6501
EMAIL;TYPE=work:simon.perreault@viagenie.ca
END:VCARD
"""


def company(found: RecognitionResult) -> dict[str, str]:
    return {one.path: one.value for one in found.company}


def people(found: RecognitionResult) -> list[dict[str, str]]:
    return [{one.path.partition("].")[2]: one.value for one in person} for person in found.persons]


def test_a_card_of_an_old_phone() -> None:
    found = recognise(OLD_PHONE)
    assert company(found) == {
        "Name": "Fjell & Vidde AS",
        "Address.Street.Address1": "Storgata 12",
        "Address.Street.Address2": "2. etasje",
        "Address.Street.Zipcode": "0155",
        "Address.Street.City": "Oslo",
        "Country": "NO",
    }
    assert people(found) == [
        {
            "Firstname": "Jørgen",
            "Lastname": "Ås",
            "Title": "Selger",
            "MobilePhone": "+4791122333",
            "DirectPhone": "22 86 54 01",
            "FaxPhone": "22 86 54 02",
            "Email": "jorgen@fjell.no",
        }
    ]


def test_a_card_of_apples_contacts() -> None:
    found = recognise(APPLE)
    assert company(found) == {
        "Name": "Fjell, Vidde & Co AS",
        "Address.Street.Address1": "Storgata 12",
        "Address.Street.Zipcode": "0155",
        "Address.Street.City": "Oslo",
        "Country": "NO",
        "Phones[0].Value": "+47 22 86 54 00",
        "Emails[0].Value": "post@fjell.no",
        "Urls[0].Value": "https://www.fjell.no",
    }
    assert people(found) == [
        {
            "Firstname": "Kari",
            "MiddleName": "Marie",
            "Lastname": "Nordmann",
            "Salutation": "Dr.",
            "Title": "Daglig leder",
            "MobilePhone": "+47 911 22 333",
            "PrivatePhones[0].Value": "+47 22 86 54 09",
            "Email": "kari@fjell.no",
            "Emails[1].Value": "kari@gmail.com",
        }
    ]


def test_the_example_of_the_newest_version() -> None:
    """RFC 6350, section 8, shortened."""
    found = recognise(NEWEST)
    assert company(found)["Name"] == "Viagenie"
    assert company(found)["Address.Street.State"] == "QC"
    assert company(found)["Country"] == "CA"
    assert people(found) == [
        {
            "Firstname": "Simon",
            "Lastname": "Perreault",
            "DirectPhone": "+1-418-656-9254 x102",
            "MobilePhone": "+1-418-262-6501",
            "Email": "simon.perreault@viagenie.ca",
        }
    ]


def test_ten_cards_add_ten_people_to_one_company() -> None:
    cards = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Nordmann;Kari{number};;;\r\nFN:Kari{number} Nordmann\r\n"
        f"ORG:Fjell AS\r\nEMAIL:kari{number}@fjell.no\r\nEND:VCARD\r\n"
        for number in range(10)
    )
    found = recognise(cards)
    assert found.message == ""
    typed = {"Name": "Typed AS"}
    form = merge(typed, found, [row.key for row in review(typed, found) if row.begins_ticked])
    assert form["Name"] == "Typed AS"
    assert [person["Email"] for person in form["Persons"]] == [
        f"kari{number}@fjell.no" for number in range(10)
    ]


def test_a_card_of_a_company_adds_no_person() -> None:
    card = (
        "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Fjell AS\nTEL:+47 22 86 54 00\nEMAIL:kari@fjell.no\n"
        "ADR:Postboks 12;;;Oslo;;0101;Norge\nEND:VCARD\n"
    )
    found = recognise(card)
    assert not found.persons
    assert company(found) == {
        "Name": "Fjell AS",
        "Address.Postal.Address1": "Postboks 12",
        "Address.Postal.Zipcode": "0101",
        "Address.Postal.City": "Oslo",
        "Country": "NO",
        "Phones[0].Value": "+47 22 86 54 00",
        "Emails[0].Value": "kari@fjell.no",
    }


def test_people_of_several_companies_are_told_so() -> None:
    found = recognise(OLD_PHONE + NEWEST)
    assert company(found)["Name"] == "Fjell & Vidde AS"
    assert [person["Lastname"] for person in people(found)] == ["Ås"]
    assert found.message.startswith("These cards name several companies (Fjell & Vidde AS, Viagenie).")
    (other,) = found.others
    assert company(other)["Country"] == "CA"
    assert [person["Lastname"] for person in people(other)] == ["Perreault"]


def test_people_without_a_company_are_told_by_their_mail_or_stay_by_themselves() -> None:
    def card(name: str, mail: str, organisation: str = "") -> str:
        return f"BEGIN:VCARD\nVERSION:3.0\nN:{name};A\nORG:{organisation}\nEMAIL:{mail}\nEND:VCARD\n"

    cards = card("One", "a@one.no", "One AS") + card("Two", "b@two.no", "Two AS")
    found = recognise(cards + card("Three", "c@one.no") + card("Four", "d@gmail.com"))
    assert [person["Lastname"] for person in people(found)] == ["One", "Three"]
    assert [people(other)[0]["Lastname"] for other in found.others] == ["Two", "Four"]
    assert company(found.others[1]) == {}


def test_one_company_in_two_spellings_is_one() -> None:
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nN:Moe;{first}\nORG:{name}\nEND:VCARD\n"
        for first, name in (("A", "Fjell AS"), ("B", "FJELL  as"), ("C", "Fjell AS."))
    )
    found = recognise(cards)
    assert not found.others
    assert len(found.persons) == 3


@pytest.mark.parametrize(
    "mail",
    [
        "EMAIL:/o=SAND/ou=Exchange Administrative Group/cn=Recipients/cn=vsand",
        "EMAIL;EX:/o=Sand/ou=First/cn=vs",
        "EMAIL;TYPE=X400:c=NO;a= ;p=Sand;s=Vera",
        "EMAIL;INTERNET:CN=Vera Sand/O=Sand",
        "EMAIL:vera",
    ],
)
def test_an_exchange_address_is_left_out_with_a_word(mail: str) -> None:
    found = recognise(f"BEGIN:VCARD\nVERSION:3.0\nN:Sand;Vera\n{mail}\nEMAIL:vera@sand.no\nEND:VCARD\n")
    assert people(found) == [{"Firstname": "Vera", "Lastname": "Sand", "Email": "vera@sand.no"}]
    assert "left out" in found.message


@pytest.mark.parametrize(
    "kind", ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:group", "KIND:device", "kind:Group"]
)
def test_a_list_of_contacts_is_no_person(kind: str) -> None:
    group = f"BEGIN:VCARD\nVERSION:4.0\n{kind}\nFN:Kunder i nord\nN:Kunder i nord;;;;\nEND:VCARD\n"
    assert people(recognise(group + OLD_PHONE))[0]["Lastname"] == "Ås"
    assert len(recognise(group + OLD_PHONE).persons) == 1
    assert "only lists of contacts" in recognise(group).message


@pytest.mark.parametrize(
    "odd", ["TEL", "N;:;;", "ADR:;", "BDAY:circa 1980", "NOTE;ENCODING=QUOTED-PRINTABLE:=C", "=:=", "ORG;X"]
)
def test_one_odd_property_costs_no_card(odd: str) -> None:
    found = recognise(f"BEGIN:VCARD\nVERSION:2.1\n{odd}\nN:Moe;Kari\nTEL;CELL:91122333\nEND:VCARD\n")
    assert people(found) == [{"Firstname": "Kari", "Lastname": "Moe", "MobilePhone": "91122333"}]


def test_nothing_that_nobody_sees_comes_out_of_a_card() -> None:
    found = recognise(
        "BEGIN:VCARD\nVERSION:3.0\nN:Ne\u200bss;Ole\u0007\nORG:Ness\u00ad Tak AS\n"
        "TEL;CELL:\u202d+47\u00a0911 00 822\u202c\nEMAIL:ole@ness.no\u200b\nEND:VCARD\n"
    )
    assert company(found) == {"Name": "Ness Tak AS"}
    assert people(found) == [
        {"Firstname": "Ole", "Lastname": "Ness", "Email": "ole@ness.no", "MobilePhone": "+47 911 00 822"}
    ]


def test_the_number_of_cards_is_bounded_and_told() -> None:
    counts: list[int] = []
    cards = "".join(f"BEGIN:VCARD\nN:Moe;K{number}\nEND:VCARD\n" for number in range(MOST_CARDS + 1))
    found = read_cards(cards, on_card=counts.append)
    assert len(found.persons) == counts[-1] == MOST_CARDS
    assert f"The first {MOST_CARDS} were read" in found.message


def test_a_damaged_card_costs_no_other() -> None:
    broken = "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:\nEND:VCARD\n"
    found = recognise(broken + OLD_PHONE)
    assert [person["Firstname"] for person in people(found)] == ["Jørgen"]
    assert found.message.startswith("One of the cards could not be read and was left out.")


def test_a_line_that_is_none_is_skipped_and_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        found = recognise("BEGIN:VCARD\nVERSION:3.0\nFN:Ola Hansen\nthis is no line\nEND:VCARD\n")
    assert people(found) == [{"Firstname": "Ola", "Lastname": "Hansen"}]
    assert "this is no line" not in caplog.text


def test_a_card_that_was_cut_off_is_read_as_far_as_it_goes() -> None:
    assert people(recognise("BEGIN:VCARD\nVERSION:3.0\nFN:Ola Hansen\nTEL;CELL:911 00 234")) == [
        {"Firstname": "Ola", "Lastname": "Hansen", "MobilePhone": "911 00 234"}
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_are_read_in_the_encodings_that_programs_write(encoding: str) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nN:Ås;Jørgen;;;\nFN:Jørgen Ås\nEND:VCARD\n"
    assert people(recognise(decode(card.encode(encoding)))) == [{"Firstname": "Jørgen", "Lastname": "Ås"}]


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(st.text(max_size=30), st.sampled_from((OLD_PHONE + APPLE + NEWEST).splitlines())),
        max_size=25,
    )
)
def test_no_card_is_too_odd_to_be_read(lines: list[str]) -> None:
    found = recognise("\n".join(["BEGIN:VCARD", *lines, "END:VCARD"]))
    assert found or found.message


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from((OLD_PHONE, APPLE, NEWEST)), st.integers(0, 600))
def test_no_bytes_are_too_odd_to_be_read(odd: bytes, card: str, place: int) -> None:
    data = card.encode()
    found = recognise(decode(data[:place] + odd + data[place:]))
    values = [one.value for section in (found.company, *found.persons) for one in section]
    assert values or found.message
    assert not [value for value in values if any(unicodedata.category(one) in ("Cc", "Cs") for one in value)]


ENDLESS = {
    "cards": "BEGIN:VCARD\nN:Moe;Kari\nORG:Fjell AS\nEND:VCARD\n" * 60_000,
    "one line": "BEGIN:VCARD FN:Kari Moe NOTE:" + "x " * 1_500_000 + "END:VCARD",
    "a long line": "BEGIN:VCARD\nFN:Kari Moe\nNOTE:" + "x" * 3_000_000 + "\nEND:VCARD",
    "beginnings": "BEGIN:VCARD\n" * 200_000,
    "marks of quotes": ">" * 3_000_000 + "\nBEGIN:VCARD\n" + ">" * 3_000_000,
    "a code": "MECARD:" + "N:a;" * 700_000,
    "addresses": "BEGIN:VCARD\n" + "EMAIL:" + "a@" * 50_000 + "\nTEL:" + "(" * 100_000 + "\nEND:VCARD",
    "marks of parts": "BEGIN:VCARD\nN:" + ";" * 90_000 + "\nADR:" + ";," * 45_000 + "\nEND:VCARD",
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_nothing_takes_long(text: str) -> None:
    began = time.thread_time()
    recognise(text, "NO")
    assert time.thread_time() - began < 10

"""The company and the people of one trimmed signature."""

import pytest

from app.recognition import RecognitionResult
from app.recognition.reading.mail_trimming import extract_signature
from app.recognition.reading.signature import SignatureReader


def read(text: str, region: str = "NO") -> RecognitionResult:
    return SignatureReader(extract_signature(text), region, ()).read().result()


def company(text: str) -> dict[str, str]:
    return {one.path: one.value for one in read(text).company}


def test_a_whole_signature() -> None:
    found = read(
        "Mvh\nKari Lie\nDaglig leder\nMobil 911 00 234\nkari.lie@fjell.no\n"
        "Fjell AS | Storgata 1, 0150 Oslo | Tlf. 22 86 54 00 | www.fjell.no | Org.nr. 923 609 016"
    )
    assert {one.path: one.value for one in found.company} == {
        "Name": "Fjell AS",
        "OrgNr": "923 609 016",
        "Country": "NO",
        "Address.Street.Address1": "Storgata 1",
        "Address.Street.Zipcode": "0150",
        "Address.Street.City": "Oslo",
        "Phones[0].Value": "22 86 54 00",
        "Urls[0].Value": "www.fjell.no",
    }
    assert [[one.value for one in person] for person in found.persons] == [
        ["Kari", "Lie", "Daglig leder", "kari.lie@fjell.no", "911 00 234"]
    ]


def test_a_company_without_a_legal_form_is_known_by_its_domain() -> None:
    assert company("Kari Lie\nTunsberg Tak\nkari.lie@tunsbergtak.no")["Name"] == "Tunsberg Tak"


def test_the_mailbox_at_a_free_provider_may_be_the_companys_name() -> None:
    assert company("Per Holm\nHolm Bygg\nholmbygg@gmail.com\n911 00 234")["Name"] == "Holm Bygg"


def test_the_name_above_the_address_is_the_companys() -> None:
    found = company("Mvh\nKari Lie\nSelger\nVidde\nStorgata 1\n0150 Oslo\nkari.lie@gmail.com")
    assert found["Name"] == "Vidde"


def test_the_vat_number_goes_before_the_registers() -> None:
    text = "Baker Ltd\nCompany no. 01234567 | VAT No. GB 123 4567 89\ntom.baker@baker.co.uk"
    assert company(text)["OrgNr"] == "GB 123 4567 89"


def test_web_addresses_of_the_mail_domain_go_before_others() -> None:
    text = "Kari Lie\nkari.lie@fjell.no\nwww.partner.no\nwww.fjell.no | https://fjell.no/om\nwww.linkedin.com/kari"
    assert [value for path, value in company(text).items() if path.startswith("Urls")] == ["www.fjell.no"]
    others = company("Kari Lie\nkari.lie@gmail.com\nwww.a-side.no\nwww.b-side.no\nwww.c-side.no")
    assert [others[f"Urls[{index}].Value"] for index in range(2)] == ["www.a-side.no", "www.b-side.no"]


def test_nothing_is_found_in_nothing() -> None:
    assert not read("")


def test_the_company_stands_above_the_address_or_begins_a_block() -> None:
    text = "Hilsen\nMarte\n\nBakeriet på hjørnet\n{}\nTlf. 77 61 22 30"
    for where in ("Skippergata 14\n9008 Tromsø", "Åpent hver dag"):
        found = read(text.format(where))
        assert [one.value for one in found.company if one.path == "Name"] == ["Bakeriet på hjørnet"], where
        assert [[one.value for one in person] for person in found.persons] == [["Marte"]]
    # What may as well be a desk is offered, and not ticked.
    found = read("Marte Lie\nSelger\n911 00 234\n\nEkspedisjon\n77 61 22 30")
    assert "Name" not in {one.path for one in found.company}


def test_a_place_behind_a_preposition_belongs_to_the_companys_name() -> None:
    assert company("Grönska Trädgård i Lund AB\nFjelievägen 22")["Name"] == "Grönska Trädgård i Lund AB"
    assert company("Daglig leder i Lund AB\nStorgata 1")["Name"] == "Lund AB"


def test_the_owner_stands_behind_the_companys_name() -> None:
    for text in ("Salon Saxen v/ Lone Brandt", "Salon Saxen\nv/Lone Brandt", "Salon Saxen, Inh. Lone Brandt"):
        found = read(f"{text}\nTlf.: 46 35 71 20", "DK")
        assert [one.value for one in found.company if one.path == "Name"] == ["Salon Saxen"], text
        assert [[one.value for one in person][:2] for person in found.persons] == [["Lone", "Brandt"]], text


def test_who_holds_an_office_is_the_person_of_a_text_without_another() -> None:
    found = read("Impressum\nKessler GmbH\nGeschäftsführer: Dr. Ralf Kessler\nTel. 07123 96440", "DE")
    assert [[one.value for one in person] for person in found.persons] == [
        ["Ralf", "Kessler", "Geschäftsführer", "Dr."]
    ]
    found = read("Gruß\nEva Muster\n\nKessler GmbH\nGeschäftsführer: Ralf Kessler", "DE")
    assert [[one.value for one in person][:2] for person in found.persons] == [["Eva", "Muster"]]


def test_a_company_may_stand_behind_an_occupation() -> None:
    found = read("Regards\nDenise Carter\nExecutive Director, Hope Kitchen\ndenise@hopekitchen.org", "US")
    assert [one.value for one in found.company if one.path == "Name"] == ["Hope Kitchen"]
    assert [[one.value for one in person][:3] for person in found.persons] == [
        ["Denise", "Carter", "Executive Director"]
    ]


@pytest.mark.parametrize(
    ("prose", "site"),
    [
        (
            "En vertu de la loi, nous précisons aux utilisateurs du site www.fjell.no l'identité de tous.",
            "www.fjell.no",
        ),
        (
            "Vous pouvez nous écrire sur notre site https://www.fjell.no à tout moment.",
            "https://www.fjell.no",
        ),
        ("Du finner alt du trenger om oss på www.fjell.no, og der kan du bestille.", "www.fjell.no"),
        (
            "Sie finden uns auch im Internet unter https://fjell.no und sind herzlich willkommen.",
            "https://fjell.no",
        ),
        ("You can read all about what we do on www.fjell.no if you have the time.", "www.fjell.no"),
        ("You can read all about the case on www.nrk.no if you have the time.", ""),
        ("You will find the file at https://fjell.no/a/b/c.pdf if you need it again.", ""),
        ("You can write to us at www.fjell.nothing.com if you have the time.", ""),
    ],
)
def test_the_companys_own_site_may_stand_in_a_sentence(prose: str, site: str) -> None:
    found = company(f"{prose}\n\nFjell AS\nStorgata 1, 0150 Oslo\npost@fjell.no")
    assert found.get("Urls[0].Value", "") == site


def test_a_site_in_a_sentence_is_not_needed_where_one_stands_alone() -> None:
    text = "You can read all about it on www.fjell.no/x if you have the time.\n\n"
    text += "Fjell AS\nfjell.no\npost@fjell.no"
    assert company(text)["Urls[0].Value"] == "fjell.no"

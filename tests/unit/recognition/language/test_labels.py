from collections import Counter

import pytest

from app.recognition.language import labels
from app.recognition.language.tables import table


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Mob", "mobile"),
        ("Jobbmobil", "mobile"),
        ("GSM", "mobile"),
        ("Faxnummer", "fax"),
        ("Telefonväxel", "switchboard"),
        ("Kundesenter", "switchboard"),
        ("Durchwahl", "direct"),
        ("Puh.", "phone"),
        ("Tél.", "phone"),
        ("Selger", ""),
        ("Storgata", ""),
    ],
)
def test_words_and_compounds_name_a_kind_of_phone(word: str, kind: str) -> None:
    assert labels.kind_of_word(word) == kind


def test_the_last_word_must_be_a_label_or_have_a_colon() -> None:
    assert labels.kinds_before("Tlf./Faks: ") == ["phone", "fax"]
    assert labels.kinds_before("Telefon städtjänster: ") == ["phone"]
    assert labels.kinds_before("Telefon til butikken ") == []
    assert labels.most_specific(["phone", "mobile"]) == "mobile"
    assert labels.most_specific([]) == ""


def test_a_label_alone() -> None:
    assert labels.is_phone_label("Telefon:")
    assert not labels.is_phone_label("Kari Lie")
    assert labels.is_value_label("W:")
    assert labels.split_field_label("Firma: Fjell AS") == ("company", "Fjell AS")
    assert labels.split_field_label("Oslo: Storgata 1") == ("", "Oslo: Storgata 1")


def test_pictures_are_labels_or_nothing() -> None:
    assert labels.with_words_for_signs("📱 911 00 234 🚀").split() == ["mobil:", "911", "00", "234"]
    assert labels.with_words_for_signs("Åse Lie") == "Åse Lie"


@pytest.mark.parametrize(
    "text",
    [
        "IBAN NO93 8601 1117 947",
        "Kontonr.: 1503.22.98765",
        "BIC: DNBANOKK",
        "Bank: Fjordbank",
        "Kundenr. 123456",
        "Matrix: @garl",
        "EAN-nummer: 5798000123456",
        "Verkkolaskuosoite: 003721416099",
        "Operaattori: Apix Messaging Oy (003723327487)",
        "Välittäjä: Maventa (003721291126)",
        "OVT-tunnus: 003721416099",
        "E-fakturaadress: 0007:5566374277",
    ],
)
def test_what_the_form_does_not_take_is_removed(text: str) -> None:
    assert labels.without_ignored(text).strip(" ;") == ""


@pytest.mark.parametrize("text", ["Matrix Gruppen AS", "Signal Elektro", "Bank of Fjord", "Tlf. 22 86 54 00"])
def test_companies_of_such_names_stay(text: str) -> None:
    assert labels.without_ignored(text) == text


def test_what_follows_the_next_comma_stays() -> None:
    assert labels.without_ignored("Kundenr. 12345678, tlf 22 86 54 00").endswith(", tlf 22 86 54 00")


def test_a_label_stands_in_one_table_only() -> None:
    """Which kind a word decides must not hang on the order in which the tables are read."""
    kinds = [known for name in ("phone", "other", "field") for known in table("labels")[name].values()]
    count = Counter(word for known in kinds for word in known["words"].split())
    assert [word for word, times in count.items() if times > 1] == []


def test_some_lines_say_nothing_about_the_company() -> None:
    assert all(map(labels.is_heading, ("Impressum", "KONTAKT OSS:", "Mentions légales")))
    assert not any(map(labels.is_heading, ("Kontakt AS", "Impressum Verlag")))
    assert labels.is_about_others("Hébergeur : OVH SAS")
    assert labels.is_about_others("Nettside fra Digitalbyrået AS")
    assert not labels.is_about_others("Hostingen AS")


@pytest.mark.parametrize(
    ("line", "is_about"),
    [
        ("Design: Studio Elf", True),
        ("Konzeption & Umsetzung: Studio Elf", True),
        ("Webdesign by Studio Elf", True),
        ("Site réalisé par Studio Elf", True),
        ("Trykk: 22 11 33 44", False),  # a department
        ("Webdesign Elf GmbH", False),
        ("Designer Kari Lie", False),
        ("Trykkeri Nord AS", False),
    ],
)
def test_a_trade_is_about_others_where_it_names_somebody(line: str, is_about: bool) -> None:
    assert labels.is_about_others(line) is is_about


def test_whose_a_number_is_may_stand_behind_the_label() -> None:
    assert labels.kinds_before("Mobil Anders ") == ["mobile"]
    assert labels.kinds_before("Mobil til butikken ") == []


@pytest.mark.parametrize(
    ("text", "promised", "rest"),
    [
        ("Kontaktperson for leveransen: Hege Brun", "person", "Hege Brun"),
        ("Ansprechpartner im Einkauf: Ina Kern, Tel. 12", "person", "Ina Kern, Tel. 12"),
        ("Kontakt ved spørsmål: Per Lie", "person", "Per Lie"),
        ("Navn/foretaksnavn: FJELL AS", "company", "FJELL AS"),
        ("Postnr: 8300", "zip", "8300"),
        ("Kontakt ved spørsmål: se nettsiden", "", "Kontakt ved spørsmål: se nettsiden"),
        ("Firma der Woche: Anna Berg", "", "Firma der Woche: Anna Berg"),
        ("Kontor Oslo: Karenslyst allé 8", "", "Kontor Oslo: Karenslyst allé 8"),
    ],
)
def test_a_label_may_tell_what_for(text: str, promised: str, rest: str) -> None:
    assert labels.split_field_label(text) == (promised, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Einwahl: +49 69 7104 9922",
        "Dial-in: +44 20 7946 0958",
        "Innringing: 21 40 20 10",
        "acc 40238817",
        "Inbelnummer: +31 20 555 0130",
    ],
)
def test_numbers_of_meetings_and_accounts_go(text: str) -> None:
    assert not any(map(str.isdigit, labels.without_ignored(text)))

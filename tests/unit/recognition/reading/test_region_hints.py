import pytest

from app.model.carriers.lists import Country
from app.recognition.reading.line_parts import split_into_parts
from app.recognition.reading.mail_trimming import Mailbox
from app.recognition.reading.region_hints import guess_region, region_of_words


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        (("Fjell AS, Norge", "D-80331 München"), ("NO", "Fjell AS, Norge")),
        (("D-80331 München",), ("DE", "D-80331 München")),
        (("NO 939 099 603 MVA", "nina@berg.de"), ("NO", "NO 939 099 603 MVA")),
        (("ola@fjell.no", "+46 8 465 004 22"), ("NO", "ola@fjell.no")),
        (("www.fjell.se",), ("SE", "www.fjell.se")),
        (("+46 8 465 004 22",), ("SE", "+46 8 465 004 22")),
        (("ola@gmail.com", "www.fjell.com"), ("", "")),
        (("Hei",), ("", "")),
        ((), ("", "")),
    ],
)
def test_the_surest_hint_counts(lines: tuple[str, ...], hint: tuple[str, str]) -> None:
    assert guess_region(split_into_parts(lines), (), ()) == hint


def test_hints_that_contradict_each_other_leave_it_to_the_next_kind() -> None:
    domains = ("ola@fjell.no", "nina@berg.de")
    assert guess_region(split_into_parts(domains), (), ()) == ("", "")
    assert guess_region(split_into_parts((*domains, "+46 8 465 004 22")), (), ())[0] == "SE"


def test_the_sender_of_a_mail_is_a_hint_too() -> None:
    sender = Mailbox("Ola", "ola@fjell.no", "Ola <ola@fjell.no>")
    assert guess_region((), [sender], ()) == ("NO", "ola@fjell.no")


def test_the_tenants_countries_are_known() -> None:
    faroes = Country(country_id=88, name="Færøyene", two_letter_iso_country="FO")
    assert guess_region(split_into_parts(("1000 Tórshavn Færøyene",)), (), [faroes])[0] == "FO"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Ida Fjell\nDriftssjef, Fjell Marina AS\ntlf 452 19 083\n\nSendt fra min iPhone", "NO"),
        ("Lene Holm\nHolm Teknik ApS\nTlf 44 18 62 00", "DK"),
        ("Jan Ek\nEks Bygg HB\nTfn 0325-66 18 40", "SE"),
        ("Dave\n07974 318 226\n> Gareth <gareth@pryceplant.co.uk>\n> Pryce Plant Ltd", "GB"),
        ("Matti\npuh 040 538 2217\nLähetetty iPhonesta", "FI"),
        ("Josef\nDonauwerk Ges.m.b.H.\n02734 3188", "AT"),
        # What several countries have in common, or what contradicts itself, tells none.
        ("Mvh Kari\nSendt fra min iPhone", ""),
        ("Jonas\nNordserver GmbH\n0431 22 33 44", ""),
        ("Fjell AS\nNordserver GmbH", ""),
        ("Mvh\nGöran\nOrg.nr: 556012-5790", ""),
        ("Kari <kari@fjell.no> skrev til Lene <lene@holm.dk>", ""),
        ("", ""),
    ],
)
def test_words_tell_where_a_text_was_written(text: str, region: str) -> None:
    assert region_of_words(text) == region


def test_two_words_must_speak_against_who_reads() -> None:
    danish = "Lene Holm\nHolm Teknik ApS\nlene@holm.dk"
    assert region_of_words("Lene Holm\nHolm Teknik ApS", "NO") == "NO"
    assert region_of_words(danish, "NO") == "DK"
    assert region_of_words("Mvh\nFjell AS", "DK") == "DK"


def test_only_the_beginning_of_an_endless_text_is_read() -> None:
    assert region_of_words("Lene Holm\nHolm Teknik ApS\n" + "x " * 30_000 + "\nDaglig leder") == "DK"


@pytest.mark.parametrize(
    "line",
    [
        "Sendungsnummer: 00340434161094021847",
        "Mandat DE12ZZZ00000912345",
        "Kollinr. 00370730254000001234",
        "Beleg A0047123456789012",
        "Paket: 0034 0434 1610 9402 1847 55",
        "Serienr. X00441234567890",
    ],
)
def test_digits_that_cannot_be_called_tell_no_country(line: str) -> None:
    assert guess_region(split_into_parts((line,)), (), ()) == ("", "")


@pytest.mark.parametrize(
    ("line", "country"),
    [("Tlf. 0047 22 86 54 00", "NO"), ("0046 8 465 004 22", "SE"), ("+420 604 218 537", "CZ")],
)
def test_a_number_with_two_noughts_tells_the_country(line: str, country: str) -> None:
    assert guess_region(split_into_parts((line,)), (), ())[0] == country


def test_a_country_in_small_letters_is_another_word() -> None:
    assert guess_region(split_into_parts(("drei Tage, ungern", "Jan Bakker, holland")), (), ()) == ("", "")

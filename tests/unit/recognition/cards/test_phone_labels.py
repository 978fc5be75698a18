import pytest

from app.recognition.cards.phone_labels import PhoneKind, kind_of_phone


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (
            PhoneKind.MOBILE,
            "Mobile|iPhone|Jobbmobil|Arbetsmobil|Diensthandy|Handy|GSM|Portable|Matkapuhelin|Mobil privat",
        ),
        (
            PhoneKind.FAX,
            "Work Fax|_$!<WorkFAX>!$_|HomeFAX|Jobb faks|Telefaks|Arbeitsfax|Fax privat|Télécopie|Faksi",
        ),
        (
            PhoneKind.SWITCHBOARD,
            "Main|Sentralbord|Hovednummer|Växel|Omstilling|Zentrale|Centrale|Vaihde|Company Main",
        ),
        (PhoneKind.PRIVATE, "Home|Hjemme|Hem|Privat|Thuis|Domicile|Koti|Privattelefon"),
        (PhoneKind.OTHER, "Pager|Assistant|Telex"),
        (PhoneKind.DIRECT, "Work|Jobb|Arbeit|Direkte|Arbeid|Travail|Työ|Other|Oscar|Bornhem|Domain"),
    ],
)
def test_labels_are_understood_in_the_languages_of_address_books(kind: PhoneKind, labels: str) -> None:
    assert [kind_of_phone((), label) for label in labels.split("|")] == [kind] * len(labels.split("|"))


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("WORK", "FAX"), PhoneKind.FAX),
        (("HOME", "FAX"), PhoneKind.FAX),
        (("CELL", "VOICE", "PREF"), PhoneKind.MOBILE),
        (("HOME", "CELL"), PhoneKind.MOBILE),
        (("VOICE", "COMPANY"), PhoneKind.SWITCHBOARD),
        (("WORK", "VOICE"), PhoneKind.DIRECT),
        ((), PhoneKind.DIRECT),
    ],
)
def test_types_tell_the_kind(types: tuple[str, ...], kind: PhoneKind) -> None:
    assert kind_of_phone(types) is kind


@pytest.mark.parametrize(
    ("number", "types", "kind"),
    [
        ("+4790112233", (), PhoneKind.MOBILE),
        ("+46 70 655 12 07", ("VOICE",), PhoneKind.MOBILE),
        ("+491711234567", ("PREF", "VOICE"), PhoneKind.MOBILE),
        ("+4722865400", (), PhoneKind.DIRECT),
        ("+4790112233", ("WORK",), PhoneKind.DIRECT),
        ("+12125550147", (), PhoneKind.DIRECT),
        ("90112233", (), PhoneKind.DIRECT),
        ("n/a", (), PhoneKind.DIRECT),
    ],
)
def test_a_number_tells_what_it_is_where_nothing_else_does(
    number: str, types: tuple[str, ...], kind: PhoneKind
) -> None:
    assert kind_of_phone(types, "", number) is kind

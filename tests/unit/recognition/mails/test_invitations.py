"""Invitations to meetings: calendar files, and what programs show of them."""

import pytest

from app.recognition import RecognitionResult, recognise
from app.recognition.mails.invitations import begins_calendar, read_calendar, read_pasted_invitation

CALENDAR = """\
BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
ORGANIZER;CN="Siri Vangen":mailto:siri.vangen@takmester.no
ATTENDEE;CN=Ola Moe;RSVP=TRUE:mailto:ola.moe@takmester.no
ATTENDEE;ROLE=REQ-PARTICIPANT;CN="Lise Da
 hl":MAILTO:lise.dahl@haugbygg.no
ATTENDEE;CUTYPE=ROOM;CN=Fjord:mailto:fjord@takmester.no
LOCATION:Haug Bygg AS\\, Sagveien 3\\, 1414 Trollåsen
DESCRIPTION:Hei\\n\\nMvh\\nSiri Vangen\\nProsjektleder\\nTakmester Oslo AS\\nTlf. 922 33 441
END:VEVENT
END:VCALENDAR
"""


def people(found: RecognitionResult) -> list[dict[str, str]]:
    return [{one.path.partition("].")[2]: one.value for one in person} for person in found.persons]


@pytest.mark.parametrize(
    "text", [CALENDAR, CALENDAR.replace("\n", "\r\n"), "\ufeff" + CALENDAR, "\n" + CALENDAR]
)
def test_who_calls_a_meeting_is_read_with_the_text_of_the_invitation(text: str) -> None:
    found = recognise(text, "NO")
    assert [one.value for one in found.company if one.path == "Name"] == ["Takmester Oslo AS"]
    assert people(found) == [
        {
            "Firstname": "Siri",
            "Lastname": "Vangen",
            "Title": "Prosjektleder",
            "Email": "siri.vangen@takmester.no",
            "MobilePhone": "922 33 441",
        },
        {"Firstname": "Ola", "Lastname": "Moe", "Email": "ola.moe@takmester.no"},
    ]


def test_who_is_invited_from_elsewhere_is_in_doubt() -> None:
    assert [one.value for one in recognise(CALENDAR, "NO").doubtful] == [
        "Lise",
        "Dahl",
        "lise.dahl@haugbygg.no",
    ]


def test_who_answers_an_invitation_is_the_one_invited() -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;CN=Lise Dahl:mailto:lise@haugbygg.no\nEND:VEVENT"
    assert people(recognise(text)) == [{"Firstname": "Lise", "Lastname": "Dahl", "Email": "lise@haugbygg.no"}]


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Tannlege\nEND:VEVENT\nEND:VCALENDAR",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nORGANIZER:invalid\nEND:VEVENT",
        "BEGIN:VCALENDAR",
        'BEGIN:VCALENDAR\nBEGIN:VEVENT\nORGANIZER;CN="',
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nORGANIZER:mailto:kari@fjell.no\nEND:VTODO",
    ],
)
def test_a_calendar_without_people_changes_nothing_and_says_so(text: str) -> None:
    found = recognise(text)
    assert not found
    assert "calendar" in found.message


@pytest.mark.parametrize(
    ("organizer", "attendees"),
    [
        ("Organizer", "Required attendees"),
        ("Organisator", "Erforderliche Teilnehmer"),
        ("Arrangør", "Obligatoriske deltakere"),
        ("Organisatör", "Obligatoriska deltagare"),
        ("Organisateur ", "Participants obligatoires "),
        ("Organisator", "Vereiste deelnemers"),
    ],
)
def test_an_invitation_as_a_program_shows_it_is_read(organizer: str, attendees: str) -> None:
    text = (
        f"Subject: Site visit\n{organizer}: Emma Clark <emma.clark@penrose.com>\n"
        f"{attendees}: Mark Lewis <mark.lewis@penrose.com>; Jo Tan <jo.tan@elsewhere.com>\n\n"
        "Join the meeting now\nMeeting ID: 334 556 212 998"
    )
    found = recognise(text, "GB")
    assert [one["Firstname"] for one in people(found)] == ["Emma", "Mark"]
    assert [one.value for one in found.doubtful] == ["Jo", "Tan", "jo.tan@elsewhere.com"]
    assert not any(one.path.startswith("Phones") for one in found.company)


@pytest.mark.parametrize(
    "text",
    [
        "Organizer: Emma Clark <emma.clark@penrose.com>\n\nHello",  # nobody is invited
        "From: Emma Clark <emma@penrose.com>\nTo: Jo <jo@x.com>\n\nHello",
        "Deltakere: Kari Lie\nFjell AS",
        "Teilnehmer: 12\nOrganisator: keiner",
        "",
    ],
)
def test_others_are_no_invitations(text: str) -> None:
    assert read_pasted_invitation(text) is None


def test_a_calendar_is_known_by_its_beginning() -> None:
    assert begins_calendar(CALENDAR.encode("utf-16"))
    assert not begins_calendar(b"BEGIN:VCARD\n")
    assert read_calendar(b"BEGIN:VCALENDAR\n" + b"ATTENDEE:" * 200_000) is None

"""How to take part in a meeting, below an invitation."""

import pytest

from app.recognition import recognise
from app.recognition.lines.meetings import without_meetings


@pytest.mark.parametrize(
    "block",
    [
        "Microsoft Teams\nJoin the meeting now\nMeeting ID: 334 556 212 998\nPasscode: hT5g2k",
        "Dial in by phone\n+44 20 3443 9661,,512229987# UK, London\nPhone conference ID: 512 229 987#",
        "Join Zoom Meeting\nhttps://zoom.us/j/995112\nOne tap mobile\n+4724052854,,99511223344# Norway",
        "Microsoft Teams-møte\nBli med på datamaskinen\nMøte-ID: 361 224 907 118\nPassord: hT7qWe",
        "Microsoft Teams-Besprechung\nBesprechungs-ID: 3612\n+49 69 365057\nTelefonisch einwählen",
        "Join with Google Meet\nmeet.google.com/abc-def\nOr dial: (NO) +47 21 40 20 99\nMore phone numbers",
    ],
)
def test_such_a_block_goes(block: str) -> None:
    text = f"Kari Lie\nRådgiver, Fjell AS\nTlf. 22 86 54 00\n\n{block}"
    assert without_meetings(text.split("\n")) == ["Kari Lie", "Rådgiver, Fjell AS", "Tlf. 22 86 54 00", ""]
    found = recognise(text, "NO")
    assert [one.value for one in found.company if one.path.startswith("Phones")] in (["22 86 54 00"], [])


@pytest.mark.parametrize(
    "line",
    [
        "Microsoft Teams Consulting AS",
        "Meeting Point AS",
        "Passcode Security Ltd",
        "Tlf. 22 86 54 00, 911 00 234",
        "Google Meet Norge AS",
        "Need help? Call 22 86 54 00",
    ],
)
def test_companies_and_numbers_stay(line: str) -> None:
    assert without_meetings([line]) == [line]

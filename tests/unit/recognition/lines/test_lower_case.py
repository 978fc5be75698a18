import pytest

from app.recognition.lines.lower_case import with_capitals


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("trude van dijk-moen", "Trude van Dijk-Moen"),
        (
            "bakkerij de korenaar b.v. | dorpsweg 3-a, 9711 hk groningen",
            "Bakkerij de Korenaar B.V. | Dorpsweg 3-a, 9711 HK Groningen",
        ),
        ("mvh siv berge", "mvh Siv Berge"),
        ("fjell bygg as, tlf 911 00 234", "Fjell Bygg AS, tlf 911 00 234"),
        ("petra holm – projektleiterin", "Petra Holm – projektleiterin"),
        ("m: 911 00 234, kari@fjell.no, fjell.no", "m: 911 00 234, kari@fjell.no, fjell.no"),
        ("karin ek, btw NL859548624B01", "Karin Ek, Btw NL859548624B01"),
    ],
)
def test_names_in_small_letters_get_capitals(line: str, shown: str) -> None:
    assert with_capitals([line]) == [shown]


@pytest.mark.parametrize(
    "lines",
    [
        ["Kari Nordmann", "selger", "kari@fjell.no"],
        ["kan du ringe meg i morgen hvis det passer?", "det er fint."],
        ["hei"],
        [""],
        ["kari@fjell.no | 911 00 234"],
    ],
)
def test_other_lines_stay_as_they_are(lines: list[str]) -> None:
    assert with_capitals(lines) == lines

import time

import pytest

from app.recognition.cards.lines import LONGEST_VALUE, properties_in


def read(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.text) for one in properties_in(text.split("\n"))]


@pytest.mark.parametrize(
    "text",
    [
        "FN:Kari Nord\n mann",
        "FN:Kari Nord\n\n mann",
        "FN:Kari Nord\n\tmann",
        "FN;ENCODING=QUOTED-PRINTABLE:Kari Nord=\nmann",
        "FN;ENCODING=QUOTED-PRINTABLE:Kari Nord= \n mann",
    ],
)
def test_folded_lines_are_joined(text: str) -> None:
    assert read(f"{text}\nTEL:22334455") == [("FN", "Kari Nordmann"), ("TEL", "22334455")]


def test_blanks_before_properties_are_no_folds() -> None:
    assert read("  FN:Kari\n ORG:Fjell AS\n\titem1.TEL;CELL:22334455") == [
        ("FN", "Kari"),
        ("ORG", "Fjell AS"),
        ("TEL", "22334455"),
    ]


def test_a_fold_before_what_looks_like_a_property_is_one_after_a_long_line() -> None:
    note = "x" * 70
    assert read(f"NOTE:{note}\n TEL:22334455 on weekdays") == [("NOTE", f"{note}TEL:22334455 on weekdays")]


def test_a_picture_is_left_out_with_all_its_lines() -> None:
    picture = "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\nTEL/FN+kaEII0KxwR\n ORG9jQ\n"
    assert read(f"{picture}\nTEL;CELL:22334455") == [("TEL", "22334455")]


def test_a_note_and_an_address_may_have_broken_lines_and_nothing_else_may() -> None:
    assert read("ADR;WORK:;;Storgata 1\n0155 Oslo;;;;\nFN:Kari\nno line")[0][1].startswith(
        ";;Storgata 1 0155 Oslo"
    )
    assert read("FN:Kari\nno line") == [("FN", "Kari")]


def test_lengths_are_bounded() -> None:
    found = list(properties_in(["NOTE:x", *[" " + "y" * 1000] * 1_000]))
    assert len(found[0].value) < LONGEST_VALUE + 2_000
    assert len(list(properties_in(["TEL:1"] * 5_000))) == 2_000


@pytest.mark.parametrize(
    "line",
    [
        "x" * 1_000_000,
        "FN:" + "=" * 1_000_000,
        'TEL;"' * 200_000,
        " " * 1_000_000 + "x",
        "FN" + ";" * 900_000,
    ],
)
def test_long_lines_cost_little(line: str) -> None:
    began = time.thread_time()
    list(properties_in([line]))
    assert time.thread_time() - began < 2

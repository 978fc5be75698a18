"""Letters that an export has encoded twice, and what nobody sees."""

import pytest

from app.recognition.sheets import letters
from app.recognition.sheets.delimited import read_text_table
from app.recognition.sheets.letters import mended_sheet, mended_text, why_damaged, without_long_blanks
from app.recognition.sheets.sheet import Row, Sheet

NAMES = "Mølla Bakeri;Åse Bjørnstad;Müller & Söhne;Æblehaven;Groß;Café “Lee’s” – Øst"


@pytest.mark.parametrize("page", ["mac_roman", "cp850", "cp437"])
def test_letters_that_were_encoded_twice(page: str) -> None:
    mended, remarks = mended_text(NAMES.encode().decode(page))
    assert mended == NAMES
    assert [remark.partition(": ")[2] for remark in remarks] == [
        f"“{'Mølla'.encode().decode(page)}” is read as “Mølla”, and others like it in the same way."
    ]


def test_letters_of_windows_that_were_encoded_twice_and_three_times() -> None:
    twice = NAMES.encode().decode("latin-1")
    assert mended_text("MÃ¸lla;Ã…se;BjÃ¸rn;â€“;GroÃŸ")[0] == "Mølla;Åse;Bjørn;–;Groß"
    assert mended_text(twice)[0] == NAMES
    assert mended_text("MÃƒÂ¸lla")[0] == "Mølla"


def test_letters_that_were_encoded_once_remain() -> None:
    for text in (NAMES, "SÃO PAULO", "“Årø Å”", "Vik AS – Ålesund", "CHÂTEAU"):
        assert mended_text(text) == (text, ())


def test_entities_are_letters_unless_they_are_quotation_marks() -> None:
    assert mended_text("M&oslash;ller &amp; S&#248;nn;&quot;X&quot;") == ("Møller & Sønn;&quot;X&quot;", ())


def test_what_nobody_sees_is_left_out() -> None:
    assert mended_text("Vik\u200b\u00a0AS;A\u030ase\u00ad\x00")[0] == "Vik AS;Åse"


def test_cells_are_mended_as_texts_are() -> None:
    rows = (Row(1, ("Firma", "By")), Row(2, ("MÃ¸lla\u00a0AS", "Gata 1_x000D_\n0155 Oslo")))
    sheet = mended_sheet(Sheet(rows, remarks=("One row is hidden.",)))
    assert sheet.rows == (rows[0], Row(2, ("Mølla AS", "Gata 1\n0155 Oslo")))
    assert [remark.partition(" ")[0] for remark in sheet.remarks] == ["An", "One"]
    assert mended_sheet(Sheet(rows[:1])) == Sheet(rows[:1])


def test_a_table_of_text_is_mended() -> None:
    sheet = read_text_table("Firma;Adresse\nMÃ¸lla;Gata 1\x0b0155 Oslo\n")
    assert sheet.rows[1].cells == ("Mølla", "Gata 1\n0155 Oslo")
    assert len(sheet.remarks) == 1


@pytest.mark.parametrize("text", ["M?ller AS", "Bj\ufffdrn", "?stlandet", "M?LLER"])
def test_a_letter_that_is_lost_is_told(text: str) -> None:
    assert why_damaged(text) == f"“{text}” has lost a letter."


@pytest.mark.parametrize("text", ["Møller", "Hva? Ja", "Ny kunde?", "https://x.example/?a=b?c"])
def test_other_question_marks_are_none(text: str) -> None:
    assert not why_damaged(text)


def test_every_sign_that_is_unseen_is_looked_for() -> None:
    signs = [*map(chr, (*range(0x3100), 0xFEFE, 0xFEFF, 0xFF00))]
    assert [mended_text(f"A{sign}")[0] for sign in signs] == [
        letters._without_unseen(f"A{sign}") for sign in signs
    ]
    assert [letters._without_unseen(f"A{sign}") for sign in "\u0308\u00ad\u200b\u3000\t\n"] == [
        *("Ä", "A", "A", "A ", "A\t", "A\n")
    ]


def test_long_runs_of_blanks_are_short() -> None:
    """A web page has them; what people type between words and lines stays as it is."""
    blank = "\N{NO-BREAK SPACE}"
    rows = (
        Row(1, ("Name", "x" * 70 + " " * 16 + "y", "short" + " " * 20 + "x")),
        Row(2, (f"Kari{blank * 3000}Li", f"a{' ' * 40}b\n\n\nc", "a" * 60 + " \n" * 3000 + "b")),
        Row(3, ("a" * 60 + " " * 30 + "\n" + " " * 30 + "b",)),
    )
    sheet = without_long_blanks(Sheet(rows))
    assert sheet.rows[0] == rows[0]
    assert sheet.rows[1].cells == (f"Kari{blank * 8}Li", rows[1].cells[1], "a" * 60 + "\n\nb")
    assert sheet.rows[2].cells == ("a" * 60 + "\nb",)
    assert without_long_blanks(Sheet(rows[:0])).rows == ()

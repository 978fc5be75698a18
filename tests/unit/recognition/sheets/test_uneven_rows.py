"""Rows that a delimiter within a value has made too wide."""

from app.recognition.sheets.delimited import read_text_table

TEXT = "Company,Contact,Email,City\n" + "Plain Ltd,Tim Plain,tim@plain.example,Bath\n" * 5


def test_a_blank_behind_the_delimiter_tells_that_it_is_one_of_the_value() -> None:
    sheet = read_text_table(TEXT + "Smith, Jones and Co,Amy Smith,amy@smith.example,Leeds\n")
    assert sheet.rows[-1].cells == ("Smith, Jones and Co", "Amy Smith", "amy@smith.example", "Leeds")
    assert sheet.notes == {
        (7, 0): "“Smith, Jones and Co” is read as one value: the table has a delimiter within it."
    }


def test_a_row_that_cannot_be_put_together_is_told() -> None:
    for row in (
        "Smith,Jones and Co,Amy Smith,amy@smith.example,Leeds",
        "A, B, C,Amy Smith,amy@s.example,Leeds,x",
    ):
        sheet = read_text_table(f"{TEXT}{row}\n")
        assert [(number, note[:23]) for (number, _at), note in sheet.notes.items()] == [
            (7, "The row has more cells ")
        ]


def test_rows_that_are_as_wide_as_their_headings_are_not_too_wide() -> None:
    rows = "A Ltd,Amy\n" * 5
    assert not read_text_table(f"Company,Contact,Email,City\n{rows}B Ltd,Bo,bo@b.example,Bath\n").notes
    assert not read_text_table(f"{TEXT}B Ltd,Bo,bo@b.example,Bath,,,\n").notes
    assert not read_text_table(TEXT.replace("Bath", "Bath,a,b") + "A Ltd,Amy\n").notes, (
        "columns without headings"
    )


def test_a_short_table_is_put_together_as_well() -> None:
    text = "Company,Contact,City\nSmith, Jones and Co,Amy Smith,Leeds\nPlain Ltd,Tim Plain,Bath\n"
    assert read_text_table(text).rows[1].cells == ("Smith, Jones and Co", "Amy Smith", "Leeds")

"""What the user says of columns."""

from pathlib import Path

import pytest

from app.commands.exit_codes import CommandFailed
from app.commands.importing.column_map import read_column_map


def test_fields_by_heading(tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    file.write_text('[columns]\n"Firma, navn" = "Name"\n"Kommentar 2" = ""\n', encoding="utf-8")
    assert read_column_map(str(file)) == {"firma navn": "Name", "kommentar 2": ""}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[columns", "is not TOML"),
        ("\xff", "is not TOML"),
        ("columns = 7\n", "has no table"),
        ("", "has no table"),
        ('[columns]\n"A" = "Nane"\n', "is no field. These there are: Name,"),
        ('[columns]\n"A" = 7\n', "has no table"),
        ('[columns]\n"A" = "Name"\n[colums]\n"B" = "Name"\n', "has more than the table [columns]: colums."),
    ],
)
def test_what_cannot_be(content: str, sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(CommandFailed, match=sentence.replace("[", r"\[")):
        read_column_map(str(file))


def test_every_field_that_is_told_of_a_column_can_be_said_of_one(tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    file.write_text('[columns]\n"Telefon" = "Person.Phone"\n', encoding="utf-8")
    assert read_column_map(str(file)) == {"telefon": "Person.Phone"}

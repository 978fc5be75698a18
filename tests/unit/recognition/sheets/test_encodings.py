"""In which encoding a file was written."""

import pytest

from app.recognition.sheets.encodings import decoded

LINE = "Bølgen & Sønn;Åse Ærlig;0155 Oslo"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-1"]
)
def test_encodings(encoding: str) -> None:
    text = f"Firma;Navn;Sted\n{LINE}\n" * 3
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman"])
def test_a_few_letters_tell_windows_dos_and_mac(encoding: str) -> None:
    text = "Firma;Sted\nBjørnøya Østers;Ås\nJörg Bäck;Köln\n"
    assert decoded(text.encode(encoding)) == text


def test_one_letter_is_that_of_windows_or_of_dos() -> None:
    text = "Firma;Sted\nFjell Å AS;Oslo\n"
    assert {decoded(text.encode(one)) for one in ("cp1252", "cp850")} == {text}


def test_a_damaged_letter_leaves_the_others() -> None:
    data = ("Firma;Sted\n" + "Bjørnøya Østers;Ås\n" * 3).encode()
    assert decoded(data[:-1].removesuffix(b"s")[:-1]).startswith("Firma;Sted\nBjørnøya Østers;Ås\n")


def test_a_code_page_of_another_script_is_told_by_its_letters() -> None:
    text = "Компания;Имя;Город\nСевер;Анна Иванова;Мурманск\nВосток;Пётр Сидоров;Владивосток\n" * 5
    assert decoded(text.encode("koi8-r")) == text

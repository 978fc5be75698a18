"""What pictures say: codes first, else text by whatever this computer has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.pictures import reader
from app.pictures.decoding import GreyPicture, decoded, grey
from app.pictures.reader import read_picture
from app.pictures.text import TextNotRead
from app.pictures.text_programs import TextProgram
from tests.helpers.data.pictures import image_of, picture_of

PLAIN = GreyPicture(200, 200, b"\xff" * 40_000)
Reads = Callable[[GreyPicture, TextProgram, Callable[[int], None]], str]


def install(monkeypatch: pytest.MonkeyPatch, reads: Reads | None) -> None:
    program = TextProgram("reads", lambda _file: [])
    monkeypatch.setattr(reader, "installed_program", lambda: program if reads else None)
    monkeypatch.setattr(reader, "text_in", reads)


def test_a_code_comes_before_any_text(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, None)
    for picture in (picture_of("https://fjell.no"), grey(image_of("https://fjell.no"))):
        said = read_picture(picture)
        assert (said.codes, said.text, said.message) == (("https://fjell.no",), "", "")


def test_without_a_code_the_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda *_: "Kari Lie")
    said = read_picture(PLAIN)
    assert said.text == "Kari Lie"
    assert decoded(said.picture) == PLAIN


@pytest.mark.parametrize(
    ("reads", "sentence"),
    [
        (None, "There is no code in this picture, and this computer has nothing"),
        (lambda *_: " \n", "There is neither a code nor a text in this picture."),
    ],
)
def test_where_there_is_nothing_a_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, reads: Reads | None, sentence: str
) -> None:
    install(monkeypatch, reads)
    said = read_picture(PLAIN)
    assert said.message.startswith(sentence)
    assert not said.codes


def test_what_goes_wrong_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise TextNotRead("It did not.")

    install(monkeypatch, fail)
    assert read_picture(PLAIN).message == "It did not."
    assert "damaged" in read_picture(b"\x89PNG\r\n\x1a\n" + bytes(50)).message


def test_who_waits_no_more_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Ended(Exception):
        pass

    def end(_count: int) -> None:
        raise Ended

    install(monkeypatch, None)
    with pytest.raises(Ended):
        read_picture(PLAIN, end)

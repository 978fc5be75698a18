"""XML that is read precisely."""

import pytest

from app.recognition.workbooks import parser as parsing
from app.recognition.workbooks.bounds import TooMuch
from app.recognition.workbooks.parser import local, parse, parser


def test_entities_are_not_declared_in_a_workbook() -> None:
    for content in (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a>", b"", b"<a b='1' b='2'/>"):
        with pytest.raises(ValueError):
            parse(parser(content), content)
    assert local("x:c") == local("c") == "c"


def test_what_takes_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_MOST_TAGS", 3)
    with pytest.raises(TooMuch):
        parser(b"<a><b/><b/></a>")

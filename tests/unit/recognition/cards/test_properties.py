import pytest

from app.recognition.cards.properties import Property, escaped, is_quoted_printable, read_property, unescaped


def read(line: str) -> Property:
    found = read_property(line)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "types"),
    [
        ("TEL;CELL:1", {"CELL"}),
        ("TEL;TYPE=cell:1", {"CELL"}),
        ('TEL;TYPE="work,voice";PREF=1:1', {"WORK", "VOICE", "PREF"}),
        ("TEL;type=CELL;type=VOICE;type=pref:1", {"CELL", "VOICE", "PREF"}),
        ("TEL;TYPE=PREF\\;CELL:1", {"PREF", "CELL"}),
        ("item1.TEL; TYPE = Home , Fax :1", {"HOME", "FAX"}),
        ("TEL:1", set()),
    ],
)
def test_types_are_read_in_every_spelling(line: str, types: set[str]) -> None:
    found = read(line)
    assert (found.name, set(found.types), found.value) == ("TEL", types, "1")


def test_a_colon_in_quotes_belongs_to_the_parameter() -> None:
    found = read('ADR;LABEL="Storgata 1: bak":;;Storgata 1')
    assert found.parameters["LABEL"] == "Storgata 1: bak"
    assert read('TEL;TYPE="work:22334455').value == "22334455"


@pytest.mark.parametrize(
    "line", ["", "this is no line", "FN", "…", ": x", "1:x", f"FN;{'x' * 5_000}:Kari", "http//x", "-:-"]
)
def test_what_is_no_property_is_none(line: str) -> None:
    assert read_property(line) is None


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B8rgen", "Jørgen"),
        ("fn;quoted-printable:J=C3=B8rgen", "Jørgen"),
        ("FN;ENCODING=q;CHARSET=ISO-8859-1:J=F8rgen", "Jørgen"),
        ("FN;ENCODING=QUOTED-PRINTABLE:J=F8rgen", "Jørgen"),
        ("FN:J=C3=B8rgen", "Jørgen"),
        ("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=B8rgen=C3", "Jørgen"),
        ("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=nonsense:J=C3=B8rgen", "Jørgen"),
        ("FN:A=B and x=10", "A=B and x=10"),
    ],
)
def test_quoted_printable_is_read_with_and_without_what_announces_it(line: str, text: str) -> None:
    assert read(line).text == text


def test_parts_are_told_apart_by_marks_that_nothing_protects() -> None:
    found = read("ORG:Fjell\\, Vidde \\; Co, Oslo;Salg\\nOslo")
    assert found.texts == ["Fjell, Vidde ; Co, Oslo", "Salg Oslo"]
    assert read("N:Foss;Anja,Marie;;;").parts == [["Foss"], ["Anja", "Marie"], [""], [""], [""]]
    assert read("N:Foss\\").texts == ["Foss\\"]


def test_only_marks_are_unescaped() -> None:
    assert unescaped(r"a\:b\,c\;d\\e\nf\x") == "a:b,c;d\\e\nf\\x"
    assert unescaped(escaped("a;b,c\\d\ne")) == "a;b,c\\d\ne"


def test_the_head_tells_whether_soft_breaks_can_follow() -> None:
    assert is_quoted_printable("N;ENCODING=QUOTED-PRINTABLE:a=")
    assert not is_quoted_printable("NOTE:QUOTED-PRINTABLE: a=")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("FN;CHARSET=Windows-1252:G=F6ran Hellstr=F6m", "Göran Hellström"),
        ("ORG;CHARSET=ISO-8859-1:=C5se Bygg", "Åse Bygg"),
        ("ORG;CHARSET=Windows-1252:M=E4laren Konsult AB", "Mälaren Konsult AB"),
        ("URL;CHARSET=UTF-8:https://fjell.no/?a=F1&b=2", "https://fjell.no/?a=F1&b=2"),
        ("NOTE:G=F6ran", "G=F6ran"),
    ],
)
def test_quoted_printable_in_a_named_code_page_may_be_unannounced(line: str, text: str) -> None:
    found = read_property(line)
    assert found is not None
    assert found.text == text

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.recognition.cards.decoding import decode, decode_named

CARD = "BEGIN:VCARD\r\nFN:Bjørn Sæther\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_card_is_decoded_as_old_and_new_programs_write_it(encoding: str) -> None:
    assert decode(CARD.encode(encoding)) == CARD


def test_damaged_bytes_are_no_reason_to_give_up() -> None:
    assert decode(b"FN:Ola\x81\xff Hansen").startswith("FN:Ola")
    assert decode(b"\xff\xfeF\x00N").startswith("F")


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (b"N:S\xe6ther", "N:Sæther"),
        (b"ORG:M\xfcller & S\xf6hne", "ORG:Müller & Söhne"),
        (b"NOTE:x\xff", "NOTE:xÿ"),
        (b"TITLE:S\xe4ljare", "TITLE:Säljare"),
        (b"ADR:;;\xc5sveien 1", "ADR:;;Åsveien 1"),
    ],
)
def test_one_bad_line_costs_no_letter_of_another(line: bytes, read: str) -> None:
    assert decode("FN:Åshild Bø\n".encode() + line + "\nX:Ærø".encode()) == f"FN:Åshild Bø\n{read}\nX:Ærø"


@pytest.mark.parametrize("letter", ["ø", "Å", "ś", "–", "世", "😀"])
@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_letter_that_a_fold_cuts_is_whole_again(letter: str, cut: int) -> None:
    data = letter.encode()
    if cut >= len(data):
        return
    for end in (b"\r\n ", b"\n\t"):
        folded = "FN:Åse ".encode() + data[:cut] + end + data[cut:] + b" Lie\nN:x"
        assert decode(folded) == f"FN:Åse {letter} Lie\nN:x"


def test_a_letter_that_is_cut_at_the_end_is_left_out() -> None:
    assert decode("FN:Åse\nTITLE:Sjef".encode() + b"\xc3\nN:Lie") == "FN:Åse\nTITLE:Sjef\nN:Lie"


def test_a_line_that_names_its_encoding_is_decoded_by_it() -> None:
    polish = "FN;CHARSET=ISO-8859-2:Łódź".encode("iso-8859-2")
    russian = 'N;CHARSET="windows-1251":Иванов'.encode("cp1251")
    assert decode(polish + b"\n" + russian) == 'FN;CHARSET=ISO-8859-2:Łódź\nN;CHARSET="windows-1251":Иванов'


def test_a_name_of_no_encoding_is_not_believed() -> None:
    assert decode_named("Åse".encode(), "x-unknown") == "Åse"
    assert decode_named("Åse".encode(), "hex") == "Åse"
    assert decode_named(b"Kari-moe", "punycode") == "Kari-moe"
    assert decode_named(b"Kari\\x41", "unicode_escape") == "Kari\\x41"
    assert decode_named("Åse".encode("cp1252"), "utf-8") == "Åse"
    assert decode_named("Åse".encode("cp1252"), "") == "Åse"


@given(st.binary(max_size=300))
def test_any_bytes_are_some_text(data: bytes) -> None:
    assert isinstance(decode(data), str)


@pytest.mark.parametrize("encoding", ["punycode", "idna", "unicode-escape", "raw_unicode_escape"])
def test_an_encoding_that_nobody_means_takes_no_time(encoding: str) -> None:
    """Those of Python for domains take half a minute for a text of a megabyte."""
    text = "Bjørn-a\\u0041 " * 50_000
    assert decode_named(text.encode(), encoding) == text
    card = f"BEGIN:VCARD\r\nNOTE;CHARSET={encoding}:{text}\r\nEND:VCARD\r\n".encode() + b"\xe6"
    assert text in decode(card)

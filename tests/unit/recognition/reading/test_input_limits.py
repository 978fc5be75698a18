import pytest

from app.recognition.reading.input_limits import decode, why_refused


def test_sizes_are_refused_by_what_they_are() -> None:
    assert why_refused(1_000_000, is_card=False) == why_refused(10_000_000, is_card=True) == ""
    assert "1 MB is the most" in why_refused(1_000_001, is_card=False)
    assert "10 MB is the most" in why_refused(10_000_001, is_card=True)


def test_the_size_is_told_in_megabytes() -> None:
    assert why_refused(1_500_000, is_card=False).startswith("This text is too large to be read: 1.5 MB, ")
    assert why_refused(12_000_000, is_card=True).startswith("These cards are too large to be read: 12 MB, ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_card_is_decoded_as_old_and_new_programs_write_it(encoding: str) -> None:
    assert decode("FN:Bjørn Sæther".encode(encoding)) == "FN:Bjørn Sæther"


def test_damaged_bytes_are_no_reason_to_give_up() -> None:
    assert decode(b"FN:Ola\x81\xff Hansen").startswith("FN:Ola")
    assert decode(b"\xff\xfeF\x00N").startswith("F")

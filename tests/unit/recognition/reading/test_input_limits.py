from app.recognition.reading.input_limits import why_refused


def test_sizes_are_refused_by_what_they_are() -> None:
    assert why_refused(1_000_000, is_card=False) == why_refused(10_000_000, is_card=True) == ""
    assert "1 MB is the most" in why_refused(1_000_001, is_card=False)
    assert "10 MB is the most" in why_refused(10_000_001, is_card=True)


def test_the_size_is_told_in_megabytes() -> None:
    assert why_refused(1_500_000, is_card=False).startswith("This text is too large to be read: 1.5 MB, ")
    assert why_refused(12_000_000, is_card=True).startswith("These cards are too large to be read: 12 MB, ")

from app.recognition.language import vocabulary

LISTS = {
    name: value
    for name, value in vars(vocabulary).items()
    if isinstance(value, tuple) and name not in ("COMPANY_FORMS", "FORMS_AHEAD", "FORMS_BETWEEN")
}


def test_words_are_listed_once_and_in_lower_case() -> None:
    assert vocabulary.split_words("b a\n b") == ("b", "a")
    assert len(LISTS) >= 9
    for name, listed in LISTS.items():
        assert [word for word in listed if word != word.lower()] == [], name

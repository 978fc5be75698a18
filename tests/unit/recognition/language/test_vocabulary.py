from app.recognition.language import vocabulary

LISTS = {
    name: value
    for name, value in vars(vocabulary).items()
    if isinstance(value, tuple) and name != "COMPANY_FORMS"
}


def test_words_are_listed_once_and_in_lower_case() -> None:
    assert vocabulary.split_words("b a\n b") == ("b", "a")
    assert len(LISTS) > 10
    for name, listed in LISTS.items():
        assert [word for word in listed if word != word.lower()] == [], name


def test_a_label_of_a_number_has_one_kind() -> None:
    labels = [word for name, listed in LISTS.items() if name.endswith("_LABELS") for word in listed]
    assert len(labels) == len(set(labels))

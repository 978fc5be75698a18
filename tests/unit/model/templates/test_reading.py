"""Templates as settings and policies write them."""

import pytest

from app.model.templates.reading import (
    MOST_TEMPLATES,
    named,
    read_templates,
    readable_templates,
    why_no_name,
    without,
)

FAIR = {"Category": "Customer", "NextSteps.StartDate": "+7"}


def test_values_by_path_or_as_one_line() -> None:
    given = {" Fair ": {"Category": " Customer "}, "Call": "Category=Customer; NextSteps.StartDate = +7;"}
    assert read_templates(given) == {"Fair": {"Category": "Customer"}, "Call": FAIR}
    assert read_templates({"Sum": "CustomFields.SuperOffice:1=a=b"})["Sum"] == {
        "CustomFields.SuperOffice:1": "a=b"
    }


@pytest.mark.parametrize(
    "given",
    [
        "Category=Customer",
        ["Fair"],
        {"": FAIR},
        {"two\nlines": FAIR},
        {"x" * 81: FAIR},
        {"Fair": {}},
        {"Fair": {"Category": 7}},
        {"Fair": {"Category": ""}},
        {"Fair": {"Category": "x" * 2048}},
        {"Fair": {"C" * 201: "x"}},
        {"Fair": "Customer"},
        {"Fair": None},
        {7: FAIR},
        {"Fair": FAIR, "FAIR": FAIR},
        {str(number): FAIR for number in range(MOST_TEMPLATES + 1)},
    ],
)
def test_what_is_none_gets_a_sentence(given: object) -> None:
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        read_templates(given)


def test_one_that_cannot_be_read_leaves_the_others() -> None:
    given = {"Fair": FAIR, "Bad\n one": FAIR, "FAIR": FAIR, "Empty": {}, "Call": "Category=Customer"}
    assert readable_templates(given) == (
        {"Fair": FAIR, "Call": {"Category": "Customer"}},
        ("Bad one", "FAIR", "Empty"),
    )
    for nothing in (["Fair"], {str(number): FAIR for number in range(MOST_TEMPLATES + 1)}):
        with pytest.raises(ValueError, match="emplates"):
            readable_templates(nothing)


def test_names_are_found_in_any_case() -> None:
    assert named({"Fair": FAIR}, " fAIR ") == "Fair"
    assert named({"Fair": FAIR}, "Fairs") == ""
    assert without({"Fair": FAIR, "Call": FAIR}, "fair") == {"Call": FAIR}
    assert (why_no_name("Messe Köln"), bool(why_no_name(" "))) == ("", True)

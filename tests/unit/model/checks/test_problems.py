import pytest

from app.model.carriers.common import Address, Phone, StructuredAddress
from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Category, UserDefinedFieldInfo
from app.model.carriers.reading import read_as
from app.model.checks.problem import Problem, Severity
from app.model.checks.problems import (
    custom_field_problems,
    length_problems,
    mandatory_problem,
    too_long,
    undeclared_length_problems,
    warning_of,
)
from app.model.checks.rules import NO_RULE
from app.model.form.fields import Field, Tab

GRADE = UserDefinedFieldInfo(
    prog_id="SuperOffice:4", field_label="Grade", field_type="ShortText", is_mandatory=True
)


@pytest.mark.parametrize(
    ("label", "chosen", "message"),
    [
        ("Company name", False, "Fill in “Company name”: your SuperOffice requires it."),
        ("Category", True, "Choose an entry of “Category”: your SuperOffice requires it."),
        ("VAT No.", False, "Fill in “VAT No.”: your SuperOffice requires it."),
    ],
)
def test_a_mandatory_field_is_named_in_the_sentence(label: str, chosen: bool, message: str) -> None:
    assert mandatory_problem("X", label, chosen=chosen) == Problem("X", message, Severity.MANDATORY)


def test_what_is_typed_is_filled_in() -> None:
    assert mandatory_problem("X", "Y") == mandatory_problem("X", "Y", chosen=False)


def test_no_message_is_no_warning() -> None:
    assert list(warning_of("X", "")) == []
    assert list(warning_of("X", "Odd.")) == [Problem("X", "Odd.", Severity.WARNING)]


def test_a_text_that_is_too_long_says_by_how_much() -> None:
    assert list(too_long("X", "12345", 5)) == []
    assert list(too_long("X", "1234567", 5)) == [Problem("X", "Too long: 5 characters fit, this has 2 more.")]


def test_texts_are_measured_at_every_depth_but_not_in_references() -> None:
    entity = ContactEntity(
        name="N" * 220,
        phones=(Phone(value="1"), Phone(description="D" * 100)),
        address=Address(street=StructuredAddress(zipcode="0" * 12)),
        category=Category(id=1, value="V" * 300),
        domains=("a.no", "d" * 256),
    )
    paths = [problem.path for problem in length_problems(entity)]
    assert sorted(paths) == ["Address.Street.Zipcode", "Domains[1]", "Name", "Phones[1].Description"]


def test_the_shorter_of_two_limits_holds() -> None:
    entity = ContactEntity(name="N" * 10, department="D" * 300)
    limits = {"Form.Name": 5, "Form.Department": 1000}
    messages = [problem.message for problem in length_problems(entity, "Form.", limits.get)]
    assert messages == [
        "Too long: 5 characters fit, this has 5 more.",
        "Too long: 219 characters fit, this has 81 more.",
    ]


def test_a_custom_field_is_named_by_its_label() -> None:
    (empty,) = custom_field_problems({}, [GRADE], lambda _path: NO_RULE, "Persons[0].")
    assert empty == Problem(
        "Persons[0].CustomFields.SuperOffice:4",
        "Fill in “Grade”: your SuperOffice requires it.",
        Severity.MANDATORY,
    )
    number = GRADE.with_changes(field_type="Number")
    (wrong,) = custom_field_problems({"SuperOffice:4": "[I:x]"}, [number], lambda _path: NO_RULE)
    assert (wrong.message, wrong.severity) == ("“Grade” cannot hold this value.", Severity.ERROR)


def test_a_text_that_no_carrier_declares_has_the_length_of_its_field() -> None:
    fields = (Field("Slogan", "Slogan", Tab.MORE, length=5), Field("Name", "Name", Tab.HEADER))
    entity = read_as(ContactEntity, {"Name": "Fjell AS", "Slogan": "1234567"})
    (problem,) = undeclared_length_problems(entity, fields, "Form.")
    assert problem == Problem("Form.Slogan", "Too long: 5 characters fit, this has 2 more.")
    (shorter,) = undeclared_length_problems(entity, fields, tenant_limit=lambda _path: 3)
    assert shorter.message == "Too long: 3 characters fit, this has 4 more."
    assert list(undeclared_length_problems(ContactEntity(), fields)) == []


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("x" * 219, 0),
        ("x" * 220, 1),
        ("😀" * 109, 0),
        ("😀" * 110, 1),
        ("ø" * 219, 0),
        ("👩‍👩‍👧" * 28, 5),
    ],
)
def test_a_length_is_counted_in_utf_16_as_the_column_is(text: str, more: int) -> None:
    found = [problem.message for problem in too_long("Name", text, 219)]
    assert found == ([f"Too long: 219 characters fit, this has {more} more."] if more else [])
    assert max(len(text.encode("utf-16-le")) // 2 - 219, 0) == more

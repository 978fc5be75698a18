"""What a company has is read once somebody wants it; what is not wanted any more is told to nobody."""

from pytestqt.qtbot import QtBot

from app.controller.questions.company_values import CompanyValues
from app.model.company_search.branch import Branch
from app.recognition import RecognitionResult
from app.webapi.errors import NotFoundError
from tests.helpers.fakes.controllers import Office

RECORD = {"ContactId": 5, "Name": "Bakery AS", "OrgNr": "1", "Category": {"Id": 2}}


def asked(office: Office) -> tuple[CompanyValues, list[RecognitionResult]]:
    office.api.answers |= {"contact_record": lambda _number: RECORD, "contact_persons": lambda _number: ()}
    values, told = CompanyValues(office.context, office), list[RecognitionResult]()
    values.found.connect(told.append)
    return values, told


def test_the_values_of_a_company(qtbot: QtBot, office: Office) -> None:
    values, told = asked(office)
    office.sign_in()
    values.ask(4, "Left at once")
    values.ask(5, "Bakery")
    qtbot.waitUntil(lambda: bool(told))
    (found,) = told
    assert (found.source, found.message) == ("Bakery AS", "")
    assert [(one.path, one.value, one.given) for one in found.company] == [
        ("Name", "Bakery AS", None),
        ("Category", "", {"Id": 2}),
        ("OrgNr", "1", None),
    ]


def test_why_there_are_none(qtbot: QtBot, office: Office) -> None:
    values, told = asked(office)
    values.ask(5, "Bakery")
    assert told[0].message == "Sign in first, so that the company can be read."

    def gone(_number: int) -> object:
        raise NotFoundError("company")

    office.api.answers["contact_record"] = gone
    office.sign_in()
    values.ask(5, "Bakery")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1].message
    assert not told[1]


def test_a_branch_is_begun_with_what_they_share(qtbot: QtBot, office: Office) -> None:
    values, told = asked(office)
    branches, refused = list[Branch](), list[str]()
    values.branch_found.connect(branches.append)
    values.branch_refused.connect(refused.append)
    values.ask_for_branch(5, "Bakery")
    assert refused == ["Sign in first, so that the company can be read."]
    office.sign_in()
    values.ask_for_branch(4, "Left at once")
    values.ask_for_branch(5, "Bakery")
    qtbot.waitUntil(lambda: bool(branches))
    assert branches == [Branch(5, "Bakery AS", {"Category": {"Id": 2}})]
    done = values.with_branch({"Name": "bak", "Department": "Oslo"}, branches[0])
    assert done.form == {
        "Name": "Bakery AS",
        "Department": "Oslo",
        "Category": {"Id": 2},
        "NotTheSame": [5],
    }
    assert done.sentence == "Filled in: Category. Ctrl+Z takes it back."
    assert told == []

"""What is empty is filled, and nothing else."""

from typing import Any

from app.model.templates.filling import filled, names_of

CALL = {"Kind": "Appointment", "Title": "Call", "StartDate": "2026-12-01T09:00:00+01:00"}
FAIR = {"Kind": "Selection", "Name": "Fair 2026"}


def test_what_is_there_stays_and_what_nobody_chose_gives_way() -> None:
    form = {"Category": {"Id": 1}, "Business": {"Id": 3}, "Source": 0, "Name": "Fjell AS"}
    proposed = {"Category": {"Id": 1, "Value": "Customer"}, "Business": {"Id": 4}}
    values = {"Category": {"Id": 2}, "Business": {"Id": 5}, "Associate": {"AssociateId": 6}}
    assert filled(form, values, proposed) == (
        {**form, "Category": {"Id": 2}, "Associate": {"AssociateId": 6}},
        ["Category", "Associate"],
    )
    whole = {"Category": {"Id": 1, "Value": "Customer", "Tooltip": ""}}  # as the form has a proposal
    assert filled(whole, values, proposed)[0]["Category"] == {"Id": 2}
    assert form["Category"] == {"Id": 1}, "the form itself stays as it is"


def test_interests_and_custom_fields_are_joined() -> None:
    form: dict[str, Any] = {
        "Interests": [{"Id": 1, "Selected": True}, {"Id": 2, "Selected": False}],
        "CustomFields": {"SuperOffice:1": "mine", "SuperOffice:3": ""},
    }
    values = {
        "Interests": [{"Id": 1, "Selected": True}, {"Id": 2, "Selected": True}, {"Id": 3, "Selected": True}],
        "CustomFields": {"SuperOffice:1": "theirs", "SuperOffice:2": "new", "SuperOffice:3": "set"},
    }
    result, paths = filled(form, values, {})
    assert result["Interests"] == [{"Id": number, "Selected": True} for number in (1, 2, 3)]
    assert result["CustomFields"] == {
        "SuperOffice:1": "mine",
        "SuperOffice:2": "new",
        "SuperOffice:3": "set",
    }
    assert paths == ["Interests", "CustomFields"]
    assert filled(result, values, {}) == (result, []), "the second time nothing is left to fill"


def test_next_steps_of_the_kinds_that_are_missing() -> None:
    own = [{**CALL, "Title": "Visit"}]
    assert filled({"NextSteps": own}, {"NextSteps": [CALL, FAIR]}, {})[0]["NextSteps"] == [*own, FAIR]
    assert filled({}, {"NextSteps": [CALL, FAIR]}, {})[0]["NextSteps"] == [CALL, FAIR]
    assert filled({"NextSteps": own}, {"NextSteps": [CALL]}, {})[1] == []


def test_what_may_not_be_changed_is_left() -> None:
    def is_locked(path: str) -> bool:
        return path in ("Category", "CustomFields.SuperOffice:1")

    values = {"Category": {"Id": 2}, "CustomFields": {"SuperOffice:1": "x", "SuperOffice:2": "y"}}
    assert filled({}, values, {}, is_locked) == (
        {"CustomFields": {"SuperOffice:2": "y"}},
        ["CustomFields"],
    )


def test_names_for_people() -> None:
    assert names_of(["Category", "CustomFields", "NextSteps"]) == ["Category", "Custom fields", "Next step"]

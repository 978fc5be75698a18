"""A press while companies are checked once more."""

from app.controller.imports.kept_press import KeptPress
from app.model.imports.lines import LineState
from app.model.imports.progress import ImportProgress

BUSY = ImportProgress(0, 2, {})
CHECKED = ImportProgress(2, 2, {LineState.NEW: 2})


def pressed(*, sends: bool) -> KeptPress:
    press = KeptPress()
    press.see(CHECKED)
    press.see(BUSY)
    press.wanted = sends
    return press


def test_it_can_wait_once_everything_was_checked_before() -> None:
    press = KeptPress()
    press.see(BUSY)
    assert not press.may_wait(BUSY), "nobody has seen what they come to"
    press.see(CHECKED)
    assert not press.may_wait(CHECKED)
    assert press.may_wait(BUSY)
    assert not press.may_wait(ImportProgress(0, 2, {}, is_putting=True))
    press.begin()
    assert not press.may_wait(BUSY)


def test_its_letter_is_kept_from_the_first_check_on() -> None:
    press = KeptPress()
    press.see(BUSY)
    assert press.holds(BUSY, sends=True)
    assert press.told == "What is clear is sent once all are checked."
    press.see(CHECKED)
    assert press.wanted is True


def test_it_says_what_is_done_and_ends_with_a_change_or_a_problem() -> None:
    press = pressed(sends=True)
    assert press.told == "What is clear is sent once all are checked."
    assert pressed(sends=False).told == "You go through them once all are checked."
    press.forget()
    assert (press.wanted, press.told) == (None, "")
    press = pressed(sends=True)
    press.see(ImportProgress(1, 2, {}, problem="It does not answer."))
    assert press.wanted is None


def test_with_nothing_to_send_it_ends_and_going_through_them_does_not() -> None:
    nothing = ImportProgress(2, 2, {LineState.WRONG: 2})
    for sends in (True, False):
        press = pressed(sends=sends)
        press.see(nothing)
        assert press.wanted is (None if sends else False)


def test_what_was_asked_for_or_given_is_not_left_before_that_is_told() -> None:
    press = KeptPress()
    assert press.may_leave(is_given=False)
    assert not press.may_leave(is_given=True)
    assert press.told == "What you chose and typed here is not kept. Press Esc once more to leave without it."
    assert press.may_leave(is_given=True)
    press.change()
    assert press.told == "", "something was changed: it is asked anew"
    assert not press.may_leave(is_given=False)
    press = pressed(sends=True)
    assert not press.may_leave(is_given=False)
    assert press.told == (
        "What is clear is sent once all are checked. "
        "Nothing of it is done yet. Press Esc once more to leave all the same."
    )
    assert press.may_leave(is_given=False)
    press = pressed(sends=True)
    press.begin()
    assert press.may_leave(is_given=False)


def test_what_is_clear_and_lacks_something_is_sent_with_the_second_press() -> None:
    press, lacking = KeptPress(), ImportProgress(2, 2, {LineState.NEW: 2}, missing=2, missing_clear=1)
    press.see(lacking)
    assert press.holds(lacking, sends=True)
    assert press.told == (
        "1 that is clear lacks what SuperOffice requires. Press Enter once more to send it so."
    )
    assert not press.holds(lacking, sends=True)
    assert press.told == ""
    press.begin()
    assert not press.holds(lacking, sends=False), "nothing is sent"
    assert not press.holds(CHECKED, sends=True)
    assert press.holds(lacking, sends=True), "another table: it is told anew"
    press.forget()
    assert press.told == ""
    assert not press.holds(lacking, sends=True), "its user knows by now"


def test_a_press_that_was_kept_tells_what_is_lacking_too() -> None:
    press, lacking = (
        pressed(sends=False),
        ImportProgress(2, 2, {LineState.NEW: 2}, missing=1, missing_clear=1),
    )
    assert press.holds(BUSY, sends=True)
    assert press.wanted
    press.see(lacking)
    press.forget()
    assert press.holds(lacking, sends=True)

"""What a worker returns or raises says whose it is."""

from app.controller.imports.tagged_work import tagged


def test_a_result_and_an_error_come_behind_the_tag() -> None:
    assert tagged("one", lambda: 2) == ("one", 2)
    tag, error = tagged("two", lambda: 1 // 0)
    assert (tag, type(error)) == ("two", ZeroDivisionError)

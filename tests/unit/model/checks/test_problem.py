"""What a check finds."""

from app.model.checks.problem import Problem, Severity


def test_a_problem_is_an_error_unless_it_says_otherwise() -> None:
    assert Problem("Name", "Enter a name.").severity is Severity.ERROR
    assert Problem("", "Odd.", Severity.WARNING) == Problem("", "Odd.", Severity.WARNING)

"""A line of the preview."""

from app.model.imports.lines import Line, LineState


def test_a_line_is_unchecked_until_somebody_has_looked() -> None:
    assert Line("3", "Fjell AS").state is LineState.UNCHECKED
    assert [state.value for state in LineState][1:] == ["new", "double", "doubtful", "wrong", "done"]

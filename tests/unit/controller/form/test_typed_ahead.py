"""What is held while a Save is under way is done afterwards, in its order."""

from app.controller.form.typed_ahead import TypedAhead


def test_what_is_held_is_done_in_its_order() -> None:
    ahead, done, told = TypedAhead(), list[str](), [False]
    ahead.hold(lambda: done.append("Tab"), goes_on=False)
    told.append(ahead.goes_on)
    ahead.hold(lambda: done.append("a"), goes_on=True)
    told.append(ahead.goes_on)
    ahead.run(lambda: True)
    assert done == ["Tab", "a"]
    assert [*told, ahead.goes_on] == [False, False, True, False]
    ahead.run(lambda: True)
    assert done == ["Tab", "a"], "each once"


def test_what_is_dropped_is_not_done() -> None:
    ahead, done = TypedAhead(), list[str]()
    ahead.hold(lambda: done.append("a"), goes_on=True)
    ahead.drop()
    ahead.run(lambda: True)
    assert (done, ahead.goes_on) == ([], False)


def test_another_save_holds_the_rest() -> None:
    ahead, done = TypedAhead(), list[str]()
    for key in "ab":
        ahead.hold(lambda key=key: done.append(key), goes_on=True)  # type: ignore[misc]  # a default binds it
    ahead.run(lambda: not done)
    assert done == ["a"]
    ahead.run(lambda: True)
    assert done == ["a", "b"]


def test_what_only_the_next_one_can_need_is_held_after_something_that_goes_on() -> None:
    ahead, done = TypedAhead(), list[str]()
    ahead.hold(lambda: done.append("first save"), goes_on=None)
    ahead.hold(lambda: done.append("a"), goes_on=True)
    ahead.hold(lambda: done.append("save"), goes_on=None)
    ahead.hold(lambda: done.append("b"), goes_on=True)
    ahead.run(lambda: "save" not in done)
    assert (done, ahead.goes_on) == (["a", "save"], True)

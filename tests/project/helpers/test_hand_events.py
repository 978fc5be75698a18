"""A sequence of events comes again by its seed, and is shortened to what goes wrong in it."""

from collections.abc import Sequence

from tests.helpers.ui.hand_events import EVENTS, Event, sequence, shortened


def test_a_seed_has_its_sequence() -> None:
    assert sequence("a+7", 200) == sequence("a+7", 200) != sequence("a+8", 200)
    assert len(sequence("a+7", 200)) == 200


def test_what_has_nothing_to_do_with_it_is_left_out() -> None:
    first, last = ("save", ""), ("key", "undo")
    tried: list[int] = []

    def goes_wrong(events: Sequence[Event]) -> bool:
        tried.append(len(events))
        return first in events and last in events[events.index(first) :]

    others = [event for event in EVENTS if event not in (first, last)]
    events = [*others[:90], first, *others[90:170], last, *others[170:200]]
    assert shortened(events, goes_wrong, 200) == [first, last]
    assert len(tried) < 60
    assert len(shortened(events, goes_wrong, 3)) > 2

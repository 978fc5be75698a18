"""Whatever is typed, in whatever order: fields, draft and what is posted agree."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.helpers.ui.hand_events import Event, sequences
from tests.helpers.ui.hands import Hands
from tests.helpers.ui.window import Typist

LENGTH = 120  # in `make bench BENCH_ARGS=hands` it is 200, and 100,000 sequences
SUPPRESSED = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)


@pytest.mark.long
def test_fields_draft_and_what_is_posted_agree(typist: Typist) -> None:
    hands = Hands(typist)

    @settings(max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=SUPPRESSED)
    @given(events=sequences(LENGTH))
    def play(events: Sequence[Event]) -> None:
        hands.play(events)

    play()
    assert hands.count.events >= 2 * LENGTH


@pytest.mark.long
def test_typing_on_after_save_is_the_next_company(typist: Typist) -> None:
    hands = Hands(typist)
    events = [("complete", ""), ("save and type on", "Vidde"), ("key", "undo"), ("key", "redo")]
    composed = [("complete", ""), ("save and type on", "山田")]
    hands.play([("save and type on", "x"), *events, *composed, *events])
    assert hands.count.saved == 3

from __future__ import annotations

import pytest

from app.model.entry import StepKind
from app.service.delivery.steps.next_step_kinds import _KINDS, _same_start


def test_every_kind_is_done() -> None:
    assert _KINDS.keys() == {kind for kind in StepKind if kind not in (StepKind.COMPANY, StepKind.PERSON)}


@pytest.mark.parametrize(
    ("there", "is_same"),
    [
        ("2026-12-01T08:00:00Z", True),
        ("2026-12-01T09:00:00+01:00", True),
        ("2026-12-01T09:00:00Z", False),
        ("2026-12-01T09:00:00", True),  # in a zone of the server's own
        ("2026-12-01T13:45:00", True),
        ("2026-12-01T09:07:00", False),
        ("2026-12-02T08:00:00", False),
        (None, False),
        ("soon", False),
    ],
)
def test_a_start_is_the_same_moment_or_one_without_its_zone(there: object, is_same: bool) -> None:
    assert _same_start(there, "2026-12-01T09:00:00+01:00") is is_same

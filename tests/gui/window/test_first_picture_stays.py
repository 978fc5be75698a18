"""What comes into the window after its first picture moves nothing of what is typed into by then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.ui.started import starting
from tests.helpers.ui.window import wait_until

pytestmark = pytest.mark.usefixtures("qapp")


def test_what_comes_later_moves_no_field(tmp_path: Path) -> None:
    with starting(tmp_path / "home", is_held=True) as started:
        form = started.window.form
        placed = (form.tabs.geometry(), form.parts_by_path["Name"].geometry())
        started.go_on()
        wait_until(lambda: started.is_attached)
        wait_until(started.window.isActiveWindow)
        layout = form.layout()
        assert layout is not None
        layout.activate()
        assert (form.tabs.geometry(), form.parts_by_path["Name"].geometry()) == placed

"""No text makes a pattern go on for ever: names, tables, mails and cards are read in bounded time."""

import subprocess
import sys

import pytest


@pytest.mark.long
@pytest.mark.needs("signals")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("what", ["names", "table", "pasted", "mail", "patterns"])
def test_texts_that_slow_patterns_down_are_read(what: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.helpers.garbage.long_texts", what],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, (done.stdout.splitlines() or [""])[-1] + done.stderr[-2000:]

"""How long a process has waited for a processor that others had: time of the machine, not of the program."""

from __future__ import annotations

import time
from collections import deque
from contextlib import suppress
from pathlib import Path

_WITHIN = 2.0  # seconds


class Turns:
    """What one process waited for its turn of late; nothing on a system that does not tell it."""

    def __init__(self, process: int) -> None:
        self._folder = Path(f"/proc/{process}/task")
        self._samples: deque[tuple[float, float]] = deque()

    def note(self) -> None:
        """Takes down how long it has waited by now. Ask this often: of a dead process nobody tells it."""
        now = time.monotonic()
        waited = 0
        with suppress(OSError, ValueError, IndexError):  # it or one of its threads has just ended
            for thread in self._folder.iterdir():
                # The second number: nanoseconds in which it could have run and did not (proc(5)).
                waited += int((thread / "schedstat").read_text().split()[1])
            self._samples.append((now, waited / 1e9))
        while len(self._samples) > 2 and self._samples[1][0] < now - _WITHIN:
            self._samples.popleft()

    @property
    def waited(self) -> float:
        """Seconds that it waited in the two before it was asked last, all its threads together."""
        return max(0.0, self._samples[-1][1] - self._samples[0][1]) if self._samples else 0.0

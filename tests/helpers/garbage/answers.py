"""Mutated answers of the server, thousands of them, and what the program makes of each without a window."""

from __future__ import annotations

import json
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from tests.helpers.garbage.mutations import Mutant, mutant_of, refusal
from tests.helpers.garbage.puppet import Key, Puppet, Recorder, puppet
from tests.helpers.garbage.uses import OWN_PROBLEMS, USES, World, world

_REFUSED: Final = 0.15
_TWO_WRONG: Final = 0.25


@dataclass
class Findings:
    """`tried` mutants for each use, the longest that one took, and a line for each fault."""

    tried: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, tuple[float, str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def note(self, name: str, seconds: float, what: str) -> None:
        self.tried[name] += 1
        self.slowest[name] = max(self.slowest.get(name, (0.0, "")), (seconds, what))

    def add(self, others: Findings) -> None:
        """Takes the findings of other uses on top."""
        self.tried += others.tried
        self.slowest |= others.slowest
        self.faults += others.faults

    def fault(self, name: str, error: BaseException, what: str) -> None:
        places = traceback.extract_tb(error.__traceback__)
        ours = [one for one in places if "/app/" in one.filename]
        where = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in (*places[-1:], *ours[:-4:-1]))
        self.faults.append(f"{name}: {type(error).__name__} at {where} ({error!s:.80}) | {what}")


def fuzz_answers(
    folder: Path, recorder: Recorder, *, count: int, seed: int, largest: int = 70_000
) -> Findings:
    """Has every use, in turn, meet `count` mutated answers in all; `largest` bounds what is enlarged."""
    random = Random(seed)  # noqa: S311  # chance that can be repeated is what is wanted
    findings = Findings()
    uses = list(USES)
    with puppet(recorder.replies) as server, world(folder, recorder.online) as there:
        for number in range(count):
            use = uses[number % len(uses)]
            what = _mutate(server, use, random, largest)
            _try(use, there, what, findings)
    return findings


def _mutate(server: Puppet, use: Callable[[World], None], random: Random, largest: int) -> str:
    server.mutated.clear()
    words = []
    for _ in range(2 if random.random() < _TWO_WRONG else 1):
        key = _key(random.choice(USES[use]))
        mutant = _mutant(server, key, random, largest)
        server.mutate(key, mutant)
        words.append(f"{' '.join(key)}: {mutant.what}")
    return "; ".join(words)


def _mutant(server: Puppet, key: Key, random: Random, largest: int) -> Mutant:
    if random.random() < _REFUSED:
        return refusal(random)
    return mutant_of(json.loads(server.replies[key].body), random, largest=largest)


def _key(text: str) -> Key:
    method, _, path = text.partition(" ")
    return method, path


def _try(use: Callable[[World], None], there: World, what: str, findings: Findings) -> None:
    begun = time.thread_time()
    try:
        use(there)
    except OWN_PROBLEMS as problem:
        if not str(problem).strip():
            findings.fault(use.__name__, problem, f"says nothing: {what}")
    except Exception as error:  # noqa: BLE001  # whatever it is: it is what is looked for
        findings.fault(use.__name__, error, what)
    findings.note(use.__name__, time.thread_time() - begun, what)

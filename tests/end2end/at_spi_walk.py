"""Lists what a screen reader of a Linux desktop finds in the windows: one JSON line for each input in view.

Run by the system's own Python, whose `pyatspi` this is, on the bus of the window.
"""

import json
import sys
import time
from typing import Any

import pyatspi  # type: ignore[import-not-found]  # of the system's own Python

_INPUTS = {
    pyatspi.ROLE_TEXT,
    pyatspi.ROLE_ENTRY,
    pyatspi.ROLE_COMBO_BOX,
    pyatspi.ROLE_CHECK_BOX,
    pyatspi.ROLE_PUSH_BUTTON,
    pyatspi.ROLE_TABLE,
    pyatspi.ROLE_LIST,
    pyatspi.ROLE_TREE,
}
_SECONDS = 10


def applications() -> list[Any]:
    until = time.monotonic() + _SECONDS
    found: list[Any] = []
    while not found and time.monotonic() < until:
        found = [each for each in pyatspi.Registry.getDesktop(0) if each and each.childCount]
    return found


def walk(node: Any) -> None:
    if node.getRole() in _INPUTS and node.getState().contains(pyatspi.STATE_SHOWING):
        labels = [
            relation.getTarget(number).name
            for relation in node.getRelationSet()
            if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY
            for number in range(relation.getNTargets())
        ]
        found = {"role": node.getRoleName(), "name": node.name, "more": node.description, "labels": labels}
        sys.stdout.write(json.dumps(found) + "\n")
    for number in range(min(node.childCount, 300)):
        child = node.getChildAtIndex(number)
        if child is not None:
            walk(child)


for application in applications():
    walk(application)

"""Writes down what a screen reader of a Linux desktop is told of the windows: one JSON line for each event.

Run by the system's own Python, whose `pyatspi` this is, on the bus of the window. Goes on until it is ended.
"""

import json
import sys
from typing import Any

import pyatspi  # type: ignore[import-not-found]  # of the system's own Python


def note(event: Any) -> None:
    source = event.source
    said = str(event.any_data) if event.type.name == "object:announcement" else ""
    got_focus = event.type.name == "object:state-changed:focused" and event.detail1
    if said or got_focus:
        line = {"said": said, "name": source.name, "more": source.description}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()


for event_type in ("object:announcement", "object:state-changed:focused"):
    pyatspi.Registry.registerEventListener(note, event_type)
sys.stdout.write("listening\n")
sys.stdout.flush()
pyatspi.Registry.start()

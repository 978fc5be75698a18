"""``python -m tests.network [LETTER …]``: the program behind real proxies and gateways, a line a fault.

Exit code 0: all are as expected; 1: one is not; 2: something is not installed. See tests/README.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from tests.network.services import program_path
from tests.network.table import Row, tried

_PROGRAMS = ("squid", "nginx", "haproxy", "tinyproxy", "chromium", "chromedriver", "faketime")
_MODULES = ("filters", "proxies", "time_and_trust", "signing_in", "small_sentences")


def main(arguments: Sequence[str] | None = None) -> int:
    """Tries the rows of the letters that were given, else all."""
    parser = argparse.ArgumentParser(prog="python -m tests.network", description=__doc__)
    parser.add_argument("letters", nargs="*", metavar="LETTER", help="A to Q")
    wanted = {letter.upper() for letter in parser.parse_args(arguments).letters}
    if lacking := [name for name in _PROGRAMS if program_path(name) is None]:
        print(f"not installed: {', '.join(lacking)} (packaging/setup.sh network-test)", file=sys.stderr)
        return 2
    rows: list[Row] = [row for name in _MODULES for row in import_module(f"tests.network.{name}").ROWS]
    chosen = [row for row in rows if not wanted or row.letter in wanted]
    right = 0
    for row in chosen:
        done = tried(row)
        right += done.is_right
        print(done, flush=True)
    print(f"{right} passed, {len(chosen) - right} failed")
    return 0 if right == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())

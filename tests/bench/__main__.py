"""``python -m tests.bench [NAME …]`` runs the benchmarks: each ``bench_NAME.py`` has a ``run() -> Table``.

Prints one table each. Exit code 0: all ran; 1: one raised (the others run all the same); 2: no such name.
"""

import argparse
import importlib
import os
import pkgutil
import sys
import traceback
from collections.abc import Sequence

_PREFIX = "bench_"


def main(arguments: Sequence[str] | None = None, package: str = "tests.bench") -> int:
    # Before a benchmark imports Qt, which chooses its platform once.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    available = _names(package)
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Runs the benchmarks.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(available)}")
    chosen: list[str] = parser.parse_args(arguments).names or available
    if unknown := sorted(set(chosen) - set(available)):
        parser.error(f"no benchmark is called {', '.join(unknown)}; there are: {', '.join(available)}")
    if not available:
        print("no benchmarks yet")
    ran = [_run(f"{package}.{_PREFIX}{name}", name) for name in chosen]
    return 0 if all(ran) else 1


def _names(package: str) -> list[str]:
    modules = pkgutil.iter_modules(importlib.import_module(package).__path__)
    return sorted(module.name.removeprefix(_PREFIX) for module in modules if module.name.startswith(_PREFIX))


def _run(module: str, name: str) -> bool:
    try:
        table = importlib.import_module(module).run()
    except Exception:  # noqa: BLE001  # whatever one benchmark raises is shown, and the others still run
        traceback.print_exc()
        print(f"{name}: failed, see above\n", file=sys.stderr)
        return False
    print(f"{table}\n", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())

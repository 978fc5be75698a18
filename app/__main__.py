"""Entry point of ``python -m app`` and the console script ``contact-entry``."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Runs the program and returns its exit code; `argv` is without the program's name.

    The exit codes are listed in `app.commands.output`.
    """
    from app.commands.main import run

    return run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())

"""Entry point of ``python -m app`` and the console script ``contact-entry``."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Runs the program and returns its exit code; `argv` is without the program's name.

    The exit codes are listed in `app.commands.exit_codes`.
    """
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--version"] and sys.stdout is not None:
        # Scripts ask for it often, and the parser takes longer to load than Python to start.
        from app import __version__

        try:
            sys.stdout.write(f"Contact Entry {__version__}\n")
            sys.stdout.flush()
        except OSError as error:
            from app.commands.output import final_code, note_failure

            note_failure(sys.stdout, error)
            sys.exit(final_code(0))
        sys.exit(0)
    if arguments in (["--help"], ["-h"]):
        # So do people, for this.
        from app.commands.command_line.overview import print_overview

        sys.exit(print_overview())
    from app.commands.main import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())

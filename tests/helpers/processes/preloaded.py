"""A process that has loaded the commands and becomes each of them in a fork, which saves the loading alone.

A request is one datagram, with the standard streams as file descriptors; the answer is the exit code.
A fork starts with the environment of its request. It ends as the interpreter does: after the last thread and
the exit handlers, with everything written. It does not take apart what is loaded, which would copy all of it.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).parents[3]
_COMMANDS = {"submit", "outbox", "profile", "update-check"}
CHILD_EVENT = "contact-entry.preloaded"
"""The audit event of a command that is run, with the arguments that ``subprocess.Popen`` has."""
_TIMEOUT = 100.0  # seconds
_LONGEST = 2**17  # bytes of a request


class Preloaded:
    """The process, started when first needed, as long as this one lives."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._channel: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def run(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        typed: bytes,
        patience: float | None = None,
    ) -> tuple[int, bytes, bytes] | None:
        """Returns exit code and output, or None where it takes a process of its own; see `_is_fit`.

        `patience` are the seconds that it waits for another command to leave the store, if not as people do.
        """
        if not _is_fit(arguments, environment) or not self._lock.acquire(blocking=False):
            return None
        sys.audit(CHILD_EVENT, sys.executable, list(arguments), str(ROOT), dict(environment))
        try:
            streams = [os.memfd_create(name) for name in ("in", "out", "err")]
            try:
                os.write(streams[0], typed)
                os.lseek(streams[0], 0, os.SEEK_SET)
                code = self._ask(json.dumps([list(arguments), dict(environment), patience]).encode(), streams)
                return code, _content(streams[1]), _content(streams[2])
            finally:
                for stream in streams:
                    os.close(stream)
        finally:
            self._lock.release()

    def _ask(self, request: bytes, streams: list[int]) -> int:
        if self._channel is None:
            self._channel = self._start()
        socket.send_fds(self._channel, [request], streams)
        try:
            return int(self._channel.recv(64))
        except (TimeoutError, ValueError) as error:
            self.close()
            raise RuntimeError("The command did not end, or what was loaded for it did.") from error

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
                pass_fds=[theirs.fileno()],
            )
        ours.settimeout(_TIMEOUT)
        return ours

    def close(self) -> None:
        if self._channel is not None and self._process is not None:
            self._channel.close()
            self._process.kill()
            self._process.wait()
            self._channel = self._process = None


def _is_fit(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Not what tests the start itself, or changes what the interpreter takes from its environment."""
    return (
        sys.platform == "linux"
        and not _COMMANDS.isdisjoint(arguments)
        and environment.get("LC_ALL") == "C.UTF-8"
        and environment.get("PYTHONPATH") == str(ROOT)
        # Many texts are constants: they are in the language that the modules were loaded under.
        and environment.get("CONTACT_ENTRY_LANGUAGE") == "en"
        and "--language" not in arguments
        and _for_the_interpreter(environment) == _for_the_interpreter(os.environ)
    )


def _for_the_interpreter(environment: Mapping[str, str]) -> dict[str, str]:
    told_otherwise = {"PYTHONPATH", "PYTHON_KEYRING_BACKEND"}
    names = [name for name in environment if name.startswith("PYTHON") or name == "TZ"]
    return {name: environment[name] for name in names if name not in told_otherwise}


def _content(stream: int) -> bytes:
    with os.fdopen(os.dup(stream), "rb") as file:
        file.seek(0)
        return file.read()


def _serve(channel: socket.socket) -> int:
    """Returns when nobody asks any more."""
    from app.__main__ import main

    _load()
    gc.collect()
    gc.freeze()  # a fork that went over what is loaded, looking for garbage, would copy all of it
    while True:
        request, streams, _, _ = socket.recv_fds(channel, _LONGEST, 3)
        if not request:
            return 0
        process = os.fork()
        if not process:
            arguments, environment, patience = json.loads(request)
            _become(channel, streams, environment, patience)
            _end(partial(main, arguments))
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(process, 0)
        with suppress(BrokenPipeError):
            channel.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(
    channel: socket.socket, streams: list[int], environment: dict[str, Any], patience: float | None
) -> None:
    from app.commands import session

    session._PATIENCE = session._PATIENCE if patience is None else patience
    channel.close()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(environment)


def _end(run: Callable[[], int]) -> NoReturn:
    """Ends a fork with the exit code of its command, or as what it raises would end the interpreter."""
    code: Any = 1
    try:
        code = run()
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001  # whatever it is, nobody above this one may go on
        traceback.print_exc()
    try:
        if isinstance(code, str):
            print(code, file=sys.stderr)  # noqa: T201  # as the interpreter does
        threading._shutdown()  # type: ignore[attr-defined]  # what the interpreter waits with
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    finally:
        os._exit(code if isinstance(code, int) else int(code is not None))


def _load() -> None:
    """Everything that the commands import and build sooner or later; and no Qt, which they do without."""
    import encodings.idna  # noqa: F401
    import zoneinfo  # noqa: F401

    import email_validator  # noqa: F401
    import keyring
    import keyring.backends.chainer
    import keyring.backends.null  # noqa: F401
    import phonenumbers  # noqa: F401
    import stdnum  # noqa: F401

    import app.commands.outbox
    import app.commands.setup.profile
    import app.commands.submit
    import app.commands.update_check
    import app.sandbox
    import app.webapi.client
    import app.webapi.newest_version  # noqa: F401
    import tests.helpers.secrets.memory_keyring
    import tests.helpers.secrets.shared_keyring  # noqa: F401
    from app.commands.command_line.parser import build_parser
    from app.model.carriers.lists import DuplicateEntry, ErrorAnswer
    from app.model.carriers.reading import load_validators
    from app.model.carriers.schema import validator_for
    from app.service.lookups import _SHAPE
    from app.storage.settings.settings_file import Settings
    from app.webapi.archive import ArchivePage

    build_parser()
    Settings.from_values({})
    load_validators()
    for shape in (*_SHAPE.values(), ArchivePage, ErrorAnswer, dict[str, Any], tuple[DuplicateEntry, ...]):
        validator_for(shape)

    if "PySide6" in sys.modules or threading.active_count() > 1:
        raise RuntimeError("The commands load Qt, or start a thread, when they are imported.")


if __name__ == "__main__":
    sys.exit(_serve(socket.socket(fileno=int(sys.argv[1]))))

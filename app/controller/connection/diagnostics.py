"""The text of "Copy diagnostics": enough to help, and nothing private."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from app import __version__
from app.controller.connection.status import ConnectionStatus
from app.model.entry import State
from app.storage.files.logs import LogFile

_LIBRARIES = ("PySide6_Essentials", "httpx", "keyring", "pydantic", "Authlib")
_LINES = 80


def diagnostics(
    status: ConnectionStatus, counts: Mapping[State, int], log: LogFile, secret_store: str
) -> str:
    """Makes the text for the clipboard. Reads the log: call it on a worker thread.

    The connection is described by its scheme and the settings that matter, without address, name or customer.
    """
    import platform  # which few ever need

    profile = status.profile
    lines = [
        f"Contact Entry {__version__}",
        f"System: {platform.platform()}",
        f"Python: {sys.version.split()[0]}",
        *(f"{name}: {_version(name)}" for name in _LIBRARIES),
        f"Password store: {secret_store}",
        f"Connection: {profile.scheme if profile else 'none'}, {status.state}",
    ]
    if profile:
        lines += [
            f"Formats: {profile.body_format}, {profile.answer_format}",
            f"Own certificate file: {'yes' if profile.ca_file else 'no'}",
            f"Proxy: {'own' if profile.proxy else 'of the system'}",
        ]
    lines += [f"Entries {state}: {count}" for state, count in counts.items()]
    return "\n".join([*lines, "", f"Last lines of {log.path.name}:", log.tail(_LINES)])


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # here: they take a while to load

    try:
        return version(name)
    except PackageNotFoundError:
        return "not known"

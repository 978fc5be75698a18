"""Takes the place of Windows' proxy settings and of the name service, in the program that is tried.

Python imports it at its start. The file that STANDINS names is read whenever something is asked, as a
registry is: ``{"proxies": {…}, "exceptions": […], "hosts": {name: [address, …]}}``.
"""

import json
import os
import socket
import urllib.request
from pathlib import Path
from typing import Any

_resolve = socket.getaddrinfo


def _told() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(Path(os.environ["STANDINS"]).read_text(encoding="utf-8"))
    return told


def _addresses(host: Any, *arguments: Any, **options: Any) -> list[Any]:
    known = _told().get("hosts", {}).get(host, [host])
    return [answer for address in known for answer in _resolve(address, *arguments, **options)]


def _proxies() -> dict[str, str]:
    return dict(_told().get("proxies", {}))


def _is_exception(host: str, *_: Any) -> bool:
    return host.partition(":")[0] in _told().get("exceptions", [])


if "STANDINS" in os.environ:
    socket.getaddrinfo = _addresses
    urllib.request.getproxies_registry = _proxies  # type: ignore[attr-defined]  # on Windows alone
    urllib.request.proxy_bypass = _is_exception  # type: ignore[assignment]  # as it is called here

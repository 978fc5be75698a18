"""Decides which proxy a host is reached through: settings, environment or system, with their exceptions.

A policy's proxy is part of the profile. The environment is HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY;
the system is what Windows or macOS has set, with its list of exceptions. Configuration scripts (PAC) are not
read, but noticed. This computer itself is never reached through a proxy.
"""

from __future__ import annotations

import fnmatch
import ipaddress
import re
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

import httpx

from app.model.profile import DIRECT, Profile
from app.model.web_address import is_loopback, proxy_parts
from app.webapi import errors
from app.webapi.http.proxy_script import has_proxy_script
from app.webapi.http.server_address import host_of

_VALID_SECONDS: Final = 60.0
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"\[([^\]]+)\](/\d+)?(?::(\d+))?")


@dataclass(frozen=True)
class Proxy:
    """A proxy. `address` has no credentials; `user` is empty if the address that was set has none."""

    address: str
    user: str = ""
    password: str = field(default="", repr=False)


class ProxyFinder:
    """Finds the proxy for a URL. What it found holds for a minute, or until `forget`. Thread-safe."""

    def __init__(self, profile: Profile, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._setting = profile.proxy.strip()
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._found: dict[tuple[str, str, int], tuple[Proxy | None, float]] = {}
        self._has_script: bool | None = None

    def find(self, url: httpx.URL) -> Proxy | None:
        """Returns the proxy for a URL, None for a direct connection. Raises ValueError, httpx.InvalidURL."""
        key = (url.scheme, url.host, _port(url))
        now = self._monotonic()
        with self._lock:
            proxy, until = self._found.get(key, (None, now))
        if until > now:
            return proxy
        proxy = _proxy(proxy_address(url, self._setting))
        with self._lock:
            self._found[key] = (proxy, now + _VALID_SECONDS)
        return proxy

    def misses_script(self, url: httpx.URL) -> bool:
        """Returns True if a URL is reached directly only because a configuration script is not read."""
        environment, exceptions = _environment()
        is_decided = self._setting or environment or is_loopback(url.host) or is_exception(url, exceptions)
        if is_decided or self.find(url) is not None:
            return False
        if self._has_script is None:
            self._has_script = has_proxy_script()
        return self._has_script

    def forget(self) -> None:
        """Has the environment and the system asked again: the network may be another one."""
        with self._lock:
            self._found.clear()


def check_proxy(setting: str, host: str) -> None:
    """Reads the proxy of a connection, whatever the environment says. Raises ProxyAddressError."""
    address = setting.strip()
    try:
        _proxy("" if address.lower() == DIRECT else address)
    except (ValueError, httpx.InvalidURL) as error:
        raise errors.ProxyAddressError(host, detail=type(error).__name__) from None


def proxy_address(url: httpx.URL, setting: str = "") -> str:
    """Returns the address of the proxy for a URL as it was set; empty for a direct connection.

    `setting` is the connection's own: an address, ``direct``, or empty for that of environment or system.
    """
    if is_loopback(url.host) or setting.lower() == DIRECT:
        return ""
    environment, exceptions = _environment()
    if is_exception(url, exceptions):
        return ""
    if setting:
        return setting
    proxies = environment or _system_proxies()
    if not environment and urllib.request.proxy_bypass(host_of(str(url))):
        return ""
    return proxies.get(url.scheme) or proxies.get("all") or ""


def _environment() -> tuple[dict[str, str], str]:
    """Returns the proxies of the environment by scheme, and its exceptions.

    Python takes every variable that ends with ``_proxy`` for one, also those of other programs.
    """
    found = urllib.request.getproxies_environment()
    given = {scheme: found.get(scheme, "").strip() for scheme in ("http", "https", "all")}
    return {scheme: address for scheme, address in given.items() if address}, found.get("no", "")


def _system_proxies() -> dict[str, str]:
    """Returns what the system has set, also where only NO_PROXY is in the environment."""
    for name in ("getproxies_registry", "getproxies_macosx_sysconf"):
        if own := getattr(urllib.request, name, None):
            return dict(own())
    return urllib.request.getproxies()


def _proxy(address: str) -> Proxy | None:
    """Returns the parts of an address as it was set; its password may hold any sign. Raises ValueError."""
    if not address:
        return None
    scheme, credentials, place = proxy_parts(address)
    url = httpx.URL(f"{scheme}://{place}")
    user, _, password = credentials.partition(":")
    return Proxy(str(url).rstrip("/"), unquote(user), unquote(password))


def is_exception(url: httpx.URL, no_proxy: str) -> bool:
    """Returns True if a host is in NO_PROXY.

    Its entries are separated by commas or spaces: names with everything below them (``corp.example``,
    ``.corp.example``), patterns (``*.corp.example``, ``10.1.*``), addresses and networks of IPv4 and IPv6
    with or without brackets, ``<local>`` for names without a dot, ``*``; each may have a port.
    """
    return any(_matches(url, entry) for entry in re.split(r"[\s,;]+", no_proxy) if entry)


def _matches(url: httpx.URL, entry: str) -> bool:
    wanted, port = _split_port(_SCHEME.sub("", entry).rstrip("/"))
    if port is not None and port != _port(url):
        return False
    if (network := _network(wanted)) is not None:
        address = _address(url.host)
        return address is not None and address.version == network.version and address in network
    host = url.raw_host.decode().lower().rstrip(".")
    wanted = _ascii(wanted.removeprefix("."))
    if wanted == "<local>":
        return "." not in host and ":" not in host
    if "*" in wanted:
        return fnmatch.fnmatchcase(host, wanted.replace("[", "[[]"))
    return bool(wanted) and (host == wanted or host.endswith(f".{wanted}"))


def _split_port(entry: str) -> tuple[str, int | None]:
    if bracketed := _BRACKETED.fullmatch(entry):
        address, prefix, port = bracketed.groups()
        return address + (prefix or ""), int(port) if port else None
    name, colon, port = entry.rpartition(":")
    if colon and ":" not in name and port.isascii() and port.isdigit():
        return name, int(port)
    return entry, None


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _ascii(name: str) -> str:
    name = name.lower().rstrip(".")
    if name.isascii():
        return name
    try:
        stars = [httpx.URL(f"http://{part}").raw_host.decode() if part else "" for part in name.split("*.")]
    except (httpx.InvalidURL, UnicodeError):
        return name
    return "*.".join(stars)


def _port(url: httpx.URL) -> int:
    return url.port or _DEFAULT_PORTS.get(url.scheme, 0)

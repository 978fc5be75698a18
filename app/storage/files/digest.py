"""Digests of names, without OpenSSL."""

from __future__ import annotations

from importlib import import_module


def sha256_of(content: bytes) -> str:
    """Returns the SHA-256 of bytes, in hexadecimal digits.

    By Python's own module, as `random` does: `hashlib` loads OpenSSL, three megabytes for a name or two in a
    window that may never call a server.
    """
    for module in ("_sha2", "_sha256"):  # Python 3.12 and later, 3.11
        try:
            return str(import_module(module).sha256(content).hexdigest())
        except ImportError:
            continue
    import hashlib

    return hashlib.sha256(content).hexdigest()

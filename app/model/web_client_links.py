"""Links into the SuperOffice web client."""

from __future__ import annotations

from urllib.parse import urlsplit


def company_link(site: str, contact_id: int) -> str:
    """Returns the address of a company's page (docs: "SoProtocol", which has both question marks).

    `site` is the address of a connection, with or without ``/api``.
    """
    address = site if "://" in site else f"https://{site}"
    parts = urlsplit(address.rstrip("/"))
    path = parts.path.lower().removesuffix("/v1").removesuffix("/api")
    folder = parts.path[: len(path)]
    return f"{parts.scheme}://{parts.netloc}{folder}/default.aspx?contact.main?contact_id={contact_id}"


def site_link(site: str) -> str:
    """Returns the address at which a browser shows a connection's server; empty if there is none.

    It is http or https and nothing else: what a browser is handed must not be a file or a script.
    """
    address = site.strip() if "://" in site else f"https://{site.strip()}"
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}/" if is_web and address.isprintable() else ""

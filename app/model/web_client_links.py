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

"""Web addresses that are pages on somebody else's site: social networks, maps, meetings."""

from __future__ import annotations

from app.model.internet_domains import host_of
from app.recognition.language import vocabulary


def is_social(url: str) -> bool:
    """Returns True if a web address is a page on such a site and not the company's own."""
    host = host_of(url)
    return any(host == one or host.endswith(f".{one}") for one in vocabulary.SOCIAL_HOSTS)

"""What a mail or web address says of the company it belongs to."""

from __future__ import annotations

import re

from app.recognition.language import vocabulary


def domain_of(mail: str) -> str:
    """The domain of a company's mailbox; empty where it is a provider's."""
    domain = mail.rpartition("@")[2].strip().lower()
    return "" if domain in vocabulary.FREE_MAIL or "." not in domain else domain


def host_of(url: str) -> str:
    """The host of a web address, in lower case and without ``www.``."""
    host = re.sub(r"^https?://", "", url.lower()).partition("/")[0].partition(":")[0]
    return host.removeprefix("www.")


def is_social(url: str) -> bool:
    """Whether a web address is a page on somebody else's site: a network, a map, a meeting."""
    host = host_of(url)
    return any(host == one or host.endswith(f".{one}") for one in vocabulary.SOCIAL_HOSTS)

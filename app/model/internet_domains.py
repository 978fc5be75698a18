"""Domains and hosts in e-mail and web addresses, and which of them say nothing about a company."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

# In the order of their top-level domains.
_FREE_MAIL = """
    gmx.at skynet.be telenet.be bluewin.ch gmx.ch 163.com aol.com btinternet.com btopenworld.com email.com
    fastmail.com gmail.com gmx.com googlemail.com hotmail.com icloud.com live.com luukku.com mac.com
    mail.com me.com msn.com ntlworld.com outlook.com protonmail.com qq.com rocketmail.com sky.com telia.com
    tuta.com tutanota.com virginmedia.com yahoo.com yandex.com ymail.com zoho.com seznam.cz arcor.de
    freenet.de gmx.de hotmail.de mail.de outlook.de posteo.de t-online.de web.de yahoo.de hotmail.dk
    jubii.dk live.dk mail.dk ofir.dk outlook.dk stofanet.dk tdcadsl.dk yahoo.dk hotmail.es yahoo.es
    elisanet.fi kolumbus.fi free.fr hotmail.fr live.fr orange.fr sfr.fr wanadoo.fr yahoo.fr hotmail.it
    libero.it virgilio.it pm.me proton.me att.net bredband.net c2i.net comcast.net gmx.net laposte.net
    lyse.net sbcglobal.net talktalk.net telefonica.net verizon.net kpnmail.nl xs4all.nl ziggo.nl
    broadpark.no frisurf.no getmail.no hotmail.no live.no online.no outlook.no start.no yahoo.no mailbox.org
    interia.pl o2.pl onet.pl wp.pl mail.ru yandex.ru comhem.se home.se hotmail.se live.se passagen.se
    spray.se tele2.se yahoo.se hotmail.co.uk live.co.uk yahoo.co.uk
    """
FREE_MAIL_DOMAINS: Final = frozenset(_FREE_MAIL.split())
"""Domains of providers that give mailboxes to everybody, so that they tell nothing about a company."""


def domain_of_email(text: str) -> str:
    """Returns the company's domain in an e-mail address, in lower case; empty for that of a free provider."""
    return _company_domain(text.strip().rpartition("@")[2].lower()) if "@" in text else ""


def domain_of_url(text: str) -> str:
    """Returns the company's domain in a web address, as `host_of` does; empty for that of a free provider."""
    return _company_domain(host_of(text))


def host_of(url: str) -> str:
    """Returns the host of a web address, with or without a scheme, in lower case and without ``www.``.

    Returns an empty string for a text that cannot be a web address.
    """
    text = url.strip()
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _company_domain(domain: str) -> str:
    is_domain = "." in domain.strip(".") and not any(letter.isspace() for letter in domain)
    return domain if is_domain and domain not in FREE_MAIL_DOMAINS else ""

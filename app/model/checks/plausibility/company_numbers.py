"""VAT numbers and the numbers of company registers, checked with python-stdnum where it knows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from app.model.checks.plausibility.words import why_nothing
from app.model.text_normalization import shortened
from app.translation import _

# Modules of python-stdnum for the numbers by which companies are known, beside VAT: registers, and the tax or
# civil numbers of sole traders. Numbers of accounts, passports and products are left out.
_KINDS = ("vat", "orgnr", "businessid", "ein")
_REGISTERS: dict[str, tuple[str, ...]] = {
    "AT": ("businessid", "tin"),
    "AU": ("abn", "acn"),
    "BR": ("cnpj", "cpf"),
    "CA": ("bn",),
    "CH": ("uid",),
    "CZ": ("dic", "rc"),
    "DE": ("handelsregisternummer", "stnr"),
    "DK": ("cvr",),
    "EE": ("registrikood",),
    "ES": ("cif", "nif"),
    "FI": ("ytunnus", "associationid"),
    "FR": ("siren", "siret", "rcs"),
    "GB": ("utr",),
    "IS": ("kennitala", "vsk"),
    "IT": ("codicefiscale",),
    "LI": ("peid",),
    "MD": ("idno",),
    "JP": ("cn",),
    "PL": ("regon",),
    "SE": ("orgnr", "personnummer"),
    "UA": ("edrpou", "rntrc"),
    "US": ("ein",),
    "ZA": ("tin",),
}
# Registers that python-stdnum does not know: Companies House, KvK, the CRO, courts without a name, the KRS.
_PATTERNS: dict[str, str] = {
    "DE": r"(?:HR[AB]|GNR|PR|VR)\s*\d{1,6}(?:\s?[A-Z]{1,3})?(?:\s.*)?|.*\bHR[AB]\s*\d{1,6}(?:\s?[A-Z]{1,3})?",
    "GB": r"\d{8}|(?:SC|NI|OC|SO|NC|FC|BR|LP|SL|NL|CE|CS|IP|SP|RS|RC|GE|R0)\d{6}|R\d{7}",
    "IE": r"\d{5,6}",
    "NL": r"\d{8}|\d{12}",
    "PL": r"0000\d{6}",
}
# What people write before and behind the number itself.
_LABEL = re.compile(
    r"(?:foretaksregisteret|org(?:anisasjons?|anisations?)?\.?\s*-?\s*(?:nr|nummer|no)?\.?|vat(?:\s*(?:no|reg|number)\.?)*|ust\.?-?\s?id(?:ent)?"
    r"\.?-?\s?(?:nr\.?)?|btw(?:-?nr\.?)?|tva|p\.?\s?iva|kvk(?:-?n(?:umme)?r\.?)?|cvr(?:-?nr\.?)?|siren|siret|rcs|krs|nip"
    r"|moms(?:reg)?\.?(?:-?nr\.?)?|company\s+(?:no|number|reg)\.?|uid|crn?o?\.?(?:\s+no\.?)?)[\s.:]+(?=.*\d)",
    re.IGNORECASE,
)
_TAX = re.compile(
    r"[\s,]*\b(?:MVA|MOMS|MWST|IVA|TVA|TPS|VAT|BTW)\.?(?:[\s,]+Foretaksregisteret)?\s*$", re.IGNORECASE
)
_LONGEST = 60


def check_vat_number(text: str, region: str) -> str:
    """Checks a VAT number or the number of a company's register in the country `region` (ISO 3166 code)."""
    if not text or not region:
        return ""
    if sentence := why_nothing(text):
        return sentence
    if len(text) <= _LONGEST and (not _modules(region) or _is_right(text, region)):
        return ""
    if not _modules(region) and region not in _PATTERNS:
        return ""
    if other := _other_country(text[:_LONGEST], region):
        return _("“{text}” is a number of {other}, but the company is in another country.").format(
            text=shortened(text), other=other
        )
    told = _(
        "“{text}” does not look like a VAT or company number of that country ({region}). Check the digits."
    )
    return told.format(text=shortened(text), region=region)


def _is_right(text: str, region: str) -> bool:
    return any(
        any(module.is_valid(one) for module in _modules(region))
        or re.fullmatch(_PATTERNS.get(region, "(?!)"), re.sub(r"[\s.]", "", one), re.IGNORECASE)
        or re.fullmatch(_PATTERNS.get(region, "(?!)"), one, re.IGNORECASE)
        for one in _forms(text.strip(), region)
    )


def _forms(text: str, region: str) -> Iterator[str]:
    """Yields the number as it stands there, and without what people write around it."""
    yield text
    bare = _LABEL.sub("", text, count=1).strip()
    yield bare
    yield _TAX.sub("", bare)
    if bare.upper().startswith(region):
        yield _TAX.sub("", bare[2:]).strip(" -")


def _other_country(text: str, region: str) -> str:
    """Returns the country whose letters a valid VAT number begins with, if it is not this one."""
    found = re.match(r"([A-Z]{2})[\s.-]?\d", _LABEL.sub("", text, count=1).strip().upper())
    code = {"EL": "GR", "XI": "GB"}.get(found[1], found[1]) if found else ""
    return code if code and code != region and _modules(code) and _is_right(text, code) else ""


@lru_cache(256)
def _modules(region: str) -> tuple[Any, ...]:
    from stdnum import get_cc_module

    kinds = dict.fromkeys((*_KINDS, *_REGISTERS.get(region, ())))
    return tuple(module for kind in kinds if (module := get_cc_module(region, kind)))

"""The public registers of companies: one module each. `REGISTERS` has them all, by code."""

from __future__ import annotations

from typing import Final

from app.webapi.registers.czechia import Czechia
from app.webapi.registers.denmark import Denmark
from app.webapi.registers.finland import Finland
from app.webapi.registers.france import France
from app.webapi.registers.gleif import Gleif
from app.webapi.registers.great_britain import GreatBritain
from app.webapi.registers.norway import Norway
from app.webapi.registers.register import Register
from app.webapi.registers.sweden import Sweden
from app.webapi.registers.vies import Vies

REGISTERS: Final[dict[str, Register]] = {
    one.code: one
    for one in (
        Norway(),
        Denmark(),
        Finland(),
        France(),
        Czechia(),
        GreatBritain(),
        Sweden(),
        Vies(),
        Gleif(),
    )
}
"""National ones first: where several could answer, the first is asked."""

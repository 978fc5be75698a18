"""Makes of what a register says of a company what can be put into a form, and what is to be known before."""

from __future__ import annotations

from typing import Final

from app.model.registers.record import CompanyState, RegisterRecord
from app.recognition.reading.findings import FoundValue, RecognitionResult
from app.translation import N_, _

_STATES: Final = {
    CompanyState.BANKRUPT: N_("{name} is bankrupt, says {register}."),
    CompanyState.DISSOLVING: N_("{name} is being dissolved, says {register}."),
    CompanyState.DELETED: N_("{name} is deleted from the register, says {register}."),
}
# By the country of a company that has its register tell that it wants no advertising.
_LAWS: Final = {
    "DK": N_("Wants no advertising: section 19 of the Danish act on the CVR forbids it."),
    "SE": N_("Wants no advertising: blocked in the register of companies by the Swedish ordinance 1984:692."),
}
_OTHER_LAW: Final = N_("The register says that this company wants no advertising.")


def proposals_of(record: RegisterRecord, register: str) -> RecognitionResult:
    """Returns the values of a record; its people are offered only. `register` is the register's name.

    The message warns of a company that is not active any more.
    """
    company = [FoundValue(path, value, register) for path, value in record.values.items()]
    if record.industry:
        company.append(FoundValue("Business", record.industry, register))
    if record.refuses_advertising:
        company.append(FoundValue("NoMailing", "true", _(_LAWS.get(record.country, _OTHER_LAW))))
    people = [
        FoundValue(f"Persons[{place}].{name}", value, register)
        for place, person in enumerate(record.persons)
        for name, value in person.items()
    ]
    warning = _STATES.get(record.state)
    return RecognitionResult(
        company=tuple(company),
        message=_(warning).format(name=record.name, register=register) if warning else "",
        doubtful=tuple(people),
        source=register,
    )

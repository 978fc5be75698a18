"""Consents of the company's people as a person edits them: one, of one of them or of each.

Whose a consent is, is known by name as well as by number: people are removed, moved and put back meanwhile,
and nobody has consented for another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from app.model.entry import FieldMessage
from app.model.next_steps.declared import NEXT_STEPS
from app.model.text_normalization import equal_ignoring_case
from app.translation import _

CONSENT: Final = "Consent"
KEYS: Final = ("Purpose", "Source", "LegalBase")
WHOSE: Final = "Person"
OF_ALL: Final = 0
"""In place of the number of a person: each of them."""


def names_of(people: object) -> list[str]:
    """Returns what the people of a form are called, as `display_name` calls those that are sent."""
    given = people if isinstance(people, list | tuple) else ()
    parts = [
        (person.get("Firstname"), person.get("Lastname")) if isinstance(person, Mapping) else ()
        for person in given
    ]
    return [" ".join(part.strip() for part in one if isinstance(part, str) and part.strip()) for one in parts]


def consent_of(steps: object, names: Sequence[str]) -> dict[str, Any]:
    """Returns the keys of the first consent, and as `Person` whose it is: a number, or `OF_ALL`.

    Without `Person` it is that of somebody whom the company does not have.
    """
    same = _first_consents(steps, names)
    if not same:
        return {}
    keys = {name: value for name in KEYS if (value := same[0].get(name))}
    if len(same) > 1:
        return {**keys, WHOSE: OF_ALL}
    number = _number_of(same[0], names)
    return {**keys, WHOSE: number} if names and number else keys


def with_consent(steps: object, consent: Mapping[str, Any], names: Sequence[str]) -> list[Any]:
    """Returns the steps with the first consent as `consent_of` returns it; without keys it is left out."""
    given = list(steps) if isinstance(steps, list | tuple) else []
    if consent == consent_of(given, names):
        return given
    same = _first_consents(steps, names)
    there = _number_of(same[0], names) if same else 1
    whose = consent.get(WHOSE, there)
    numbers = range(1, len(names) + 1) if WHOSE in consent and whose == OF_ALL else (whose,)
    made = [_made(number, same, consent, names) for number in numbers] if any(map(consent.get, KEYS)) else []
    if not same:
        return [*given, *made]
    kept = [one for one in given if not any(one is other for other in same)]
    place = next(index for index, one in enumerate(given) if one is same[0])
    return [*kept[:place], *made, *kept[place:]]


def with_people_found(given: object, names: Sequence[str]) -> object:
    """Returns next steps in which each consent has the number that its person has now."""
    if not isinstance(given, list | tuple):
        return given
    return [_found(one, names) if _is_consent(one) else one for one in given]


def last_person_of(given: object, names: Sequence[str]) -> int:
    """Returns the highest number of a person of the company whom a next step is about; 0 for nobody."""
    found = with_people_found(given, names)
    numbers = [one.get(WHOSE) for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
    return max((one for one in numbers if type(one) is int and one <= len(names)), default=0)


def nobody_problems(given: object, names: Sequence[str]) -> Iterator[FieldMessage]:
    """Yields a problem for each consent of somebody whom the company does not have."""
    for index, one in enumerate(given if isinstance(given, list | tuple) else ()):
        if _is_consent(one) and isinstance(one.get("Name"), str) and not _number_of(one, names):
            told = _("{name} has consented, and is not among the contacts now. Say whose consent it is.")
            yield FieldMessage(f"{NEXT_STEPS}[{index}].Name", told.format(name=one["Name"]))


def _is_consent(step: object) -> bool:
    return isinstance(step, Mapping) and step.get("Kind") == CONSENT


def _first_consents(steps: object, names: Sequence[str]) -> list[Mapping[str, Any]]:
    """Returns the first consent, with those of the others where each has the same one."""
    consents = [one for one in (steps if isinstance(steps, list | tuple) else ()) if _is_consent(one)]
    if not consents:
        return []
    same = [one for one in consents if _bare(one) == _bare(consents[0])]
    whose = sorted(_number_of(one, names) for one in same)
    return same if len(names) > 1 and whose == list(range(1, len(names) + 1)) else consents[:1]


def _bare(consent: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in consent.items() if name not in (WHOSE, "Name")}


def _number_of(consent: Mapping[str, Any], names: Sequence[str]) -> int:
    """Returns the number of the person whose consent it is, 0 where that is nobody."""
    given, name = consent.get(WHOSE), consent.get("Name")
    number = given if type(given) is int else 1
    if not isinstance(name, str):
        return number
    called_so = [index for index, one in enumerate(names, 1) if _is_called(one, name)]
    if number in called_so:
        return number
    if called_so:
        return called_so[0] if len(called_so) == 1 else 0
    longer = [index for index, one in enumerate(names, 1) if _is_longer(one, name)]
    return number if longer == [number] else 0


def _is_called(one: str, name: str) -> bool:
    return equal_ignoring_case(" ".join(one.split()), " ".join(name.split()))


def _is_longer(one: str, name: str) -> bool:
    """Returns True if a name was typed on after the consent was given: it has every word of `name`."""
    return bool(name.split()) and {*name.casefold().split()} < {*one.casefold().split()}


def _found(consent: Mapping[str, Any], names: Sequence[str]) -> Mapping[str, Any]:
    name = consent.get("Name")
    if not isinstance(name, str):
        return consent
    others = {key: value for key, value in consent.items() if key != WHOSE}
    if not (number := _number_of(consent, names)):
        return others
    called = name if _is_called(names[number - 1], name) else names[number - 1]
    found = {**others, WHOSE: number, "Name": called}
    return consent if found == consent else found


def _made(
    number: int, same: Iterable[Mapping[str, Any]], consent: Mapping[str, Any], names: Sequence[str]
) -> Mapping[str, Any]:
    there = {_number_of(one, names): one for one in same}
    before = there.get(number)
    keys = {name: value for name in KEYS if (value := consent.get(name))}
    if before is not None and {name: before[name] for name in KEYS if before.get(name)} == keys:
        return before
    others = before or next((_bare(one) for one in there.values()), {"Kind": CONSENT})
    made = {name: value for name, value in others.items() if name not in KEYS} | keys
    name = names[number - 1] if 0 < number <= len(names) else ""
    return {**made, WHOSE: number, "Name": name} if name else {**made, WHOSE: number}

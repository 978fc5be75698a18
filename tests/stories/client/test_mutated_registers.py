"""Answers of registers, each made wrong in one place: a sentence or records of plain texts, never a fault."""

import re
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from app.model.registers.record import RegisterRecord
from app.model.visible_text import visible_line
from app.recognition import review
from app.recognition.filling.merge import merge
from app.service.registers.proposals import proposals_of
from app.webapi.http.reply import HttpReply
from app.webapi.http.transport import HttpRequest
from app.webapi.registers import REGISTERS
from app.webapi.registers.asking import Question, RegisterError
from tests.helpers.garbage.mutations import mutant_of, refusal, written
from tests.unit.webapi.registers import (
    test_czechia,
    test_denmark,
    test_finland,
    test_france,
    test_gleif,
    test_great_britain,
    test_norway,
    test_sweden,
    test_vies,
)

TRIES = 150
SEED = 20
_LARGEST = 3_000
_PATH = re.compile(
    r"Name|OrgNr|Country|Address\.(Street|Postal)\.(Address[1-3]|Zipcode|City)"
    r"|(Phones|Faxes|Emails|Urls)\[\d+\]\.Value"
)
_PERSON = {"Firstname", "MiddleName", "Lastname", "Title"}
_DUTCH = test_vies.valid("MOLENHOEK B.V.", "BEZUIDENHOUTSEWEG 00273\n2594AN DEN HAAG")
# The number of a company, what its register answers to it in turn, and to a name.
ANSWERS: dict[str, tuple[str, list[Any], list[Any]]] = {
    "no": (
        "923609016",
        [test_norway.COMPANY, test_norway.ROLES],
        [{"_embedded": {"enheter": [test_norway.COMPANY]}}],
    ),
    "dk": ("24256790", [test_denmark.COMPANY], [test_denmark.COMPANY]),
    "fi": ("0112038-9", [{"companies": [test_finland.FULL]}], [{"companies": [test_finland.FULL]}]),
    "fr": ("356000000", [{"results": [test_france.COMPANY]}], [{"results": [test_france.COMPANY]}]),
    "cz": ("00006947", [test_czechia.COMPANY], [{"ekonomickeSubjekty": [test_czechia.COMPANY]}]),
    "gb": (
        "00000006",
        [test_great_britain.COMPANY],
        [{"items": [test_great_britain.COMPANY | {"title": "MARINE"}]}],
    ),
    "se": ("5560021361", [{"organisationer": [test_sweden.COMPANY]}], [{}]),
    "vies": ("NL004495445B01", [_DUTCH], [{}]),
    "gleif": (test_gleif.LEI, [{"data": test_gleif.record()}], [{"data": [test_gleif.record()]}]),
}


class Answering(Question):
    """Answers in turn what it was given, the last one again and again; one of them as a mutant."""

    def __init__(self, answers: Sequence[Any], random: Random) -> None:
        super().__init__("Register", "http://127.0.0.1:9")
        self._answers = answers
        self._wrong = random.randrange(len(answers))
        self._random = random
        self._sent = 0
        self.what = ""

    def _send(self, outgoing: HttpRequest) -> HttpReply:
        del outgoing  # whatever is asked
        turn, self._sent = self._sent, self._sent + 1
        whole = self._answers[min(turn, len(self._answers) - 1)]
        if turn != self._wrong:
            return HttpReply("register", 200, {"content-type": "application/json"}, written(whole))
        is_refusal = self._random.random() < 0.1
        mutant = refusal(self._random) if is_refusal else mutant_of(whole, self._random, largest=_LARGEST)
        self.what = mutant.what
        headers = {"content-type": mutant.content_type, **mutant.headers}
        return HttpReply("register", mutant.status, headers, mutant.body)


@pytest.mark.long
@pytest.mark.parametrize("code", REGISTERS)
def test_mutated_answers_end_in_a_sentence_or_in_plain_texts(code: str) -> None:
    register, random = REGISTERS[code], Random(SEED)  # noqa: S311  # repeated by its seed
    number, to_number, to_name = ANSWERS[code]
    read = 0
    for turn in range(TRIES):
        by_name = turn % 3 == 0
        asked = Answering(to_name if by_name else to_number, random)
        try:
            found = register.by_name(asked, "x") if by_name else register.whose(asked, number)
        except RegisterError:
            continue
        finally:
            asked.close()
        for record in found[:3]:
            assert _is_plain(record), asked.what
            read += 1
        if found and turn % 10 == 0:
            proposal = proposals_of(found[0], register.title)
            lines = review({}, proposal)
            merge({}, proposal, [line.key for line in lines])
    assert read > TRIES // 5, "hardly anything was read at all"


def _is_plain(record: RegisterRecord) -> bool:
    texts: list[Any] = [record.country, record.number, record.name, record.city, record.industry]
    texts += [text for one in (record.values, *record.persons) for text in one.values()]
    return (
        all(isinstance(text, str) and len(text) <= 260 and visible_line(text) == text for text in texts)
        and all(_PATH.fullmatch(path) for path in record.values)
        and all(set(person) <= _PERSON for person in record.persons)
        and len(record.persons) <= 200
    )

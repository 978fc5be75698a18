"""Asks registers: politely, one question at a time each, and keeps what they have said for a while."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.model.profile import Profile
from app.model.registers.record import RegisterRecord
from app.model.registers.settings import RegisterSettings
from app.model.web_address import is_loopback
from app.service.registers.choice import Asked, questions_for
from app.webapi.registers.asking import ProxyAccess, Question, RegisterBusyError, RegisterError
from app.webapi.registers.register import Register

_KEPT_SECONDS = 900
_MOST_KEPT = 200
_Said = tuple[float, tuple[RegisterRecord, ...]]
"""What a register has said, and when."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RegisterAnswer:
    """What the registers have said. `problems` has a sentence for each that did not answer.

    `age` is the number of seconds since the oldest of them said it.
    """

    records: tuple[RegisterRecord, ...] = ()
    problems: tuple[str, ...] = ()
    age: float = 0


class RegisterLookup:
    """Asks the registers that are allowed. Thread-safe; its questions block, so they belong on workers.

    `settings` tells what is allowed, `key` returns the secret of a register or "", `network` the connection
    whose proxy and certificates are used, and `proxy` what its proxy is told. In practice mode
    (`is_practice`) nothing leaves this computer.
    """

    def __init__(
        self,
        settings: Callable[[], RegisterSettings],
        key: Callable[[str], str],
        network: Callable[[], Profile | None],
        is_practice: Callable[[], bool] = lambda: False,
        now: Callable[[], float] = time.monotonic,
        *,
        proxy: ProxyAccess | None = None,
    ) -> None:
        self._proxy = proxy
        self._settings = settings
        self._key = key
        self._network = network
        self._is_practice = is_practice
        self._now = now
        self._lines: dict[str, _Line] = {}
        self._kept: OrderedDict[tuple[str, str, str], _Said] = OrderedDict()
        self._open: set[Question] = set()
        self._lock = threading.Lock()

    def questions(self, text: str, country: str, allowed: Collection[str] | None = None) -> Sequence[Asked]:
        """Returns whom a text would be asked of now; nothing without consent, or for what is nobody's.

        With `allowed`, it says whom it would be asked of if those were what is allowed.
        """
        settings = self._settings()
        codes = settings.allowed if allowed is None else allowed
        return questions_for(text, country, [code for code in codes if self._may_ask(code, settings)])

    def cancel(self) -> None:
        """Ends what is being asked: nothing more is sent for it, and what still comes is dropped."""
        with self._lock:
            for question in self._open:
                question.close()

    def look_up(
        self, text: str, country: str, is_wanted: Callable[[], bool] = lambda: True
    ) -> RegisterAnswer:
        """Asks for a number or a name. The first register that has an answer to a number is enough.

        As soon as `is_wanted` returns False, nobody else is asked.
        """
        records: list[RegisterRecord] = []
        problems: list[str] = []
        oldest = self._now()
        for asked in self.questions(text, country):
            if not is_wanted():
                break
            try:
                said_at, found = self._ask(asked, is_wanted)
            except RegisterError as error:
                if not is_wanted():
                    break
                _log.info("register %s: %s %s", asked.register.code, type(error).__name__, error.detail)
                problems.append(error.message)
                continue
            oldest = min(oldest, said_at)
            records += found
            if found and asked.is_number:
                break
        return RegisterAnswer(tuple(records), tuple(problems), max(0.0, self._now() - oldest))

    def whole(self, hit: RegisterRecord, is_wanted: Callable[[], bool] = lambda: True) -> RegisterAnswer:
        """Returns all that the register of a hit says of it, in a request more where the hit is not whole."""
        if hit.is_whole:
            return RegisterAnswer((hit,))
        answer = RegisterAnswer()
        for asked in self.questions(hit.number, hit.country):
            if asked.register.code != hit.register or not asked.is_number:
                continue
            try:
                said_at, found = self._ask(asked, is_wanted)
            except RegisterError as error:
                _log.info("register %s: %s %s", asked.register.code, type(error).__name__, error.detail)
                return RegisterAnswer((hit,), (error.message,))
            answer = RegisterAnswer(found, age=max(0.0, self._now() - said_at))
        return answer if answer.records else RegisterAnswer((hit,))

    def _may_ask(self, code: str, settings: RegisterSettings) -> bool:
        if not self._is_practice():
            return True
        return is_loopback(urlsplit(settings.addresses.get(code, "")).hostname or "")

    def _ask(self, asked: Asked, is_wanted: Callable[[], bool]) -> _Said:
        settings = self._settings()
        address = settings.addresses.get(asked.register.code, asked.register.address)
        kept_as = (asked.register.code, address, asked.text.casefold())
        with self._lock:
            line = self._lines.setdefault(asked.register.code, _Line(self._now))
            if (kept := self._kept.get(kept_as)) and self._now() - kept[0] < _KEPT_SECONDS:
                return kept
        with line.turn(asked.register):
            found = self._send(asked, address, line) if is_wanted() else None
        if found is None or not is_wanted():
            return self._now(), ()
        answer = self._now(), found
        with self._lock:
            self._kept[kept_as] = answer
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return answer

    def _send(self, asked: Asked, address: str, line: _Line) -> tuple[RegisterRecord, ...]:
        register = asked.register
        key = self._key(register.code) if register.needs_key else ""
        signed = register.signed_headers(register.title, address, key)
        question = Question(register.title, address, self._network(), signed, proxy=self._proxy)
        with self._lock:
            self._open.add(question)
        try:
            if asked.is_number:
                return register.whose(question, asked.text)
            return tuple(register.by_name(question, asked.text))
        except RegisterBusyError as busy:
            line.rest(busy.retry_after)
            raise
        finally:
            with self._lock:
                self._open.discard(question)
            question.close()


class _Line:
    """The questions to one register, one after the other, with its pause between them."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._last = float("-inf")
        self._free_at = float("-inf")

    @contextmanager
    def turn(self, register: Register) -> Iterator[None]:
        """Waits until the one before is answered and the register's pause is over. Raises RegisterBusyError.

        A register that wants to be left alone for longer is not waited for.
        """
        with self._lock:
            if (rest := self._free_at - self._now()) > 0:
                raise RegisterBusyError(register.title, f"{rest:.0f} s", rest)
            if (pause := self._last + register.pause - self._now()) > 0:
                threading.Event().wait(pause)
            try:
                yield
            finally:
                self._last = self._now()

    def rest(self, seconds: float) -> None:
        """Leaves the register alone for so many seconds."""
        self._free_at = max(self._free_at, self._now() + seconds)

"""A server that is well or unwell by chance, and that can be asked whether it is done with everything."""

from __future__ import annotations

import http.client
import threading
from collections import Counter, deque
from random import Random
from types import TracebackType
from typing import Final

from tests.helpers.fakes.delivery import is_new_person, is_next_step, is_search
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Handler, Request, Response, is_new_company

# What has these for an answer may be saved or not; any other answer promises that nothing is.
SILENT: Final = (
    Fault.READ_THEN_RESET,
    Fault.READ_THEN_CLOSE,
    Fault.READ_THEN_STALL,
    Fault.HALF_REPLY,
    Fault.TRICKLE,
    Fault.GARBAGE,
    Fault.ENDLESS,
    Fault.HTML,
    Fault.NULL,
    Fault.NOT_JSON,
    Fault.NO_ID,
    Fault.ASP_NET_MESSAGE,
    Fault.BROKEN_GZIP,
    Fault.ERROR_500,
    Fault.HTML_500,
    Fault.BAD_GATEWAY_502,
    Fault.UNAVAILABLE_503,
    Fault.GATEWAY_TIMEOUT_504,
)
# The date is in 2100: the program would rest for a day, the longest that it grants a server.
_NOT_BY_CHANCE: Final = (
    Fault.NONE,
    Fault.REFUSE,
    Fault.TLS_BREAK,
    Fault.TLS_STALL,
    Fault.BUSY_429_DATE,
)
# With these nothing more is sent for a while, so that they would hide the others.
_RARE: Final = (
    Fault.READ_THEN_STALL,
    Fault.TRICKLE,
    Fault.ENDLESS,
    Fault.UNAUTHORIZED_401,
    Fault.BUSY_429_SECONDS,
)
_FAULTS: Final = [fault for fault in Fault if fault not in _NOT_BY_CHANCE]
_WEIGHTS: Final = [1 if fault in _RARE else 5 for fault in _FAULTS]
_PATIENCE: Final = 60.0  # seconds
_LONGEST_MOMENT: Final = 0.4  # seconds


class MoodyServer(FaultyServer):
    """In front of a server that works. `failed` counts what it did wrong.

    `next_faults` come first, one for each POST of a company; NONE among them is a proper answer.
    """

    def __init__(self, behind: Handler, seed: int) -> None:
        super().__init__(Fault.NONE, behind)
        self.is_well = False
        self.failed: Counter[Fault] = Counter()
        self.next_faults: deque[Fault] = deque()
        self._random = Random(seed)  # noqa: S311  # chance that can be repeated is what is wanted
        self._gone = threading.Condition()
        self._ended = 0
        self._under_way = 0
        self._client_is_dead = threading.Event()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client_is_dead.set()
        super().__exit__(kind, error, trace)

    def take(self, request: Request) -> Fault:
        if is_new_company(request) and self.next_faults:
            fault = self.next_faults.popleft()
        elif self.is_well or self._random.random() >= _odds(request):
            fault = Fault.NONE
        else:
            fault = self._random.choices(_FAULTS, _WEIGHTS)[0]
        if fault is not Fault.NONE:
            self.failed[fault] += 1
        return fault

    @property
    def is_posted_to(self) -> bool:
        """Whether a company, a person or what follows has arrived and is not answered yet."""
        return self._under_way > 0

    def arrived(self, request: Request, fault: Fault) -> Response:
        if not (is_new_company(request) or is_new_person(request) or is_next_step(request)):
            return self._answer_to(request, fault)
        self._under_way += 1
        try:
            answer = self._answer_to(request, fault)
            if not self.is_well:
                # A moment in which it is saved and not answered, unless nobody waits for the answer any more.
                self._client_is_dead.wait(self._random.uniform(0, _LONGEST_MOMENT))
            return answer
        finally:
            self._under_way -= 1

    def _answer_to(self, request: Request, fault: Fault) -> Response:
        if fault is Fault.NONE:
            return self._handle(request)
        if fault in SILENT and self._random.random() < 0.5:
            self._handle(request)
        return Response()

    def wait_for_end(self, seconds: float | None = None) -> bool:
        """What stalls does so no longer than there is somebody who waits for it."""
        return self._client_is_dead.wait(seconds)

    def finish(self) -> None:
        """The client is dead: waits until all that it sent has been dealt with, as if by then it had."""
        self._client_is_dead.set()
        # Connections are taken up in their order: once this one is, those before it have been.
        fence = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        well, self.is_well = self.is_well, True
        fence.request("GET", "/fence", headers={"Connection": "close"})
        fence.getresponse().read()
        fence.close()
        self.is_well = well
        with self._gone:
            assert self._gone.wait_for(lambda: self._ended == self.connections, _PATIENCE)
        self._client_is_dead.clear()

    def _serve(self, accepted: object) -> None:
        try:
            super()._serve(accepted)  # type: ignore[arg-type]  # whatever it is, it is passed on
        finally:
            with self._gone:
                self._ended += 1
                self._gone.notify_all()


def _odds(request: Request) -> float:
    """How often a request goes wrong."""
    if is_new_company(request):
        return 0.6
    if is_new_person(request) or is_next_step(request):
        return 0.4
    return 0.2 if is_search(request) and "/v1/contact" in request.path.lower() else 0.03

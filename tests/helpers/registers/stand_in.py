"""A register on loopback that answers as the real one is documented to."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from app.webapi.registers.asking import Question
from app.webapi.registers.register import Register
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response

HTML = Response(503, headers={"Content-Type": "text/html"}, content=b"<html>Overload</html>")


class StandIn(FaultyServer):
    """Answers by method and the beginning of the target, the longest one; 404 without a body for all else."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = dict(answers)
        super().__init__(handle=self._answer)

    def _answer(self, request: Request) -> Response:
        asked = f"{request.method} {request.target}"
        fitting = [begin for begin in self.answers if asked.startswith(begin)]
        if not fitting:
            return Response(404, content=b"")
        answer = self.answers[max(fitting, key=len)]
        return answer if isinstance(answer, Response) else Response(200, answer)

    @property
    def asked(self) -> list[str]:
        """What it was asked, in order."""
        return [f"{request.method} {request.target}" for request in self.requests]


@contextmanager
def question_to(
    register: Register, answers: Mapping[str, Any], key: str = ""
) -> Iterator[tuple[StandIn, Question]]:
    """A stand-in and the way to it."""
    with StandIn(answers) as server:
        signed = register.signed_headers(register.title, server.url, key)
        question = Question(register.title, server.url, headers=signed)
        try:
            yield server, question
        finally:
            question.close()

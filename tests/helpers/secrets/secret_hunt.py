"""A search for secrets over everything that a run leaves behind: files, output, logs, child processes."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

from tests.helpers.processes.preloaded import CHILD_EVENT

_watching: list[list[str]] = []


def _note_child(event: str, arguments: tuple[Any, ...]) -> None:
    if event in {"subprocess.Popen", CHILD_EVENT} and _watching:
        executable, argv, _cwd, env = arguments
        told = json.dumps([str(executable), [str(one) for one in argv], _plain(env)], ensure_ascii=False)
        for children in _watching:
            children.append(told)


def _plain(env: Any) -> dict[str, str]:
    def text(value: Any) -> str:
        return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)

    return {text(name): text(value) for name, value in (env or {}).items()}


sys.addaudithook(_note_child)


@dataclass
class Hunt:
    """`folders` are searched file by file, names included; `texts` are what was printed, logged or shown.

    What is handed to child processes is noted while `watching`.
    """

    folders: list[Path]
    texts: dict[str, str] = field(default_factory=dict)
    children: list[str] = field(default_factory=list)

    @contextmanager
    def watching(self) -> Iterator[None]:
        _watching.append(self.children)
        try:
            yield
        finally:
            _watching.remove(self.children)

    def tell(self, what: str, text: str) -> None:
        self.texts[what] = self.texts.get(what, "") + text

    def run(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
        self.tell("a child's output", done.stdout + done.stderr)
        return done

    def places_of(self, secret: str) -> list[str]:
        """Where the secret is, in any of the forms that it may have been written in."""
        forms = _forms(secret)
        found = [what for what, content in self._contents() if any(form in content for form in forms)]
        return sorted(set(found))

    @property
    def size(self) -> int:
        """Bytes that are searched."""
        return sum(len(content) for _, content in self._contents())

    def _contents(self) -> Iterator[tuple[str, bytes]]:
        for folder in self.folders:
            for path in folder.rglob("*"):
                if path.is_file():
                    yield f"file {path.name}", str(path).encode() + b"\0" + path.read_bytes()
        for what, text in self.texts.items():
            yield what, text.encode("utf-8", "surrogatepass")
        for child in self.children:
            yield "a child process", child.encode("utf-8", "surrogatepass")


def _forms(secret: str) -> list[bytes]:
    plain = secret.encode()
    escaped = json.dumps(secret)[1:-1].encode()
    texts = [
        plain,
        escaped,
        quote(secret, safe="").encode(),
        quote_plus(secret).encode(),
        repr(secret).encode(),
    ]
    # Base64 of a text that the secret is a part of: one of three alignments, without the edges.
    turned = [base64.b64encode(b"x" * shift + plain)[4 if shift else 0 : -4] for shift in range(3)]
    return [*texts, secret.encode("utf-16-le"), secret.encode("utf-16-be"), *turned]

"""``python -m tests.helpers.kill.importing HOME TABLE``: a table is imported in the window again and again.

Each line of standard input is an `Import`, done in a fork by somebody at the keyboard of the real window; the
process ends where the plan says so. Standard output has the wait status of each.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Final

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import keyring
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.model.entry import State
from app.model.imports.progress import ImportProgress
from app.sandbox import PASSWORD
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.outbox import Outbox
from app.ui.window.input_shield import InputShield
from tests.helpers.kill.nursery import load_the_window
from tests.helpers.processes.crash_switch import Crash, Moment
from tests.helpers.processes.killing import die
from tests.helpers.ui.tables import Importer
from tests.helpers.ui.window import ALT, Typist, running, wait_until

CONNECTION: Final = "Practice"


@dataclass(frozen=True)
class Import:
    """Where the process ends: `checked` companies into the preview, or at a commit once all are checked.

    With `in_walk` the commit is one of the walk through the drafts. A plan without any of it goes to its end.
    """

    checked: int = 0
    point: str = ""
    moment: Moment = "before"
    turn: int = 1
    in_walk: bool = False

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    def arm(self) -> None:
        """From now on the process ends at the commit."""
        if self.point:
            Crash(CommitPoint(self.point), self.moment, self.turn).arm(lambda: None)


def main(home: Path, table: str) -> None:
    load_the_window()
    for line in sys.stdin:
        process = os.fork()
        if not process:
            os._exit(_import(home, table, Import(**json.loads(line))))
        _, status = os.waitpid(process, 0)
        sys.stdout.write(f"{status}\n")
        sys.stdout.flush()


def _import(home: Path, table: str, plan: Import) -> int:
    """Whatever happens in the fork, it must not go on in its parent's loop."""
    try:
        keyring.set_password("contact-entry", f"{CONNECTION}/password", PASSWORD)
        app = QApplication(sys.argv[:1])
        app.setQuitOnLastWindowClosed(False)
        with running(home) as typist:
            _work(typist, table, plan)
    except BaseException:  # noqa: BLE001  # it is shown
        traceback.print_exc()
        sys.stderr.flush()
        return 1
    return 0


def _work(typist: Typist, table: str, plan: Import) -> None:
    typist.wait_until_signed_in()
    importer = Importer(typist)

    def on_progress(progress: ImportProgress) -> None:
        if plan.checked and progress.done >= plan.checked:
            die()

    typist.program.imports.progressed.connect(on_progress)
    importer.paste(table)
    importer.wait_until_checked()
    if not plan.in_walk:
        plan.arm()
    if importer.button("send").isEnabled():
        importer.send()
    else:
        importer.press(Qt.Key.Key_G, ALT)
    importer.wait_until_closed()
    wait_until(lambda: _is_delivered(typist))
    if plan.in_walk:
        plan.arm()
    _walk(typist, importer)
    wait_until(lambda: _is_delivered(typist))


def _walk(typist: Typist, importer: Importer) -> None:
    """Saves each draft that is left, with what the server requires and the table has not."""
    if importer.place and not typist.window.form.value().get("Name"):
        importer.press(Qt.Key.Key_F9)
    while importer.place:
        wait_until(partial(_has_a_draft_or_is_over, typist, importer))
        if not importer.place:
            return
        typist.go_to_tab(1)
        typist.fill("required.CustomFields.SuperOffice:1", "K-17")
        saved = typist.program.entry.draft_id
        typist.save()
        wait_until(partial(_has_left, typist, saved))


def _has_a_draft_or_is_over(typist: Typist, importer: Importer) -> bool:
    """Whether the next draft is in the form, which takes what is typed: the walk moves on before that."""
    has_draft = not typist.find(InputShield, "").isVisible() and bool(typist.window.form.value().get("Name"))
    return has_draft or not importer.place


def _has_left(typist: Typist, draft_id: str) -> bool:
    """Whether the form shows something else; where the walk is may be told anew without that."""
    return typist.program.entry.draft_id != draft_id


def _is_delivered(typist: Typist) -> bool:
    assert typist.program.store is not None
    counts = Outbox(typist.program.store).counts()
    return all(state is State.SAVED for state, count in counts.items() if count)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8"))

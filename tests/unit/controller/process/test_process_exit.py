"""The process ends at once, with its code, whatever thread is still at work."""

import subprocess
import sys

_WITH_A_THREAD = (
    "import threading; threading.Thread(target=threading.Event().wait).start();"
    "print('said');"
    "from app.controller.process.process_exit import end_at_once; end_at_once(7)"
)


def test_a_waiting_thread_holds_nothing_up() -> None:
    done = subprocess.run(  # this interpreter
        [sys.executable, "-c", _WITH_A_THREAD], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (7, "said\n")

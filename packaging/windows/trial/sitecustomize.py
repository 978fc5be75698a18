"""Makes the C run-time of Wine 8 lock files as that of Windows does; it lies in the test bed alone.

Wine's msvcrt.locking does not say why a lock was refused (errno 0), and waits a thousandth of a second where
Windows waits a second. Windows says EACCES, or EDEADLOCK after ten tries.
"""

import errno
import sys
import time

if sys.platform == "win32":
    import msvcrt

    _locking = msvcrt.locking

    def locking(descriptor: int, mode: int, count: int, /) -> None:
        """Locks or unlocks bytes of a file. Raises OSError with the reason that Windows gives."""
        waits = mode in (msvcrt.LK_LOCK, msvcrt.LK_RLCK)
        for number in range(10 if waits else 1):
            if number:
                time.sleep(1)
            try:
                _locking(descriptor, msvcrt.LK_NBLCK if waits else mode, count)
            except OSError as error:
                if error.errno:
                    raise
            else:
                return
        raise OSError(errno.EDEADLOCK if waits else errno.EACCES, "refused")

    msvcrt.locking = locking

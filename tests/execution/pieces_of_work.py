"""Work for `test_apart`: in a module whose name no installed package has, for the child has to find it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

Tell = Callable[[int, int], None]
IMPORTED_IN = os.getpid()


def where(tell: Tell) -> tuple[int, int, str, bool]:
    tell(1, 2)
    tell(2, 2)
    return os.getpid(), os.getppid(), os.getcwd(), "decimal" in sys.modules


def raises(error: Exception, tell: Tell) -> None:
    raise error


def not_here() -> None:
    """What ends its process must not end that of the tests, which does what was refused."""
    assert os.getpid() != IMPORTED_IN


def leaves(code: int, tell: Tell) -> None:
    not_here()
    print("the last words", file=sys.stderr)
    sys.exit(code)


def dies(tell: Tell) -> None:
    not_here()
    os.kill(os.getpid(), signal.SIGKILL)


def sleeps(path: Path, tell: Tell) -> None:
    not_here()
    child = os.fork()
    if child == 0:
        time.sleep(600)
        os._exit(0)
    path.write_text(f"{os.getpid()} {child}", encoding="utf-8")
    tell(1, 2)
    time.sleep(600)

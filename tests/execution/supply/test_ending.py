"""How a child ended is told truthfully, as often as it is asked, until it is reaped."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import psutil
import pytest

from senim.execution.supply.ending import KEEPS_IDS, ending_of, kill_group, reap


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        ("pass", 0),
        ("raise SystemExit(7)", 7),
        ("import os; os.kill(os.getpid(), 9)", -9),
        ("import os; os.abort()", -6),
    ],
)
def test_endings(code: str, ending: int, wait_until: Callable[[Callable[[], object]], None]) -> None:
    process = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    wait_until(lambda: ending_of(process.pid) is not None)
    if KEEPS_IDS:
        assert [ending_of(process.pid), ending_of(process.pid)] == [ending, ending]
        assert psutil.Process(process.pid).status() == psutil.STATUS_ZOMBIE
    assert process.wait() == ending
    assert reap(process.pid)


def test_a_group_is_killed_whole(wait_until: Callable[[Callable[[], object]], None]) -> None:
    code = "import subprocess, sys; p = subprocess.Popen(['sleep', '60']); print(p.pid, flush=True); p.wait()"
    process = subprocess.Popen([sys.executable, "-c", code], start_new_session=True, stdout=subprocess.PIPE)
    assert process.stdout is not None
    grandchild = int(process.stdout.readline())
    assert ending_of(process.pid) is None
    assert not reap(process.pid)
    kill_group(process.pid)
    assert process.wait() == -9
    wait_until(lambda: not running(grandchild))
    process.stdout.close()
    kill_group(process.pid)


def running(process_id: int) -> bool:
    try:
        return psutil.Process(process_id).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False

"""Real runs with each way of making kernels: same pages, no orphan, and no way that fails in silence."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import psutil
import pytest

Until = Callable[..., None]
Processes = Callable[[Path], dict[int, str]]
Hanging = Callable[..., Path]
Start = Callable[..., "subprocess.Popen[str]"]
Command = Callable[..., "subprocess.Popen[str]"]
# What is tried here are kernels, and not what a notebook may open or start.
OPTIONS = ("--language", "en", "--date", "2026-01-01", "--no-strict")
WAIT_SECONDS = 120
WAYS = ("forked", "pool", "plain")
STARTS_A_PROCESS = "import subprocess\nsubprocess.Popen(['sleep', '600'])"
A_THREAD = "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n"


def zygotes_of(processes: dict[int, str]) -> list[int]:
    """List zygotes of kernels, without the kernels that were forked from one."""
    found = [number for number, words in processes.items() if "zygote.py" in words and "ipykernel" in words]
    return [number for number in found if psutil.Process(number).ppid() not in found]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the run a folder for temporary files in which everything left behind is seen."""
    folder = tmp_path / "t"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_orphan(
    start: Start,
    root: Path,
    temporary: Path,
    way: str,
    number: signal.Signals,
    until: Until,
    processes_of: Processes,
    hanging: Hanging,
) -> None:
    sign = hanging(STARTS_A_PROCESS)
    process = start("run", *OPTIONS, "--kernels", way)
    until(sign.exists)
    assert any("sleep" in words for words in processes_of(root).values())
    process.send_signal(number)
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == (-9 if number == signal.SIGKILL else 130)
    assert "Traceback" not in err
    if (way, number) not in {("plain", signal.SIGKILL), ("pool", signal.SIGKILL)}:
        # Only the zygote can end what a kernel started after its runner was killed outright.
        until(lambda: not processes_of(root))
        # it takes their folders away last, when no kernel is there any more
        until(lambda: not list(temporary.glob("senim-*")))
    until(lambda: all("sleep" in words for words in processes_of(root).values()))
    for left in processes_of(root):
        os.kill(left, signal.SIGKILL)


@pytest.mark.slow
def test_the_same_edition_whatever_the_way(
    command: Command, small: ModuleType, tmp_path: Path, temporary: Path
) -> None:
    editions = []
    for way in WAYS:
        root = small.make_project(tmp_path / way)
        process = command(root, "run", *OPTIONS, "--kernels", way)
        out, err = process.communicate(timeout=WAIT_SECONDS)
        assert (process.returncode, err) == (0, ""), out
        edition = (root / "reports" / "latest").resolve()
        files = [path for path in edition.rglob("*") if path.is_file() and path.name != "record.json"]
        editions.append({str(path.relative_to(edition)): path.read_bytes() for path in files})
        shutil.rmtree(root)
    assert len(editions[0]) > 3
    assert editions[0] == editions[1] == editions[2]
    assert not list(temporary.glob("senim-*"))


@pytest.mark.slow
def test_a_zygote_killed_in_the_middle(
    start: Start, root: Path, until: Until, processes_of: Processes, hanging: Hanging
) -> None:
    sign = hanging(STARTS_A_PROCESS)
    # A second attempt would hang as the first did.
    process = start("run", *OPTIONS, "--retries", "0")
    until(sign.exists)
    (zygote,) = zygotes_of(processes_of(root))
    os.kill(zygote, signal.SIGKILL)
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 3
    assert "kernel-died: the kernel died (signal 9)" in err
    until(lambda: not processes_of(root))


@pytest.mark.slow
def test_where_forking_is_not_possible(
    start: Start, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes_of: Processes
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(A_THREAD, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(site))
    demanded = start("run", *OPTIONS, "--kernels", "forked")
    out, err = demanded.communicate(timeout=WAIT_SECONDS)
    assert demanded.returncode == 2
    assert "--kernels forked" in err
    assert "left a thread running" in err
    assert "start " not in out
    assert not (root / "reports" / "latest").exists()
    automatic = start("run", *OPTIONS)
    out, err = automatic.communicate(timeout=WAIT_SECONDS)
    assert (automatic.returncode, err) == (0, "")
    assert "Kernels are started one ahead: importing " in out
    assert not processes_of(root)


def test_an_unknown_way(start: Start) -> None:
    process = start("run", "--kernels", "forkd")
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 2
    assert "Did you mean 'forked'" in err

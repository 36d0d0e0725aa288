"""Kernels through a door: forked for other programs of this machine, and gone with whoever asked."""

from __future__ import annotations

import os
import signal
import socket
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from senim.execution.supply import opening
from senim.execution.supply.door import Door, GuestSupply
from senim.execution.supply.forked import ForkedSupply
from senim.execution.supply.opening import default_supply, open_kernels, take_kernels_at
from senim.execution.supply.plain import PlainSupply
from senim.execution.supply.process import SupplyError
from senim.execution.supply.request import KernelRequest
from senim.execution.supply.wanted import KERNEL_MODULES

Ask = Callable[..., KernelRequest]
Wait = Callable[[Callable[[], object]], None]
NOWHERE = (None, None)


def alive(process_id: int) -> bool:
    try:
        return psutil.Process(process_id).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_guest_has_kernels_of_the_same_process(forked: ForkedSupply, ask: Ask, wait_until: Wait) -> None:
    address = forked.door()
    assert address == forked.door()
    assert os.stat(os.path.dirname(address)).st_mode & 0o077 == 0
    with GuestSupply(address) as guest, ThreadPoolExecutor(2) as threads:
        guest.check()
        assert guest.mode == "forked"
        kernels = list(threads.map(lambda _: guest.start(ask(), NOWHERE, 60), range(2)))
        assert {psutil.Process(kernel.pid).ppid() for kernel in kernels} == {forked.process_id}
        os.kill(kernels[0].pid, signal.SIGKILL)
        wait_until(lambda: kernels[0].poll() is not None)
        assert kernels[0].poll() == -signal.SIGKILL
        assert kernels[1].poll() is None
        for kernel in kernels:
            kernel.close()


def test_a_guest_that_leaves_takes_its_kernels_and_nothing_else(
    forked: ForkedSupply, ask: Ask, wait_until: Wait
) -> None:
    own = forked.start(ask(), NOWHERE, 60)
    other = GuestSupply(forked.door())
    others = other.start(ask(), NOWHERE, 60)
    guest = GuestSupply(forked.door())
    request = ask()
    kernel = guest.start(request, NOWHERE, 60)
    # As if the program had died: it can neither close the leash in order nor remove the folder.
    guest.close()
    wait_until(lambda: not alive(kernel.pid))
    wait_until(lambda: not Path(request.scratch).exists())
    assert own.poll() is None
    assert others.poll() is None
    with pytest.raises(SupplyError, match="closed"):
        guest.start(ask(), NOWHERE, 60)
    for item in (own, others, kernel):
        item.close()
    other.close()


def test_a_guest_that_talks_nonsense_is_shown_out(forked: ForkedSupply, ask: Ask) -> None:
    for said in (b"\0\0\0\x02no", b"\0\0\0\x02{}", b"\0"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as guest:
            guest.connect(forked.door())
            guest.sendall(said)
            guest.shutdown(socket.SHUT_WR)
            guest.settimeout(60)
            assert guest.recv(1) == b""
    forked.start(ask(), NOWHERE, 60).close()


def test_a_kernel_holds_neither_the_door_nor_the_guests(
    forked: ForkedSupply, ask: Ask, wait_until: Wait
) -> None:
    def sockets(process_id: int | None) -> set[str]:
        folder = Path(f"/proc/{process_id}/fd")
        found = {os.readlink(file) for file in folder.iterdir()} if folder.is_dir() else set()
        return {link for link in found if link.startswith("socket")}

    with GuestSupply(forked.door()) as guest:
        kernel = guest.start(ask(), NOWHERE, 60)
        try:
            # Its own leash is let go of soon after it has said that it listens.
            wait_until(lambda: not sockets(kernel.pid) & sockets(forked.process_id))
        finally:
            kernel.close()


def test_the_door_goes_with_its_process(ask: Ask) -> None:
    with ForkedSupply(KERNEL_MODULES) as supply:
        address = supply.door()
        guest = GuestSupply(address)
        kernel = guest.start(ask(), NOWHERE, 60)
    assert kernel.poll() is not None
    assert not os.path.exists(address)
    assert supply.door() == ""
    with pytest.raises(SupplyError):
        guest.start(ask(), NOWHERE, 60)
    with pytest.raises(SupplyError, match="gone"):
        GuestSupply(address).check()
    kernel.close()
    guest.close()


def test_without_a_door_kernels_are_made_here(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    with open_kernels(modules=(), told=told.append, door="/nowhere/door") as supply:
        kernel = supply.start(ask(), NOWHERE, 120)
        assert supply.mode == "forked"
        kernel.close()
    assert len(told) == 1
    assert "of this program's own" in told[0]
    asked: list[str] = []
    monkeypatch.setattr(opening, "open_kernels", lambda **given: asked.append(given["door"]) or PlainSupply())
    monkeypatch.setattr(opening, "_DEFAULT", type(opening._DEFAULT)())
    take_kernels_at("/some/door")
    default_supply()
    assert asked == ["/some/door"]


def test_other_ways_have_no_door() -> None:
    assert PlainSupply().door() == ""


def test_a_long_folder_has_no_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    door = Door()
    assert door.address == ""
    assert door.listener is None
    door.close()
    assert not list(long.iterdir())

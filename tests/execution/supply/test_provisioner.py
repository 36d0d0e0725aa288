"""Any Jupyter program can take kernels from the supply by the provisioner's name."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import psutil
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager, start_new_kernel

from senim.execution.kernels import LIVE, kernel_command, kernel_environment
from senim.execution.offered import OfferedEngine
from senim.execution.supply.forked import ForkedSupply
from senim.execution.supply.provisioner import SuppliedProvisioner


def test_both_entry_points_are_installed() -> None:
    (provisioner,) = entry_points(group="jupyter_client.kernel_provisioners", name="senim-forked")
    assert provisioner.load() is SuppliedProvisioner
    (engine,) = entry_points(group="papermill.engine", name="senim")
    assert engine.load() is OfferedEngine


@pytest.fixture
def named_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "kernels" / "quick"
    folder.mkdir(parents=True)
    how = {"kernel_provisioner": {"provisioner_name": "senim-forked"}}
    spec = {"argv": kernel_command(), "display_name": "Quick", "language": "python", "metadata": how}
    (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setattr(KernelSpecManager, "kernel_dirs", [str(tmp_path / "kernels")])
    return "quick"


def test_a_stock_client_runs_interrupts_restarts_and_ends_a_kernel(named_kernel: str) -> None:
    manager, client = start_new_kernel(kernel_name=named_kernel, env=kernel_environment())
    try:
        assert manager.transport == "ipc"
        scratch = Path(manager.connection_file).parent
        assert client.execute_interactive("x = 1", timeout=60)["content"]["status"] == "ok"
        first = manager.provisioner.pid
        asked = client.execute("print('it runs', flush=True)\nwhile True: pass")
        while "it runs" not in client.get_iopub_msg(timeout=60)["content"].get("text", ""):
            continue
        manager.interrupt_kernel()
        while (reply := client.get_shell_msg(timeout=60))["parent_header"].get("msg_id") != asked:
            continue
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=60)
        assert manager.provisioner.pid != first
        assert client.execute_interactive("x", timeout=60)["content"]["ename"] == "NameError"
        client.shutdown()
        manager.finish_shutdown(waittime=60)
        assert not manager.is_alive()
    finally:
        client.stop_channels()
        manager.cleanup_resources()
    assert not scratch.exists()
    assert LIVE.end_all() == 0
    LIVE.reopen()


def test_a_long_temporary_folder_falls_back_to_tcp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forked: ForkedSupply
) -> None:
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    manager = KernelManager(kernel_name="python3")
    manager.provisioner = SuppliedProvisioner(forked, kernel_spec=manager.kernel_spec, parent=manager)
    manager.start_kernel(env={**kernel_environment(), "TMPDIR": str(long)})
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        assert manager.transport == "tcp"
        assert Path(manager.connection_file).is_relative_to(long)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert list(long.iterdir()) == []


def test_the_end_of_a_kernel_is_told_truthfully(
    forked: ForkedSupply, wait_until: Callable[[Callable[[], object]], None]
) -> None:
    manager = KernelManager(kernel_name="python3")
    provisioner = SuppliedProvisioner(forked, kernel_spec=manager.kernel_spec, parent=manager)
    manager.provisioner = provisioner
    manager.start_kernel(env=kernel_environment())
    try:
        assert manager.is_alive()
        os.kill(provisioner.pid or 0, 9)
        manager.finish_shutdown(waittime=60)
        assert provisioner.exit_code == -9
        assert not manager.is_alive()
        wait_until(lambda: not psutil.pid_exists(provisioner.pid or 0))
    finally:
        manager.cleanup_resources()

"""From a prepared process to a kernel; what the preparation would falsify is started afresh instead."""

from __future__ import annotations

import ctypes
import gc
import importlib.util
import os
import random
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from senim.execution.kernels import kernel_command
from senim.execution.supply.preparing import Prepared, file_state, read_once, style_file
from senim.execution.supply.request import KernelRequest
from senim.execution.supply.wire import send

_SET_DEATH_SIGNAL = 1


def die_with_parent(number: int, parent: int) -> None:
    """Ask the system to send a signal to this process when the thread that started it ends (Linux).

    Parameters
    ----------
    number : int
        The signal.
    parent : int
        Process id of the parent: where it has died already, this process ends.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, number, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(128 + number)


def become_kernel(
    request: KernelRequest, prepared: Prepared, channel: socket.socket, output: tuple[int, int]
) -> None:
    """Turn this process into the kernel that was asked for; comes back when the kernel has ended.

    Parameters
    ----------
    request : KernelRequest
        The kernel.
    prepared : Prepared
        What this process has imported.
    channel : socket
        Is told when the kernel listens; closed then.
    output : tuple of int
        Open files for standard output and standard error; closed.
    """
    reason = settle(prepared, Path(request.folder), request.environment, output)
    # The kernel watches its parent, and ends with it.
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    if reason:
        send(channel, {"afresh": reason})
        _start_afresh(request)
    _run(request, prepared, channel)


def settle(prepared: Prepared, folder: Path, environment: Mapping[str, str], output: tuple[int, int]) -> str:
    """Give this process the folder, variables, output and random streams of one that was started plainly.

    Parameters
    ----------
    prepared : Prepared
        What this process has imported.
    folder : Path
        Its working folder.
    environment : mapping of str to str
        All its environment variables.
    output : tuple of int
        Open files for standard output and standard error; closed.

    Returns
    -------
    str
        Why it would differ from one that was started plainly all the same; empty where it does not.
    """
    for target, file in enumerate(output, start=1):
        os.dup2(file, target)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    reason = why_afresh(prepared, environment, folder)
    if not reason:
        os.environ.update(prepared.changed_variables)
        gc.enable()
        _reseed()
    return reason


def why_afresh(prepared: Prepared, environment: Mapping[str, str], folder: Path) -> str:
    """Say what would make a kernel of this process differ from one that is started plainly.

    Parameters
    ----------
    prepared : Prepared
        What this process has imported.
    environment : mapping of str to str
        Environment variables of the kernel.
    folder : Path
        Working folder of the kernel, already the folder of this process.

    Returns
    -------
    str
        The reason; empty where there is none.
    """
    variables = read_once(environment)
    moved = sorted(
        name
        for name in {*variables, *prepared.variables}
        if variables.get(name) != prepared.variables.get(name)
    )
    if moved:
        return f"variables that count at the start differ: {', '.join(moved)}"
    search_path = environment.get("PYTHONPATH", "")
    if search_path and not all(map(os.path.isabs, search_path.split(os.pathsep))):
        return "PYTHONPATH depends on the working folder"
    edited = sorted(path for path, state in prepared.files.items() if file_state(path) != state)
    if edited:
        return f"{edited[0]} was edited since it was imported"
    for name in sorted({module.split(".")[0] for module in prepared.modules}):
        if (folder / f"{name}.py").exists() or (folder / name / "__init__.py").exists():
            return f"the working folder has a module {name} of its own"
    if prepared.style_file and style_file() != prepared.style_file:
        return "matplotlib has other settings in the working folder"
    return ""


def _start_afresh(request: KernelRequest) -> NoReturn:
    command = [part.format(connection_file=request.connection_file) for part in kernel_command()]
    sys.stdout.flush()
    sys.stderr.flush()
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.execv(command[0], command)


def _reseed() -> None:
    """Give this kernel random streams of its own: a copy of a process has copies of the streams."""
    random.seed()
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
    time.tzset()


class _NoModules:
    """Stands for the module `sys`, and shows none of the modules that are imported."""

    modules: Mapping[str, object] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


@contextmanager
def files_known(kernel_of: Callable[[], Any], files: list[str]) -> Iterator[None]:
    """Give a kernel the files of all modules, which it would look up itself while it is made.

    A look at an object of before the fork copies its page of memory: going through all modules took more
    than all else that a forked kernel does to start. Only a debugger that is attached ever reads the list.

    Parameters
    ----------
    kernel_of : callable
        Gives the kernel once it is made.
    files : list of str
        The files.

    Yields
    ------
    None
        While the kernel is made.
    """
    from ipykernel import ipkernel

    module: Any = ipkernel
    if getattr(module, "sys", None) is not sys:
        yield  # another version of ipykernel, which looks elsewhere
        return
    module.sys = _NoModules()
    try:
        yield
    finally:
        module.sys = sys
    kernel = kernel_of()
    for holder, name in ((kernel, "_kernel_modules"), (getattr(kernel, "debugger", None), "kernel_modules")):
        if hasattr(holder, name):
            setattr(holder, name, files)


def _run(request: KernelRequest, prepared: Prepared, channel: socket.socket) -> None:
    from ipykernel.kernelapp import IPKernelApp

    _, _, module, *arguments = kernel_command()
    found = importlib.util.find_spec(module)
    arguments = [part.format(connection_file=request.connection_file) for part in arguments]
    sys.argv = [str(found.origin) if found else module, *arguments]
    app: Any = IPKernelApp.instance(parent_handle=os.getppid())
    with files_known(lambda: app.kernel, prepared.loaded):
        app.initialize(arguments)
    send(channel, {"listens": True})
    channel.close()
    app.start()

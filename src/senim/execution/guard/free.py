"""What a process may read without saying so: Python's installation, the system, the kernel's own files."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from pathlib import Path

# Configuration, devices, fonts, time zones and languages of the system: what libraries read and no key holds.
SYSTEM = (
    "/etc", "/proc", "/sys", "/dev", "/run", "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64",
    "/var/cache/fontconfig", "/var/lib/dpkg", "/nix/store", "/System", "/Library",
)  # fmt: skip
# Programs that libraries ask about the machine; none of them prints the content of a file.
PROGRAMS = frozenset({"fc-list", "uname", "ldconfig", "system_profiler"})


def free_folders() -> tuple[str, ...]:
    """List the folders that hold no input of a notebook.

    Returns
    -------
    tuple of str
        Resolved folders, each once.
    """
    home = Path.home()
    config = os.environ.get("XDG_CONFIG_HOME", str(home / ".config"))
    cache = os.environ.get("XDG_CACHE_HOME", str(home / ".cache"))
    data = os.environ.get("XDG_DATA_HOME", str(home / ".local" / "share"))
    installed = [sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()]
    installed += [site.getusersitepackages(), *site.getsitepackages()]
    kernel = [
        os.environ.get("IPYTHONDIR", str(home / ".ipython")),
        os.environ.get("JUPYTER_CONFIG_DIR", str(home / ".jupyter")),
        os.environ.get("JUPYTER_RUNTIME_DIR", f"{data}/jupyter/runtime"),
        os.environ.get("JUPYTER_DATA_DIR", f"{data}/jupyter"),
        str(home / "Library" / "Jupyter"),
    ]
    drawing = [f"{config}/matplotlib", f"{cache}/matplotlib", f"{config}/fontconfig", f"{cache}/fontconfig"]
    drawing += [
        f"{data}/fonts",
        str(home / ".fonts"),
        str(home / "Library" / "Fonts"),
        str(home / ".matplotlib"),
    ]
    drawing += [os.environ["MPLCONFIGDIR"]] if "MPLCONFIGDIR" in os.environ else []
    # loops that numba has compiled of modules in a folder it could not write to
    compiled = [f"{cache}/senim", f"{cache}/numba"]
    everything = (*SYSTEM, *installed, *kernel, *drawing, *compiled)
    folders = (os.path.realpath(folder) for folder in everything if folder)
    return tuple(dict.fromkeys(folder for folder in folders if folder != "/"))


def code_folders(root: str) -> tuple[str, ...]:
    """List the folders from which modules are imported and whose modules the run key or the lock knows.

    Parameters
    ----------
    root : str
        The project: of its own folders only ``src`` counts, because the key follows imports only there.

    Returns
    -------
    tuple of str
        Resolved folders, without the working folder.
    """
    source = os.path.join(root, "src")
    here = os.path.realpath(os.getcwd())
    folders = (os.path.realpath(entry) for entry in sys.path if entry and os.path.isabs(entry))
    return tuple(
        dict.fromkeys(
            folder
            for folder in folders
            if folder != here and (not (folder + "/").startswith(root + "/") or folder == source)
        )
    )

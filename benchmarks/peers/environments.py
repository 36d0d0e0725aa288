"""Environments of the peers: the same Python, the same versions below, bytecode compiled, no JupyterLab."""

from __future__ import annotations

import json
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"
SCIENCE = ("numpy", "pandas", "scipy", "matplotlib", "statsmodels")
RUNNERS = (
    "papermill",
    "nbclient",
    "nbformat",
    "ipykernel",
    "ipython",
    "jupyter-client",
    "jupyter-core",
    "pyzmq",
)
INSTALLED = ("papermill", "ipykernel", "numpy", "pandas", "matplotlib", "statsmodels")
READY = "ready.json"


class CannotInstallError(Exception):
    """A peer cannot be installed here; the message is the installer's."""


@dataclass(frozen=True)
class Environment:
    """An environment with one peer in it.

    Parameters
    ----------
    folder : Path
        Where it is.
    versions : dict of str to str
        Installed versions that matter.
    """

    folder: Path
    versions: dict[str, str]

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def __str__(self) -> str:
        return ", ".join(f"{name} {version}" for name, version in self.versions.items())


def environment_for(
    requirement: str, folder: Path, more: Sequence[str] = (), *, runner: bool = True
) -> Environment:
    """Install a peer, unless that was done before.

    The packages that the notebooks use have the versions of our lock. So have papermill and the kernel,
    unless the peer refuses them: then it gets those it wants, and the versions printed say so.

    Parameters
    ----------
    requirement : str
        The peer, pinned.
    folder : Path
        Where environments of peers are kept.
    more : sequence of str
        Other packages it needs.
    runner : bool
        Whether it runs notebooks, and so gets papermill and what the notebooks use.

    Returns
    -------
    Environment
        The environment.

    Raises
    ------
    CannotInstallError
        If it cannot be installed with either set of versions.
    """
    name = requirement.partition("==")[0]
    place = folder / name
    constraints = pinned(LOCK.read_text(encoding="utf-8"), (*SCIENCE, *RUNNERS))
    beside = INSTALLED if runner else ()
    recipe = {
        "requirement": requirement,
        "python": platform.python_version(),
        "constraints": constraints,
        "more": list(more),
        "beside": list(beside),
    }
    if _recipe(place) != recipe:
        try:
            _install(place, [requirement, *beside, *more], constraints)
        except CannotInstallError:
            science = pinned(LOCK.read_text(encoding="utf-8"), SCIENCE)
            _install(place, [requirement, *beside, *more], science)
        (place / READY).write_text(json.dumps(recipe), encoding="utf-8")
    versions = installed_versions(
        place / "bin" / "python", (name, "papermill", "nbclient", "ipykernel", "numpy", "scipy", "pandas")
    )
    if installed_versions(place / "bin" / "python", ("jupyterlab",)):
        raise CannotInstallError(f"{name} brings JupyterLab, which makes every start slower")
    return Environment(place, versions)


def pinned(lock: str, names: Sequence[str]) -> list[str]:
    """Take the pins of some packages from a lock, without their hashes.

    Parameters
    ----------
    lock : str
        Text of the lock.
    names : sequence of str
        The packages.

    Returns
    -------
    list of str
        Requirements.

    Examples
    --------
    >>> pinned("numpy==2.4.6 ; python_full_version < '3.12' \\\\", ["numpy"])
    ["numpy==2.4.6 ; python_full_version < '3.12'"]
    """
    lines = re.findall(r"^([a-z0-9][a-z0-9._-]*)(==[^\\\n]+)", lock, flags=re.MULTILINE)
    return [f"{name}{rest}".strip() for name, rest in lines if name in names]


def installed_versions(python: Path, names: Sequence[str]) -> dict[str, str]:
    """Ask an interpreter which versions it has.

    Parameters
    ----------
    python : Path
        The interpreter.
    names : sequence of str
        Packages.

    Returns
    -------
    dict of str to str
        Those that are installed.
    """
    source = (
        "import json, sys\nfrom importlib import metadata\n"
        "found = {d.metadata['Name'].lower(): d.version for d in metadata.distributions()}\n"
        "print(json.dumps({name: found[name] for name in sys.argv[1:] if name in found}))"
    )
    words = [str(python), "-c", source, *names]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    versions: dict[str, str] = json.loads(done.stdout)
    return versions


def _install(place: Path, packages: Sequence[str], constraints: Sequence[str]) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    uv = shutil.which("uv")
    base = str(Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}")
    make = [uv, "venv", "--quiet", "--python", base, str(place)] if uv else [base, "-m", "venv", str(place)]
    _call(make)
    listed = place / "constraints.txt"
    listed.write_text("\n".join(constraints) + "\n", encoding="utf-8")
    python = str(place / "bin" / "python")
    # pip compiles bytecode by itself.
    install = (
        [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", python]
        if uv
        else [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    )
    _call([*install, "--constraint", str(listed), *packages])


def _call(words: Sequence[str]) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotInstallError((done.stderr or done.stdout).strip()[-600:])


def _recipe(place: Path) -> object:
    try:
        return json.loads((place / READY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None

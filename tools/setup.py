"""Set up the project's own Python environment: ``python3 tools/setup.py run|cluster|test|lab``.

Standard library only, and old syntax on purpose: it must start on any Python 3 to say
which one is needed. Uses uv where it is installed, else venv and pip; both install the
locked versions and check their hashes. A stamp makes the second call return at once.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
CANDIDATES = ("python3.11", sys.executable, "python3.12", "python3.13", "python3.14", "python3", "python")
STAMP = "senim-setup.json"

# Each set: the environment it lives in and its lock. Within one environment later sets hold the earlier ones.
SETS = {
    "run": (".venv", "requirements.lock"),
    "cluster": (".venv", "requirements-cluster.lock"),
    "test": (".venv", "requirements-test.lock"),
    "lab": (".venv-lab", "requirements-lab.lock"),
}
ORDER = tuple(SETS)

# What the installers say, in lower case, and what it means; the first row that fits is told.
CAUSES = (
    (
        ("hash mismatch", "do not match the hashes", "hashes are required"),
        "a package is not the one that was locked (its hash differs).",
        "Do not install it by hand. Empty the package cache ('uv cache clean' or 'pip cache purge') and try"
        " again; if it stays, the index in use serves other files than the lock was made from.",
    ),
    (
        ("no space left", "disk quota", "read-only file", "permission denied", "failed to initialize cache"),
        "the disk, or the folder of the package cache, cannot be written.",
        "Free space or mend the permissions. UV_CACHE_DIR or PIP_CACHE_DIR can name another folder.",
    ),
    (
        ("invalid zip", "bad zip", "not a zip file", "failed to extract", "failed to deserialize", "corrupt"),
        "the package cache is damaged.",
        "Empty it ('uv cache clean' or 'pip cache purge') and try again.",
    ),
    (
        (
            "error sending request", "connection refused", "failed to connect", "dns error",
            "name resolution", "newconnectionerror", "max retries", "timed out", "timeout", "unreachable",
            "could not fetch", "failed to fetch", "connection reset", "connection aborted",
            "no route to host", "proxyerror", "certificate", "sslerror", "network was disabled",
            "operation was offline", "from versions: none",
        ),
        "the packages could not be fetched: no connection to the package index.",
        "Check the network, and the proxy if there is one, and run the same command again."
        " What was fetched already is kept.",
    ),
    (
        ("no matching distribution", "could not find a version", "no solution found", "not found in the"),
        "the package index in use does not hold a version that is locked.",
        "Use an index that mirrors PyPI in full.",
    ),
)  # fmt: skip


class SetupError(Exception):
    """Set-up cannot go on: what happened and what to do."""

    def __init__(self, problem, remedy, detail=()):
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
        self.detail = detail


def main(arguments):
    """Set up one set of packages; return the exit code."""
    if len(arguments) != 1 or arguments[0] not in SETS:
        print("Usage: python3 tools/setup.py " + "|".join(SETS), file=sys.stderr)
        return 2
    try:
        set_up(arguments[0])
    except SetupError as error:
        print("\nSet-up stopped: " + error.problem, file=sys.stderr)
        print("What to do: " + error.remedy, file=sys.stderr)
        for line in error.detail:
            print("  | " + line, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nSet-up interrupted. Run the same command again to go on.", file=sys.stderr)
        return 130
    return 0


def set_up(wanted):
    """Bring the environment of a set in line with its lock, unless its stamp says it is."""
    folder = ROOT / SETS[wanted][0]
    stamp = read_stamp(folder)
    held = stamp.get("set") if stamp.get("set") in SETS and SETS[stamp["set"]][0] == folder.name else None
    if held and ORDER.index(held) > ORDER.index(wanted):
        wanted = held  # what was asked for once stays
    key = set_key(wanted)
    moved = bool(stamp) and stamp.get("root") != str(ROOT)
    if held == wanted and stamp.get("key") == key and not moved and interpreter(folder).exists():
        return
    print(
        f"Setting up {folder.name} ({wanted} set). The first time takes a minute or two.",
        flush=True,
    )
    uv = find_uv()
    clear_if_unusable(folder, moved)
    if (folder / STAMP).exists():
        (folder / STAMP).unlink()
    if not interpreter(folder).exists():
        create(folder, uv)
    install(folder, ROOT / SETS[wanted][1], uv)
    content = {"set": wanted, "key": key, "root": str(ROOT)}
    (folder / STAMP).write_text(json.dumps(content) + "\n", encoding="utf-8")
    print(
        "Ready: {} (Python {}.{}, by {}).".format(
            folder.name, *version_of(interpreter(folder)), "uv" if uv else "pip"
        )
    )


def set_key(wanted):
    """Hash what an environment is made from."""
    digest = hashlib.sha256()
    names = [lock for environment, lock in SETS.values() if environment == SETS[wanted][0]]
    for name in [*names, "pyproject.toml", "tools/setup.py"]:
        path = ROOT / name
        if not path.is_file():
            raise SetupError(
                name + " is missing from the checkout.", f"Restore it with 'git checkout -- {name}'."
            )
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_stamp(folder):
    """Read what an environment was last set up with; nothing where that is not known."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def interpreter(folder):
    """Name the Python of an environment."""
    return folder / "bin" / "python"


def version_of(python):
    """Ask a Python for its version; None where it does not start."""
    command = [str(python), "-c", "import sys; print(sys.version_info[0], sys.version_info[1])"]
    try:
        answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        major, minor = answer.stdout.split()
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None
    return int(major), int(minor)


def find_python():
    """Find a Python that is new enough; 3.11 first, the one published numbers are made with."""
    seen = []
    for name in filter(None, (os.environ.get("SENIM_PYTHON"), *CANDIDATES)):
        path = shutil.which(name)
        version = version_of(path) if path else None
        if version and version >= OLDEST:
            return path
        if version:
            seen.append("{} is {}.{}".format(path, *version))
    raise SetupError(
        "no Python {}.{} or newer was found.".format(*OLDEST),
        "Install one (Debian, Ubuntu: 'apt-get install python3 python3-venv'; macOS: 'brew install"
        " python@3.11'; or from python.org), or name it: SENIM_PYTHON=/path/to/python make brief",
        dict.fromkeys(seen),
    )


def find_uv():
    """Find a uv that starts, unless SENIM_INSTALLER=pip asks to do without."""
    path = None if os.environ.get("SENIM_INSTALLER") == "pip" else shutil.which("uv")
    if (
        path
        and subprocess.call([path, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    ):
        return path
    return None


def clear_if_unusable(folder, moved):
    """Remove an environment whose Python is gone, too old, or was set up in another place."""
    if not folder.exists():
        return
    if not (folder / "pyvenv.cfg").is_file():
        if any(folder.iterdir()):
            raise SetupError(
                folder.name + " exists and is no Python environment.", "Move it away and try again."
            )
        return
    version = version_of(interpreter(folder))
    if moved or version is None or version < OLDEST:
        shutil.rmtree(str(folder))


def create(folder, uv):
    """Make an empty environment."""
    python = find_python()
    if uv:
        run([uv, "venv", "--quiet", "--python", python, str(folder)])
        return
    try:
        run([python, "-m", "venv", str(folder)])
    except SetupError as error:
        shutil.rmtree(str(folder), ignore_errors=True)
        if "ensurepip" in " ".join(error.detail) + error.problem:
            raise no_pip(python) from None
        raise


def no_pip(python):
    """Say that a Python came without the means to install packages."""
    return SetupError(
        f"{python} cannot make environments: its ensurepip is missing.",
        "Install it (Debian, Ubuntu: 'apt-get install python3-venv'), or install uv.",
    )


def install(folder, lock, uv):
    """Install exactly what is locked, then the project itself; nothing is fetched that has no hash."""
    python = str(interpreter(folder))
    if uv:
        run([uv, "pip", "sync", "--python", python, "--require-hashes", "--compile-bytecode", str(lock)])
        pip = [uv, "pip", "install", "--python", python]
    else:
        if subprocess.call(
            [python, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ):
            try:
                run([python, "-m", "ensurepip"])
            except SetupError:
                raise no_pip(python) from None
        pip = [python, "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
        run([*pip, "--require-hashes", "--no-deps", "-r", str(lock)])
        remove_unlocked(python, lock)
    run([*pip, "--no-build-isolation", "--no-deps", "--editable", str(ROOT)])


def remove_unlocked(python, lock):
    """Remove what an earlier lock left behind; uv does this by itself."""
    listed = subprocess.check_output(
        [python, "-m", "pip", "list", "--format=json", "--disable-pip-version-check"]
    )
    lines = lock.read_text(encoding="utf-8").splitlines()
    locked = {line.split("==")[0] for line in lines if line[:1].isalnum()} | {
        "pip",
        "setuptools",
        "wheel",
        "senim",
    }
    names = {row["name"].lower().replace("_", "-").replace(".", "-") for row in json.loads(listed.decode())}
    if names - locked:
        run([python, "-m", "pip", "uninstall", "--yes", "--quiet", *sorted(names - locked)])


def run(command):
    """Run one step; show its latest line on a terminal; turn a failure into plain words."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")
    }
    said = []
    with subprocess.Popen(
        command, cwd=str(ROOT), env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        for raw in process.stdout:
            said.append(raw.decode("utf-8", "replace").rstrip())
            show(said[-1])
    show("")
    if process.returncode:
        problem, remedy = explain("\n".join(said).lower(), command, process.returncode)
        raise SetupError(
            problem, remedy, [line for line in said if line.strip() and not line.startswith("Ignoring ")][-6:]
        )


def show(line):
    """Keep one changing line on a terminal; nothing elsewhere."""
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        sys.stdout.write("\r" + line.strip()[:width].ljust(width) + ("" if line else "\r"))
        sys.stdout.flush()


def explain(said, command, code):
    """Say what a failed step means and what to do."""
    for signs, problem, remedy in CAUSES:
        if any(sign in said for sign in signs):
            return problem, remedy
    return (
        "'{}' ended with exit code {}.".format(" ".join(command[:4]), code),
        "The last lines below say why. Removing .venv and trying again does no harm.",
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Set-up is skipped when nothing changed, and fails in plain words."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tools" / "setup.py"
LOCKS = (
    "requirements.lock",
    "requirements-cluster.lock",
    "requirements-test.lock",
    "requirements-lab.lock",
)


def load(script: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location("senim_setup", script)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "tools").mkdir()
    shutil.copy(SCRIPT, tmp_path / "tools")
    for name in (*LOCKS, "pyproject.toml", "README.md", "LICENSE", "LICENSE-texts", "Makefile"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.fixture
def installed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[ModuleType, list[str]]:
    """The script with steps that are noted down instead of fetching packages."""
    setup = load(checkout / "tools" / "setup.py")
    steps: list[str] = []

    def create(folder: Path, uv: str | None) -> None:
        steps.append(f"create {folder.name}")
        (folder / "bin").mkdir(parents=True)
        (folder / "pyvenv.cfg").touch()
        (folder / "bin" / "python").symlink_to(sys.executable)

    def install(folder: Path, lock: Path, uv: str | None) -> None:
        steps.append(f"install {lock.name} into {folder.name}")

    monkeypatch.setattr(setup, "create", create)
    monkeypatch.setattr(setup, "install", install)
    return setup, steps


def test_a_second_set_up_does_nothing(installed: tuple[ModuleType, list[str]]) -> None:
    setup, steps = installed
    assert setup.main(["run"]) == 0
    assert steps == ["create .venv", "install requirements.lock into .venv"]
    assert setup.main(["run"]) == 0
    assert len(steps) == 2


def test_a_changed_lock_is_installed_into_the_same_environment(
    installed: tuple[ModuleType, list[str]],
) -> None:
    setup, steps = installed
    setup.main(["run"])
    with (setup.ROOT / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    assert setup.main(["run"]) == 0
    assert steps[2:] == ["install requirements.lock into .venv"]


def test_the_test_set_stays_when_a_run_is_asked_for(installed: tuple[ModuleType, list[str]]) -> None:
    setup, steps = installed
    setup.main(["run"])
    setup.main(["test"])
    setup.main(["run"])
    assert steps[2:] == ["install requirements-test.lock into .venv"]
    (setup.ROOT / "pyproject.toml").write_text("# changed\n", encoding="utf-8")
    setup.main(["run"])
    assert steps[3:] == ["install requirements-test.lock into .venv"]


def test_the_lab_has_its_own_environment(installed: tuple[ModuleType, list[str]]) -> None:
    setup, steps = installed
    setup.main(["run"])
    setup.main(["lab"])
    assert steps[2:] == ["create .venv-lab", "install requirements-lab.lock into .venv-lab"]


def test_an_interrupted_set_up_is_taken_up_again(
    installed: tuple[ModuleType, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    setup, steps = installed
    whole = setup.install
    monkeypatch.setattr(setup, "install", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert setup.main(["run"]) == 130
    monkeypatch.setattr(setup, "install", whole)
    assert setup.main(["run"]) == 0
    assert steps == ["create .venv", "install requirements.lock into .venv"]


def test_a_moved_checkout_is_set_up_anew(installed: tuple[ModuleType, list[str]]) -> None:
    setup, steps = installed
    setup.main(["run"])
    stamp = setup.ROOT / ".venv" / setup.STAMP
    stamp.write_text(
        stamp.read_text(encoding="utf-8").replace(str(setup.ROOT), "/elsewhere"), encoding="utf-8"
    )
    setup.main(["run"])
    assert steps[2:] == ["create .venv", "install requirements.lock into .venv"]


def test_a_folder_that_is_no_environment_is_left_alone(
    installed: tuple[ModuleType, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    setup, _ = installed
    kept = setup.ROOT / ".venv" / "mine.txt"
    kept.parent.mkdir()
    kept.touch()
    assert setup.main(["run"]) == 1
    assert kept.exists()
    assert "no Python environment" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "error: Request failed\n  cause: tcp connect error\n  cause: Connection refused (os error 111)",
            "no connection",
        ),
        (
            "WARNING: Retrying after NewConnectionError\nERROR: No matching distribution found for x==1",
            "no connection",
        ),
        ("ERROR: No matching distribution found for x==1", "does not hold a version"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "hash differs"),
        ("error: Failed to initialize cache at `/x`\n  cause: Permission denied", "cannot be written"),
        ("error: Failed to extract archive: x.whl\n  cause: invalid Zip archive", "cache is damaged"),
        ("something else", "exit code 9"),
    ],
)
def test_what_an_installer_says_is_told_in_plain_words(said: str, expected: str) -> None:
    problem, remedy = load(SCRIPT).explain(said.lower(), ["uv", "pip", "sync"], 9)
    assert expected in problem
    assert remedy


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    setup = load(SCRIPT)
    monkeypatch.setattr(setup, "version_of", lambda path: (3, 9))
    with pytest.raises(setup.SetupError, match=r"no Python 3\.11 or newer") as caught:
        setup.find_python()
    assert any("is 3.9" in line for line in caught.value.detail)


def test_a_python_without_ensurepip_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    setup = load(SCRIPT)

    def fail(command: list[str]) -> None:
        raise setup.SetupError(
            "failed", "", ["The virtual environment was not created: ensurepip is not available."]
        )

    monkeypatch.setattr(setup, "run", fail)
    with pytest.raises(setup.SetupError, match="ensurepip is missing"):
        setup.create(tmp_path / ".venv", None)


@pytest.mark.slow
@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_without_a_network_make_stops_with_a_plain_message(checkout: Path, installer: str) -> None:
    if installer == "uv" and shutil.which("uv") is None:
        pytest.skip("no uv on this machine")
    nowhere = "http://127.0.0.1:9/"
    environment = {
        **os.environ,
        "SENIM_PYTHON": sys.executable,
        "SENIM_INSTALLER": installer,
        "UV_DEFAULT_INDEX": nowhere,
        "UV_NO_CACHE": "1",
        "UV_HTTP_RETRIES": "0",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": nowhere,
        "PIP_NO_CACHE_DIR": "1",
        "PIP_RETRIES": "0",
    }
    command = ["make", "brief", f"PYTHON={sys.executable}"]
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "no connection to the package index" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_skip_is_quick(installed: tuple[ModuleType, list[str]]) -> None:
    """Far below a second on an idle machine; the bound leaves room for a busy one."""
    setup, _ = installed
    setup.main(["run"])
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, str(setup.ROOT / "tools" / "setup.py"), "run"], check=False)
    assert done.returncode == 0
    assert time.perf_counter() - begun < 5

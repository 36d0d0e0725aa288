"""The command line: what it says, how it ends, and how fast it is when there is nothing to do."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from senim import __version__
from senim.cli import options
from senim.cli.commands import app

ROOT = Path(__file__).parents[1]
COMMANDS = (
    *("run", "refresh", "sweep", "plan", "why", "explain", "reads"),
    *("list", "verify", "diff", "prune", "clean", "version"),
)


def test_every_command_explains_itself() -> None:
    text = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).output
    for command in COMMANDS:
        assert command in text
        assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_descriptions_have_room_on_eighty_columns(command: str) -> None:
    text = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "80", "TERMINAL_WIDTH": "80"}).output
    lines = [line for line in text.splitlines() if re.match(r"│ [* ]* *--", line)]
    assert lines
    assert all(len(line) == 80 for line in lines)
    # The widest gap before the end of a line is where its description begins.
    begins = {max(found.end() for found in re.finditer(r" {2,}(?=\S)", line[:-1])) for line in lines}
    assert max(begins) <= 46


def test_no_strict_is_passed_on() -> None:
    asked = [options.PlanOptions(no_strict=given).options().strict for given in (False, True)]
    assert asked == [True, False]


def test_exit_codes_are_told() -> None:
    text = " ".join(CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).output.split())
    for words in (
        "2 bad input",
        "3 a notebook failed",
        "4 an audit of the new edition failed",
        "75 another run",
        "130 interrupted",
    ):
        assert words in text


def test_version_without_heavy_imports() -> None:
    code = (
        "import sys; sys.argv = ['pipeline.py', 'version']\n"
        "from senim.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(sorted({'pandas', 'numpy', 'matplotlib', 'papermill'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    version, modules = done.stdout.splitlines()
    assert version.startswith(f"senim {__version__}")
    assert modules == "[]"


def test_planning_loads_no_frames_and_no_notebook_library() -> None:
    code = (
        "import sys; import senim.pipeline.run, senim.pipeline.services, senim.pipeline.progress\n"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'papermill', 'nbformat', 'pandera'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "module",
    ["events", "progress", "estimate", "history", "forecast", "endings", "listeners", "line_progress",
     "json_progress", "status_keeper"],
)  # fmt: skip
def test_telling_progress_takes_the_standard_library_alone(module: str) -> None:
    code = (
        f"import sys; import senim.pipeline.{module}\n"
        "files = {name: getattr(found, '__file__', None) or '' for name, found in sys.modules.items()}\n"
        "files.pop('_distutils_hack', None)\n"
        "print(sorted(name for name, file in files.items() if 'site-packages' in file))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["run", "--language", "kz"], "Known here: en, kk, ru"),
        (["run", "--parameter", "draws"], "this is not NAME=VALUE"),
        (["refresh", "--date", "01.02.2026"], "Write it as YYYY-MM-DD"),
        (["run", "--draws", "many"], "--draws"),
        (["run", "--progress", "song"], "--progress"),
        (["verify", "no-such-edition"], "there is no such edition"),
        (["diff", "../nowhere", "latest"], "there is no such edition"),
        (["prune", "--keep", "0"], "--keep"),
        # What a sweep would not heed it does not take.
        (["sweep", "cut-size.yaml", "--language", "kk"], "No such option"),
        (["sweep", "cut-size.yaml", "--keep", "3"], "No such option"),
        (["plan", "--keep", "3"], "No such option"),
    ],
)
def test_bad_options_end_with_two(words: list[str], message: str) -> None:
    done = subprocess.run(
        [sys.executable, "pipeline.py", *words], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENIM_ROOT", str(tmp_path))
    for command in ("plan", "refresh", "list", "clean"):
        result = CliRunner().invoke(app, [command])
        assert result.exit_code == 2
        told = result.output + str(result.stderr)
        assert (
            f"1 problem in the input:\n  SENIM_ROOT: names a folder that is no checkout: {tmp_path}." in told
        )
    assert list(tmp_path.iterdir()) == []


def test_a_copied_edition_is_checked_though_senim_root_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENIM_ROOT", str(tmp_path / "nowhere"))
    result = CliRunner().invoke(app, ["verify", str(tmp_path)])
    assert "no checkout" not in result.output + str(result.stderr)


def test_pipeline_py_without_the_package_says_what_to_do() -> None:
    command = [sys.executable, "-S", "-I", str(ROOT / "pipeline.py"), "version"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "make brief" in done.stderr


def test_the_script_entry_point_is_main() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert scripts == {"senim": "senim.cli:main"}

"""What schedulers call exists, and their files can be read by what reads them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import dask
import dask.config
import distributed  # noqa: F401 - makes its settings known to dask
import pytest
import yaml
from typer.testing import CliRunner

from senim.cli.commands import app
from senim.pipeline.exit_codes import ExitCode

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMMANDS = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
FILES = ("README.md", "crontab", "senim.service", "github-workflow.yml", "cluster.md")


@pytest.mark.parametrize("name", FILES)
def test_commands_named_exist(name: str) -> None:
    named = re.findall(r"pipeline\.py ([a-z]+)", (DEPLOY / name).read_text(encoding="utf-8"))
    assert named
    assert set(named) <= COMMANDS


@pytest.mark.parametrize("name", FILES)
def test_make_targets_named_exist(name: str) -> None:
    heads = re.findall(r"^([a-z -]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    targets = {target for head in heads for target in head.split()}
    assert set(re.findall(r"\bmake ([a-z-]+)", (DEPLOY / name).read_text(encoding="utf-8"))) <= targets


def test_readme_names_every_exit_code() -> None:
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)} == {
        int(code) for code in ExitCode
    }


def test_workflow_is_a_workflow() -> None:
    workflow = yaml.safe_load((DEPLOY / "github-workflow.yml").read_text(encoding="utf-8"))
    # YAML reads the word "on" as true.
    assert {"schedule", "push", "workflow_dispatch"} == set(workflow[True])
    assert re.fullmatch(r"(\S+ ){4}\S+", workflow[True]["schedule"][0]["cron"])
    for path in workflow[True]["push"]["paths"]:
        assert (ROOT / path.removesuffix("/**")).exists(), path
    steps = workflow["jobs"]["refresh"]["steps"]
    assert all(("uses" in step) != ("run" in step) for step in steps)
    assert any(step.get("run") == ".venv/bin/python pipeline.py refresh" for step in steps)


def test_crontab_line_runs_under_a_plain_shell(tmp_path: Path) -> None:
    lines = (DEPLOY / "crontab").read_text(encoding="utf-8").splitlines()
    schedule, command = re.fullmatch(r"((?:\S+ ){5})(.*)", lines[-1]).groups()  # type: ignore[union-attr]
    assert schedule == "17 3 * * * "
    shell_command = command.replace("\\%", "%")
    # Stand-ins for the interpreter that end as a run may end.
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    (tmp_path / "pipeline.py").touch()
    for code, told in ((0, False), (75, False), (3, True)):
        python.write_text(f"#!/bin/sh\necho a message\nexit {code}\n", encoding="utf-8")
        python.chmod(0o755)
        done = subprocess.run(
            ["/bin/sh", "-c", shell_command],
            env={"SENIM_ROOT": str(tmp_path), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, "a message" in done.stdout) == (code if told else 0, told)
    wrong = {"SENIM_ROOT": str(tmp_path / "nowhere"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["/bin/sh", "-c", shell_command], env=wrong, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == f"SENIM_ROOT names a folder that is no checkout: {tmp_path / 'nowhere'}\n"


def test_units_name_the_same_folder() -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(DEPLOY / "senim.service", encoding="utf-8")
    service = unit["Service"]
    python, script, command = service["ExecStart"].split()
    assert python == f"{service['WorkingDirectory']}/.venv/bin/python"
    assert script == f"{service['WorkingDirectory']}/pipeline.py"
    assert command in COMMANDS
    assert service["SuccessExitStatus"] == str(int(ExitCode.LOCKED))


CLUSTER_UNITS = {"senim-scheduler.service": "scheduler", "senim-worker@.service": "worker"}


def unit_of(name: str) -> ConfigParser:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(DEPLOY / name, encoding="utf-8")
    return unit


@pytest.mark.parametrize(("name", "what"), CLUSTER_UNITS.items())
def test_cluster_units_start_what_dask_knows(name: str, what: str) -> None:
    service = unit_of(name)["Service"]
    program, subcommand, *words = service["ExecStart"].split()
    assert program == f"{service['WorkingDirectory']}/.venv/bin/dask"
    assert subcommand == what
    dask = Path(sys.executable).with_name("dask")
    shown = subprocess.run([dask, what, "--help"], capture_output=True, text=True, check=True).stdout
    asked = {word for word in words if word.startswith("--")}
    assert asked <= set(re.findall(r"--[a-z-]+", shown))


def test_worker_unit_asks_for_what_a_run_requires() -> None:
    words = unit_of("senim-worker@.service")["Service"]["ExecStart"].split()
    given = dict(pairwise(words))
    assert given["--nthreads"] == "1"
    assert given["--nworkers"] == "1"
    assert import_module(given["--preload"]).dask_setup
    assert given["--local-directory"] == "/var/cache/senim-worker-%i"


def test_cluster_page_names_options_and_settings_that_exist() -> None:
    text = (DEPLOY / "cluster.md").read_text(encoding="utf-8")
    shown = CliRunner().invoke(app, ["run", "--help"], env={"COLUMNS": "200"}).output
    for option in ("--cluster", "--storage", "--cluster-seconds"):
        assert option in text
        assert option in shown
    for name in re.findall(r"DASK_DISTRIBUTED__([A-Z_]+)=", text):
        where = dask.config.get("distributed")
        for key in name.lower().split("__"):
            found = {word.replace("-", "_"): value for word, value in where.items()}
            assert key in found, name
            where = found[key]


def test_sizing_table_follows_from_the_figures_above_it() -> None:
    text = (DEPLOY / "cluster.md").read_text(encoding="utf-8")
    figures = {name: float(value) for name, value in re.findall(r"`([a-z_]+) = ([0-9.]+)`", text)}
    rows = re.findall(
        r"^\| ([\d,]+) \| (\d+) \| (\d+) \| ([\d.]+) \| (\d+) % \| ([\d.]+) \|$", text, re.MULTILINE
    )
    assert len(rows) >= 12
    for row in rows:
        tasks, seconds, workers, hours, load, gigabytes = (float(word.replace(",", "")) for word in row)
        limit = min(figures["scheduler_rate"], 1 / figures["driver_seconds"])
        each = max((seconds + figures["worker_seconds"]) / workers, 1 / limit)
        assert hours == pytest.approx(tasks * each / 3600, abs=0.006)
        assert load == pytest.approx(100 / each / limit, abs=0.6)
        assert gigabytes == pytest.approx(tasks * figures["result_bytes"] / 1e9, abs=0.006)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this machine has no systemd")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    root = tmp_path / "srv"
    (root / ".venv" / "bin").mkdir(parents=True)
    programs = (root / ".venv" / "bin" / "python", root / ".venv" / "bin" / "dask", root / "pipeline.py")
    for file in programs:
        file.touch(mode=0o755)
    names = ("senim.service", "senim.timer", *CLUSTER_UNITS)
    for name in names:
        text = (DEPLOY / name).read_text(encoding="utf-8").replace("/srv/senim", str(root))
        (tmp_path / name.replace("@.", "@1.")).write_text(
            text.replace("User=senim", "User=root"), encoding="utf-8"
        )
    units = [str(tmp_path / name.replace("@.", "@1.")) for name in names]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "senim" in line]
    assert ours == []
    assert done.returncode == 0

"""Every expected end of a run has its code."""

from __future__ import annotations

import re
from pathlib import Path

from senim.cli.commands import app
from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.findings import InputError
from senim.pipeline.deadline import RunDeadline
from senim.pipeline.errors import (
    AuditError,
    ClusterError,
    DamagedEditionError,
    LockedError,
    NotPublishedError,
    SourceUnavailableError,
)
from senim.pipeline.exit_codes import EXPECTED_ERRORS, ExitCode, exit_code_of


def test_codes() -> None:
    errors = {
        1: OSError("disk full"),
        2: InputError([]),
        3: NotebookError(Failure(FailureKind.CODE, "a", 1, "b")),
        4: AuditError([], Path()),
        5: SourceUnavailableError(Path(), "gone"),
        75: LockedError(Path(), ""),
    }
    assert {code: int(exit_code_of(error)) for code, error in errors.items()} == {
        code: code for code in errors
    }
    assert int(exit_code_of(ClusterError("lost"))) == 1
    others = {ClusterError, DamagedEditionError}
    assert set(EXPECTED_ERRORS) == {*(type(error) for error in errors.values()), *others}
    assert exit_code_of(DamagedEditionError([], Path())) == 4
    assert exit_code_of(NotPublishedError(Path(), OSError(28, "No space left on device"))) == 1
    assert exit_code_of(KeyError()) == 1
    assert exit_code_of(RunDeadline.after(0).error("01")) == 3


ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d+) \| (.+?) \|", re.MULTILINE)


def documented() -> dict[int, str]:
    """Read the table in the docstring of ExitCode."""
    rows = re.findall(r"^ +(\d+) +(\S.*)$", ExitCode.__doc__ or "", re.MULTILINE)
    return {int(code): meaning for code, meaning in rows}


def first_clause(meaning: str) -> str:
    """Give what a meaning says before it goes into details."""
    return re.split(r"[;:(]", meaning)[0].strip()


def test_the_codes_are_those_of_the_contract() -> None:
    assert {int(code) for code in ExitCode} == {0, 1, 2, 3, 4, 5, 75, 130}
    assert set(documented()) == {int(code) for code in ExitCode}


def test_deploy_says_the_same_and_what_to_do() -> None:
    text = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    told = {int(code): first_clause(meaning) for code, meaning in ROW.findall(text)}
    assert told == {code: first_clause(meaning) for code, meaning in documented().items()}


def test_the_command_line_says_the_same() -> None:
    epilog = str(app.info.epilog)
    assert epilog.startswith("Exit codes: ")
    told = re.findall(r"(\d+) ([^,.]+)[,.]", epilog)
    expected = {code: first_clause(meaning).replace(",", "") for code, meaning in documented().items()}
    assert {int(code): words for code, words in told} == expected


def test_the_units_of_deploy_name_limits_that_exist() -> None:
    text = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    command = next(item.callback for item in app.registered_commands if item.name is None)
    assert command is not None
    options = {f"--{name.replace('_', '-')}" for name in command.__annotations__}
    named = re.findall(r"^\| `(--[a-z-]+)", text, re.MULTILINE)
    assert len(named) == 5
    assert set(named) <= options

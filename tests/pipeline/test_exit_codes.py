"""Every expected end of a run has its code."""

from __future__ import annotations

from pathlib import Path

from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.findings import InputError
from senim.pipeline.errors import (
    AuditError,
    DamagedEditionError,
    LockedError,
    NotPublishedError,
    SourceUnavailableError,
)
from senim.pipeline.exit_codes import EXPECTED_ERRORS, exit_code_of


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
    assert set(EXPECTED_ERRORS) == {*(type(error) for error in errors.values()), DamagedEditionError}
    assert exit_code_of(DamagedEditionError([], Path())) == 4
    assert exit_code_of(NotPublishedError(Path(), OSError(28, "No space left on device"))) == 1
    assert exit_code_of(KeyError()) == 1

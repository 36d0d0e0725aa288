"""What is kept between runs comes back as it was, or is refused."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.pipeline.status_report import (
    KEPT_RUNS,
    FailureLine,
    RunLine,
    Status,
    TaskLine,
    read_status,
    status_json,
    with_run,
)

SECONDS = st.floats(0, 1e6)
STATUSES = st.builds(
    Status,
    elapsed=SECONDS,
    remaining=st.none() | SECONDS,
    tasks=st.tuples(st.builds(TaskLine, seconds=st.none() | SECONDS, expected=st.none() | SECONDS)),
    failures=st.tuples(st.builds(FailureLine)),
    notes=st.tuples(st.text()),
    runs=st.tuples(st.builds(RunLine, seconds=SECONDS)),
)


@given(STATUSES)
def test_comes_back_as_it_was(status: Status) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "status.json"
        file.write_text(status_json(status), encoding="utf-8")
        assert read_status(file) == status


def test_no_file_is_an_empty_status(tmp_path: Path) -> None:
    assert read_status(tmp_path / "status.json") == Status()


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", '{"format": 2}', '{"format": 1, "tasks": 3}', '{"format": 1, "tasks": [3]}',
        '{"format": 1, "tasks": [{"name": "a"}]}', '{"format": 1, "elapsed": "long"}',
        '{"format": 1, "running": 1}', '{"format": 1, "elapsed": NaN}', '{"format": 1, "jobs": true}',
        '{"format": 1, "runs": [{"began": "a", "ended": "b", "times": "often"}]}',
    ],
)  # fmt: skip
def test_what_is_no_status_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "status.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"."):
        read_status(file)


def test_a_field_of_a_later_version_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "status.json"
    content = {**asdict(Status(edition="e")), "format": 1, "later": [1]}
    file.write_text(json.dumps(content), encoding="utf-8")
    assert read_status(file) == Status(edition="e")


def test_only_the_last_runs_are_kept() -> None:
    runs: tuple[RunLine, ...] = ()
    for number in range(50):
        runs = with_run(runs, RunLine(f"{number}", f"{number}", exit_code=3))
    assert len(runs) == KEPT_RUNS
    assert runs[0].began == "49"


def test_idle_runs_in_a_row_share_a_line() -> None:
    runs = (RunLine("0", "0", exit_code=0, published=True, edition="e"),)
    for number in range(1, 4):
        runs = with_run(runs, RunLine(f"{number}", f"{number}", 0.3, exit_code=0, edition="e"))
    assert runs[0] == RunLine("1", "3", 0.3, exit_code=0, edition="e", times=3)
    assert len(runs) == 2
    assert len(with_run(runs, RunLine("5", "5", exit_code=0, edition="other"))) == 3
    assert len(with_run(runs, RunLine("5", "5"))) == 3

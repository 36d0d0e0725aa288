"""The history keeps the last few runs of each task, and survives what kills a run."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from senim.pipeline.events import RunEnded, TaskFinished, TaskSkipped
from senim.pipeline.history import KEPT_PER_TASK, HistoryKeeper, read_history, usual_seconds
from senim.pipeline.progress import Announcer


def remember(file: Path, *finished: tuple[str, float], most_bytes: int = 100_000) -> None:
    announcer = Announcer(HistoryKeeper(file, most_bytes), wall=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    for task, seconds in finished:
        announcer.tell(TaskFinished(task, seconds))
    announcer.tell(TaskSkipped("skipped"))
    announcer.tell(RunEnded(0))


def test_the_median_of_the_last_few(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "history.jsonl"
    assert read_history(file) == {}
    remember(file, *(("a", float(second)) for second in (900, 800, 1, 2, 3, 4, 100)), ("b", 1.0), ("b", 2.0))
    history = read_history(file)
    assert history == {"a": (1.0, 2.0, 3.0, 4.0, 100.0), "b": (1.0, 2.0)}
    assert usual_seconds(history, "a") == 3.0
    assert usual_seconds(history, "b") == 1.5
    assert usual_seconds(history, "never") is None


def test_a_half_line_spoils_nothing(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    remember(file, ("a", 1.0))
    with file.open("a", encoding="utf-8") as stream:
        stream.write('{"task": "a", "seco')
    remember(file, ("a", 3.0))
    assert read_history(file) == {"a": (1.0, 3.0)}


def test_it_stays_small(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    remember(file, *((f"task {number % 3}", float(number)) for number in range(300)), most_bytes=2_000)
    assert file.stat().st_size < 2_000
    assert read_history(file)["task 2"] == (287.0, 290.0, 293.0, 296.0, 299.0)
    assert len(file.read_text(encoding="utf-8").splitlines()) == 3 * KEPT_PER_TASK


@given(st.binary(), st.text())
def test_whatever_stands_in_the_file_it_can_be_read(noise: bytes, task: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "history.jsonl"
        file.write_bytes(noise)
        remember(file, (task, 2.5))
        assert read_history(file)[task][-1] == 2.5


def test_values_that_are_no_durations_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    wrong = [
        '{"task": "a", "seconds": NaN}',
        '{"task": "a", "seconds": -1}',
        '{"task": 3, "seconds": 1}',
        "[]",
    ]
    wrong += ['{"task": "a", "seconds": Infinity}', '{"task": "a"}', "3", "null"]
    file.write_text("\n".join([*wrong, json.dumps({"task": "a", "seconds": 7})]), encoding="utf-8")
    assert read_history(file) == {"a": (7.0,)}


def test_a_history_that_is_a_folder_is_no_history(tmp_path: Path) -> None:
    assert read_history(tmp_path) == {}

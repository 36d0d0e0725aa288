"""A log has one line per event, and it can be searched."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from senim.pipeline.events import (
    Ahead,
    CellBegan,
    Event,
    Note,
    Published,
    RunBegan,
    RunEnded,
    TaskFailed,
    TaskFinished,
    TaskRetried,
    TaskSkipped,
    TaskStarted,
)
from senim.pipeline.line_progress import LineListener
from senim.pipeline.progress import Announcer

HEAD = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (INFO |WARN |ERROR) [a-z]+( |$)")


def lines(*events: Event) -> list[str]:
    stream = io.StringIO()
    announcer = Announcer(LineListener(stream), wall=lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    for event in events:
        announcer.tell(event)
    return stream.getvalue().split("\n")[:-1]


def test_one_line_per_event() -> None:
    told = lines(
        RunBegan(2, (Ahead("a"), Ahead("b"))),
        TaskStarted("a"),
        CellBegan("a", 1, 4),
        TaskFinished("a", 2.04, "from a\n"),
        TaskRetried("b", 2, 3, "kernel-died", "signal 9"),
        TaskFailed("b", "code", "ZeroDivisionError: x", "more\nwords", 3, "failed/b", 1.0),
        TaskSkipped("c"),
        Note("a note"),
        Note("look", warning=True),
        Published("2026-01-01-aaaaaaaa", "index.html"),
        RunEnded(3, error_class="code", cause="b failed\nmore"),
    )
    assert all(line.startswith(("    ", "2026-01-02T03:04:05.000Z ")) for line in told)
    assert [line[25:] if line[0] == "2" else line for line in told] == [
        "INFO  begin  2 tasks, 2 at a time",
        "INFO  start  a",
        "INFO  done   a (2.0 s)",
        "    from a",
        "WARN  retry  b (attempt 2 of 3) kernel-died: signal 9",
        "ERROR failed b (1.0 s) code: ZeroDivisionError: x",
        "    more",
        "    words",
        "INFO  skip   c (up to date)",
        "INFO  note   a note",
        "WARN  note   look",
        "INFO  publish 2026-01-01-aaaaaaaa",
        "ERROR end    exit code 3, code: b failed",
    ]


def test_good_ends() -> None:
    assert lines(RunEnded(0, True, "e"))[0].endswith("exit code 0, published (edition e)")
    assert lines(RunEnded(0, False, "e"))[0].endswith("exit code 0, nothing to do (edition e)")


@given(st.text(), st.text())
def test_no_name_and_no_message_forges_a_line(name: str, message: str) -> None:
    told = lines(TaskFailed(name, "code", message, message), TaskFinished(name, 1, message), Note(message))
    assert len([line for line in told if HEAD.match(line)]) == 3
    assert all(HEAD.match(line) or line.startswith("    ") for line in told)


def test_a_stream_that_knows_few_letters() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    Announcer(LineListener(stream)).tell(Note("сенім"))
    stream.seek(0)
    assert stream.read().endswith("\\u0441\\u0435\\u043d\\u0456\\u043c\n")


def test_no_message_is_cut_at_a_colon_or_said_twice() -> None:
    told = lines(
        TaskFailed("b", "code", "it reads x", "b, cell 3: code: it reads x\n  at: line 1\nsaid", 3, "", 1.0),
        RunEnded(3, error_class="code", cause="it reads x", task="b"),
    )
    assert [line.strip() for line in told[1:-1]] == ["at: line 1", "said"]
    assert told[-1].endswith("exit code 3, code in b")
    for ended, words in (
        (RunEnded(130, error_class="interrupted", cause=""), "exit code 130, interrupted"),
        (
            RunEnded(2, error_class="InputError", cause="2 problems in the input:\n a"),
            "2 problems in the input",
        ),
    ):
        assert lines(ended)[0].endswith(words)

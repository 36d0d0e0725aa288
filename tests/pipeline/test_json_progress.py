"""Every line is one JSON object in the documented envelope, whatever names and messages hold."""

from __future__ import annotations

import io
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.pipeline.events import Ahead, Event, Note, RunBegan, RunEnded, TaskFailed, TaskStarted, event_name
from senim.pipeline.json_progress import FORMAT, JsonListener
from senim.pipeline.progress import Announcer

DOCUMENT = (Path(__file__).parents[2] / "docs" / "progress.md").read_text(encoding="utf-8")
ENVELOPE = ["format", "run", "number", "time", "elapsed_seconds", "event", "data"]


def told(*events: Event) -> list[dict[str, Any]]:
    stream = io.StringIO()
    announcer = Announcer(JsonListener(stream))
    for event in events:
        announcer.tell(event)
    text = stream.getvalue()
    assert text.isascii()
    return [json.loads(line) for line in text.splitlines()]


@given(st.text(), st.text())
def test_every_line_has_the_same_envelope(name: str, message: str) -> None:
    lines = told(
        RunBegan(2, (Ahead(name, depends=(name,)),)),
        TaskStarted(name),
        TaskFailed(name, "code", message, message),
        RunEnded(3),
    )
    assert all(list(line) == ENVELOPE for line in lines)
    assert [line["number"] for line in lines] == [1, 2, 3, 4]
    assert {line["format"] for line in lines} == {FORMAT}
    assert lines[1]["data"] == {"task": name}


def test_errors_carry_what_a_machine_needs() -> None:
    failed, ended = told(
        TaskFailed("a", "timeout", "too long", "words", 4, "failed/a/notebook.ipynb", 9.0, 3),
        RunEnded(3, error_class="timeout", cause="too long", task="a", partial="failed/a/notebook.ipynb"),
    )
    for line in (failed, ended):
        assert line["data"]["error_class"] == "timeout"
        assert line["data"]["cause"] == "too long"
        assert line["data"]["partial"] == "failed/a/notebook.ipynb"
        assert line["data"]["exit_code"] == 3


def test_a_number_that_json_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        JsonListener(io.StringIO()).hear(stamped_with(float("nan")))


def stamped_with(elapsed: float) -> Any:
    from datetime import UTC, datetime

    from senim.pipeline.events import Stamped

    return Stamped(Note("x"), "run", 1, datetime(2026, 1, 1, tzinfo=UTC), elapsed)


def test_the_document_describes_the_envelope_and_every_event() -> None:
    table = re.findall(r"^\| `([a-z_-]+)` \| (.+?) \|", DOCUMENT, flags=re.MULTILINE)
    described = {name: set(re.findall(r"`([a-z_]+)`", text)) for name, text in table}
    for kind in get_args(Event):
        assert described[event_name(kind)] == {field.name for field in fields(kind)}, event_name(kind)
    assert set(ENVELOPE) <= described.keys()
    assert described["tasks"] == {field.name for field in fields(Ahead)}
    assert f"format {FORMAT}" in DOCUMENT

"""The difference for a terminal holds names of others as words, whatever they look like."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from senim.pipeline.difference import Cause, CauseKind, Difference, compare, edition_snapshot
from senim.pipeline.difference.model import ClaimMoved, RowMoved, TableMoved, ValueMoved, WordingMoved
from senim.pipeline.difference.words import print_difference
from senim.pipeline.errors import DamagedEditionError
from senim.pipeline.shelf import show_difference


def printed(difference: Difference, width: int = 200) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    print_difference(difference, console)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def claim(value: float, **more: object) -> dict[str, object]:
    fields = {"id": "a_effect", "value": value, "low": value - 1, "high": value + 1, "unit": "percent"}
    return {**fields, "status": "derived", "source": "s", "notebook": "n", **more}


def test_numbers_with_ranges_and_reasons() -> None:
    causes = (Cause(CauseKind.DATA, ("one",), named=True), Cause(CauseKind.CODE, ("a", "b", "c", "d")))
    moved = ClaimMoved("a_effect", claim(1.0, confidence=1), claim(5.0, confidence=2), causes)
    digits = ClaimMoved("b_effect", claim(1.0), claim(1.000001), causes)
    text = " ".join(printed(Difference("x", "y", claims=(moved, digits), unchanged=7)).split())
    assert "a_effect 0.0 to +2.0 %, confidence 1 of 4 +4.0 to +6.0 %, confidence 2 of 4" in text.replace(
        "\u00a0", " "
    )
    assert "data one; or code a, b, c and 1 more" in text
    assert "1 moved only in digits that are not printed" in text
    assert "7 others are unchanged" in text


def test_hostile_names_are_shown_as_they_are() -> None:
    bad = "[bold red]x[/] [link=http://a]<script>\x1b[31m"
    row = RowMoved(bad, {"c": "=cmd"}, {"c": bad})
    difference = Difference(
        "x",
        "y",
        claims=(ClaimMoved(bad, claim(1.0), None, (Cause(CauseKind.DATA, (bad,)),)),),
        data=(TableMoved(bad, (row,)),),
        parameters=(ValueMoved(bad, bad, bad, None),),
        wording=(WordingMoved("en", (bad,), ()),),
    )
    text = printed(difference, 400)
    assert text.count("[bold red]x[/] [link=http://a]<script>") >= 6
    assert "\x1b" not in text


def test_claims_of_another_shape_print_their_digits() -> None:
    old = {"id": "a", "value": 1, "low": 0, "high": 2, "units": "?"}
    assert "1 (0 to 2)" in printed(Difference("x", "y", claims=(ClaimMoved("a", old, claim(1.0)),)))


def test_equal_editions_and_long_lists() -> None:
    assert "Nothing differs." in printed(Difference("x", "x"))
    rows = tuple(RowMoved(f"r{number}", None, {"a": "1"}) for number in range(30))
    text = printed(Difference("x", "y", data=(TableMoved("t", rows), TableMoved("u", ()))))
    assert "Data: t (30 added)" in text
    assert "and 10 more rows" in text
    assert "Data: u (order or layout only)" in text


def test_command(two_editions: Path, reports_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_difference("previous", "latest", two_editions, as_json=False)
    text = capsys.readouterr().out
    for part in ("first", "14", "16", "parameters/levers.yaml", "Data: numbers (1 added, 1 removed)"):
        assert part in text
    show_difference("previous", "latest", two_editions, as_json=True)
    old, new = sorted(two_editions.glob("2026-*"))
    assert json.loads(capsys.readouterr().out) == compare(*map(edition_snapshot, (old, new))).as_dict()
    (reports_copy / old.name / "data/claims.json").write_text("[]", encoding="utf-8")
    with pytest.raises(DamagedEditionError, match="data/claims"):
        show_difference("previous", "latest", reports_copy, as_json=False)

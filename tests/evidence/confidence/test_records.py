"""Judgements as claims."""

from __future__ import annotations

from senim.evidence.confidence import corroboration, judgement_record


def test_a_failed_placebo_is_told_and_takes_nothing_off() -> None:
    record = judgement_record("violent", corroboration(True), "09", ["england_wales_forces"])
    assert record["id"] == "rubric.violent.corroboration.placebo_fails"
    assert (record["value"], record["status"]) == (None, "not_identifiable")
    assert record["inputs"] == ["england_wales_forces"]


def test_a_silent_placebo_proves_nothing() -> None:
    record = judgement_record("violent", corroboration(False), "09")
    assert record["id"].endswith("placebo_finds_nothing")
    assert record["value"] == 0

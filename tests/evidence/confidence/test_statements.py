"""The statements of the brief, rated."""

from __future__ import annotations

from dataclasses import replace

from senim.evidence.confidence import STATEMENTS, BodyOfEvidence, Concern, rate_statements

STRONG = BodyOfEvidence(
    "violent", estimates=12, studies=12, samples=9, from_similar_settings=3, one_sign=True
)


def bodies(**changed):
    return {group: replace(STRONG, group=group, **changed) for group in ("violent", "property", "homicide")}


def reasons(rating):
    return {judgement.reason for judgement in rating.judgements}


def test_strong_studies_in_similar_forces_are_high_unless_the_police_record_the_outcome() -> None:
    rated = rate_statements(bodies())
    assert rated["homicide"].level == 4
    assert rated["violent"].level == 3
    assert reasons(rated["violent"]) == {"similar", "recorded_by_police", "agree", "many"}


def test_each_weakness_is_named_and_lowers_the_rating() -> None:
    for weakness, reason in (
        ({"from_similar_settings": 0}, "elsewhere"),
        ({"samples": 1}, "one_sample"),
        ({"one_sign": False}, "signs_differ"),
    ):
        rating = rate_statements(bodies(**weakness))["homicide"]
        assert rating.level == 3, reason
        assert reason in reasons(rating)


def test_too_few_studies_to_look_for_missing_ones_is_said_and_lowers_nothing() -> None:
    rating = rate_statements(bodies(studies=9))["homicide"]
    assert rating.level == 4
    assert [one.concern for one in rating.judgements if one.reason == "too_few"] == [Concern.UNKNOWN]


def test_no_study_of_offences_makes_a_judged_chain_stronger() -> None:
    weak, strong = rate_statements(bodies(samples=1)), rate_statements(bodies())
    for statement in STATEMENTS:
        if statement.basis != "studies":
            assert weak[statement.name] == strong[statement.name]
            assert not weak[statement.name].judgements

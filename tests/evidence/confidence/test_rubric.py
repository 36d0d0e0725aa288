"""The rubric."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.arguments import ArgumentError
from senim.evidence.confidence import Basis, Concern, Domain, Judgement, Rating, rate

judgements = st.lists(
    st.builds(Judgement, st.sampled_from(Domain), st.just("reason"), st.sampled_from(Concern)),
    unique_by=lambda judgement: judgement.domain,
)


@given(judgements)
def test_each_serious_concern_takes_a_level_off_and_studies_remain_evidence(found: list[Judgement]) -> None:
    level = rate("any", Basis.STUDIES, found).level
    serious = sum(judgement.concern is Concern.SERIOUS for judgement in found)
    assert level == {0: 4, 1: 3}.get(serious, 2)


@given(judgements)
def test_a_judged_link_is_very_low_and_the_unmeasured_is_not_identifiable(
    found: list[Judgement],
) -> None:
    assert rate("any", Basis.JUDGEMENT, found).level == 1
    assert rate("any", Basis.NOTHING, found).level == 0


def test_a_domain_is_judged_once() -> None:
    twice = [Judgement(Domain.SETTING, "elsewhere", Concern.SERIOUS)] * 2
    with pytest.raises(ValueError, match="violent is judged twice in setting"):
        rate("violent", Basis.STUDIES, twice)


@pytest.mark.parametrize("basis", ["nothing", "studies", None, "x", 4])
def test_what_is_no_basis_is_refused_and_not_rated_highest(basis) -> None:
    with pytest.raises(ArgumentError, match="argument basis"):
        rate("s", basis)


def test_a_rating_outside_the_rubric_cannot_be_made() -> None:
    with pytest.raises(ArgumentError, match="level: 9 is above") as caught:
        Rating("", 9, Basis.STUDIES, judgements="none")
    assert "statement: is empty" in str(caught.value)
    assert "judgements: 'none' is no list" in str(caught.value)
    with pytest.raises(ArgumentError, match="concern"):
        Judgement(Domain.SETTING, "elsewhere", "serious")

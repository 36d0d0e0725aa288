"""The rubric."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.evidence.confidence import Basis, Concern, Domain, Judgement, rate

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
    with pytest.raises(ValueError, match="violent: judged twice in setting"):
        rate("violent", Basis.STUDIES, twice)

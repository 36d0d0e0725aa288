"""What the table of studies says of itself."""

from __future__ import annotations

import pandas as pd
import pytest

from senim.arguments import ArgumentError
from senim.evidence.confidence import BodyOfEvidence, bodies_of_evidence
from senim.sources import load


def table(*rows: tuple[str, str, float, str | None]) -> pd.DataFrame:
    columns = ["study_id", "country", "estimate", "shared_sample"]
    made = pd.DataFrame(rows, columns=columns)
    return made.assign(offence_group="violent", standard_error=0.1, pooling="yes")


def body(*rows):
    return bodies_of_evidence(table(*rows), ["violent"])["violent"]


def test_estimates_of_a_study_or_on_shared_cities_are_one_sample() -> None:
    found = body(
        ("a", "United States", -0.3, "cities"),
        ("b", "United States", -0.4, "cities"),
        ("c", "Georgia", -0.2, None),
        ("c", "Georgia", -0.1, None),
    )
    assert (found.estimates, found.studies, found.samples, found.from_similar_settings) == (4, 3, 2, 2)


def test_the_sign_is_kept_only_where_no_single_study_decides_it() -> None:
    assert body(("a", "Spain", -0.3, None), ("b", "Italy", -0.4, None)).one_sign
    assert not body(("a", "Spain", -0.5, None), ("b", "Italy", 0.2, None)).one_sign


def test_the_projects_studies_share_their_cities_and_none_is_from_a_similar_force() -> None:
    found = bodies_of_evidence(load("police_elasticities"), ["violent", "property", "homicide"])
    assert {one.samples for one in found.values()} == {1}
    assert {one.from_similar_settings for one in found.values()} == {0}


def test_a_body_of_evidence_with_impossible_counts_cannot_be_made() -> None:
    with pytest.raises(ArgumentError, match="estimates: -1 is below") as caught:
        BodyOfEvidence("violent", -1, "a", 1, 0, one_sign=None)
    assert "studies: 'a' is not a number" in str(caught.value)
    with pytest.raises(ArgumentError, match="studies: is more than there are estimates"):
        BodyOfEvidence("violent", 2, 3, 1, 0, one_sign=True)

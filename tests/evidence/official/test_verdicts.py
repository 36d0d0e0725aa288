"""From figures to a verdict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.evidence.official import Measured, OfficialClaim, Reason, UnknownMovement, Untold, Verdict
from senim.evidence.official.verdicts import decide, disagreement

CLAIM = OfficialClaim("c", -9.0, "percent_change", 1.0)


def verdict(found=None, share=None, comparability="same", crosses=(), by_chance=False):
    """Decide on one reading."""
    return decide(
        CLAIM,
        found,
        comparability=comparability,
        crosses=crosses,
        share=share,
        by_chance=by_chance,
        significance=0.05,
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"crosses": ("new-code",), "comparability": "other_count"}, ("not_comparable", "crosses_rules")),
        ({"comparability": "other_span"}, ("not_comparable", "other_span")),
        ({"found": Measured(-6.7, -6.8, -6.6), "share": 0.001}, ("contradicted", "smaller")),
        ({"found": Measured(-12.0, -12.1, -11.9)}, ("contradicted", "larger")),
        ({"found": Measured(2.0, 1.9, 2.1)}, ("contradicted", "opposite")),
        ({"found": Measured(-8.7, -8.8, -8.6)}, ("supported", "agrees")),
        ({"found": Measured(-8.7, -8.8, -8.6), "share": 0.04}, ("supported", "agrees_and_unusual")),
        ({"found": Measured(-8.7, -8.8, -8.6), "share": 0.05}, ("not_distinguishable", "usual_movement")),
        ({"share": 0.3, "by_chance": True}, ("not_distinguishable", "chance")),
        (
            {"found": Measured(-9.0, -9.0, -9.0), "share": UnknownMovement(Untold.TOO_SHORT)},
            ("supported", "agrees_movement_untold"),
        ),
    ],
)
def test_order_of_the_questions(arguments, expected):
    assert verdict(**arguments) == expected


@given(st.floats(-60, 60), st.floats(0, 5))
def test_a_claim_is_contradicted_exactly_outside_its_rounding(value, half):
    found = Measured(value, value - half, value + half)
    outside = value - half > CLAIM.high + 1e-6 or value + half < CLAIM.low - 1e-6
    inside = value - half < CLAIM.high - 1e-6 and value + half > CLAIM.low + 1e-6
    if outside or inside:
        assert (disagreement(CLAIM, found) is not None) == outside


def test_a_lower_bound_is_not_contradicted_by_more():
    least = OfficialClaim("c", 110_000.0, "count", 1000.0, "at_least")
    assert disagreement(least, Measured(150_000.0, 150_000.0, 150_000.0)) is None
    assert disagreement(least, Measured(77_000.0, 77_000.0, 77_000.0)) is Reason.SMALLER


def test_every_word_of_the_tables_has_a_reason():
    from senim.sources.claim_readings import COMPARABILITY
    from senim.sources.official_claims import LACKS

    reasons = {str(reason) for reason in Reason}
    assert {f"lacks_{word}" for word in LACKS} <= reasons
    assert set(COMPARABILITY) - {"same"} <= reasons
    assert len(Verdict) == 5

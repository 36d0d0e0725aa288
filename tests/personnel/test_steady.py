from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from senim.personnel.draws import take_draws
from senim.personnel.flows import advance, ordinary_flows
from senim.personnel.steady import steady_force


def test_every_cell_stays_as_it_is(many_forces) -> None:
    force = take_draws(many_forces(500), 500, 0, 500)
    steady = steady_force(force)
    flows = ordinary_flows(steady, force.visible_share)
    after, moved = np.empty_like(steady.stocks), np.empty((2, 4, 500))
    advance(steady.stocks, flows, flows.staying, after, moved)
    hires = steady.stocks.sum(axis=(1, 2)) * steady.turnover
    after[:, 0] += hires[:, None] * steady.recruit_shares
    assert np.allclose(after, steady.stocks, rtol=1e-10, atol=1e-12)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prevalence=st.floats(0.0, 0.4), recruits=st.floats(0.0, 0.4), long_share=st.floats(0.05, 0.4))
def test_described_shares_come_out(force, prevalence: float, recruits: float, long_share: float) -> None:
    described = force(prevalence=prevalence, recruit_prevalence=recruits, long_service_share=long_share)
    # recruits far worse than the force need officers to mend faster than there is time
    assume(recruits == 0.0 or prevalence / recruits > 0.05)
    steady = steady_force(take_draws(described, 1, 0, 1))
    everyone = steady.stocks.sum()
    assert np.isclose(steady.stocks[:, :, 1:].sum() / everyone, prevalence, atol=1e-9)
    assert np.isclose(steady.stocks[:, 3].sum() / everyone, long_share, atol=1e-12)
    assert not (steady.turning.any() and steady.mending.any())

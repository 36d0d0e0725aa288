"""Whom a scenario puts out of the force."""

from __future__ import annotations

import numpy as np
import pytest

from senim.simulation import Settings
from senim.simulation.levers import announced_posts_cut
from senim.simulation.money import officers_out

SETTINGS = Settings(draws=60, seed=3, years=5)


def out(scenarios, parameters, name):
    return officers_out(scenarios[name], scenarios["baseline"], parameters, SETTINGS)


def test_nothing_done_puts_out_nobody(scenarios, parameters):
    found = out(scenarios, parameters, "baseline")
    assert all((part == 0.0).all() for part in (found.released, found.dismissed, found.reinstated, found.out))


def test_a_cut_releases_the_posts_that_were_filled(scenarios, parameters):
    found = out(scenarios, parameters, "cut-to-424")
    vacancy = parameters.draws("strength.vacancy_rate", SETTINGS.draws, SETTINGS.streams)
    people = parameters.value("strength.population") / 1e5
    vacant = vacancy * parameters.value("strength.before") * people
    filled = announced_posts_cut(parameters) * people - vacant
    assert found.released[:, -1] == pytest.approx(filled, abs=announced_posts_cut(parameters) * people * 0.02)
    assert (found.dismissed == 0.0).all()


def test_the_share_that_courts_bring_back_comes_back(scenarios, parameters):
    found = out(scenarios, parameters, "attestation-2019")
    share = parameters.value("attestation.reinstated_share")
    assert found.reinstated[:, -1] == pytest.approx(share * found.dismissed[:, -1])
    assert found.reinstated_a_year.sum(axis=1) == pytest.approx(found.reinstated[:, -1])
    assert (np.diff(found.reinstated, axis=1) >= -1e-9).all()
    assert found.out[:, -1] == pytest.approx((1 - share) * found.dismissed[:, -1])

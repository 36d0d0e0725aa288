import pytest

from senim.evidence.confidence import rating_records
from senim.execution import Claim
from senim.simulation import headline_records


def claims(simulation, parameters):
    return {
        record["id"]: Claim(**record)
        for record in headline_records(simulation, parameters, "06-scenarios-compared")
    }


def test_every_record_is_a_claim_with_an_interval_or_observed(simulation, parameters):
    ledger = claims(simulation, parameters)
    assert len(ledger) == len(headline_records(simulation, parameters, "x"))
    for scenario in simulation.scenarios:
        for name in ("violent_effect", "property_effect", "homicide_effect", "trust_effect", "money"):
            assert f"{name}.{scenario}" in ledger


def test_the_baseline_is_zero_and_what_cannot_be_said_is_absent(simulation, parameters):
    ledger = claims(simulation, parameters)
    zero = ledger["violent_effect.baseline"]
    assert (zero.value, zero.low, zero.high) == (0, 0, 0)
    assert "sound_per_problem.attestation-2024" not in ledger
    assert "problem_removed.cut-to-424" not in ledger
    assert "break_even_per_homicide.attestation-2019" not in ledger


def test_break_even_is_the_saving_by_extra_homicides(simulation, parameters):
    ledger = claims(simulation, parameters)
    frontier, homicides = ledger["break_even_per_homicide.cut-to-424"], ledger["extra_homicides.cut-to-424"]
    assert frontier.value == pytest.approx(16e9 / homicides.value, rel=1e-2)
    assert frontier.confidence == 0
    assert frontier.level == 0.5


def test_sound_and_problem_officers_are_counted_per_thousand_examined(simulation, parameters):
    ledger = claims(simulation, parameters)
    problem, sound = ledger["problem_removed.attestation-2019"], ledger["sound_lost.attestation-2019"]
    assert 3 < problem.value < 60
    assert 3 < sound.value < 40
    assert ledger["sound_per_problem.attestation-2019"].likelihood_of == "fewer_than_one_for_one"


def test_a_wave_whose_cost_nobody_published_has_no_money(simulation, parameters):
    ledger = claims(simulation, parameters)
    assert ledger["money.attestation-2019"].value is None
    assert ledger["money.attestation-2019"].status == "not_identifiable"
    assert ledger["money.cut-and-attestation"].value == 16
    assert ledger["money.baseline"].value == 0


def test_the_baseline_is_not_judged(simulation, parameters):
    assert claims(simulation, parameters)["violent_effect.baseline"].likelihood is None


def test_a_claim_holds_nine_in_ten_draws_and_its_likelihood(simulation, parameters):
    claim = claims(simulation, parameters)["property_effect.cut-to-393"]
    draws = simulation.at_evaluation("cut-to-393", "registered_offences", "property")
    assert ((draws >= claim.low) & (draws <= claim.high)).mean() == pytest.approx(0.9, abs=0.002)
    assert claim.likelihood == pytest.approx((draws > 0).mean())
    assert claim.year == 2022


def test_confidence_comes_from_the_rubric_and_its_reasons_are_claims(simulation, parameters):
    ledger = claims(simulation, parameters)
    assert ledger["violent_effect.cut-to-424"].confidence == simulation.ratings["violent"].level
    assert ledger["trust_effect.cut-to-424"].confidence == simulation.ratings["trust"].level
    told = {record["id"]: Claim(**record) for record in rating_records(simulation.ratings, "x")}
    assert told["rubric.violent.setting.elsewhere"].value == 1
    assert told["rubric.homicide.measurement.comparable"].value == 0
    unknown = told["rubric.violent.selection.too_few"]
    assert (unknown.value, unknown.status) == (None, "not_identifiable")
    lost = sum(one.value or 0 for name, one in told.items() if name.startswith("rubric.homicide."))
    assert simulation.ratings["homicide"].level == 4 - lost

import pytest

from senim.arguments import ArgumentError
from senim.scenarios import Scenario
from senim.simulation import Settings
from senim.simulation.design import latin_hypercube
from senim.simulation.officer_force import DrawnValues, unit_shares
from senim.simulation.officer_plans import attestation_plan, cut_by_unit, staffing_plan

SETTINGS = Settings(draws=20, seed=5)
WORDS = {"en": "some words", "kk": "some words", "ru": "some words"}


def scenario(*levers):
    return Scenario.model_validate({"id": "own", "title": WORDS, "definition": WORDS, "levers": levers})


def attestation(**changes):
    lever = {"lever": "attestation", "from": "2019-10-01", "until": "2020-03-31"}
    return lever | {"exemptions_hold": True, "outcome_split": "attestation.removed_share_2012"} | changes


def cut(**changes):
    lever = {"lever": "establishment_cut", "from": "2019-04-01", "until": "2019-12-31"}
    return lever | {"before": "strength.before", "share": 0.2} | changes


def test_the_baseline_does_nothing_and_hires_as_usual(scenarios, parameters):
    attested = attestation_plan(scenarios["baseline"], parameters, SETTINGS)
    staffed = staffing_plan(scenarios["baseline"], parameters, SETTINGS)
    assert (attested.cycle, attested.waves) == (None, ())
    assert (staffed.cuts, staffed.pay_rises) == ((), ())
    assert staffed.hiring.capacity == parameters.value("personnel.hiring_capacity")
    assert staffed.hiring.training_months == 6
    assert staffed.hiring.vacancy_fill_monthly == parameters.value("personnel.vacancy_fill_monthly")


def test_a_wave_has_the_dates_the_test_and_the_results_of_its_lever(scenarios, parameters):
    (wave,) = attestation_plan(scenarios["attestation-2019"], parameters, SETTINGS, 3).waves
    value = DrawnValues(parameters, SETTINGS, 3)
    assert (wave.first_month, wave.last_month) == (9, 14)
    assert wave.scope.ranks is None
    unfit, dismissed = wave.examination.unfit, parameters.value("attestation.removed_share_2012")
    assert unfit.dismissed == dismissed
    kept = value("attestation.demoted_share_of_kept_2012")
    assert unfit.demoted == pytest.approx((1 - dismissed) * kept)
    assert unfit.dismissed + unfit.demoted + unfit.transferred == pytest.approx(1)
    assert unfit.reinstated_sound == unfit.reinstated_problem == value("attestation.reinstated_share")
    assert unfit.reinstatement_lag_months == value("attestation.reinstatement_lag_months")
    assert wave.anticipation_multiple == value("attestation.anticipation_multiple")
    assert wave.anticipation_months == 6
    assert wave.examination.test.fail_rates()[0] == pytest.approx(value("attestation.false_positive_rate"))


def test_a_wave_of_managers_takes_managers_and_dismisses_nobody(scenarios, parameters):
    (wave,) = attestation_plan(scenarios["attestation-2024"], parameters, SETTINGS).waves
    assert (wave.first_month, wave.last_month) == (63, 71)
    assert wave.scope.ranks == ("middle",)
    assert wave.examination.unfit.dismissed == 0


@pytest.mark.parametrize("hold", [True, False])
def test_exemptions_hold_or_not_but_leave_always_does(parameters, hold):
    own = scenario(attestation(exemptions_hold=hold))
    exempt = attestation_plan(own, parameters, SETTINGS).waves[0].examination.exemptions
    assert (exempt.long_service, exempt.new_in_post, exempt.heads) == (hold, hold, hold)
    assert exempt.on_leave


def test_an_officer_keeps_a_persistent_effect_where_a_second_examination_can_come(parameters):
    once = attestation_plan(scenario(attestation()), parameters, SETTINGS)
    twice = attestation_plan(
        scenario(attestation(), attestation(**{"from": "2021-01-01", "until": "2021-06-30"})),
        parameters,
        SETTINGS,
    )
    cycle = attestation(kind="periodic", until=None, **{"from": "2019-01-01"})
    running = attestation_plan(scenario(cycle), parameters, SETTINGS)
    assert once.effect_classes == 1
    assert twice.effect_classes == running.effect_classes == 2
    assert [wave.first_month for wave in twice.waves] == [9, 24]
    assert running.waves == ()
    assert running.cycle.interval_months == 12 * parameters.value("attestation.interval_years")


@pytest.mark.parametrize(
    ("dates", "months"),
    [
        ({"from": "2015-01-01", "until": None}, (None, None)),
        ({"from": "2020-02-01", "until": None}, (13, None)),
        ({"from": "2019-01-01", "until": "2021-12-31"}, (None, 35)),
    ],
)
def test_a_cycle_has_the_dates_and_the_capacity_of_its_lever(parameters, dates, months):
    own = scenario(attestation(kind="periodic", capacity_monthly=1500, **dates))
    cycle = attestation_plan(own, parameters, SETTINGS).cycle
    assert (cycle.first_month, cycle.last_month) == months
    assert cycle.capacity_monthly == 1500


def test_a_cycle_that_ended_before_is_refused(parameters):
    ended = scenario(attestation(kind="periodic", **{"from": "2014-01-01", "until": "2018-12-31"}))
    with pytest.raises(ArgumentError, match="ends on 2018-12-31, before the force is followed"):
        attestation_plan(ended, parameters, SETTINGS)


def test_a_cut_has_the_posts_the_dates_and_the_unit_types_of_its_lever(scenarios, parameters):
    (done,) = staffing_plan(scenarios["cut-to-424"], parameters, SETTINGS, 4).cuts
    value = DrawnValues(parameters, SETTINGS, 4)
    assert done.posts == pytest.approx(47 / 100_000 * parameters.value("strength.population"))
    assert (done.first_month, done.last_month) == (3, 11)
    assert done.vacant_first == 1
    assert done.by_unit == cut_by_unit(value)
    (deeper,) = staffing_plan(scenarios["cut-to-393"], parameters, SETTINGS, 4).cuts
    assert deeper.posts / done.posts == pytest.approx(78 / 47)


def test_a_cut_as_a_share_and_one_that_spares_vacant_posts(parameters):
    (done,) = staffing_plan(scenario(cut(vacant_posts_first=False)), parameters, SETTINGS).cuts
    assert done.posts == pytest.approx(0.2 * 471 / 100_000 * parameters.value("strength.population"))
    assert done.vacant_first == 0


def test_units_bear_the_cut_as_the_draft_decree_said(parameters):
    value = DrawnValues(parameters, SETTINGS)
    shares, posts = cut_by_unit(value), unit_shares(value)
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["patrol"] == value("strength.front_line_share_of_cut")
    assert shares["guard"] == value("strength.guard_share_of_cut")
    assert shares["prison"] <= posts["prison"] + 1e-12
    assert shares["investigation"] / shares["headquarters"] == pytest.approx(
        posts["investigation"] / posts["headquarters"]
    )


def test_no_unit_loses_more_posts_than_it_has_in_any_set_of_beliefs(parameters, scenarios):
    for beliefs in latin_hypercube(parameters, 64, seed=8):
        value = DrawnValues(beliefs, SETTINGS)
        plan = staffing_plan(scenarios["cut-to-393"], beliefs, SETTINGS)
        posts = value("strength.before") / 100_000 * value("strength.population")
        for unit, share in unit_shares(value).items():
            assert plan.cuts[0].posts * plan.cuts[0].by_unit[unit] < posts * share, unit


def test_pay_rises_by_unit_type_from_the_date_of_the_lever(scenarios, parameters):
    plan = staffing_plan(scenarios["full-package"], parameters, SETTINGS)
    (rise,) = plan.pay_rises
    assert rise.first_month == 6
    assert rise.last_month is None
    assert rise.ratios["patrol"] == pytest.approx(1 + parameters.value("pay.rise_front_line"))
    assert rise.ratios["investigation"] == pytest.approx(1 + parameters.value("pay.rise_investigation"))
    assert rise.ratios["guard"] == rise.ratios["prison"] == 1 + parameters.value("pay.rise_other")
    assert plan.exit_wage_elasticity == parameters.value("personnel.wage_elasticity_of_exits")


def test_hiring_levers_change_the_capacity_while_they_last(parameters):
    half = {"lever": "hiring", "from": "2019-03-01", "until": "2019-12-01", "capacity": 0.5}
    none = {"lever": "hiring", "from": "2020-01-01", "capacity": 0.0}
    hiring = staffing_plan(scenario(half, none), parameters, SETTINGS).hiring
    assert hiring.capacity == parameters.value("personnel.hiring_capacity")
    assert [(one.first_month, one.last_month, one.multiple) for one in hiring.capacity_changes] == [
        (2, 11, 0.5),
        (12, None, 0.0),
    ]


def test_pay_ends_where_the_lever_does(parameters):
    pay = {"lever": "pay", "from": "2019-07-01", "added": "pay.added"}
    (for_good,) = staffing_plan(scenario(pay), parameters, SETTINGS).pay_rises
    (once,) = staffing_plan(scenario({**pay, "until": "2020-06-01"}), parameters, SETTINGS).pay_rises
    assert (for_good.first_month, for_good.last_month) == (6, None)
    assert (once.first_month, once.last_month) == (6, 17)


def test_a_draw_has_its_own_values(scenarios, parameters):
    one, other = (staffing_plan(scenarios["cut-to-424"], parameters, SETTINGS, draw) for draw in (1, 2))
    assert one.hiring.capacity != other.hiring.capacity
    assert one.exit_wage_elasticity != other.exit_wage_elasticity

"""Each notebook runs by hand from its own folder, without the pipeline, and writes what others count on."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from senim.brief.charts import layout_findings
from senim.brief.numbers import format_range
from senim.execution import Results, read_results
from senim.sources import prepare

ROOT = Path(__file__).parents[2]

CLAIMS = {
    "01-what-the-sources-say": """
        strength_before strength_after strength_alt strength_press_low strength_press_high
        per_people announced_on posts_cut saving pay_added officers_cut_planned
        registered_total.2017 registered_total.2025 registered_change.2017 registered_change.2020
        seed_trust_full""",
    "02-staffing-471-to-424": """
        cut_share front_line_share_of_cut front_line_change.cut-to-424 front_line_change.cut-to-393
        filled_change.cut-to-424""",
    "03-attestation-as-a-test": """
        examined problem_removed sound_lost sound_per_problem ppv prevalence_before
        prevalence_after fail_rate_2012 dismissed_rate_2012 fail_rate_2024 reserve_2024 fit_2024
        reinstated_ukraine""",
    "04-crime-response": """
        elasticity.violent elasticity.property elasticity.homicide effect_no_discount.violent
        effect_default.property effect_sceptical.homicide studies_used""",
    "05-trust": """
        trust_full.2019 trust_full.2020 trust_full.2023 trust_full.2024-spring
        trust_full.2024-autumn trust_either.2019 survey_noise survey_detectable survey_size
        trust_bribe_halved bribe_exposure""",
    "07-who-is-examined": """
        due_within_year due_exempt wave_reaches wave_misses.long-service wave_misses.new-in-post
        wave_misses.leave unfit_by_chance.women unfit_by_chance.men examined_by_chance.women
        examined_by_chance.men waiting_after_years.room-90 waiting_after_years.room-50""",
    "12-official-claims-checked": """
        claims_all claims_read claims_supported claims_not_distinguishable claims_contradicted
        claims_not_comparable claims_not_testable claim_said.crime-2025 claim_figure.crime-2025
        claim_said.population-factor claim_figure.population-factor claim_figure.trust-rise
        usual_change years_usual years_set_apart first_year_implied_change""",
    "08-what-studies-say": """
        pooled_without.violent pooled_with.violent groups_without_spread.without largest_shift
        independent_studies studies_for_check sensitivity_of_mean.violent homicide_with_shared_means
        carried_pooled_mean.violent carried_new_setting.violent carried_default.violent""",
    "11-can-kazakh-data-tell": """
        missing_years homicide_effect.2012 homicide_effect.2019 p_value.2012 smallest_p_value.2019
        match_misses.2012 power_effect power_yearly_noise national_power national_effect
        regional_detectable power_regions power_cut_spread power_regional_noise
        detectable_with_better_figures yearly_noise.homicide""",
    "13-specification-curve": """
        curve_specifications curve_below_zero curve_significant_below curve_significant_above curve_median
        curve_quantile.q05 curve_quantile.q25 curve_quantile.q75 curve_quantile.q95 curve_joint_p.all-median
        curve_joint_p.all-significant curve_joint_p.all-stouffer curve_joint_p.region-median
        curve_joint_p.region-significant curve_joint_p.region-stouffer curve_choice_distance""",
    "10-russia-2011": """
        gap_forecast step_2011.all step_2011.theft step_2011.homicide-with-attempts step_2011.vehicle-theft
        step_2011_straight_line placebo_share.all placebo_share.theft variants_tried variants_beyond_zero""",
    "09-england-and-wales": """
        panel_placebo.theft panel_placebo.total panel_lagged.theft panel_long.theft panel_officers_change
        panel_placebo_tipped panel_clear_years.before rating_good.2010 rating_good.2018
        rating_trend_change.change rating_effect""",
    "14-recorded-and-true-crime": """
        registered_part.all registered_part.violent registered_part.property registered_part.homicide
        homicides_international homicides_with_attempts counted_change.anchor-years counted_change.fall
        homicide_count_change.anchor-years true_path_change counted_change.whole
        cut_true_offences_change.violent cut_registered_offences_change.violent
        cut_recorded_share_change.violent cut_reported_share_change.violent fewer_registered_change
        fewer_true_change reported_change.cut-to-424 reported_at_more_trust_change true_change.fall
        true_change_if_reporting_held.fall""",
    "15-trust-in-depth": """
        answers_kept.three answers_kept.full answers_kept.either clustering_needed.early clustering_needed.all
        rise_total rise_movement rise_movement_most rise_boxes_least first_wave_missing signs_settled
        signs_asked rise_at_worst_change trust_late_change control_late_change faded_change.iri-georgia
        faded_change.dif-patrol-net needed_detectable lever_soft_change needed_service_model women_reached""",
    "17-what-would-change-our-mind": """
        doubt_share.violent-elasticities doubt_share.homicide-transport doubt_share.trust-trust-and-police
        doubt_share.attestation-accuracy-of-attestation widest_swing.attestation even_price.cut
        even_price.attestation knowing_everything.cut knowing_share.cut-transport
        knowing_share.attestation-accuracy-of-attestation measure_share.victims-cut measure_share.posts-cut
        measure_share.order-attestation measure_share.order-cut measure_rank.victims measure_rank.posts
        measure_rank.order measure_rank.courts""",
    "18-regions": """
        region_most_change region_least_change region_sum_change region_count region_told.1 region_told.3
        region_told.5 region_detectable region_power region_noise""",
    "19-checked-against-history": """
        history_tested history_inside history_edge history_outside history_untold history_given
        history_doubtful history_lean history_predicted.kostanay-2012-unfit
        history_observed.kostanay-2012-unfit history_predicted.england-wales-2018""",
    "16-money-and-break-even": """
        treasury_present.cut-to-424-at-5 treasury_present.full-package-at-5 officers_out.cut-to-424
        officers_loss_at_most.cut-to-424 back_pay_total.attestation-2019 money_absent.wave_cost
        money_absent.bribes_avoided frontier_elasticity frontier_deaths_all_posts frontier_life_all_posts
        frontier_life_half_elasticity frontier_life_front_line frontier_gap pay_funded pay_announced
        pay_needed pay_bought.extra-homicides prefer_value.cut-to-424-over-baseline
        prefer_on_average.cut-to-424-over-baseline box_density.cut-to-424-over-baseline
        box_coverage.cut-to-424-over-baseline box_elasticity.cut-to-424-over-baseline""",
    "20-the-force-that-is-left": """
        force_lowest.attestation-2019 force_vacant_most.cut-and-attestation force_released.cut-to-424
        force_unit_change.patrol force_service_lost.full-package force_women_change.cut-to-424
        force_problem_change.cut-to-424 force_sound_dismissed.attestation-2019
        force_problem_dismissed.attestation-2019 force_right.attestation-2019
        force_balance.full-package""",
    "21-more-police-more-offences": """
        lesson_differences.police lesson_within.police lesson_instrumented.police
        lesson_least_squares.prison lesson_instrumented.prison lesson_tenth_more made_truth
        made_least_squares.feedback-200 made_instrument.feedback-200""",
}
TABLES = {
    "03-attestation-as-a-test": {"identified_points", "identified_contours", "roc_points", "of_hundred"},
    "07-who-is-examined": {"clock", "queue", "wave_steps", "equity", "repeated"},
    "01-what-the-sources-say": {"registered_total", "recording_regimes", "sources"},
    "04-crime-response": {"forest"},
    "12-official-claims-checked": {"checked_claims", "checked_readings", "usual_movement"},
    "08-what-studies-say": {"forest", "naive_pooling", "left_out", "sensitivity", "models", "carried"},
    "11-can-kazakh-data-tell": {"choices", "national_power", "would_change", "placebo_in_time"},
    "13-specification-curve": {"by_option", "by_choice", "joint_test", "options"},
    "10-russia-2011": {"steps_2011", "placebo_steps", "striking_months", "variants", "regimes"},
    "09-england-and-wales": {"designs", "placebo_tests", "event_study", "leave_one_out", "gaps"},
    "21-more-police-more-offences": {"worlds", "lesson", "first_stage", "textbook"},
    "14-recorded-and-true-crime": {
        "funnel",
        "rate_sources",
        "true_paths",
        "rules_switched_off",
        "cut_parts",
        "parts_added",
        "fall_parts",
    },
    "15-trust-in-depth": {
        "joined",
        "parallel_tests",
        "silence",
        "splits",
        "wording",
        "control",
        "abroad",
        "needed",
    },
    "17-what-would-change-our-mind": {
        "screening",
        "sobol",
        "tornado",
        "knowing",
        "worth_by_price",
        "studies",
        "measuring_order",
    },
    "18-regions": {"regions", "by_group", "movement", "told", "other_rules"},
    "19-checked-against-history": {"history", "lean", "hiring_needed"},
    "16-money-and-break-even": {
        "bearer_years",
        "bearer_present",
        "frontier_two_ways",
        "conditions",
        "discovered",
    },
    "20-the-force-that-is-left": {"releases", "profile", "money"},
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project with prepared tables and nothing built."""
    root = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "pyproject.toml", root)
    for folder in ("parameters", "scenarios", "data/raw"):
        shutil.copytree(ROOT / folder, root / folder)
    prepare(root / "data" / "raw", root / "data" / "processed")
    return root


def run(name: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> Results:
    """Run a notebook as JupyterLab would, with its working folder."""
    monkeypatch.setenv("SENIM_ROOT", str(project))
    for tries_left in (2, 1, 0):
        book = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
        place = {"metadata": {"path": str(ROOT / "notebooks")}}
        try:
            NotebookClient(book, timeout=300, kernel_name="python3", resources=place).execute()
        except RuntimeError:
            # a kernel that starts at the same moment can take the port; a failing cell is no RuntimeError
            if not tries_left:
                raise
        else:
            break
    warned = [
        out.text for cell in book.cells for out in cell.get("outputs", []) if out.get("name") == "stderr"
    ]
    assert warned == []
    return read_results(project / "data" / "processed" / "results" / name)


@pytest.mark.slow
@pytest.mark.parametrize("name", list(CLAIMS))
def test_runs_by_hand_and_feeds_its_claims(name, project, monkeypatch):
    results = run(name, project, monkeypatch)
    assert results.notebook == name
    known = {claim.id: claim for claim in results.claims}
    assert set(CLAIMS[name].split()) <= set(known)
    assert all(claim.notebook == name for claim in known.values())
    assert TABLES.get(name, set()) <= set(results.tables)
    for figure_name, figure in results.figures.items():
        assert layout_findings(figure.svg, figure_name) == []
        assert len(figure.table) > 0
    check = {
        "01-what-the-sources-say": _sources,
        "02-staffing-471-to-424": _staffing,
        "03-attestation-as-a-test": _test,
    }
    check |= {"04-crime-response": _crime, "05-trust": _trust, "07-who-is-examined": _who}
    check |= {"12-official-claims-checked": _official}
    check |= {"08-what-studies-say": _studies}
    check |= {"11-can-kazakh-data-tell": _tell}
    check |= {"13-specification-curve": _curve}
    check |= {"10-russia-2011": _russia}
    check |= {"14-recorded-and-true-crime": _recorded, "15-trust-in-depth": _deep_trust}
    check |= {"16-money-and-break-even": _money}
    check |= {"17-what-would-change-our-mind": _mind}
    check |= {"18-regions": _regions}
    check |= {"19-checked-against-history": _history, "20-the-force-that-is-left": _left}
    check |= {"09-england-and-wales": _panel, "21-more-police-more-offences": _lesson}
    check[name]({claim_id: claim.value for claim_id, claim in known.items()}, results)


def _regions(value: dict[str, float], results: Results) -> None:
    assert value["region_count"] == 20
    assert value["region_most_change"] > value["region_least_change"] > 0
    assert value["region_told.1"] <= value["region_told.3"] <= value["region_told.5"] <= 20
    regions = results.tables["regions"]
    assert regions["registered"].sum() == 155_200
    # ranges that print alike have one fill, so an end may hold fewer than a quarter; higher ends never less
    assert all(0 < (regions["level"] == end).sum() <= 5 for end in (0, 2))
    assert regions.sort_values("rate_q95")["level"].is_monotonic_increasing
    printed = [format_range(row.rate_q05, row.rate_q95, "en") for row in regions.itertuples()]
    assert regions["level"].groupby([words.split()[-1] for words in printed]).nunique().max() == 1


def _tell(value: dict[str, float], results: Results) -> None:
    unknown = ("homicide_effect.2012", "homicide_effect.2019", "national_effect")
    assert all(value[name] is None for name in unknown)
    assert all(results.claim(name).status == "not_identifiable" for name in unknown)
    assert value["missing_years"] == 7
    assert value["national_power"] == pytest.approx(6, abs=0.3)
    detectable = results.claim("regional_detectable")
    assert (detectable.low, detectable.high) == (pytest.approx(1.66, abs=0.01), pytest.approx(2.0, abs=0.01))
    assert value["detectable_with_better_figures"] < 0.5 < detectable.low
    choices = results.tables["choices"]
    assert "distinguishable from placebos" not in set(choices["answer"])
    assert set(choices.loc[choices["wave"] == 2019, "answer"]) == {"cannot tell"}
    assert choices.loc[choices["wave"] == 2019, "why"].str.contains("2018, 2019 missing").all()
    assert value["pretended_gap.2012"] > value["true_gap.2012"]
    assert (value["untouched_told"], value["untouched_tried"]) == (0, 3)
    assert len(results.figures["placebo-gaps"].table.columns) == 2 + value["placebo_drawn"]
    path = results.figures["synthetic-2019"].table.set_index("period")
    assert path.loc[[2005, 2006, 2007, 2016, 2018, 2019], "treated"].isna().all()


def _panel(value: dict[str, float], results: Results) -> None:
    assert value["panel_placebo.theft"] == pytest.approx(0.43, abs=0.005)
    assert value["panel_placebo.total"] == pytest.approx(0.40, abs=0.005)
    assert value["panel_lagged.theft"] == pytest.approx(-0.04, abs=0.005)
    assert value["panel_officers_change"] == pytest.approx(-14.8, abs=0.05)
    assert value["rating_effect"] is None
    counted = [value[f"panel_placebos{kind}"] for kind in ("", "_clear", "_above")]
    assert counted == [8, 3, 8]
    assert 0.03 < value["panel_placebo_family.lot"] < value["panel_placebo_family.holm"] < 0.1
    fates = ("came_back", "stopped", "went_on")
    path = [value[f"panel_path_{fate}.theft"] for fate in fates]
    assert path == pytest.approx([-0.015, -0.449, -1.607], abs=0.005)
    assert value["panel_held_equal.theft"] == pytest.approx(-0.71, abs=0.005)
    assert value["panel_choices_clear"] == 1
    tests = results.tables["placebo_tests"].set_index("group")
    assert tests.loc[["theft", "total"], "verdict"].tolist() == ["placebo fails"] * 2
    designs = results.tables["designs"]
    assert set(designs["status"]) == {"derived"}
    assert (designs["clusters"] == 42).all()


def _recorded(value: dict[str, float], results: Results) -> None:
    assert value["fewer_registered_change"] == pytest.approx(3.6, abs=0.05)
    assert value["fewer_true_change"] == pytest.approx(7.4, abs=0.05)
    assert value["cut_true_offences_change.violent"] > value["cut_registered_offences_change.violent"] + 0.5
    true, seen = (value[f"cut_{kind}_offences_change.homicide"] for kind in ("true", "registered"))
    assert true == seen
    assert value["registered_part.homicide"] > 90 > 20 > value["registered_part.all"]
    assert value["homicides_international"] == pytest.approx(value["homicides_with_attempts"], rel=0.02)
    assert value["counted_change.fall"] == pytest.approx(-33.1, abs=0.1)
    assert value["true_change.fall"] is None
    assert results.claim("true_change.fall").status == "not_identifiable"
    assert results.tables["parts_added"]["left over"].abs().max() < 1e-10
    # the register lies inside the paths that fit it, and every rule is a named band
    path = results.claim("true_path_change")
    assert path.low < value["counted_change.whole"] < path.high
    for name in ("homicide-anchor", "through-the-rules"):
        assert "pandemic and after" in results.figures[name].svg


def _lesson(value: dict[str, float], results: Results) -> None:
    assert value["lesson_differences.police"] == pytest.approx(0.398, abs=5e-4)
    assert value["lesson_instrumented.prison"] == pytest.approx(-1.032, abs=5e-4)
    assert value["made_least_squares.feedback-200"] > 0 > value["made_instrument.feedback-200"]
    # each first stage looks strong, both together are not: no sign of police can be read
    assert value["first_stage_f.police"] > 10 > value["joint_f_wanted.police"] > 1 > value["joint_f.police"]
    assert results.tables["first_stage"]["left open"].tolist()[:2] == ["everything"] * 2
    weak = results.claim("weak_robust.prison")
    assert weak.low < results.claim("lesson_instrumented.prison").low < weak.high < 0
    near, far = (results.claim(f"lesson{errors}_differences.police") for errors in ("", "_clustered"))
    assert far.high - far.low > 3 * (near.high - near.low)
    compared = results.tables["textbook"]
    assert compared["textbook, from memory"].tolist() == compared["here"].tolist()


def _sources(value: dict[str, float], results: Results) -> None:
    assert (value["strength_before"], value["strength_after"], value["strength_alt"]) == (471, 424, 393)
    assert value["announced_on"] == "2018-11-19"
    assert value["posts_cut"] == 10592
    assert [value[f"registered_change.{year}"] for year in range(2017, 2021)] == [-12.5, -7.6, -16.7, -33.1]
    regimes = results.tables["recording_regimes"]
    assert (regimes["start"].iloc[1:].to_numpy() == regimes["end"].iloc[:-1].to_numpy() + 1).all()


def _staffing(value: dict[str, float], _: Results) -> None:
    assert value["cut_share"] == pytest.approx(9.98, abs=0.005)
    assert value["front_line_share_of_cut"] == pytest.approx(41.35, abs=0.01)
    assert value["front_line_change.cut-to-393"] < value["front_line_change.cut-to-424"] < 0


def _test(value: dict[str, float], results: Results) -> None:
    assert value["fail_rate_2012"] == pytest.approx(5.4, abs=0.05)
    assert value["dismissed_rate_2012"] == pytest.approx(2.4, abs=0.05)
    assert (value["fit_2024"], value["reserve_2024"], value["fail_rate_2024"]) == (79, 12, 9)
    assert 0 < value["prevalence_after"] < value["prevalence_before"] < 100
    blind, seeing = results.tables["identified_points"][["sensitivity", "specificity"]].to_numpy()
    assert blind == pytest.approx([0, 97.4], abs=0.05)
    assert seeing == pytest.approx([20, 99.6], abs=0.05)
    assert results.tables["of_hundred"]["count"].sum() == 100
    marks = results.tables["roc_points"].set_index("letter")
    # stricter: more of both fail; friends spared: fewer found; scores settled: more of the sound fail
    assert marks.loc["B", "sensitivity"] > marks.loc["A", "sensitivity"]
    assert marks.loc["B", "specificity"] < marks.loc["A", "specificity"]
    assert marks.loc["C", "sensitivity"] < marks.loc["B", "sensitivity"]
    assert marks.loc["D", "specificity"] < marks.loc["B", "specificity"]
    contours = results.tables["identified_contours"]
    blind = contours[contours["role"] == "reference"]
    assert blind["sensitivity"].to_numpy() == pytest.approx(value["fail_rate_2012"], abs=1e-3)


def _crime(value: dict[str, float], results: Results) -> None:
    assert -1 < value["elasticity.homicide"] < value["elasticity.violent"] < value["elasticity.property"] < 0
    assert (
        value["effect_no_discount.violent"]
        > value["effect_default.violent"]
        > value["effect_sceptical.violent"]
        > 0
    )
    forest = results.tables["forest"]
    assert list(forest["kind"].unique()) == ["heading", "study", "pooled"]
    assert forest.loc[forest["kind"] == "pooled", "prediction_low"].notna().all()


def _studies(value: dict[str, float], results: Results) -> None:
    assert value["pooled_with.violent"] < value["pooled_without.violent"] < 0
    assert (value["independent_studies"], value["studies_for_check"]) == (3, 10)
    assert (results.tables["naive_pooling"]["tau2"] == 0).sum() == 4
    assert (value["groups_without_spread.without"], value["groups_without_spread.with"]) == (6, 4)
    # one base: what is left out starts from the published mean
    left = results.tables["left_out"].query("group == 'violent'")
    assert left["mean"].iloc[0] == pytest.approx(value["pooled_without.violent"])
    prior, both = results.claim("mean_by_prior.violent"), results.claim("sensitivity_of_mean.violent")
    assert both.low < prior.low < prior.high < both.high
    carried = results.tables["carried"].set_index(["group", "layer"])
    assert carried.loc[("violent", "pooled mean"), "status"] == "literature"
    assert carried.loc[("violent", "default"), "status"] == "elicited"
    assert carried.loc[("violent", "none"), "median"] == carried.loc[("violent", "new setting"), "median"]


def _trust(value: dict[str, float], _: Results) -> None:
    assert value["trust_full.2024-spring"] == 61.6
    assert value["trust_either.2020"] == pytest.approx(75.4)
    assert value["survey_noise"] == pytest.approx(1.2, abs=0.05)
    assert value["survey_detectable"] == pytest.approx(1.8, abs=0.05)
    assert value["bribe_exposure"] == pytest.approx(2.5)
    assert 0.2 < value["trust_bribe_halved"] < 0.5


def _deep_trust(value: dict[str, float], results: Results) -> None:
    assert value["answers_kept.three"] > 99 > value["answers_kept.full"] > 90 > value["answers_kept.either"]
    # no survey clusters so much: the borders did not move together
    assert value["clustering_needed.early"] > 20
    assert value["clustering_needed.autumn"] < 5
    assert value["rise_total"] == pytest.approx(24.8)
    assert value["rise_movement"] is None
    assert results.claim("rise_movement").status == "not_identifiable"
    assert value["rise_movement_most"] == pytest.approx(9.0, abs=0.05)
    assert value["rise_boxes_least"] == pytest.approx(15.8, abs=0.05)
    silence = results.tables["silence"]
    assert (silence["low"] <= silence["middle"] + 1e-9).all()
    assert (silence["middle"] <= silence["high"] + 1e-9).all()
    assert value["signs_settled"] < value["signs_asked"] == 6
    assert value["rise_at_worst_change"] < 0
    assert results.tables["control"]["verdict"].iloc[-1] == "no more apart than chance"
    assert value["control_late_change"] > value["trust_late_change"] > 0
    assert (value["faded_change.iri-georgia"], value["faded_change.dif-patrol-net"]) == (-38, -37)
    assert value["needed_detectable"] == pytest.approx(1.8, abs=0.05)
    lever = results.claim("lever_soft_change")
    assert lever.low < -1 < 1 < lever.high
    assert 5 < value["needed_service_model"] < 10
    verdicts = results.tables["needed"].set_index("id")["verdict"]
    assert set(verdicts["women-share"]) == {"out of reach"}
    assert verdicts["community-policing"].startswith("cannot tell")


def _russia(value: dict[str, float], results: Results) -> None:
    # the check that trusts a straight line sees a fall, the level that wanders sees nothing
    assert value["step_2011_straight_line"] < -10
    assert abs(value["step_2011.all"]) < 6
    assert value["placebo_share.all"] > 10
    assert value["placebo_share.homicide-with-attempts"] > 10
    assert value["placebo_share.vehicle-theft"] < 10
    # the ways that trust a straight line are counted, and they alone find a step
    assert value["variants_beyond_zero"] == value["variants_straight_beyond_zero"] == 3
    assert value["variants_tried"] == 10
    assert value["fits_in_doubt"] == 5
    assert value["placebo_share_adjusted.vehicle-theft"] == pytest.approx(20, abs=3)
    verdicts = results.tables["steps_2011"].set_index("offence")["verdict"]
    assert verdicts["Homicide with attempts"] == "not distinguishable"
    assert verdicts["All offences"] == "depends on the method"
    months = results.tables["striking_months"]
    assert "2016-07" in set(months.loc[months["offence"] == "Theft", "month"])


def _who(value: dict[str, float], results: Results) -> None:
    assert 60 < value["wave_reaches"] < 90
    missed = [value[f"wave_misses.{reason}"] for reason in ("long-service", "new-in-post", "leave")]
    assert value["wave_reaches"] + sum(missed) == pytest.approx(100, abs=5)
    assert value["examined_by_chance.women"] < value["examined_by_chance.men"]
    assert 0 < value["waiting_after_years.room-90"] < value["waiting_after_years.room-50"] < 50
    queue = results.tables["queue"].groupby("panel", sort=False)["middle"].agg(["first", "last"])
    assert (queue["first"] == 0).all()
    assert queue["last"].is_monotonic_increasing
    steps = results.tables["wave_steps"].set_index(["test", "step"])
    everybody = steps[["sound", "problem"]].sum(axis=1)
    for test in ("as believed", "blind to integrity", "blind to both"):
        # what a region published, whatever the test
        assert everybody[test, "examined"] == pytest.approx(3094, rel=0.002)
        assert everybody[test, "unfit"] == pytest.approx(167, rel=0.002)
        assert everybody[test, "dismissed"] == pytest.approx(73, rel=0.01)
        assert everybody[test, "reserve"] == pytest.approx(89, rel=0.01)
    found = steps.xs("unfit", level="step")["problem"]
    assert found["as believed"] > 2 * found["blind to both"]
    last = results.tables["repeated"].groupby("panel", sort=False)["middle"].agg(["first", "last"])
    assert (last["last"] < last["first"]).all()
    assert last["last"].is_monotonic_increasing


def _official(value: dict[str, float], results: Results) -> None:
    kinds = ("supported", "not_distinguishable", "contradicted", "not_comparable")
    assert sum(value[f"claims_{kind}"] for kind in kinds) == value["claims_read"]
    assert value["claims_read"] + value["claims_not_testable"] == value["claims_all"]
    assert value["claim_said.crime-2025"] == -9
    assert value["claim_figure.crime-2025"] == pytest.approx(-6.7, abs=0.05)
    assert value["claim_figure.population-factor"] == pytest.approx(1.19, abs=0.005)
    # two years of -19.2 % and three of -17.5 % leave a rise for the year between
    assert value["first_year_implied_change"] == pytest.approx(2.1, abs=0.1)
    verdicts = results.tables["checked_claims"].set_index("claim")["verdict"]
    assert set(verdicts) == {*kinds, "not_testable"}
    moved = results.tables["usual_movement"].set_index("year")
    assert moved.index[moved["share"].isna()].tolist() == [2019, 2020]


def _curve(value: dict[str, float], results: Results) -> None:
    assert value["curve_specifications"] >= 5000
    assert 70 < value["curve_below_zero"] < 80
    assert value["curve_median"] == pytest.approx(-0.131, abs=0.002)
    # the finding: the whole is no more than a deal of the paths would give
    joint = [value[name] for name in value if name.startswith("curve_joint_p.")]
    assert len(joint) == 6
    assert all(0.1 < p_value <= 1 for p_value in joint)
    assert results.tables["by_choice"]["distance"].is_monotonic_decreasing
    assert results.tables["by_option"]["specifications"].min() > 100


def _money(value: dict[str, float], results: Results) -> None:
    assert value["treasury_present.cut-to-424-at-5"] > 0 > value["treasury_present.full-package-at-5"]
    absent = [name for name in value if name.startswith("money_absent.")]
    assert all(results.claim(name).status == "not_identifiable" for name in absent)
    assert value["back_pay_total.cut-to-424"] == 0 < value["back_pay_total.attestation-2019"]
    # 16 bn by the deaths that the published elasticity gives; half the elasticity, about twice the worth
    assert value["frontier_elasticity"] == -0.67
    assert value["frontier_deaths_all_posts"] == pytest.approx(66.7, abs=0.5)
    life = value["frontier_life_all_posts"]
    assert life == pytest.approx(16 / value["frontier_deaths_all_posts"], rel=1e-4)
    assert value["frontier_life_half_elasticity"] == pytest.approx(2 * life, rel=0.05)
    assert value["frontier_life_front_line"] > life
    assert value["frontier_gap"] < 1.5
    assert results.tables["frontier_two_ways"]["gap"].max() < 0.015
    # what the money pays for is about half of what was announced
    assert value["pay_funded"] == pytest.approx(25.9, abs=0.1)
    assert value["pay_announced"] == pytest.approx(47.5, abs=0.1)
    assert value["pay_needed"] > 1.5 * value["pay_money"]
    assert value["pay_bought.treasury-balance"] == pytest.approx(-37.4)
    assert value["box_density.cut-to-424-over-baseline"] > 85
    assert value["box_elasticity.cut-to-424-over-baseline"] < 0
    conditions = results.tables["conditions"].set_index(["option", "against"])
    package = conditions.loc[("Full package", "No change")]
    assert (package == "at no worth of a life").all()
    present = results.tables["bearer_present"]
    assert sorted(present["rate"].unique()) == [0.03, 0.05, 0.07]


def _mind(value: dict[str, float], results: Results) -> None:
    # a cut hangs on studies and on how far they carry over, an attestation on what it can see
    for answer in ("violent", "homicide"):
        both = value[f"doubt_share.{answer}-elasticities"] + value[f"doubt_share.{answer}-transport"]
        assert both > 70
    assert value["doubt_share.attestation-accuracy-of-attestation"] > 50
    assert value["knowing_share.cut-transport"] > value["knowing_share.cut-timing"] > 0
    assert value["knowing_share.cut-accuracy-of-attestation"] < 5
    # by mean homicides: 16 billion over some 28 a year
    assert value["even_price.cut"] == pytest.approx(0.56, abs=0.04)
    # a study that has nothing to do with a decision is worth nothing to it
    assert results.claim("measure_share.order-cut").low == 0
    assert value["measure_share.order-cut"] < 3
    assert value["measure_rank.posts"] < value["measure_rank.victims"]
    assert value["measure_rank.courts"] is None
    # a larger study never tells less
    sizes = results.tables["studies"].query("decision == 'cut' and known == 'victims'").sort_values("factor")
    assert sizes["share"].is_monotonic_increasing
    # knowledge is worth most where both options are equally good
    lines = results.tables["worth_by_price"].query("known == 'everything' and decision == 'cut'")
    assert lines.loc[lines["value"].idxmax(), "price"] == pytest.approx(value["even_price.cut"], rel=1e-4)


def _history(value: dict[str, float], results: Results) -> None:
    assert value["history_observed.kostanay-2012-unfit"] == pytest.approx(5.398, abs=0.001)
    known = results.tables["history"].set_index("row")
    told = value["history_inside"] + value["history_edge"] + value["history_outside"]
    assert told == value["history_tested"]
    assert told + value["history_given"] + value["history_doubtful"] + value["history_untold"] == len(known)
    assert value["history_outside"] > 0
    assert known["why"].str.len().min() > 0
    assert known.loc["ukraine-2016-vacancies", "verdict"] == "outside"
    assert known.loc["kazakhstan-2019-unfit", "verdict"] == "cannot tell"
    # a freeze alone says too much, usual hiring too little
    needed = results.tables["hiring_needed"]
    assert needed["low"].iloc[0] > needed["published"].iloc[0] > needed["high"].iloc[-1]


def _left(value: dict[str, float], results: Results) -> None:
    assert value["force_lowest.cut-to-424"] == pytest.approx(424, abs=0.5)
    assert value["force_lowest.attestation-2019"] < 450
    # who leaves ahead of an attestation leaves posts empty that can be cut
    assert 0 < value["force_released.cut-and-attestation"] < value["force_released.cut-to-424"]
    assert value["force_released.attestation-2019"] == 0
    assert value["force_vacant_most.attestation-2019"] > value["force_vacant_before.attestation-2019"]
    assert value["force_problem_change.attestation-2019"] < 0
    assert 0 < value["force_right.attestation-2019"] < 100
    assert value["force_balance.cut-to-424"] == 16
    assert results.outcomes is not None
    assert set(results.tables["profile"]["scenario"]) == set(results.outcomes["scenario"])
    paths = results.figures["strength-by-month"].table
    assert (paths.groupby("panel").size() == 61).all()
    assert (paths["low"] <= paths["middle"]).all()

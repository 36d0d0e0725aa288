"""The figures that the briefs rest on, as the sources state them."""

from __future__ import annotations

import pandas as pd
import pytest

from senim.sources import TABLES, read


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return read("seed_facts").set_index("fact")


@pytest.mark.parametrize(
    ("fact", "value", "unit"),
    [
        ("strength-before", 471, "officers_per_100k"),
        ("strength-after", 424, "officers_per_100k"),
        ("saving", 16, "billion_kzt"),
        ("pay-added", 21.4, "billion_kzt"),
        ("attested-2012", 110_000, "count"),
        ("supreme-commission-2012", 449, "count"),
        ("bribe-demand", 5, "percent"),
        ("bribe-police-share", 50, "percent"),
        ("claim-crime-2025", -9, "percent_change"),
        ("claim-population-factor", 1.5, "ratio"),
    ],
)
def test_seed_figures(facts: pd.DataFrame, fact: str, value: float, unit: str) -> None:
    assert facts.loc[fact, ["value", "unit"]].tolist() == [value, unit]


def test_the_announcement_has_its_date(facts: pd.DataFrame) -> None:
    assert facts.loc["announced-on", "date_from"] == pd.Timestamp("2018-11-19")


def test_contested_strengths_stand_apart() -> None:
    strength = read("police_strength").set_index("row")
    rates = strength[strength["indicator"] == "officers_per_100k"]
    assert sorted(rates["value"]) == [393, 424, 444, 445, 448, 471]
    assert rates.loc["minister-393", "source"] != rates.loc["announced-424", "source"]
    assert strength.loc["posts-cut-2020", "value"] == strength.loc["draft-2019-total", "value"] == 10_592
    share = strength.loc["draft-2019-administrative", "value"] / strength.loc["draft-2019-total", "value"]
    assert round(100 * share) == 41


def test_annual_totals_and_their_published_changes() -> None:
    offences = read("registered_offences")
    totals = offences[offences["series"] == "total"].set_index("year")
    assert totals["count"].to_dict() == {
        2017: 316_400,
        2018: 292_300,
        2019: 243_500,
        2020: 162_800,
        2021: 157_900,
        2022: 157_473,
        2023: 140_272,
        2024: 132_778,
        2025: 123_900,
    }
    assert totals.loc[2017:2020, "change_percent"].tolist() == [-12.5, -7.6, -16.7, -33.1]


def test_bureau_waves_keep_four_answers_and_add_up() -> None:
    surveys = read("trust_surveys")
    bureau = surveys[surveys["scale"] == "statistics-bureau-trust"].pivot(
        index="wave", columns="answer", values="value"
    )
    spring = bureau.loc["2024-spring", ["fully", "partly", "rather_not", "not_at_all"]]
    assert spring.tolist() == [61.6, 27.0, 4.4, 4.6]
    either = (bureau["fully"] + bureau["partly"]).round(1)
    assert either.to_dict() == {
        "2019": 89.5,
        "2020": 75.4,
        "2023": 90.9,
        "2024-spring": 88.6,
        "2024-autumn": 91.2,
    }
    full = bureau.drop(index="2019").sum(axis=1)
    assert ((full - 100).abs() <= 0.6).all()
    assert bureau.loc["2019"].notna().sum() == 2


def test_scales_of_other_surveys_are_not_the_bureau_scale() -> None:
    surveys = read("trust_surveys")
    ministry = surveys[surveys["scale"] == "ministry-trust"]
    assert ministry["value"].tolist() == [38.7, 38.1]
    assert ministry["answer_rank"].isna().all()
    assert surveys.loc[surveys["iso3"] != "KAZ", "scale"].str.startswith("statistics-bureau").sum() == 0
    assert surveys.groupby("scale")["iso3"].nunique().max() == 1


def test_england_and_wales_is_a_balanced_panel() -> None:
    forces = read("england_wales_forces")
    assert (forces["force"].nunique(), forces["year"].nunique(), len(forces)) == (43, 16, 688)
    national = forces[forces["year"] == 2018][["officers_fte", "population"]].sum()
    assert round(100_000 * national["officers_fte"] / national["population"]) == 207
    by_year = forces.groupby("year")["officers_fte"].sum()
    assert round(100 * (by_year[2018] / by_year[2010] - 1), 1) == -14.8
    assert set(forces.loc[forces["severity_total"].isna(), "force"]) == {"City of London"}
    assert set(forces.loc[forces["population"].isna(), "year"]) == {2021, 2022}


def test_national_officers_are_those_of_the_forces() -> None:
    national = read("england_wales_ratings").set_index("year")
    forces = read("england_wales_forces").groupby("year")[["officers_fte", "pcso_fte"]].sum()
    shared = national.loc[forces.index, ["officers_fte", "pcso_fte"]]
    assert (shared - forces).abs().max().max() < 0.45
    best = national[["rating_excellent_percent", "rating_good_percent"]].sum(axis=1, skipna=False)
    assert sorted(best[best.isna()].index) == [2003, 2021, 2022]
    assert best[[2010, 2018, 2023]].round(1).tolist() == [56.4, 61.6, 51.2]


def test_regions_add_to_the_forms() -> None:
    regions = read("regions_2022").pivot(index="region", columns="offence", values="count")
    assert regions.shape == (20, 16)
    assert regions["all"].sum() == 155_200
    assert (regions["crimes"] + regions["misdemeanours"]).sum() == 155_200
    assert regions["homicide_with_attempts"].sum() == 517


def test_population_and_homicide() -> None:
    people = read("population")
    country = people[people["area_kind"] == "country"].set_index("year")["population"]
    assert round(country[2024] / country[1991], 2) == 1.19
    regions = people[(people["area_kind"] == "region") & (people["sex"] == "all")]
    assert (len(regions), regions["population"].sum()) == (20, 19_765_004)
    homicide = read("homicide_rates")
    ours = homicide[homicide["iso3"] == "KAZ"].set_index("year")["homicides_per_100k"]
    assert set(range(1990, 2024)) - set(ours.index) == {2005, 2006, 2007, 2016, 2018, 2019, 2023}
    assert round(ours[[1990, 1991]].mean() / ours[2022], 1) == 3.4
    assert homicide["iso3"].nunique() == 41


def test_elasticities_that_may_be_pooled() -> None:
    estimates = read("police_elasticities").set_index("estimate_id")
    assert estimates["pooling"].value_counts().to_dict() == {
        "no": 51,
        "yes": 19,
        "sensitivity": 15,
        "flagged": 10,
    }
    assert (estimates["estimate"].notna().sum(), estimates["standard_error"].notna().sum()) == (87, 65)
    homicide = estimates.loc["chalfin-mccrary-2018-homicide", ["estimate", "standard_error"]]
    assert homicide.tolist() == [-0.67, 0.24]
    pooled = estimates[estimates["pooling"] == "yes"]
    assert set(pooled["study_id"]) == {"chalfin-mccrary-2018", "levitt-2002"}
    assert set(pooled["shared_sample"]) == {"us-cities"}


def test_attestation_results() -> None:
    evidence = read("vetting_evidence").set_index("row")["value"]
    failed = evidence[["kostanay-2012-dismissed", "kostanay-2012-demoted", "kostanay-2012-transferred"]].sum()
    assert round(100 * failed / evidence["kostanay-2012-attested"], 1) == 5.4
    assert evidence[["kz-2024-fit", "kz-2024-reserve", "kz-2024-unfit"]].tolist() == [79, 12, 9]
    assert round(100 * evidence["ukraine-2016-dismissed"] / evidence["ukraine-2016-assigned"], 1) == 7.7


def test_recording_regimes_are_dated_and_in_order() -> None:
    regimes = read("recording_regimes").set_index("regime")
    assert list(regimes.index) == [
        "registration-reform",
        "criminal-code-2015",
        "targets-and-unified-data",
        "fall-of-2020",
        "road-accidents-2024",
    ]
    assert regimes["date_start"].is_monotonic_increasing
    assert regimes.loc["road-accidents-2024", "date_start"] == pd.Timestamp("2024-06-01")
    assert regimes.loc["road-accidents-2024", "scope"] == "roads"


def test_every_row_has_a_source_that_the_register_describes() -> None:
    register = set(read("sources")["source"])
    used: set[str] = set()
    for name in TABLES:
        if name != "sources":
            used |= {word for cell in read(name)["source"] for word in cell.split(";")}
    assert used == register

"""Test data: results folders with made-up numbers for every claim a brief wants. Not evidence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from nbformat import NotebookNode, v4

from senim.brief import sections
from senim.brief.exporter import BriefExporter
from senim.brief.page import Page, open_page
from senim.execution import Claim, read_results, write_results
from senim.outcomes import concat_outcomes, summarise

(
    SOURCES,
    STAFFING,
    ATTESTATION,
    RESPONSE,
    TRUST,
    COMPARISON,
    EXPERIMENT,
    CHECKED,
    DEPTH,
    MONEY,
    MEASURING,
    REGIONS,
) = (
    "01-what-the-sources-say",
    "02-staffing-471-to-424",
    "03-attestation-as-a-test",
    "04-crime-response",
    "05-trust",
    "06-scenarios-compared",
    "09-england-and-wales",
    "12-official-claims-checked",
    "15-trust-in-depth",
    "16-money-and-break-even",
    "17-what-would-change-our-mind",
    "18-regions",
)
SCENARIOS = {
    "baseline": "",
    "cut-to-424": "establishment_cut",
    "cut-to-393": "establishment_cut",
    "attestation-2019": "attestation",
    "attestation-2024": "attestation",
    "cut-and-attestation": "establishment_cut,attestation",
    "full-package": "establishment_cut,attestation,pay",
}
EFFECT = {
    "baseline": 0.0,
    "cut-to-424": 1.0,
    "cut-to-393": 1.75,
    "attestation-2019": 0.35,
    "attestation-2024": 0.08,
    "cut-and-attestation": 1.3,
    "full-package": 1.2,
}
GROUPS = {"violent": (2.1, 2.0), "property": (1.6, 2.4), "homicide": (3.0, 3.1), "all": (1.8, 2.0)}
DRAWS = 2000


def claim(notebook: str, name: str, value: Any, unit: str = "count", **more: Any) -> Claim:
    fields = {
        "id": name,
        "value": value,
        "unit": unit,
        "notebook": notebook,
        "source": "test data",
        "status": "observed",
    }
    if "low" in more:
        fields["status"] = "derived"
    return Claim.model_validate({**fields, **more})


def made(notebook: str, name: str, draws: np.ndarray, unit: str, **more: Any) -> Claim:
    low, value, high = (float(number) for number in np.quantile(draws, [0.05, 0.5, 0.95]))
    return claim(notebook, name, value, unit, low=low, high=high, **more)


def rubric_claims() -> list[Claim]:
    """What the rubric finds for statements that studies carry; most reasons occur, and every effect."""
    found = {
        "violent": ("setting.elsewhere", "measurement.recorded_by_police", "agreement.one_sample"),
        "property": ("setting.similar", "measurement.recorded_by_police", "agreement.signs_differ"),
        "homicide": ("setting.elsewhere", "measurement.comparable", "agreement.agree"),
    }
    serious = {"elsewhere", "recorded_by_police", "one_sample", "signs_differ"}
    claims = [
        claim(COMPARISON, f"rubric.{name}.{reason}", int(reason.split(".")[1] in serious))
        for name, reasons in found.items()
        for reason in reasons
    ]
    unknown = [
        claim(COMPARISON, f"rubric.{name}.selection.too_few", None, status="not_identifiable")
        for name in ("violent", "property")
    ]
    return [*claims, *unknown, claim(COMPARISON, "rubric.homicide.selection.many", 0)]


def experiment_claims() -> list[Claim]:
    """What a natural experiment adds: nothing that lowers, and one placebo that fails."""
    fails = "rubric.violent.corroboration.placebo_fails"
    return [
        claim(EXPERIMENT, fails, None, status="not_identifiable"),
        claim(EXPERIMENT, "rubric.property.corroboration.placebo_finds_nothing", 0),
    ]


def source_claims() -> list[Claim]:
    counts = {
        2017: 316400,
        2018: 292300,
        2019: 243500,
        2020: 162800,
        2021: 157900,
        2022: 157473,
        2023: 140272,
        2024: 132778,
        2025: 123900,
    }
    changes = {2017: -12.5, 2018: -7.6, 2019: -16.7, 2020: -33.1}
    plain = [
        ("strength_before", 471, "per_100k"),
        ("strength_after", 424, "per_100k"),
        ("strength_alt", 393, "per_100k"),
        ("strength_press_low", 444, "per_100k"),
        ("strength_press_high", 448, "per_100k"),
        ("per_people", 100000, "count"),
        ("announced_on", "2018-11-19", "date"),
        ("posts_cut", 10592, "count"),
        ("saving", 16, "billion_kzt"),
        ("pay_added", 21.4, "billion_kzt"),
        ("officers_cut_planned", 9000, "count"),
    ]
    claims = [claim(SOURCES, *row) for row in plain]
    claims += [claim(SOURCES, f"registered_total.{year}", count, year=year) for year, count in counts.items()]
    claims += [
        claim(SOURCES, f"registered_change.{year}", value, "percent", year=year)
        for year, value in changes.items()
    ]
    return claims


def write_sources(folder: Path) -> None:
    claims = source_claims()
    totals = pd.DataFrame(
        [(c.year, c.value) for c in claims if c.id.startswith("registered_total")], columns=["year", "count"]
    )
    totals["per_100k"] = totals["count"] / (18.0e6 + 0.2e6 * (totals["year"] - 2017)) * 1e5
    regimes = pd.DataFrame(
        [
            ("A", 2017, 2018, "criminal-code-2015"),
            ("B", 2019, 2019, "targets-and-unified-data"),
            ("C", 2020, 2025, "fall-of-2020"),
        ],
        columns=["letter", "start", "end", "regime"],
    )
    sources = pd.DataFrame(
        [
            (
                "registered_offences",
                "Committee on Legal Statistics (test)",
                "Registered offences, 2017–2025",
                "https://example.org/a",
                "facts",
                "2025-10-07",
                "observed",
            ),
            (
                "police_elasticities",
                "Published studies (test)",
                "Elasticities",
                "https://example.org/b",
                "facts",
                "2025-10-07",
                "literature",
            ),
            (
                "trust_surveys",
                "Bureau of National Statistics (test)",
                "Household survey",
                "",
                "facts",
                "",
                "observed",
            ),
        ],
        columns=["table", "producer", "title", "address", "licence", "accessed", "status"],
    )
    tables = {
        "registered_total": totals,
        "recording_regimes": regimes,
        "sources": sources,
    }
    write_results(folder / SOURCES, claims=claims, tables=tables)


def write_small(folder: Path, rng: np.random.Generator) -> None:
    cut = rng.normal(-9.0, 0.8, DRAWS)
    write_results(
        folder / STAFFING,
        claims=[
            claim(STAFFING, "cut_share", 9.97877, "percent", decimals=0),
            claim(STAFFING, "front_line_share_of_cut", 41, "percent"),
            made(STAFFING, "front_line_change.cut-to-424", cut, "percent"),
            made(STAFFING, "front_line_change.cut-to-393", 1.7 * cut, "percent"),
            made(STAFFING, "filled_change.cut-to-424", 0.8 * cut, "percent"),
        ],
    )
    write_results(
        folder / ATTESTATION,
        claims=[
            claim(ATTESTATION, "examined", 1000),
            made(ATTESTATION, "ppv", rng.beta(6, 4, DRAWS) * 100, "percent"),
            made(ATTESTATION, "prevalence_before", rng.beta(10, 90, DRAWS) * 100, "percent"),
            made(ATTESTATION, "prevalence_after", rng.beta(7, 93, DRAWS) * 100, "percent"),
            claim(ATTESTATION, "fail_rate_2012", 5.4, "percent"),
            claim(ATTESTATION, "dismissed_rate_2012", 2.4, "percent"),
            claim(ATTESTATION, "fail_rate_2024", 9, "percent"),
            claim(ATTESTATION, "reserve_2024", 12, "percent"),
            claim(ATTESTATION, "fit_2024", 79, "percent"),
            claim(ATTESTATION, "reinstated_ukraine", 40, "percent"),
        ],
    )
    write_results(folder / EXPERIMENT, claims=experiment_claims())
    claims = [claim(RESPONSE, "studies_used", 27), *rubric_claims()]
    rows: list[tuple[Any, ...]] = []
    for group, middle in (("violent", -0.35), ("property", -0.25), ("homicide", -0.67)):
        pooled = rng.normal(middle, 0.12, DRAWS)
        claims.append(made(RESPONSE, f"elasticity.{group}", pooled, "ratio", status="literature"))
        for name, factor in (("no_discount", 1.0), ("default", 0.6), ("sceptical", 0.3)):
            claims.append(
                made(RESPONSE, f"effect_{name}.{group}", -10 * factor * pooled, "percent", status="elicited")
            )
        rows.append(("heading", group, *[np.nan] * 5))
        rows += [
            (
                "study",
                f"Author {letter} (20{index}1)",
                middle + shift,
                middle + shift - 0.3,
                middle + shift + 0.3,
                np.nan,
                np.nan,
            )
            for index, (letter, shift) in enumerate((("A", -0.2), ("B", 0.0), ("C", 0.15)))
        ]
        rows.append(("pooled", "pooled", middle, middle - 0.2, middle + 0.2, middle - 0.6, middle + 0.6))
    columns = ["kind", "label", "estimate", "low", "high", "prediction_low", "prediction_high"]
    write_results(folder / RESPONSE, claims=claims, tables={"forest": pd.DataFrame(rows, columns=columns)})
    waves = {
        "2019": (38.3, 89.5),
        "2020": (37.0, 75.4),
        "2023": (63.1, 90.9),
        "2024-spring": (61.6, 88.6),
        "2024-autumn": (64.3, 91.2),
    }
    trust = [claim(TRUST, f"trust_full.{wave}", full, "percent") for wave, (full, _) in waves.items()]
    trust += [claim(TRUST, f"trust_either.{wave}", either, "percent") for wave, (_, either) in waves.items()]
    trust += [
        claim(TRUST, "survey_noise", 1.2, "points"),
        claim(TRUST, "survey_detectable", 1.8, "points"),
        claim(TRUST, "survey_size", 18000),
        made(TRUST, "trust_bribe_halved", rng.uniform(0.2, 0.5, DRAWS), "points", status="elicited"),
        claim(TRUST, "bribe_exposure", 2.5, "percent"),
    ]
    write_results(folder / TRUST, claims=trust)


def write_checked(folder: Path) -> None:
    """Claims of the reviewed list, one for each verdict and reason that a page can have."""
    verdicts = {
        "staff-cut": (-10.0, -10.1, "percent", "supported", "agrees"),
        "strength-after": (424, 393, "per_100k", "not_comparable", "other_definition"),
        "european-average": (424, 318, "per_100k", "contradicted", "smaller"),
        "crime-fall-three-years": (-17.5, -19.2, "percent", "not_comparable", "other_span"),
        "registered-2018": (-7.6, -7.6, "percent", "not_distinguishable", "usual_movement"),
        "crime-2025": (-9, -6.7, "percent", "contradicted", "smaller"),
        "crime-rose-2015": (75, 75.0, "percent", "not_comparable", "crosses_rules"),
        "homicide-factor": (4.5, 2.96, "ratio", "contradicted", "smaller"),
        "russia-share": (22, 16.0, "percent", "contradicted", "smaller"),
        "trust-full": (62, 61.6, "percent", "supported", "agrees"),
        "trust-not-at-all": (9, 4.6, "percent", "contradicted", "smaller"),
        "trust-rise": (25, None, "points", "not_testable", "lacks_series"),
    }
    claims = [claim(CHECKED, f"claim_said.{name}", row[0], row[2]) for name, row in verdicts.items()]
    claims += [
        claim(CHECKED, f"claim_figure.{name}", row[1], row[2]) for name, row in verdicts.items() if row[1]
    ]
    tally = {"all": 53, "read": 23, "supported": 4, "contradicted": 7}
    tally |= {"not_comparable": 10, "not_distinguishable": 2}
    claims += [claim(CHECKED, f"claims_{name}", value) for name, value in tally.items()]
    claims.append(claim(CHECKED, "usual_change", -6.5, "percent", low=-24.3, high=15.4))
    columns = ["claim", "verdict", "reason"]
    table = pd.DataFrame([(name, *row[3:]) for name, row in verdicts.items()], columns=columns)
    write_results(folder / CHECKED, claims=claims, tables={"checked_claims": table})


def write_depth(folder: Path) -> None:
    """What the rise of trust is made of, what the money decides, and what to measure next."""
    rise = [claim(DEPTH, "rise_total", 24.8, "points"), claim(DEPTH, "rise_movement_most", 9.0, "points")]
    write_results(folder / DEPTH, claims=rise)
    kinds = {"cut-to-424": "below", "cut-to-393": "above", "cut-and-attestation": "always"}
    kinds |= {"full-package": "never", "attestation-2019": "cannot tell"}
    view = pd.DataFrame({"scenario": list(kinds), "against": "baseline", "kind": list(kinds.values())})
    view.loc[len(view)] = ["cut-to-393", "cut-to-424", "below"]
    money = [
        claim(MONEY, "prefer_value.cut-to-424-over-baseline", 0.79, "billion_kzt", low=0.45, high=1.49),
        claim(MONEY, "prefer_value.cut-to-393-over-baseline", 0.6, "billion_kzt", low=0.36, high=1.08),
        claim(MONEY, "prefer_nine.cut-to-424-over-baseline", 0.29, "billion_kzt"),
        claim(MONEY, "prefer_value.cut-to-393-over-cut-to-424", 0.45, "billion_kzt", low=0.28, high=0.8),
        claim(MONEY, "box_elasticity.cut-to-424-over-baseline", -0.29, "ratio"),
        claim(MONEY, "pay_funded", 25.9, "percent", low=25.9, high=51.8),
        claim(MONEY, "pay_announced", 47.5, "percent", low=47.5, high=47.5),
    ]
    write_results(folder / MONEY, claims=money, tables={"decision_view": view})
    shares = {"victims": (17.8, 14.1, 21.5), "posts": (42.0, 39.7, 44.3), "order": (0.0, 0.0, 1.5)}
    measuring = [
        claim(MEASURING, f"measure_share.{study}-cut", value, "percent", low=low, high=high)
        for study, (value, low, high) in shares.items()
    ]
    knowing = "knowing_share.attestation-accuracy-of-attestation"
    measuring.append(claim(MEASURING, knowing, 78.2, "percent", low=76.9, high=79.6))
    measuring += [
        claim(MEASURING, f"measure_rank.{study}", rank, group="cut")
        for rank, study in enumerate(("posts", "victims"), start=1)
    ]
    measuring += [
        claim(MEASURING, f"measure_rank.{study}", None, status="not_identifiable")
        for study in ("order", "courts")
    ]
    write_results(folder / MEASURING, claims=measuring)


def write_comparison(folder: Path, rng: np.random.Generator, rise: float = 0.0) -> None:
    outcomes, claims, summary, dots, paths = [], [], [], [], []
    years = list(range(2019, 2029))
    phase = np.minimum(np.arange(1, 11) / 4, 1.0)
    noise = {group: rng.normal(size=DRAWS) for group in GROUPS}
    for scenario, size in EFFECT.items():
        for group, (middle, spread) in GROUPS.items():
            draws = size * (middle + rise + spread * noise[group])
            path = draws[:, None] * phase[None, :]
            row = {
                "scenario": scenario,
                "outcome": "registered_offences",
                "group": group,
                "unit": "percent",
                "status": "elicited",
            }
            outcomes.append(summarise(path, years=years, **row))
            end = path[:, 3]
            if group == "all":
                paths.append(level_path(scenario, path, [2018, *years]))
            if group != "all":
                share = (
                    {"likelihood": float((end > 0).mean()), "likelihood_of": "higher_than_without"}
                    if size
                    else {}
                )
                more = {"scenario": scenario, "outcome": "registered_offences", "group": group, "year": 2022}
                claims.append(
                    made(
                        COMPARISON,
                        f"{group}_effect.{scenario}",
                        end,
                        "percent",
                        status="elicited",
                        confidence=2,
                        inputs=["elasticity." + group, "transport.factor"],
                        **more,
                        **share,
                    )
                )
            summary.append(summary_row(scenario, "registered_offences", group, end))
            dots += [
                (scenario, "registered_offences", group, 2022, rank + 1, value)
                for rank, value in enumerate(np.quantile(end, (np.arange(50) + 0.5) / 50))
            ]
        claims.append(
            made(
                COMPARISON,
                f"violent_true_effect.{scenario}",
                size * rng.normal(5, 2.5, DRAWS),
                "percent",
                status="elicited",
            )
        )
        claims.append(
            made(
                COMPARISON,
                f"violent_recorded_effect.{scenario}",
                -size * (1.5 + 0.5 * np.sin(np.arange(DRAWS))),
                "percent",
                status="elicited",
            )
        )
        trust = size * rng.normal(0.05, 0.4, DRAWS)
        share = (
            {"likelihood": float((abs(trust) < 1.2).mean()), "likelihood_of": "below_survey_noise"}
            if size
            else {}
        )
        claims.append(
            made(
                COMPARISON,
                f"trust_effect.{scenario}",
                trust,
                "points",
                status="elicited",
                confidence=3,
                scenario=scenario,
                outcome="full_trust",
                group="all",
                year=2022,
                **share,
            )
        )
        summary.append(summary_row(scenario, "full_trust", "all", trust))
        balance = rng.normal(
            -21.4 if scenario == "full-package" else 16 * ("cut" in SCENARIOS[scenario]), 0.01, DRAWS
        )
        claims.append(made(COMPARISON, f"money.{scenario}", balance, "billion_kzt"))
        freed = 16.0 * np.ones(DRAWS) * ("cut" in SCENARIOS[scenario])
        claims.append(made(COMPARISON, f"money_freed.{scenario}", freed, "billion_kzt"))
        claims.append(
            made(
                COMPARISON,
                f"extra_homicides.{scenario}",
                size * rng.normal(22, 23, DRAWS),
                "count",
                status="elicited",
            )
        )
        claims.append(
            made(COMPARISON, f"extra_homicides_latest.{scenario}", size * rng.normal(12, 13, DRAWS), "count")
        )
        claims.append(
            made(COMPARISON, f"break_even_latest.{scenario}", rng.lognormal(20.9, 0.6, DRAWS), "kzt")
        )
        claims.append(
            made(
                COMPARISON,
                f"break_even_per_homicide.{scenario}",
                rng.lognormal(20.3, 0.6, DRAWS),
                "kzt",
                status="elicited",
                confidence=1,
            )
        )
        if "attestation" in SCENARIOS[scenario]:
            removed, lost = rng.gamma(20, 2.0, DRAWS), rng.gamma(5, 4.0, DRAWS)
            claims += [
                made(COMPARISON, f"problem_removed.{scenario}", removed, "count", status="assumed"),
                made(COMPARISON, f"sound_lost.{scenario}", lost, "count", status="assumed"),
                made(
                    COMPARISON,
                    f"sound_per_problem.{scenario}",
                    lost / removed,
                    "ratio",
                    status="assumed",
                    confidence=1,
                    likelihood=float((lost < removed).mean()),
                    likelihood_of="fewer_than_one_for_one",
                    scenario=scenario,
                    outcome="sound_per_problem",
                    group="all",
                ),
            ]
            summary.append(summary_row(scenario, "sound_per_problem", "all", lost / removed))
    claims += [claim(COMPARISON, "draws", DRAWS), claim(COMPARISON, "horizon_years", 3, "years")]
    claims += [
        claim(COMPARISON, "homicides_base", 900, year=2017),
        claim(COMPARISON, "homicides_latest", 500, year=2022),
        claim(COMPARISON, "homicides_ratio", 1.8, "ratio"),
    ]
    named = pd.DataFrame({"scenario": list(SCENARIOS)})
    for language in ("en", "kk", "ru"):
        named[f"title_{language}"] = named["scenario"]
        named[f"definition_{language}"] = ""
    columns = ["scenario", "outcome", "group", "year", "rank", "value"]
    tables = {
        "summary": pd.DataFrame(summary),
        "dots": pd.DataFrame(dots, columns=columns),
        "scenarios": named,
        "registered_path": pd.concat(paths),
    }
    write_results(folder / COMPARISON, outcomes=concat_outcomes(outcomes), claims=claims, tables=tables)


def level_path(scenario: str, change: np.ndarray, years: list[int]) -> pd.DataFrame:
    level = 292_300.0
    paths = level * (1 + np.column_stack([np.zeros(len(change)), change]) / 100)
    frame = pd.DataFrame(
        np.quantile(paths, [0.05, 0.25, 0.5, 0.75, 0.95], axis=0).T,
        columns=["q05", "q25", "median", "q75", "q95"],
    )
    return frame.assign(
        year=years, scenario=scenario, outcome="registered_offences", group="all", without=level
    )


def summary_row(scenario: str, outcome: str, group: str, draws: np.ndarray) -> dict[str, Any]:
    low, q25, value, q75, high = (
        float(number) for number in np.quantile(draws, [0.05, 0.25, 0.5, 0.75, 0.95])
    )
    return {
        "scenario": scenario,
        "outcome": outcome,
        "group": group,
        "year": 2022,
        "value": value,
        "low": low,
        "high": high,
        "q25": q25,
        "q75": q75,
        "likelihood": float((draws > 0).mean()),
    }


PLACES = """Abay region, Akmola region, Aktobe region, Almaty region, Atyrau region, West Kazakhstan region,
Zhambyl region, Zhetysu region, Karagandy region, Kostanay region, Kyzylorda region, Mangystau region,
Pavlodar region, North Kazakhstan region, Turkistan region, Ulytau region, East Kazakhstan region,
Astana city, Almaty city, Shymkent city"""


def write_regions(folder: Path) -> None:
    names = [name.strip() for name in PLACES.split(",")]
    rank = np.arange(len(names), dtype=float)
    regions = pd.DataFrame({"region": names, "population": 500_000 + 50_000 * np.arange(20)})
    regions["registered"] = 2000 + 300 * np.arange(20)
    regions["level"] = np.where(rank < 5, 0, np.where(rank < 15, 1, 2))
    for column, share in (("q05", -0.015), ("q95", 0.06)):
        regions[column] = share * regions["registered"]
        regions[f"rate_{column}"] = regions[column] / regions["population"] * 1e5
    regions["rate_median"] = 2.0 + rank
    more = {"status": "elicited", "year": 2022}
    claims = [
        claim(REGIONS, "region_most_change", 21.0, "per_100k", low=-30.0, high=63.0, **more),
        claim(REGIONS, "region_least_change", 2.0, "per_100k", low=-4.0, high=11.0, **more),
        claim(REGIONS, "region_count", 20, year=2022),
        *(claim(REGIONS, f"region_told.{years}", told) for years, told in ((1, 0), (3, 0), (5, 1))),
    ]
    write_results(folder / REGIONS, claims=claims, tables={"regions": regions})


def write_inputs(folder: Path, rise: float = 0.0) -> Path:
    """Write the results folders; `rise` moves the effects on crime."""
    rng = np.random.default_rng(7)
    write_sources(folder)
    write_small(folder, rng)
    write_checked(folder)
    write_depth(folder)
    write_regions(folder)
    write_comparison(folder, rng, rise)
    return folder


EDITION = {
    "edition": "2026-03-01",
    "date": "2026-03-01",
    "data_cutoff": "2025-12-31",
    "run_key": "9f3ctest0000000000",
    "commit": "1a2b3ctest",
    "languages": ["en", "kk", "ru"],
    "first": True,
}


def changes_of(claims: list[Claim]) -> dict[str, Any]:
    """Make up a difference: numbers that moved, came and went, for every class of reasons."""
    data = {"kind": "data", "items": ["police_elasticities"], "named": True}
    parameter = {"kind": "parameter", "items": ["trust.survey_size"], "named": False}
    code = {"kind": "code", "items": ["senim.trust", "senim.crime", "senim.costs", "senim.status"]}
    moved = {
        "violent_effect.cut-to-424": ({"low": -9.0}, [data, parameter]),
        "property_effect.cut-to-424": ({"high": 30.0, "confidence": 1}, [{**data, "items": ["population"]}]),
        "trust_effect.full-package": ({"likelihood": 0.2}, [parameter | {"named": True}]),
        "sound_per_problem.attestation-2019": ({"high": 8.0}, [code]),
        "money.cut-to-393": ({"low": -99.0}, [{"kind": "option", "items": ["cut-to-393", "own"]}]),
        "registered_total.2025": ({"value": 1}, [{"kind": "environment", "items": ["numpy"]}]),
        "elasticity.violent": ({"low": -3.0}, [{"kind": "unexplained", "items": []}]),
        "trust_full.2024-autumn": ({"value": 1.5}, [{"kind": "data", "items": ["unknown_table"]}]),
        "rise_total": ({"value": 9.9}, [data]),
        "homicide_effect.cut-to-424": ({"source": "prints as before"}, [data]),
    }
    known = {claim.id: claim for claim in claims}
    told = [
        {"id": name, "before": known[name].model_copy(update=was).model_dump(mode="json"), "causes": causes}
        for name, (was, causes) in moved.items()
    ]
    told.append({"id": "draws", "before": None, "causes": [code]})
    gone = known["studies_used"].model_copy(update={"id": "claim_said.road-deaths"}).model_dump(mode="json")
    told.append({"id": "claim_said.road-deaths", "before": gone, "causes": [code]})
    rows = {"police_elasticities": {"added": 2, "removed": 0, "changed": 1}, "population": {}}
    return {
        "edition": "2025-12-01-aaaaaaaa",
        "date": "2025-12-01",
        "claims": told,
        "unchanged": 70,
        "rows": rows,
        "texts": True,
    }


def page_of(
    folder: Path, language: str, scenarios: tuple[str, ...] = (), *, changed: bool = False, **facts: Any
) -> Page:
    """Open a page over the results in `folder/inputs`; written if they are not there."""
    if not (folder / "inputs").is_dir():
        write_inputs(folder / "inputs")
    told = {**EDITION, **facts}
    if changed:
        read = [read_results(path) for path in sorted((folder / "inputs").iterdir())]
        told |= {"changes": changes_of([claim for item in read for claim in item.claims]), "first": False}
    (folder / "edition.json").write_text(json.dumps(told), encoding="utf-8")
    return open_page(language, scenarios, str(folder / "inputs"), str(folder / "edition.json"))


def shown_sections(page: Page) -> list[sections.Section]:
    """Give the sections of the page in order."""
    parts = (
        sections.finding_section,
        sections.options_section,
        sections.known_section,
        sections.costs_section,
        sections.next_section,
        sections.sources_section,
        sections.limits_section,
    )
    return [part(page) for part in parts]


def notebook_of(page: Page) -> NotebookNode:
    """Make the notebook that the brief would be after a run, without a kernel."""
    cells = []
    for shown in [sections.head_section(page), *shown_sections(page)]:
        cell = v4.new_code_cell("shown")
        cell.outputs = [v4.new_output("execute_result", data=shown._repr_mimebundle_(), execution_count=1)]
        cells.append(cell)
    return v4.new_notebook(cells=cells)


def write_edition(folder: Path, *, changed: bool = False) -> Path:
    """Write an edition of test data: three languages, each with its claims beside it."""
    for language in ("en", "kk", "ru"):
        page = page_of(folder, language, changed=changed)
        place = folder / "edition" / language
        place.mkdir(parents=True)
        html, _ = BriefExporter().from_notebook_node(notebook_of(page))
        (place / "brief.html").write_text(html, encoding="utf-8")
        claims = [claim.model_dump(mode="json") for claim in page.shown(shown_sections(page))]
        (place / "claims.json").write_text(json.dumps(claims), encoding="utf-8")
    return folder / "edition"

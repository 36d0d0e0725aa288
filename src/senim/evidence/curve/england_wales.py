"""The defensible specifications of the panel of police forces of England and Wales, 2007 to 2022.

Every option says why a careful analyst could choose it; every exclusion says why a combination makes no
sense. Severity is recorded and weighted by the statistics office: it is not true crime.
"""

from __future__ import annotations

import pandas as pd

from senim.evidence.curve.specification import PERIOD, UNIT, Specification
from senim.evidence.curve.terms import Term
from senim.evidence.curve.universe import Dimension, Exclusion, Option, Universe

BASE_YEAR = 2007
"""Year whose population serves where a denominator must not move."""

_DOSE = Term("officers_fte", "log")
_CUT_FROM, _CUT_TO = 2010, 2018

_OUTCOMES = Dimension(
    "outcome",
    "What is counted",
    tuple(
        Option(key, words, reason, (("outcome.columns", f"severity_{key}"),))
        for key, words, reason in (
            ("total", "all offences", "No group is chosen after the fact."),
            ("theft", "theft", "The group in which studies elsewhere find the most."),
            ("robbery", "robbery", "Rarely left unrecorded, and feared."),
            (
                "violence",
                "violence",
                "What harms most; recorded ever better after 2014.",
            ),
            ("damage", "criminal damage", "Done in public places, where patrols are."),
        )
    ),
)

_SCALES = Dimension(
    "scale",
    "Outcome and police as",
    (
        Option(
            "per_head",
            "both per head",
            "The score as published, and the officers a resident meets; population ends in 2020.",
            (("treatment.per", "population"),),
        ),
        Option(
            "number",
            "both as numbers",
            "What a government decides; no denominator is shared, so its errors make no relation.",
            (("outcome.times", "population_base"),),
        ),
    ),
)

_DOSES = Dimension(
    "dose",
    "Who counts as police",
    (
        Option("officers", "officers", "Sworn officers, what is cut and what most studies count."),
        Option(
            "officers_pcso",
            "officers and support officers",
            "Support officers patrol too and were cut harder.",
            (("treatment.columns", ("officers_fte", "pcso_fte")),),
        ),
    ),
)

_LAGS = Dimension(
    "lag",
    "When officers count",
    tuple(
        Option(key, words, reason, changes)
        for key, words, reason, changes in (
            (
                "0",
                "same year",
                "Presence deters at once; counted at the end of the year of the offences.",
                (),
            ),
            ("1", "1 year before", "Counted as the year begins: nothing runs back.", (("treatment.lag", 1),)),
            ("2", "2 years before", "Investigation and prevention take time.", (("treatment.lag", 2),)),
            ("3", "3 years before", "The longest lag that studies use.", (("treatment.lag", 3),)),
            ("mean_0_3", "mean of 0 to 3", "The lag is not known.", (("treatment.average", 4),)),
        )
    ),
)

_WEIGHTS = Dimension(
    "weights",
    "Forces weigh",
    (
        Option("equal", "alike", "Each force is one experiment."),
        Option(
            "population",
            "by people",
            "Scores of small forces are noisier; a resident counts alike everywhere.",
            (("weights", "population_base"),),
        ),
    ),
)

_SAMPLES = Dimension(
    "sample",
    "Which forces and years",
    (
        Option("all", "all forces and years", "Nothing is left out by hand."),
        Option(
            "no_london",
            "without the Metropolitan Police",
            "One force holds a fifth of all officers, does national work and was cut late.",
            (("sample.without", ((UNIT, ("Metropolitan Police",)),)),),
        ),
        Option(
            "no_manchester",
            "without Greater Manchester",
            "It did not record tens of thousands of offences in 2019 and 2020.",
            (("sample.without", ((UNIT, ("Greater Manchester",)),)),),
        ),
        Option(
            "from_2010",
            "from 2010",
            "The cut began with the spending review of 2010.",
            (("sample.first", 2010),),
        ),
        Option(
            "to_2014", "to 2014", "The inspection of 2014 raised what is recorded.", (("sample.last", 2014),)
        ),
        Option(
            "no_covid",
            "to 2019",
            "Lockdowns changed both offences and police work.",
            (("sample.last", 2019),),
        ),
    ),
)

_CONTROLS = Dimension(
    "controls",
    "Held equal",
    (
        Option("none", "nothing", "Everything that is itself changed by the cut stays out."),
        Option(
            "staff",
            "civilian staff",
            "They were cut together with officers and free their time.",
            (("controls", (Term("staff_fte", "log"),)),),
        ),
        Option(
            "population",
            "population",
            "Growing places have more of both.",
            (("controls", (Term("population", "log"),)),),
        ),
    ),
)

_YEARS, _REGIONS = (PERIOD,), (f"region^{PERIOD}",)
_LONG = (("difference", _CUT_TO - _CUT_FROM), ("sample.only", ((PERIOD, (_CUT_TO,)),)))

_DESIGNS = Dimension(
    "design",
    "Compared are",
    (
        Option("levels", "levels, years in common", "All movement within a force counts."),
        Option(
            "levels_regions",
            "levels, years of each region",
            "Recording and economies move together in a region.",
            (("fixed_effects", (UNIT, *_REGIONS)),),
        ),
        Option(
            "levels_lines",
            "levels, a line for each force",
            "Forces that were cut harder were on other paths before: the failed placebo.",
            (("unit_trends", True),),
        ),
        Option(
            "changes",
            "changes from year to year",
            "Slow movements that have nothing to do with police drop out.",
            (("difference", 1), ("fixed_effects", _YEARS)),
        ),
        Option(
            "changes_regions",
            "yearly changes in each region",
            "Both reasons hold.",
            (("difference", 1), ("fixed_effects", _REGIONS)),
        ),
        Option(
            "long",
            f"the change of {_CUT_FROM} to {_CUT_TO}",
            "The cut itself, once for each force; noise of single years drops out.",
            (*_LONG, ("fixed_effects", ())),
        ),
        Option(
            "long_regions",
            "the same change in each region",
            "The cut against neighbours.",
            (*_LONG, ("fixed_effects", ("region",))),
        ),
    ),
)

_LONG_DESIGNS = ("long", "long_regions")
_CHANGES = ("changes", "changes_regions")

_EXCLUSIONS = (
    Exclusion(
        (("scale", ("per_head",)), ("controls", ("population",))),
        "Population stands on both sides already; holding it equal as well asks the same thing twice.",
    ),
    Exclusion(
        (("design", _LONG_DESIGNS), ("sample", ("from_2010", "to_2014", "no_covid"))),
        "The long change uses two years alone: samples by year change nothing in it, or empty it.",
    ),
    Exclusion(
        (("design", _LONG_DESIGNS), ("lag", ("1", "2", "3", "mean_0_3"))),
        "Lagged officers of the long change mix the years before the cut into it.",
    ),
    Exclusion(
        (("design", _CHANGES), ("lag", ("mean_0_3",))),
        "The change of a mean over four years is a change over several years, not a yearly one.",
    ),
    Exclusion(
        (("sample", ("from_2010",)), ("lag", ("3", "mean_0_3"))),
        "With three years before the first outcome, all years are those from 2010: the same rows twice.",
    ),
    Exclusion(
        (("sample", ("from_2010",)), ("lag", ("2",)), ("design", _CHANGES)),
        "A change of officers two years before starts in 2010 as well: the same rows twice.",
    ),
    Exclusion(
        (("sample", ("no_london",)), ("design", ("levels_regions", "changes_regions", "long_regions"))),
        "The Metropolitan Police is alone in its region and drops out of a comparison within regions anyway.",
    ),
    Exclusion(
        (("sample", ("to_2014",)), ("design", ("levels_lines",))),
        "Eight years leave too little beside a line of each force and up to three lags.",
    ),
)

ENGLAND_WALES = Universe(
    base=Specification(Term("severity_total", "log"), _DOSE),
    dimensions=(
        _OUTCOMES, _SCALES, _DOSES, _LAGS, _WEIGHTS, _SAMPLES, _CONTROLS, _DESIGNS,
    ),
    exclusions=_EXCLUSIONS,
)  # fmt: skip
"""The universe."""


def england_wales_frame(forces: pd.DataFrame) -> pd.DataFrame:
    """Add to the panel what the specifications need.

    Parameters
    ----------
    forces : DataFrame
        The source table ``england_wales_forces``.

    Returns
    -------
    DataFrame
        Forces with a score, and the population of the base year as ``population_base``.
    """
    scored = forces.dropna(subset=["severity_total"])
    base = scored.loc[scored["year"] == BASE_YEAR].set_index("force")["population"]
    return scored.assign(population_base=scored["force"].map(base).astype("float64")).reset_index(drop=True)

"""Rules between tables: figures that stand in two of them agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from senim.findings import unknown_word_remedy
from senim.sources.tables import Breach

_FORM_SHORTFALL = 0.02
_STRENGTH = {"strength-before": "before-471", "strength-after": "announced-424"}

Frames = Mapping[str, pd.DataFrame]


def regions_add_to_forms(frames: Frames) -> Iterator[tuple[str, Breach]]:
    """Add the regions of 2022 and compare with the national sums of the same forms and the release.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Sound tables, indexed by line.

    Yields
    ------
    tuple of str and Breach
        Table to look at and what differs: a national sum of the forms at all, the release of the
        Prosecutor General by more than 2 %.
    """
    offences = frames["registered_offences"]
    sums = frames["regions_2022"].groupby("offence")["count"].sum()
    forms = offences[offences["series"] == "regional_forms_2022"]
    for line, row in forms.iterrows():
        added = int(sums.get(row["offence"], 0))
        if added != row["count"]:
            problem = (
                f"{row['offence']} of the regions in regions_2022.csv add to {added}, not to {row['count']}"
            )
            yield (
                "registered_offences",
                Breach(int(str(line)), "count", problem, "Correct the sum or a region."),
            )
    release = offences[(offences["series"] == "total") & (offences["year"] == 2022)]
    for line, row in release.iterrows():
        gap = float(sums.get("all", 0)) / row["count"] - 1
        if abs(gap) > _FORM_SHORTFALL:
            problem = f"the regions of 2022 differ from the national total by {100 * gap:.1f} %"
            yield (
                "registered_offences",
                Breach(int(str(line)), "count", problem, "Explained are 2 %: correct a count."),
            )


def regions_have_people(frames: Frames) -> Iterator[tuple[str, Breach]]:
    """Compare the names of regions with those of the population table.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Sound tables, indexed by line.

    Yields
    ------
    tuple of str and Breach
        Regions that only one of the two tables has.
    """
    people = frames["population"]
    named = set(people.loc[people["area_kind"] == "region", "area"])
    for region, group in frames["regions_2022"].groupby("region", sort=False):
        if region not in named:
            problem = f"{region!r} has no population in population.csv"
            yield (
                "regions_2022",
                Breach(int(group.index[0]), "region", problem, "Write the name alike in both tables."),
            )
    for region in sorted(named - set(frames["regions_2022"]["region"])):
        line = int(people.index[people["area"] == region][0])
        problem = f"{region!r} has no offences in regions_2022.csv"
        yield "population", Breach(line, "area", problem, "Write the name alike in both tables.")


def strength_is_one(frames: Frames) -> Iterator[tuple[str, Breach]]:
    """Compare the strength stated in the documents with the table of police strength.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Sound tables, indexed by line.

    Yields
    ------
    tuple of str and Breach
        A figure that differs.
    """
    facts, rows = frames["seed_facts"], frames["police_strength"]
    for fact, row in _STRENGTH.items():
        stated, kept = facts[facts["fact"] == fact], rows[rows["row"] == row]
        if len(stated) and len(kept) and stated["value"].iloc[0] != kept["value"].iloc[0]:
            here, there = stated["value"].iloc[0], kept["value"].iloc[0]
            problem = f"{fact} is {here:g} here and {there:g} in police_strength.csv"
            yield (
                "seed_facts",
                Breach(int(stated.index[0]), "value", problem, "Correct the one that is mistyped."),
            )


def claims_state_facts(frames: Frames) -> Iterator[tuple[str, Breach]]:
    """Compare claims with the figures of the documents and with what is held against them.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Sound tables, indexed by line.

    Yields
    ------
    tuple of str and Breach
        A claim of an unknown figure, an official claim of the documents that no row states, a reading of an
        unknown claim, and a claim that has readings and lacks something, or neither.
    """
    facts, claims, readings = (frames[name] for name in ("seed_facts", "official_claims", "claim_readings"))
    known, stated = set(facts["fact"]), set()
    for line, row in claims.iterrows():
        here = int(str(line))
        named = set(str(row["facts"]).split(";")) if pd.notna(row["facts"]) else set()
        stated |= named
        for fact in sorted(named - known):
            problem = f"{fact!r} is no row of seed_facts.csv"
            yield "official_claims", Breach(here, "facts", problem, unknown_word_remedy(fact, known))
        read = bool((readings["claim"] == row["claim"]).any())
        if read == pd.notna(row["lacks"]):
            problem = f"{row['claim']} {'can' if read else 'cannot'} be read, and lacks says otherwise"
            remedy = "Give readings in claim_readings.csv, or say in lacks why there are none."
            yield "official_claims", Breach(here, "lacks", problem, remedy)
    for line, row in readings[~readings["claim"].isin(set(claims["claim"]))].iterrows():
        remedy = unknown_word_remedy(str(row["claim"]), claims["claim"])
        problem = f"{row['claim']!r} is no row of official_claims.csv"
        yield "claim_readings", Breach(int(str(line)), "claim", problem, remedy)
    official = facts[(facts["role"] == "official_claim") & ~facts["fact"].isin(stated)]
    for line, row in official.iterrows():
        problem = f"no row of official_claims.csv states {row['fact']!r}"
        remedy = "Add the claim, with its readings or with what it lacks."
        yield "seed_facts", Breach(int(str(line)), "fact", problem, remedy)


RULES: tuple[Callable[[Frames], Iterator[tuple[str, Breach]]], ...] = (
    regions_add_to_forms,
    regions_have_people,
    strength_is_one,
    claims_state_facts,
)
"""Every rule between tables; looked at when each table is sound by itself."""

"""What changed since the last edition: the facts, and which of them a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from senim.brief.catalogue import load_catalogue
from senim.brief.display import PREVIOUS, print_claim
from senim.brief.ledger import ATTESTATION, ATTESTATION_CLAIMS, HEADLINE
from senim.execution import Claim

ROWS_SHOWN = 12
DATA_FILE = "data/changes.json"
CHECKED = frozenset({"claim_said", "claim_figure"})
"""Families of claims whose variant names the text: what was said officially, and what figures give."""

NAMES: Mapping[str, str] = {
    "violent_effect": "cell.violent.label",
    "property_effect": "cell.property.label",
    "trust_effect": "cell.trust.label",
    "sound_per_problem": "changed.name.sound_per_problem",
    "saving": "cell.money.label",
    "pay_added": "costs.pay",
    "break_even_per_homicide": "costs.break_even",
    "cut_share": "changed.name.cut_share",
    "strength_before": "changed.name.strength_before",
    "strength_after": "changed.name.strength_after",
    "strength_alt": "changed.name.strength_alt",
    "problem_removed": "changed.name.problem_removed",
    "sound_lost": "costs.sound",
    "survey_size": "changed.name.survey_size",
    "draws": "changed.name.draws",
    "homicide_effect": "changed.name.homicide_effect",
    "extra_homicides": "costs.homicides",
    "extra_homicides_latest": "costs.homicides_latest",
    "break_even_latest": "costs.break_even_latest",
    "money": "changed.name.money",
    "effect_default": "changed.name.effect_default",
    "effect_no_discount": "changed.name.effect_no_discount",
    "effect_sceptical": "changed.name.effect_sceptical",
    "elasticity": "changed.name.elasticity",
    "studies_used": "changed.name.studies_used",
    "survey_noise": "changed.name.survey_noise",
    "survey_detectable": "changed.name.survey_detectable",
    "trust_bribe_halved": "changed.name.trust_bribe_halved",
    "trust_full": "changed.name.trust_full",
    "trust_either": "changed.name.trust_either",
    "bribe_exposure": "changed.name.bribe_exposure",
    "registered_total": "changed.name.registered_total",
    "fail_rate_2012": "changed.name.fail_rate",
    "fail_rate_2024": "changed.name.fail_rate",
    "fit_2024": "changed.name.fit",
    "reserve_2024": "changed.name.reserve",
    "dismissed_rate_2012": "changed.name.dismissed_rate",
    "reinstated_ukraine": "costs.reinstated",
    "front_line_share_of_cut": "changed.name.front_line_share_of_cut",
}
"""Text that names each family of claims; first-screen numbers first, which is the order of the rows."""


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cause(_Facts):
    """A class of reasons, and what moved in it."""

    kind: Literal["data", "parameter", "option", "code", "environment", "unexplained"]
    items: tuple[str, ...] = ()
    named: bool = False


class MovedClaim(_Facts):
    """A claim that came, went or moved; `before` is empty for one that came."""

    id: str
    before: Claim | None = None
    causes: tuple[Cause, ...] = ()


class MovedRows(_Facts):
    """How many rows of a source table came, went or changed."""

    added: int = 0
    removed: int = 0
    changed: int = 0


class Changes(_Facts):
    """The difference between the last edition and this one.

    Parameters
    ----------
    edition : str
        Name of the last edition.
    date : date
        Its date.
    claims : tuple of MovedClaim
        Claims that moved in any stored digit, came or went.
    unchanged : int
        How many did not.
    rows : mapping of str to MovedRows
        Source tables.
    texts : bool
        Whether texts of the brief were edited.
    """

    edition: str
    date: date
    claims: tuple[MovedClaim, ...] = ()
    unchanged: int = Field(default=0, ge=0)
    rows: dict[str, MovedRows] = Field(default_factory=dict)
    texts: bool = False


@dataclass(frozen=True)
class ChangedNumbers:
    """What of the changes a page shows.

    Parameters
    ----------
    rows : tuple of MovedClaim
        Rows of the table, in order.
    more : int
        Further claims that moved.
    unchanged : int
        Claims that print as before.
    """

    rows: tuple[MovedClaim, ...]
    more: int
    unchanged: int


def changed_numbers(changes: Changes, claims: Mapping[str, Claim]) -> ChangedNumbers:
    """Choose the rows: numbers that print otherwise than before, first-screen numbers first.

    Parameters
    ----------
    changes : Changes
        The difference.
    claims : mapping of str to Claim
        The claims of this edition.

    Returns
    -------
    ChangedNumbers
        At most `ROWS_SHOWN` rows; claims without a name in the texts are only counted.
    """
    moved = [item for item in changes.claims if prints_otherwise(item.before, claims.get(item.id))]
    named = [item for item in moved if claim_name(item.id) and not _shadowed(item.id, claims)]
    rows = sorted(named, key=lambda item: _rank(item.id))[:ROWS_SHOWN]
    same = len(changes.claims) - len(moved)
    return ChangedNumbers(tuple(rows), len(moved) - len(rows), changes.unchanged + same)


def prints_otherwise(before: Claim | None, now: Claim | None) -> bool:
    """Tell whether a reader sees a difference.

    Parameters
    ----------
    before, now : Claim or None
        The claim; None where it was not there.

    Returns
    -------
    bool
        True where the printed range, likelihood or confidence differ.
    """
    return _seen(before) != _seen(now)


def claim_name(claim_id: str) -> str:
    """Find the text that names a claim.

    Parameters
    ----------
    claim_id : str
        Id, with or without variant.

    Returns
    -------
    str
        Text id; empty where the texts have no name for it.
    """
    family, _, variant = claim_id.partition(".")
    return f"claimed.{variant}" if family in CHECKED else NAMES.get(family, "")


def change_claims(changes: Changes, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Give the numbers of the difference as claims.

    Parameters
    ----------
    changes : Changes
        The difference.
    claims : iterable of Claim
        The claims of this edition.

    Yields
    ------
    Claim
        `previous.<id>` for every claim shown that was there before, dates and counts.
    """
    chosen = changed_numbers(changes, {claim.id: claim for claim in claims})
    for row in chosen.rows:
        if row.before is not None:
            yield row.before.model_copy(update={"id": PREVIOUS + row.id})
    yield _fact("previous_edition_date", changes.date.isoformat(), "date")
    yield _fact("changes_more", chosen.more, "count")
    yield _fact("changes_unchanged", chosen.unchanged, "count")
    for table, moved in changes.rows.items():
        for word in MovedRows.model_fields:
            yield _fact(f"rows_{word}.{table}", getattr(moved, word), "count")


CHANGE_CLAIMS = frozenset({"previous_edition_date", "changes_more", "changes_unchanged"})
"""Claims that texts print and that a first edition does not have."""


def _fact(name: str, value: int | str, unit: str) -> Claim:
    fields: dict[str, Any] = {"id": name, "value": value, "unit": unit, "status": "observed"}
    return Claim.model_validate({**fields, "source": "comparison of two editions", "notebook": "brief"})


def _seen(claim: Claim | None) -> tuple[str, str, int | None] | None:
    if claim is None:
        return None
    # rounding and signs are the same in every language; English stands for all
    english = load_catalogue("en")
    printed, sure = (print_claim(claim, style, english).text for style in ("", "likelihood"))
    return printed, sure, claim.confidence


def _shadowed(claim_id: str, claims: Mapping[str, Claim]) -> bool:
    """A bare name beside one with the usual scenario: pages print the one with the scenario."""
    usual = ATTESTATION if claim_id in ATTESTATION_CLAIMS else HEADLINE
    return "." not in claim_id and f"{claim_id}.{usual}" in claims


def _rank(claim_id: str) -> tuple[bool, int, str]:
    """What pages print under a bare name comes first, then the other options, groups and years."""
    family, _, variant = claim_id.partition(".")
    usual = ATTESTATION if family in ATTESTATION_CLAIMS else HEADLINE
    families = list(NAMES)
    place = families.index(family) if family in NAMES else len(families)
    return variant not in {"", usual}, place, claim_id

"""From a claim to what its range bar draws."""

from __future__ import annotations

from senim.brief.components.scales import Span
from senim.brief.page import COMPARISON, Page
from senim.execution import Claim

_ROW = ("scenario", "outcome", "group")


def numbers_of(claim: Claim) -> tuple[float, ...]:
    """List the numbers a bar must hold.

    Parameters
    ----------
    claim : Claim
        The claim.

    Returns
    -------
    tuple of float
        Limits and middle; nothing for a claim without a number.
    """
    found = (claim.low, claim.value, claim.high)
    return tuple(float(number) for number in found if isinstance(number, (int, float)))


def span_of(page: Page, claim: Claim) -> Span | None:
    """Find the wide range, the half range and the middle of a claim.

    Parameters
    ----------
    page : Page
        The page.
    claim : Claim
        The claim.

    Returns
    -------
    Span or None
        None where the claim has no interval.
    """
    if claim.low is None or claim.high is None or not isinstance(claim.value, (int, float)):
        return None
    return Span(float(claim.low), float(claim.high), float(claim.value), half_range(page, claim))


def half_range(page: Page, claim: Claim) -> tuple[float, float] | None:
    """Look up the limits that hold half of the runs.

    Parameters
    ----------
    page : Page
        The page.
    claim : Claim
        A claim that is a row of the outcome table.

    Returns
    -------
    tuple of float or None
        None where the summary has no such row.
    """
    summary = page.table(COMPARISON, "summary", [*_ROW, "q25", "q75"])
    wanted = (summary["scenario"] == claim.scenario) & (summary["outcome"] == claim.outcome)
    rows = summary[wanted & (summary["group"] == claim.group)] if claim.group else summary[wanted]
    if len(rows) != 1:
        return None
    return float(rows["q25"].iloc[0]), float(rows["q75"].iloc[0])


def survey_noise(page: Page) -> float | None:
    """Give the change that a survey cannot tell from noise.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    float or None
        Points.
    """
    value = page.ledger.find("survey_noise").value
    return float(value) if isinstance(value, (int, float)) else None

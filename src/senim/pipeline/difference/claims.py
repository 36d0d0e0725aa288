"""Claims that are not what they were."""

from __future__ import annotations

from collections.abc import Mapping

from senim.pipeline.difference.model import PlainClaim

COMPARED = ("value", "low", "high", "level", "unit", "likelihood", "confidence", "status")
"""What of a claim a reader sees; its source, inputs and notebook are told elsewhere."""


def claims_moved(before: Mapping[str, PlainClaim], now: Mapping[str, PlainClaim]) -> tuple[str, ...]:
    """List the claims that came, went or moved in a stored digit.

    Parameters
    ----------
    before, now : mapping of str to mapping
        Claims by id.

    Returns
    -------
    tuple of str
        Ids, sorted.
    """
    return tuple(name for name in sorted({*before, *now}) if _seen(before.get(name)) != _seen(now.get(name)))


def _seen(claim: PlainClaim | None) -> tuple[object, ...] | None:
    return None if claim is None else tuple(claim.get(name) for name in COMPARED)

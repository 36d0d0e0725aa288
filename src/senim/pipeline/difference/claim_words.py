"""Claims that moved, for a terminal: before, now, and what it could come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError
from rich.console import RenderableType
from rich.text import Text

from senim.execution.claims import Claim
from senim.pipeline.difference.model import Cause, CauseKind, Difference, PlainClaim
from senim.pipeline.difference.terminal import NONE, plain, plain_table, some

if TYPE_CHECKING:
    from senim.brief.catalogue import Catalogue

CAUSE_WORDS = {
    CauseKind.DATA: "data",
    CauseKind.PARAMETER: "parameter",
    CauseKind.OPTION: "option",
    CauseKind.CODE: "code",
    CauseKind.ENVIRONMENT: "environment",
    CauseKind.UNEXPLAINED: "unexplained: nothing moved that its notebook reads or runs",
}


def claim_lines(difference: Difference) -> list[RenderableType]:
    """Lay out the claims of a difference.

    Parameters
    ----------
    difference : Difference
        The difference.

    Returns
    -------
    list
        A title, a table of those that print otherwise, and how many others there are; empty where none moved.
    """
    from senim.brief.catalogue import load_catalogue

    if not difference.claims:
        return []
    catalogue = load_catalogue("en")
    table, digits = plain_table("Claim", "Before", "Now", "Why"), 0
    table.columns[0].no_wrap = True
    for claim in difference.claims:
        before, now = printed(claim.before, claim.now, catalogue), printed(claim.now, claim.before, catalogue)
        if before == now:
            digits += 1
        else:
            table.add_row(plain(claim.id), plain(before), plain(now), caused(claim.causes))
    lines: list[RenderableType] = [Text("Numbers", style="bold")]
    lines += [table] if table.row_count else []
    if digits:
        lines.append(Text(f"{digits} moved only in digits that are not printed", style="dim"))
    return [*lines, Text(f"{difference.unchanged} others are unchanged", style="dim")]


def printed(claim: PlainClaim | None, other: PlainClaim | None, catalogue: Catalogue) -> str:
    """Print a claim as a page would; how sure only where that moved.

    Parameters
    ----------
    claim : mapping or None
        The claim.
    other : mapping or None
        What it is compared with.
    catalogue : Catalogue
        English texts.

    Returns
    -------
    str
        Range with unit, then what of likelihood, confidence and status is not the same on the other side.
    """
    if claim is None:
        return NONE
    number, *sure = _parts(claim, catalogue)
    against = _parts(other, catalogue)[1:] if other is not None else sure
    return ", ".join([number, *(part for part, twin in zip(sure, against, strict=True) if part != twin)])


def caused(causes: Sequence[Cause]) -> Text:
    """Say what a change could come from.

    Parameters
    ----------
    causes : sequence of Cause
        The causes.

    Returns
    -------
    Text
        Classes in bold, with what moved in each; one that the claim does not name itself as an alternative.
    """
    text = Text()
    for place, cause in enumerate(causes):
        text.append("; " if place else "")
        text.append("or " if place and not cause.named else "")
        text.append(CAUSE_WORDS[cause.kind], style="bold")
        text.append(plain(f" {some(cause.items)}" if cause.items else ""))
    return text


def _parts(claim: PlainClaim, catalogue: Catalogue) -> list[str]:
    from senim.brief.display import print_claim

    try:
        typed = Claim.model_validate(dict(claim))
    except ValidationError:
        # written by a version whose claims have another shape: its digits as they are
        return [f"{claim.get('value')} ({claim.get('low')} to {claim.get('high')})", "", "", ""]
    likely = print_claim(typed, "likelihood", catalogue).text if typed.likelihood is not None else "none"
    confidence = f"confidence {typed.confidence} of 4" if typed.confidence is not None else "no confidence"
    return [print_claim(typed, "", catalogue).text, f"likelihood {likely}", confidence, typed.status]

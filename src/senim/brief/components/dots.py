"""The dotplot: fifty equally likely runs on the two sides of zero."""

from __future__ import annotations

from senim.brief.charts import quantile_dotplot
from senim.brief.components.chart import chart_section, chart_text
from senim.brief.components.ratings import confidence_rating, likelihood_line
from senim.brief.ledger import HEADLINE
from senim.brief.markup import Html, element, joined, plain
from senim.brief.page import COMPARISON, Page
from senim.brief.render import facet_element
from senim.execution import Figure

CLAIM = "violent_effect"


def dots(page: Page) -> Html:
    """Write the section of the dotplot.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        The chart; its title states the count.
    """
    every = page.table(COMPARISON, "dots", ["scenario", "outcome", "group", "value"])
    claim = page.ledger.find(CLAIM)
    wanted = (
        (every["scenario"] == HEADLINE)
        & (every["outcome"] == "registered_offences")
        & (every["group"] == "violent")
    )
    shown = every.loc[wanted, ["value"]]
    counts = {"above": int((shown["value"] > 0).sum()), "total": len(shown)}
    counts["below"] = counts["total"] - counts["above"]
    slots = {
        name: facet_element(claim, f"dots_{name}", count, page.number(count, 0))
        for name, count in counts.items()
    }
    # the chart fills its own counts: hand it the names in braces
    labels = {
        name: page.words(f"dots.{name}", count="{count}", total="{total}") for name in ("above", "below")
    }
    labels["axis"] = page.words("dots.axis")
    text = chart_text(page, "dots", labels, {name: plain(slot) for name, slot in slots.items()})

    def draw(width: int, prefix: str) -> Figure:
        return quantile_dotplot(shown, text=text, number=page.number, width=width, id_prefix=prefix)

    likelihood = joined(page.text("dots.note.likelihood"), ": ", likelihood_line(page, claim), ".")
    confidence = joined(page.text("confidence"), ": ", confidence_rating(page, claim.confidence))
    return chart_section(
        page, "dots", draw, slots=slots, note=element("span", joined(likelihood, confidence, by=" "))
    )

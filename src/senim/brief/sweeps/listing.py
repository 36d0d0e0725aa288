"""The first page of a sweep: every combination with its values, its main results and its notebook."""

from __future__ import annotations

from senim.brief.catalogue import Catalogue, load_catalogue
from senim.brief.components.scales import Axis as BarAxis
from senim.brief.components.scales import Span, axis_over, range_bar
from senim.brief.components.tables import Column, table
from senim.brief.display import print_claim
from senim.brief.markup import Html, element, joined
from senim.brief.sweeps.outcomes import OUTCOMES, Outcome, confidence_words, has_range, numbered
from senim.brief.sweeps.results import Combination, SweepResults
from senim.brief.sweeps.shell import COMPARISON, LISTING, file_name, shell
from senim.brief.words import likelihood_interval, likelihood_word
from senim.execution import Claim


def listing_page(results: SweepResults, language: str) -> str:
    """Lay out the page with every combination.

    Parameters
    ----------
    results : SweepResults
        The sweep.
    language : str
        "en", "kk" or "ru".

    Returns
    -------
    str
        HTML.
    """
    catalogue = load_catalogue(language)
    shown = [outcome for outcome in OUTCOMES if numbered(results, outcome.name)]
    columns = [Column(axis.title[language]) for axis in results.axes]
    columns += [_column(results, outcome, catalogue) for outcome in shown]
    columns.append(Column(catalogue.text("sweep.notebook")))
    axes = _bar_axes(results, shown)
    rows = [_row(results, one, shown, axes, catalogue) for one in results.combinations]
    section = element(
        "section",
        element("h2", catalogue.text("sweep.list")),
        element("p", catalogue.text("sweep.list.note")),
        table(results.title[language], columns, rows, class_="blocks combinations"),
        class_="results",
        id="results",
    )
    return shell(results, LISTING, catalogue, _files(catalogue), section)


def _files(catalogue: Catalogue) -> Html:
    links = [
        element(
            "a",
            element("strong", catalogue.text("sweep.to_comparison")),
            href=file_name(COMPARISON, catalogue.language),
        ),
        element("a", catalogue.text("sweep.all_csv"), href="results.csv"),
        element("a", catalogue.text("sweep.all_json"), href="results.json"),
        element("a", catalogue.text("sweep.record"), href="record.json"),
    ]
    return element("ul", *(element("li", link) for link in links), class_="files")


def _column(results: SweepResults, outcome: Outcome, catalogue: Catalogue) -> Column:
    claims = numbered(results, outcome.name)
    notes = [catalogue.text(outcome.note)] if outcome.note else []
    phrase = next((claim.likelihood_of for claim in claims if claim.likelihood is not None), None)
    if phrase:
        notes.append(f"{catalogue.text('likelihood')}: {_likely(phrase, catalogue)}")
    notes.append(confidence_words(claims, catalogue))
    lines = [element("span", note, class_="colnote") for note in notes]
    return Column(outcome.words(catalogue), extra=joined(*lines))


def _likely(phrase: str, catalogue: Catalogue) -> str:
    """Say what is likely; a sweep compares with no change, where a brief compares with no cut."""
    own = f"sweep.likely.{phrase}"
    return catalogue.text(own if own in catalogue.messages else f"likely.{phrase}")


def _bar_axes(results: SweepResults, shown: list[Outcome]) -> dict[str, BarAxis]:
    """Give outcomes of one scale one axis, so that their bars can be compared down and across."""
    limits: dict[str, list[float]] = {}
    for outcome in shown:
        for claim in numbered(results, outcome.name):
            limits.setdefault(outcome.scale, []).extend(
                limit for limit in (claim.low, claim.high) if limit is not None
            )
    return {scale: axis_over(*values) for scale, values in limits.items()}


def _row(
    results: SweepResults,
    one: Combination,
    shown: list[Outcome],
    axes: dict[str, BarAxis],
    catalogue: Catalogue,
) -> list[str]:
    language = catalogue.language
    cells: list[str] = [
        element("span", axis.shown(one.values[axis.name], language), class_="given") for axis in results.axes
    ]
    # where the table falls apart into blocks, the head of a row has to say what it is
    label = element("span", results.axes[0].title[language], class_="blocklabel", aria_hidden="true")
    cells[0] = element("span", label, cells[0], id=one.id)
    cells += [
        _result(outcome, one.claims.get(outcome.name), axes[outcome.scale], catalogue) for outcome in shown
    ]
    words = catalogue.text("sweep.notebook.open")
    cells.append(element("a", words, href=one.notebook) if one.notebook else Html("–"))
    return cells


def _result(outcome: Outcome, claim: Claim | None, axis: BarAxis, catalogue: Catalogue) -> Html:
    if claim is None or not has_range(claim):
        return element("span", catalogue.text("no_number"), class_="likely")
    assert isinstance(claim.value, int | float)
    assert claim.low is not None
    assert claim.high is not None
    printed = print_claim(claim, outcome.style, catalogue)
    parts = [
        element("data", printed.text, class_="value", value=printed.canonical),
        range_bar(Span(claim.low, claim.high, claim.value), axis, small=True),
    ]
    if claim.likelihood is not None:
        share = claim.likelihood
        words = f"{likelihood_interval(share, catalogue.language)}: {likelihood_word(share, catalogue)}"
        parts.append(element("span", words, class_="likely"))
    return joined(*parts)

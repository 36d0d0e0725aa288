"""The sections of the brief, in the order they are read; the notebook shows one a cell."""

from __future__ import annotations

from senim.brief.components.changed import changed
from senim.brief.components.checked import checked
from senim.brief.components.contested import contested
from senim.brief.components.costs import costs
from senim.brief.components.decide import decide
from senim.brief.components.dots import dots
from senim.brief.components.evidence import facts, transfer, understated, waves
from senim.brief.components.finding import finding_case
from senim.brief.components.first_screen import first_screen
from senim.brief.components.footer import footer
from senim.brief.components.forest import forest
from senim.brief.components.notes import limits, next_steps
from senim.brief.components.options import options
from senim.brief.components.paths import paths
from senim.brief.components.regions import regions
from senim.brief.components.sources import sources
from senim.brief.components.sureness import sureness
from senim.brief.components.trace import traces
from senim.brief.markup import Html, element
from senim.brief.page import Page
from senim.brief.section import PageHead, Section


def head_section(page: Page) -> PageHead:
    """Title, language and summary of the page.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    PageHead
        For the exporter.
    """
    return page.head(page.words(finding_case(page)), page.words("lead"))


def finding_section(page: Page) -> Section:
    """Show the first screen.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Section
        Finding, five outcomes, how sure, what the data cannot tell.
    """
    return Section(first_screen(page))


def options_section(page: Page) -> Section:
    """Show the options side by side, when each is better, and the contested figure.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Section
        Three tables.
    """
    return _section("options-part", options(page), decide(page), contested(page))


def known_section(page: Page) -> Section:
    """Show what is known, how well, and from where.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Section
        The long form of how sure, four charts, tables of evidence.
    """
    pair = element("div", transfer(page), waves(page), class_="halves uneven")
    title = element("h2", page.text("known.title"), id="known")
    return _section(
        "known-part",
        title,
        sureness(page),
        paths(page),
        dots(page),
        understated(page),
        forest(page),
        regions(page),
        pair,
        facts(page),
        checked(page),
    )


def costs_section(page: Page) -> Section:
    """Show the costs and who bears them.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Section
        A table.
    """
    return _section("costs-part", costs(page))


def next_section(page: Page) -> Section:
    """Show what would change our mind and what to measure next.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Section
        Two lists.
    """
    return _section("next-part", next_steps(page))


def sources_section(page: Page) -> Section:
    """Show where the numbers of the strip come from, what changed, and all sources.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Section
        Traces, the table of changes, and the list of sources.
    """
    return _section("sources-part", traces(page), changed(page), sources(page))


def limits_section(page: Page) -> Section:
    """Show what is not modelled, how not to use the brief, and the footer.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Section
        Two lists and the footer.
    """
    return Section(Html(element("section", limits(page), class_="limits-part") + footer(page)))


def _section(name: str, *parts: Html) -> Section:
    return Section(element("section", *parts, class_=name))

"""The frame of a page of a sweep: head, masthead, language switch, foot; no request, no script."""

from __future__ import annotations

from importlib.resources import files

from senim.brief.catalogue import Catalogue
from senim.brief.components.masthead import NAMES, RUNS_TO_PUBLISH
from senim.brief.markup import Html, element, joined
from senim.brief.numbers import LANGUAGES, format_number
from senim.brief.sweeps.results import SweepResults

LISTING = "index"
COMPARISON = "comparison"
_DEFAULT_LANGUAGE = "en"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def file_name(page: str, language: str) -> str:
    """Name the file of a page.

    Parameters
    ----------
    page : str
        ``index`` or ``comparison``.
    language : str
        "en", "kk" or "ru".

    Returns
    -------
    str
        ``index.html`` in English, ``index.kk.html`` and so on in the others.

    Examples
    --------
    >>> file_name("index", "en"), file_name("index", "kk")
    ('index.html', 'index.kk.html')
    """
    return f"{page}.html" if language == _DEFAULT_LANGUAGE else f"{page}.{language}.html"


def shell(results: SweepResults, page: str, catalogue: Catalogue, *parts: str) -> str:
    """Put the parts of a page into its frame.

    Parameters
    ----------
    results : SweepResults
        The sweep.
    page : str
        Which page it is.
    catalogue : Catalogue
        Texts of the language.
    *parts : str
        The sections.

    Returns
    -------
    str
        One HTML file.
    """
    language = catalogue.language
    title = f"{results.title[language]} · Senim"
    alternates = [
        element("link", rel="alternate", hreflang=code, href=file_name(page, code)) for code in LANGUAGES
    ]
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name_="referrer", content="no-referrer"),
        element("meta", name_="color-scheme", content="light dark"),
        element("title", title),
        element("meta", name_="description", content=results.question[language]),
        *alternates,
        element("style", Html(_style())),
    )
    main = element("main", _masthead(results, page, catalogue), *parts, class_="page")
    return "<!DOCTYPE html>\n" + element("html", head, element("body", main), lang=language) + "\n"


def _style() -> str:
    template = files("senim.brief").joinpath("template")
    sheets = [template.joinpath(name) for name in ("tokens.css", "brief.css")]
    sheets.append(files("senim.brief.sweeps").joinpath("sweep.css"))
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def _masthead(results: SweepResults, page: str, catalogue: Catalogue) -> Html:
    language = catalogue.language
    words: list[str] = [element("strong", "Senim"), catalogue.text("sweep.kind")]
    if results.draws is not None and results.draws < RUNS_TO_PUBLISH:
        words.append(element("strong", catalogue.text("sweep.trial")))
    dot = element("span", "·", class_="dot")
    imprint = element("p", *[piece for word in words for piece in (dot, word)][1:], class_="imprint")
    items = [
        element("span", name, lang=code, aria_current="page")
        if code == language
        else element("a", name, href=file_name(page, code), lang=code, hreflang=code)
        for code, name in NAMES.items()
    ]
    switch = element(
        "nav",
        element("ul", *(element("li", item) for item in items)),
        class_="languages",
        aria_label=catalogue.text("languages.label"),
    )
    skip = element("a", catalogue.text("sweep.skip"), href="#results", class_="skip")
    return joined(skip, element("header", imprint, switch, class_="masthead"), _opening(results, catalogue))


def _opening(results: SweepResults, catalogue: Catalogue) -> Html:
    language = catalogue.language
    facts = {
        "sweep.base": results.base[language],
        "sweep.combinations": format_number(len(results.combinations), language, 0),
    }
    if results.draws is not None:
        facts["sweep.draws"] = format_number(results.draws, language, 0)
    if results.seed is not None:
        facts["sweep.seed"] = str(results.seed)
    listed = [
        joined(element("span", catalogue.text(key), ":"), element("strong", value), by=" ")
        for key, value in facts.items()
    ]
    return joined(
        element("h1", results.title[language], class_="opening"),
        element("p", results.question[language], class_="lead"),
        element("ul", *(element("li", item) for item in listed), class_="facts"),
    )

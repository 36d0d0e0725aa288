"""The foot of the page: edition, run, how to verify, licence and citation."""

from __future__ import annotations

from senim.brief.components.finding import finding_case
from senim.brief.markup import Html, element, joined
from senim.brief.page import Page

LICENCES = (
    ("footer.licence.texts", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("footer.licence.code", "MIT", "https://opensource.org/license/mit"),
)
COMMAND = "make brief"
CHECK = "pipeline.py verify"


def footer(page: Page) -> Html:
    """Write the footer.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Four columns.
    """
    columns = (
        _column(page, "footer.edition", *_edition(page)),
        _column(page, "footer.run", *_run(page)),
        _column(page, "footer.verify", *_verify(page)),
        _column(page, "footer.licence", *_licence(page)),
    )
    return element("footer", *columns)


def _column(page: Page, head: str, *lines: Html) -> Html:
    return element("div", element("strong", page.text(head)), *(element("p", line) for line in lines))


def _edition(page: Page) -> list[Html]:
    lines = [page.text("edition") if page.edition.published else page.text("edition.draft")]
    if page.edition.data_cutoff:
        lines.append(page.text("footer.cutoff"))
    if page.edition.published and page.edition.first:
        lines.append(page.text("footer.first"))
    return lines


def _run(page: Page) -> list[Html]:
    lines = []
    if page.edition.run_key:
        lines.append(joined(page.text("footer.run_key"), element("code", page.edition.run_key[:16]), by=" "))
    if page.edition.commit:
        name, mark, _ = page.edition.commit.partition("+")
        changed = [page.text("footer.changed")] if mark else []
        lines.append(joined(page.text("footer.commit"), element("code", name[:16]), *changed, by=" "))
    return [*(lines or [page.text("footer.draft")]), page.text("footer.draws")]


def _verify(page: Page) -> list[Html]:
    lines = [page.text("footer.verify.text"), element("code", COMMAND)]
    if page.edition.published:
        checked = element("code", f"{CHECK} {page.edition.edition}")
        lines += [page.text("footer.verify.files"), checked]
    return lines


def _licence(page: Page) -> list[Html]:
    named = [
        joined(page.text(word), element("a", name, href=address, class_="reference"), by=": ")
        for word, name, address in LICENCES
    ]
    edition = page.edition.edition or page.words("edition.draft")
    title = page.words(finding_case(page))
    cited = element(
        "cite", f"Senim ({edition}). {title} {page.edition.run_key[:12]}".strip(), class_="reference"
    )
    links = [
        element("a", page.text(f"{key}.title"), href=f"#{name}")
        for key, name in (("not_modelled", "not-modelled"), ("misuse", "misuse"))
    ]
    return [joined(*named, by="; "), joined(page.text("footer.cite"), ": ", cited), joined(*links, by=" · ")]

"""One page: a language, the claims, the results behind them, and the facts of its edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pandas import DataFrame

from senim.brief.catalogue import Catalogue, load_catalogue, placeholders
from senim.brief.changes import CHANGE_CLAIMS, change_claims
from senim.brief.edition import EditionFacts, read_edition
from senim.brief.ledger import HEADLINE, OPTIONAL, Ledger, collect
from senim.brief.markup import Html, plain
from senim.brief.numbers import format_number
from senim.brief.render import check_texts, claim_element, claims_shown, render_text
from senim.brief.reviewed import last_review
from senim.brief.section import PageHead, Section
from senim.execution import Claim, Results, read_results
from senim.findings import Finding, InputError
from senim.paths import project_root

NOTEBOOKS = (
    "01-what-the-sources-say",
    "02-staffing-471-to-424",
    "03-attestation-as-a-test",
    "04-crime-response",
    "05-trust",
    "06-scenarios-compared",
    "09-england-and-wales",
    "12-official-claims-checked",
    "15-trust-in-depth",
    "16-money-and-break-even",
    "17-what-would-change-our-mind",
    "18-regions",
)
(
    SOURCES,
    STAFFING,
    ATTESTATION,
    RESPONSE,
    TRUST,
    COMPARISON,
    NATURAL_EXPERIMENT,
    OFFICIAL_CLAIMS,
    TRUST_IN_DEPTH,
    MONEY,
    MEASURING,
    REGIONS,
) = NOTEBOOKS


@dataclass(frozen=True, eq=False)
class Page:
    """Everything that a component of the brief may read.

    Parameters
    ----------
    catalogue : Catalogue
        Texts of its language.
    ledger : Ledger
        Every claim.
    results : mapping of str to Results
        Results by notebook.
    edition : EditionFacts
        Facts of the edition.
    scenarios : tuple of str
        Rows of the options table, in order.
    """

    catalogue: Catalogue
    ledger: Ledger
    results: Mapping[str, Results]
    edition: EditionFacts
    scenarios: tuple[str, ...]

    @property
    def language(self) -> str:
        """Language of the page."""
        return self.catalogue.language

    def text(self, msgid: str, **slots: str) -> Html:
        """Give a text as HTML, numbers as claim elements.

        Parameters
        ----------
        msgid : str
            Text id.
        **slots : str
            HTML for each `{slot_…}` of the text, by the name after the underscore.

        Returns
        -------
        Html
            The text.
        """
        return render_text(msgid, self.ledger, self.catalogue, slots)

    def words(self, msgid: str, **slots: str) -> str:
        """Give a text as plain words, for titles and drawings.

        Parameters
        ----------
        msgid : str
            Text id.
        **slots : str
            Words for each `{slot_…}`.

        Returns
        -------
        str
            The text without markup.
        """
        return plain(self.text(msgid, **slots))

    def claim(self, claim_id: str, style: str = "") -> Html:
        """Print one claim.

        Parameters
        ----------
        claim_id : str
            Id, with or without scenario.
        style : str
            How; see `print_claim`.

        Returns
        -------
        Html
            A claim element.
        """
        return claim_element(self.ledger.find(claim_id), style, self.catalogue)

    def number(self, value: float, decimals: int | None = None, *, signed: bool = False) -> str:
        """Print a number of a table or figure.

        Parameters
        ----------
        value : float
            The number; not a number is printed as a dash.
        decimals : int, optional
            Decimals; as many as it has, up to three, by default.
        signed : bool
            Whether an increase carries a plus.

        Returns
        -------
        str
            The number in the language of the page.
        """
        return format_number(value, self.language, decimals, signed=signed) if value == value else "–"

    def table(self, notebook: str, name: str, columns: Iterable[str]) -> DataFrame:
        """Give a table that a notebook wrote.

        Parameters
        ----------
        notebook : str
            The notebook.
        name : str
            The table.
        columns : iterable of str
            Columns it must have.

        Returns
        -------
        DataFrame
            The table.

        Raises
        ------
        InputError
            If the table or a column is missing.
        """
        found = self.results[notebook].tables.get(name)
        if found is None:
            known = ", ".join(sorted(self.results[notebook].tables)) or "none"
            finding = Finding(
                notebook, f"table {name}", "the table is missing", f"Write it; it wrote {known}."
            )
            raise InputError([finding], "results of a notebook")
        missing = [column for column in columns if column not in found.columns]
        if missing:
            findings = [
                Finding(notebook, f"table {name}, column {column}", "the column is missing", "Write it.")
                for column in missing
            ]
            raise InputError(findings, "results of a notebook")
        return found

    def head(self, title: str, description: str) -> PageHead:
        """Say what the page is, for the exporter.

        Parameters
        ----------
        title : str
            Plain title, the finding.
        description : str
            Plain summary.

        Returns
        -------
        PageHead
            To be displayed by the notebook.
        """
        running = [self.words("edition") if self.edition.published else self.words("edition.draft")]
        running += (
            [f"{self.words('footer.run_key')} {self.edition.run_key[:12]}"] if self.edition.run_key else []
        )
        return PageHead(self.language, title, description, " · ".join(running), self.words("page.of"))

    def shown(self, sections: Iterable[Section]) -> tuple[Claim, ...]:
        """Pick the claims that sections print: the `claims.json` of the brief.

        Parameters
        ----------
        sections : iterable of Section
            What the page shows.

        Returns
        -------
        tuple of Claim
            In order of id.
        """
        return self.ledger.only(claims_shown(section.html for section in sections))


def open_page(language: str, scenarios: Iterable[str] = (), inputs: str = "", edition: str = "") -> Page:
    """Read everything a brief is made from.

    Parameters
    ----------
    language : str
        "en", "kk" or "ru".
    scenarios : iterable of str
        Rows of the options table; all where empty.
    inputs : str
        Folder with the results folders of `NOTEBOOKS`; empty for `data/processed/results` (a run by hand).
    edition : str
        JSON file with the facts of the edition; empty for a draft.

    Returns
    -------
    Page
        Ready for the components.

    Raises
    ------
    InputError
        Listing every claim that a text wants and no notebook wrote, and everything that cannot be read.
    """
    folder = Path(inputs) if inputs else project_root() / "data" / "processed" / "results"
    results = {name: read_results(folder / name) for name in NOTEBOOKS}
    facts = read_edition(edition)
    written = [claim for found in results.values() for claim in found.claims]
    level = next((claim.level for claim in written if claim.id == f"violent_effect.{HEADLINE}"), 0.9)
    compared = change_claims(facts.changes, written) if facts.changes else ()
    ledger = collect([*written, *facts.claims(level), *compared, _review()])
    catalogue = load_catalogue(language)
    # Which numbers print otherwise than in the last edition is decided in English for all languages.
    load_catalogue("en")
    check_texts(ledger, catalogue, skip=_unused_texts(facts, ledger, catalogue))
    rows = tuple(scenarios) or _all_scenarios(results[COMPARISON])
    return Page(catalogue, ledger, results, facts, rows)


def _unused_texts(facts: EditionFacts, ledger: Ledger, catalogue: Catalogue) -> frozenset[str]:
    # a draft has no dates, and some runs bear no break-even: the texts that print them are not used
    absent: set[str] = {"edition_date"} if not facts.date else set()
    absent |= {"data_cutoff"} if not facts.data_cutoff else set()
    absent |= set() if facts.changes else CHANGE_CLAIMS
    absent |= {name for name in OPTIONAL if not ledger.has(name)}
    return frozenset(
        msgid
        for msgid in catalogue.messages
        if absent & {p.claim for p in placeholders(catalogue.text(msgid))}
    )


def _review() -> Claim:
    return Claim(
        id="lists_reviewed",
        value=last_review().isoformat(),
        unit="date",
        notebook="brief",
        source="senim.brief.reviewed",
        status="observed",
    )


def _all_scenarios(comparison: Results) -> tuple[str, ...]:
    for name in ("scenarios", "summary"):
        if name in comparison.tables:
            return tuple(dict.fromkeys(comparison.tables[name]["scenario"]))
    return ()

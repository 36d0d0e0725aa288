"""What the pipeline asks of the other rooms, loaded only when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from senim.findings import Finding, InputError
from senim.pipeline.pdf_writer import pdf_hindrance

_LAYOUT_MODULES = ("senim.pipeline.layout_ahead",)


@dataclass(frozen=True)
class Services:
    """Functions of other rooms.

    Parameters
    ----------
    prepare : callable
        (raw folder, processed folder) → files written; raises InputError.
    check_parameters : callable
        (parameters folder) → None; raises InputError.
    check_scenarios : callable
        (scenarios folder, ids asked for) → None; raises InputError.
    check_references : callable
        (scenarios folder, parameters folder) → None; raises InputError.
    render : callable
        (executed brief notebook, language) → HTML.
    audit : callable
        (edition folder) → findings; empty where it may be published.
    number_words : callable
        () → the catalogue's words that sentences of notebooks take.
    layout_modules : tuple of str
        What brief notebooks and `render` import, at once or when they first need it.
    pdf : callable or None
        (page, its language) → PDF file and the page with a link to it; None where no brief has a PDF.
    pdf_hindrance : callable
        () → what keeps this machine from writing PDF files; empty where nothing does.
    """

    prepare: Callable[[Path, Path], Sequence[Path]]
    check_parameters: Callable[[Path], None]
    check_scenarios: Callable[[Path, Sequence[str]], None]
    check_references: Callable[[Path, Path], None]
    render: Callable[[Path, str], str]
    audit: Callable[[Path], Sequence[Finding]]
    number_words: Callable[[], Mapping[str, str]] = dict
    layout_modules: tuple[str, ...] = ()
    pdf: Callable[[str, str], tuple[bytes, str]] | None = None
    pdf_hindrance: Callable[[], str] = str


def project_services() -> Services:
    """Give the real rooms; each is imported at its first use.

    Returns
    -------
    Services
        The functions.
    """
    return Services(
        _prepare,
        _check_parameters,
        _check_scenarios,
        _check_references,
        _render,
        _audit,
        _number_words,
        _LAYOUT_MODULES,
        _pdf,
        pdf_hindrance,
    )


def _prepare(raw: Path, processed: Path) -> Sequence[Path]:
    from senim.pipeline.exports import formula_findings
    from senim.sources import prepare

    findings = formula_findings(raw)
    if findings:
        raise InputError(findings, "source tables")
    return prepare(raw, processed)


def _check_parameters(folder: Path) -> None:
    from senim.parameters import load_parameters

    load_parameters(folder)


def _check_scenarios(folder: Path, names: Sequence[str]) -> None:
    from senim.scenarios import load_scenarios, select_scenarios
    from senim.scenarios.loading import unknown_scenarios, written_scenarios

    try:
        known = load_scenarios(folder)
    except InputError as error:
        findings = [*error.findings, *unknown_scenarios(written_scenarios(folder)[0], names)]
        raise InputError(findings, error.kind) from error
    select_scenarios(known, names)


def _check_references(scenarios: Path, parameters: Path) -> None:
    from senim.parameters import load_parameters
    from senim.parameters.loading import written_ids
    from senim.pipeline.references import written_references
    from senim.scenarios.loading import written_scenarios

    ids = written_ids(parameters)
    if ids is None:
        return  # told by the check of the parameters, and no name can be called wrong
    try:
        known = load_parameters(parameters)
    except InputError:
        known = None
    findings = written_references(written_scenarios(scenarios)[0], ids, known)
    if findings:
        raise InputError(findings, "scenarios")


def _render(notebook: Path, language: str) -> str:
    from senim.brief.exporter import BriefExporter

    exporter = BriefExporter()
    body, _ = exporter.from_filename(str(notebook), resources={"language": language})
    return str(body)


def _pdf(page: str, language: str) -> tuple[bytes, str]:
    from senim.brief.pdf import PdfUnavailableError, linked, page_pdf

    try:
        content = page_pdf(page)
    except PdfUnavailableError as error:
        finding = Finding("PDF of the brief", "", str(error), "Install it, or run with --no-pdf.")
        raise InputError([finding], "packages of this machine") from error
    return content, linked(page, language, len(content))


def _audit(edition: Path) -> Sequence[Finding]:
    from senim.brief.audits import audit_edition

    return audit_edition(edition)


def _number_words() -> Mapping[str, str]:
    from senim.brief.prose import number_words

    return number_words()

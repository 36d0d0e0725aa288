"""From an executed brief notebook to one self-contained HTML page."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode

from senim.brief.markup import Html
from senim.brief.numbers import NO_BREAK_SPACE
from senim.brief.section import PAGE_FACTS
from senim.findings import Finding, InputError


class BriefExporter(TemplateExporter):
    """Export what the cells of a brief show: no code, no prompts, no script, no request.

    The page facts (language, title) come from the cell that displays a `PageHead`.

    Parameters
    ----------
    **options
        As nbconvert passes them on; the template is the package's own unless they name another.
    """

    export_from_notebook = "Senim brief"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def _template_name_default(self) -> str:
        return "template"

    def _template_extension_default(self) -> str:
        return ".html.j2"

    def __init__(self, **options: Any) -> None:
        options.setdefault("extra_template_basedirs", [str(files("senim.brief"))])
        super().__init__(**options)  # type: ignore[no-untyped-call]

    def from_notebook_node(  # type: ignore[override]  # the base class types the page as a notebook
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Export an executed notebook.

        Parameters
        ----------
        nb : NotebookNode
            The notebook, executed.
        resources : dict, optional
            As nbconvert passes them on.
        **options
            As nbconvert passes them on.

        Returns
        -------
        tuple of str and dict
            The page, and the resources.

        Raises
        ------
        InputError
            If no cell shows the facts of the page, or a cell failed; the page would be half a brief.
        """
        findings = [*_errors(nb), *_missing_head(nb)]
        if findings:
            raise InputError(findings, "brief notebook")
        resources = dict(resources or {})
        facts = _shown(nb, PAGE_FACTS)[0]
        resources["page"] = {
            **facts,
            "running": css_words(facts["running"]),
            "page_word": css_words(facts["page_word"]),
        }
        resources["sections"] = [Html(section) for section in _shown(nb, "text/html")]
        resources["style"] = read_style()
        exported: tuple[str, dict[str, Any]] = super().from_notebook_node(nb, resources, **options)
        return exported


def css_words(words: str) -> str:
    """Make words safe inside a quoted string of a style sheet.

    Parameters
    ----------
    words : str
        Words printed at the foot of each page.

    Returns
    -------
    str
        The words without quotes, backslashes, angle brackets and line ends.

    Examples
    --------
    >>> css_words('a "b" </style>')
    'a b /style'
    """
    plain = words.replace(NO_BREAK_SPACE, " ")
    return "".join(letter for letter in plain if letter.isprintable() and letter not in '"\\<>')


def read_style() -> str:
    """Read the style sheet of the brief.

    Returns
    -------
    str
        CSS, with the tokens of both themes.
    """
    folder = files("senim.brief").joinpath("template")
    names = ("tokens.css", "brief.css", "print.css")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def _shown(nb: NotebookNode, mime: str) -> list[Any]:
    outputs = (output for cell in nb.cells if cell.cell_type == "code" for output in cell.get("outputs", []))
    return [output.data[mime] for output in outputs if mime in output.get("data", {})]


def _errors(nb: NotebookNode) -> list[Finding]:
    return [
        Finding(
            "brief.ipynb",
            f"cell {index}",
            f"{output.ename}: {output.evalue}",
            "Mend the cause and run it again.",
        )
        for index, cell in enumerate(nb.cells)
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]


def _missing_head(nb: NotebookNode) -> list[Finding]:
    if _shown(nb, PAGE_FACTS):
        return []
    remedy = "Run the notebook first; one cell must end with head_section(page)."
    return [Finding("brief.ipynb", "", "no cell shows language and title of the page", remedy)]

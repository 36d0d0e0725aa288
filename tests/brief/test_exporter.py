from __future__ import annotations

from pathlib import Path
from types import ModuleType

import nbformat
import pytest
from nbformat import v4

from senim.brief.audits import audit_edition
from senim.brief.exporter import BriefExporter, read_style
from senim.brief.page import Page
from senim.brief.section import PageHead
from senim.findings import InputError

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "brief.ipynb"


def test_page_holds_what_cells_show_and_nothing_else(made: ModuleType, english: Page) -> None:
    notebook = made.notebook_of(english)
    notebook.cells.insert(0, v4.new_markdown_cell("# A note for the analyst"))
    notebook.cells.append(
        v4.new_code_cell("secret_code()", outputs=[v4.new_output("stream", text="chatter of a cell")])
    )
    html, _ = BriefExporter().from_notebook_node(notebook)
    assert html.startswith("<!DOCTYPE html>")
    assert '<html lang="en">' in html
    for left_out in ("note for the analyst", "secret_code", "chatter of a cell", "In [", "<script"):
        assert left_out not in html


def test_same_notebook_gives_the_same_bytes(made: ModuleType, english: Page) -> None:
    first, second = (BriefExporter().from_notebook_node(made.notebook_of(english))[0] for _ in range(2))
    assert first == second


def test_title_and_running_line_cannot_break_out_of_their_place() -> None:
    head = PageHead("en", "</title><script>", 'a "quoted" text', '"; } body { display: none', "page")
    cell = v4.new_code_cell("x", outputs=[v4.new_output("display_data", data=head._repr_mimebundle_())])
    html, _ = BriefExporter().from_notebook_node(v4.new_notebook(cells=[cell]))
    assert "<script>" not in html
    assert 'content: "; } body { display: none"; }' in html, "the words stay inside their quotes"


def test_every_printed_page_names_edition_and_run_key(made: ModuleType, english: Page) -> None:
    html, _ = BriefExporter().from_notebook_node(made.notebook_of(english))
    assert 'content: "Edition of 1 March 2026 · run key 9f3ctest0000";' in html


def test_notebook_without_page_facts_is_refused() -> None:
    with pytest.raises(InputError, match="no cell shows language and title"):
        BriefExporter().from_notebook_node(v4.new_notebook(cells=[v4.new_code_cell("1")]))


def test_failed_cell_is_refused_with_its_cause(made: ModuleType, english: Page) -> None:
    notebook = made.notebook_of(english)
    failure = v4.new_output("error", ename="InputError", evalue="no notebook wrote this claim", traceback=[])
    notebook.cells[3].outputs = [failure]
    with pytest.raises(InputError, match="cell 3: InputError: no notebook wrote this claim"):
        BriefExporter().from_notebook_node(notebook)


def test_style_has_every_token_in_both_themes() -> None:
    from senim.brief.charts.tokens import DARK, LIGHT

    light, dark = read_style().split("@media screen and (prefers-color-scheme: dark)", 1)
    for name, value in LIGHT.items():
        assert f"--{name}: {value};" in light
        assert f"--{name}: {DARK[name]};" in dark


def test_style_asks_for_no_file_and_keeps_to_two_weights() -> None:
    import re

    style = read_style()
    assert "@import" not in style
    assert not re.search(r"url\((?!#)", style)
    assert set(re.findall(r"font-weight: (\w+)", style)) <= {"400", "700"}
    assert "border-radius" not in style
    assert "box-shadow" not in style
    assert "gradient" not in style


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "kk"])
def test_the_notebook_itself_makes_the_page(
    made: ModuleType, english: Page, folder: Path, tmp_path: Path, language: str
) -> None:
    import papermill

    place = tmp_path / language
    place.mkdir()
    values = {"language": language, "inputs": str(folder / "inputs"), "results": str(place / "results")}
    values["edition"] = str(folder / "edition.json")
    papermill.execute_notebook(NOTEBOOK, place / "brief.ipynb", parameters=values, progress_bar=False)
    html, _ = BriefExporter().from_notebook_node(nbformat.read(place / "brief.ipynb", 4))
    (place / "brief.html").write_text(html, encoding="utf-8")
    (place / "results" / "claims.json").rename(place / "claims.json")
    assert [str(finding) for finding in audit_edition(tmp_path, [language])] == []

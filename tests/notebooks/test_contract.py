"""Every notebook can be read by a stranger: a question, typed parameters, short cells, no number in prose."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
# The notebook of sweeps has no number: it is no part of an edition, but it reads as one of the studies.
STUDIES = [path for path in NOTEBOOKS if path.name[0].isdigit() or path.stem == "sweep"]
LONGEST_CELL = 40
LONGEST_FUNCTION = 5
ENDING = ["What this shows", "What it does not show", "Feeds which claims"]


def each(paths: list[Path]) -> pytest.MarkDecorator:
    """Run a test once a notebook."""
    return pytest.mark.parametrize("path", paths, ids=[path.stem for path in paths])


def cells(path: Path, kind: str) -> list[NotebookNode]:
    """Give the cells of one kind."""
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def code(path: Path) -> str:
    """Give all code of a notebook."""
    return "\n".join(cell.source for cell in cells(path, "code"))


def test_the_studies_and_the_brief_are_there():
    names = [path.stem for path in NOTEBOOKS]
    numbers = [name[:2] for name in names if name[0].isdigit()]
    assert numbers == sorted(set(numbers)), "two notebooks have one number"
    assert {f"{number:02}" for number in range(1, 14)} | {"15", "16", "17", "19", "20"} <= set(numbers)
    assert "brief" in names


@each(STUDIES)
def test_one_heading_of_the_first_rank_and_it_is_a_question(path):
    headings = [
        line for cell in cells(path, "markdown") for line in cell.source.splitlines() if re.match(r"# ", line)
    ]
    assert len(headings) == 1
    assert headings[0].endswith("?")
    first = nbformat.read(path, as_version=4).cells[0]
    assert first.source.startswith(headings[0])


@each(STUDIES)
def test_three_sentences_say_why_it_matters(path):
    why = cells(path, "markdown")[0].source.split("\n\n")[1]
    assert len(re.findall(r"[.?!:](?:\s|$)", why)) >= 3


@each(NOTEBOOKS)
def test_parameters_are_one_tagged_cell_with_typed_values(path):
    tagged = [cell for cell in cells(path, "code") if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    statements = ast.parse(tagged[0].source).body
    assert all(
        isinstance(statement, ast.AnnAssign) and statement.value is not None for statement in statements
    )
    for statement in statements:
        ast.literal_eval(statement.value)
    values = {statement.target.id: ast.literal_eval(statement.value) for statement in statements}
    assert values["results"] == ""


@each(STUDIES)
def test_the_notebook_knows_its_name(path):
    tagged = next(cell for cell in cells(path, "code") if "parameters" in cell.metadata.get("tags", []))
    assert f'notebook: str = "{path.stem}"' in tagged.source


@each(STUDIES)
def test_every_parameter_is_explained_before_it(path):
    book = nbformat.read(path, as_version=4)
    place = next(i for i, cell in enumerate(book.cells) if "parameters" in cell.metadata.get("tags", []))
    assert book.cells[place - 1].cell_type == "markdown"
    assert "parameters" in book.cells[place - 1].source


@each(NOTEBOOKS)
def test_no_digit_in_prose(path):
    typed = [
        line
        for cell in cells(path, "markdown")
        for line in cell.source.splitlines()
        if re.search(r"\d", line)
    ]
    assert typed == []


@each(NOTEBOOKS)
def test_cells_and_functions_are_short(path):
    for cell in cells(path, "code"):
        assert len(cell.source.splitlines()) <= LONGEST_CELL, cell.source[:200]
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno - node.lineno + 1 <= LONGEST_FUNCTION, node.name
            assert not isinstance(node, ast.ClassDef), "a notebook defines no class"


@each(NOTEBOOKS)
def test_outputs_are_stripped_and_ids_are_fixed(path):
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert all(
        cell.outputs == [] and cell.execution_count is None for cell in book.cells if cell.cell_type == "code"
    )
    assert [cell.id for cell in book.cells] == [f"cell-{index:02d}" for index in range(len(book.cells))]
    assert book.metadata.kernelspec.name == "python3"


@each(STUDIES)
def test_it_ends_with_what_it_shows_and_what_not(path):
    last = nbformat.read(path, as_version=4).cells[-1]
    assert last.cell_type == "markdown"
    assert re.findall(r"^## (.+)$", last.source, re.MULTILINE) == ENDING
    assert all(part.strip() for part in re.split(r"^## .+$", last.source, flags=re.MULTILINE)[1:])


@each(STUDIES)
def test_results_are_written_in_one_call_at_the_end(path):
    calls = [node for node in ast.walk(ast.parse(code(path))) if isinstance(node, ast.Call)]
    written = [call for call in calls if getattr(call.func, "id", "") == "write_results"]
    assert len(written) == 1
    assert "write_results(" in cells(path, "code")[-1].source
    assert not re.search(r"to_csv|to_parquet|write_text|open\(", code(path))


@each(STUDIES)
def test_it_reads_from_the_library_and_from_no_other_place(path):
    assert not re.search(r"read_csv|read_parquet|yaml|https?://", code(path))
    assert not re.search(r"/(?:home|root|work|tmp|Users)/", code(path))

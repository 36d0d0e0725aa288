"""A small project with real notebooks, and a command line for it: `python small_project.py run`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from senim.execution.code import load_notebook
from senim.execution.run import NotebookRun
from senim.findings import Finding, InputError
from senim.pipeline.services import Services

RESULTS_CELL = """
from senim.execution import Claim, write_results
claim = Claim(id="{id}", value=value, unit="count", status="observed", source="numbers", notebook="{name}")
write_results(results, claims=[claim], notebook="{name}")
"""


def write_notebook(path: Path, *cells: str, parameters: str | None = None, prose: str = "# Why?") -> Path:
    """Write a notebook: prose, a cell tagged ``parameters``, and code cells."""
    content = [{"cell_type": "markdown", "id": "question", "metadata": {}, "source": prose}]
    if parameters is not None:
        content.append(code_cell("parameters", parameters, tags=["parameters"]))
    content += [code_cell(f"cell-{number}", source) for number, source in enumerate(cells)]
    path.parent.mkdir(parents=True, exist_ok=True)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": content, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def code_cell(name: str, source: str, tags: Sequence[str] = ()) -> dict[str, object]:
    """Make a code cell."""
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {"tags": list(tags)},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def make_project(root: Path) -> Path:
    """Write a project of two notebooks and a brief."""
    for folder in ("data/raw", "parameters", "scenarios", "notebooks", "reports"):
        (root / folder).mkdir(parents=True)
    (root / "data" / "raw" / "numbers.csv").write_text("number,period_end\n7,2025-12-31\n", encoding="utf-8")
    (root / "parameters" / "levers.yaml").write_text("factor: 2\n", encoding="utf-8")
    (root / "scenarios" / "baseline.yaml").write_text("id: baseline\n", encoding="utf-8")
    (root / "requirements.lock").write_text("pandas==0 \\\n    --hash=sha256:0\n", encoding="utf-8")
    first_notebook(root)
    write_notebook(
        root / "notebooks" / "02-second.ipynb",
        "value = draws",
        RESULTS_CELL.format(id="second", name="02-second"),
        parameters='draws: int = 10\ncode: str = "01"\nresults: str = ""',
    )
    write_notebook(
        root / "notebooks" / "brief.ipynb",
        "import json, pathlib\nfacts = json.loads(pathlib.Path(edition).read_text())",
        "names = sorted(path.parent.name for path in pathlib.Path(inputs).glob('*/results.json'))\n"
        "print(language, facts['date'], names)",
        "value = len(names)" + RESULTS_CELL.format(id="read", name="brief"),
        parameters='language: str = "en"\ninputs: str = ""\nresults: str = ""\nedition: str = ""',
    )
    return root


def first_notebook(root: Path, *before: str) -> Path:
    """Write the first notebook, with further cells before its results."""
    return write_notebook(
        root / "notebooks" / "01-first.ipynb",
        "import os, pathlib\nroot = pathlib.Path(os.environ['SENIM_ROOT'])",
        "value = int((root / 'data/processed/numbers.txt').read_text()) * 2\nprint('the value is', value)",
        *before,
        RESULTS_CELL.format(id="first", name="01-first"),
        parameters='results: str = ""',
    )


def prepare(raw: Path, processed: Path) -> list[Path]:
    """Write the one table, or say what is wrong with it."""
    number = (raw / "numbers.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    if not number.isdigit():
        raise InputError([Finding("numbers.csv", "line 2", "not a number", "Write one.")], "sources")
    processed.mkdir(parents=True, exist_ok=True)
    (processed / "numbers.txt").write_text(number, encoding="utf-8")
    return [processed / "numbers.txt"]


def check_parameters(folder: Path) -> None:
    """Refuse a file that says so."""
    if "bad" in (folder / "levers.yaml").read_text(encoding="utf-8"):
        raise InputError([Finding("levers.yaml", "line 1", "bad", "Mend it.")], "parameters")


def check_scenarios(folder: Path, names: Sequence[str]) -> None:
    """Refuse ids without a file."""
    unknown = [name for name in names if not (folder / f"{name}.yaml").is_file()]
    if unknown:
        raise InputError([Finding("scenarios", name, "unknown", "Choose.") for name in unknown], "scenarios")


def render(notebook: Path, language: str) -> str:
    """Put what the notebook printed on a page."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    texts = [
        "".join(output.get("text", "")) for cell in content["cells"] for output in cell.get("outputs", [])
    ]
    return f'<!doctype html><html lang="{language}"><p>{"".join(texts)}</p></html>'


def check_references(scenarios: Path, parameters: Path) -> None:
    """Find nothing: the small scenarios name no parameters."""


def audit(edition: Path) -> list[Finding]:
    """Refuse pages with a forbidden word."""
    pages = sorted(edition.glob("*/brief.html"))
    return [
        Finding(page.parent.name, "page", "forbidden word", "Remove it.")
        for page in pages
        if "forbidden" in page.read_text(encoding="utf-8")
    ]


def in_this_process(ran: list[str]) -> Callable[..., NotebookRun]:
    """Make a stand-in for `run_notebook` that needs no kernel and notes what ran."""

    def run_notebook(source: Path, output: Path, parameters: dict[str, Any], **options: Any) -> NotebookRun:
        ran.append(parameters.get("language", source.stem))
        os.environ.update(options.get("environment", {}))
        notebook = load_notebook(source)
        printed = StringIO()
        # Standard output itself is one for all threads.
        names: dict[str, Any] = {"print": partial(print, file=printed)}
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                exec(cell["source"], names)
            if "parameters" in cell["metadata"].get("tags", []):
                names.update(parameters)
        text = printed.getvalue()
        notebook["cells"][-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]
        output.write_text(json.dumps(notebook), encoding="utf-8")
        return NotebookRun(source.stem, output, 0.1, text)

    return run_notebook


def services() -> Services:
    """Give the small rooms."""
    return Services(prepare, check_parameters, check_scenarios, check_references, render, audit)


if __name__ == "__main__":
    from senim import cli
    from senim.pipeline import services as rooms

    rooms.project_services = services
    if os.environ.get("SMALL_KERNELS") == "none":
        # For tests that start the command line many times: what they try is the pipeline, not the kernels.
        from senim.execution import layout, run
        from senim.pipeline import head_start

        run.run_notebook = layout.run_inline = in_this_process([])  # type: ignore[assignment]
        head_start.head_start = lambda *asked: None  # type: ignore[assignment]
    cli.main()

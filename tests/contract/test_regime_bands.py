"""No chart of registered offences along time without the rules of recording as bands."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from senim.brief import charts
from senim.brief.catalogue import load_catalogue
from senim.brief.charts.declared import NOT_ALONG_TIME, OTHER_ALONG_TIME, REGISTERED
from senim.execution import Figure
from senim.findings import InputError

ROOT = Path(__file__).resolve().parents[2]
MARKS = ("registered_offences", "registered_total", "registered_path", "russia_registered_offences")
"""Tables and outcomes that hold registered offences."""

LISTS = {"claims", "figures", "folder"}
"""Names of every notebook that collect everything, and that no chart draws."""

REGIMES = ("criminal-code-2015", "targets-and-unified-data", "fall-of-2020")


def chart_functions() -> set[str]:
    """Name every public function that gives a figure."""
    functions = {name: getattr(charts, name) for name in charts.__all__}
    return {
        name
        for name, function in functions.items()
        if inspect.isfunction(function)
        and inspect.signature(function).return_annotation in ("Figure", Figure)
    }


def test_every_chart_says_whether_it_draws_along_time():
    declared = [*REGISTERED, *OTHER_ALONG_TIME, *NOT_ALONG_TIME]
    assert len(declared) == len(set(declared))
    assert set(declared) == chart_functions()


def test_a_chart_that_may_draw_registered_offences_cannot_be_called_without_rules():
    for name, argument in REGISTERED.items():
        parameter = inspect.signature(getattr(charts, name)).parameters[argument]
        assert parameter.default is inspect.Parameter.empty, name


def holds(node: ast.AST, names: set[str]) -> bool:
    """Tell whether code reads registered offences, itself or through a name."""
    return any(
        (isinstance(part, ast.Constant) and part.value in MARKS)
        or (isinstance(part, ast.Name) and part.id in names)
        for part in ast.walk(node)
    )


def targets_of(node: ast.stmt) -> Iterator[str]:
    """Name what a statement assigns."""
    given = node.targets if isinstance(node, ast.Assign) else [node.target]
    for target in given:
        first = target
        while isinstance(first, (ast.Subscript, ast.Attribute)):
            first = first.value
        parts = first.elts if isinstance(first, (ast.Tuple, ast.List)) else [first]
        yield from (part.id for part in parts if isinstance(part, ast.Name))


def unmarked_charts(source: str) -> list[str]:
    """List calls of charts along time that draw registered offences and have no rules of recording."""
    kinds = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Call)
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]
    reached: set[str] = set()
    found = []
    # what is inside a statement comes before what the statement assigns
    for node in sorted(nodes, key=lambda node: (node.lineno, not isinstance(node, ast.Call))):
        if not isinstance(node, ast.Call):
            if node.value is not None and holds(node.value, reached):
                reached |= set(targets_of(node)) - LISTS
            elif isinstance(node, ast.Assign):
                # a name that now means something else
                reached -= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node.func, ast.Name) and node.func.id in OTHER_ALONG_TIME:
            # the words of a chart may name registered offences; what it draws may not be them
            drawn = [*node.args, *(word.value for word in node.keywords if word.arg != "text")]
            found += [node.func.id for part in drawn if holds(part, reached)][:1]
    return found


def notebook_source(path: Path) -> str:
    """Join the code cells of a notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
COMPONENTS = sorted((ROOT / "src" / "senim" / "brief").rglob("*.py"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_notebook_draws_registered_offences_without_rules(path):
    assert unmarked_charts(notebook_source(path)) == []


def test_no_part_of_the_brief_draws_registered_offences_without_rules():
    assert {path.name: unmarked_charts(path.read_text(encoding="utf-8")) for path in COMPONENTS} == {
        path.name: [] for path in COMPONENTS
    }


@pytest.mark.parametrize(
    "planted",
    [
        'rows = load("registered_offences")\nyear_paths(rows, text=text, number=number)',
        'a = load("registered_offences")\nrows = a.query("year > 2016")\nyear_paths(rows.assign(panel=1))',
        'paths = [model_path(known, name, "registered_offences") for name in options]\nmonth_paths(paths)',
        'rows = pd.DataFrame()\nrows["middle"] = load("registered_offences")["count"]\nyear_paths(rows=rows)',
    ],
)
def test_a_chart_that_forgets_is_found(planted):
    assert len(unmarked_charts(planted)) == 1


def test_a_chart_of_something_else_is_let_through():
    told = 'rows = load("homicide_rates")\nyear_paths(rows, text=ChartText("beside registered_offences"))'
    assert unmarked_charts(told) == []
    with_rules = 'fan_chart(load("registered_offences"), rules, text=text, number=number)'
    assert unmarked_charts(with_rules) == []


def regimes(language: str) -> pd.DataFrame:
    """Name three rules as the brief does."""
    words = load_catalogue(language)
    labels = [words.text(f"regime.{name}") for name in REGIMES]
    spans = {"start": [2015, 2019, 2020], "end": [2018, 2019, 2025]}
    return pd.DataFrame({"letter": list("ABC"), "label": labels, **spans})


def fan(language: str, rules: pd.DataFrame, width: int = 720) -> Figure:
    """Draw registered offences."""
    counts = pd.DataFrame({"year": range(2017, 2026), "value": np.linspace(316, 124, 9)})
    text = charts.ChartText("Title", "Subtitle", "Description", {"observed": "registered"})
    return charts.fan_chart(counts, rules, text=text, number=str, width=width)


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
@pytest.mark.parametrize("width", [720, 288])
def test_each_rule_stands_by_its_name_on_a_band(language, width):
    rules = regimes(language)
    figure = fan(language, rules, width)
    assert charts.layout_findings(figure.svg) == []
    written = figure.svg.replace("</text>", " ")
    for label in rules["label"]:
        for word in label.split():
            assert word in written
    assert figure.svg.count("var(--wash") == 2
    assert list(figure.table["regime"].unique()) == ["A", "B", "C"]


@pytest.mark.parametrize("change", [{"label": ""}, {"letter": " "}])
def test_a_rule_without_a_name_is_refused(change):
    with pytest.raises(InputError, match="has no name"):
        fan("en", regimes("en").assign(**change))


def test_counts_without_any_rule_are_refused():
    with pytest.raises(InputError, match="no rows"):
        fan("en", regimes("en").head(0))
    with pytest.raises(InputError, match="label"):
        fan("en", regimes("en").drop(columns="label"))


def test_a_change_set_apart_names_its_rule_and_lies_on_a_band():
    rows = pd.DataFrame(
        [["2019", "new yardsticks", -16.7, np.nan, np.nan, np.nan, "-16.7 %"],
         ["2022", "", -0.3, -20.0, 10.0, np.nan, "-0.3 %"]],
        columns=["label", "note", "change", "usual_low", "usual_high", "said", "value"],
    )  # fmt: skip
    text = charts.ChartText("Title", "Subtitle", "Description", {"axis": "Change", "marks": "Bar: usual"})
    figure = charts.movement_rows(rows, text=text, number=str)
    assert figure.svg.count("var(--wash") == 1
    with pytest.raises(InputError, match="note of 2019"):
        charts.movement_rows(rows.assign(note=""), text=text, number=str)

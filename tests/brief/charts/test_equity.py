"""Groups side by side, measure by measure."""

from __future__ import annotations

import re

import pytest

from senim.brief.charts import group_panels
from senim.findings import InputError


def draw(example, rows=None, whole=None, width=720):
    """Draw the groups of the examples."""
    table = example["equity"]() if rows is None else rows
    if whole is None:
        whole = table.groupby("panel", as_index=False)["middle"].mean().rename(columns={"middle": "value"})
    return group_panels(
        table, whole, text=example["text_in"]("en"), number=example["number"], width=width, id_prefix="x"
    )


def dots(svg: str) -> list[tuple[float, float]]:
    """Places of the dots."""
    groups = re.findall(r'<g fill="var\(--main, #0A4F7E\)">(.*?)</g>', svg)
    found = [place for group in groups for place in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', group)]
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize("width", [720, 288])
def test_a_dot_a_group_and_panel_and_one_in_the_key(example, width):
    rows = example["equity"]()
    assert len(dots(draw(example, rows, width=width).svg)) == rows["middle"].notna().sum() + 1


def test_axes_start_at_zero_so_lengths_compare(example):
    svg = draw(example).svg
    first = [x for x, _ in dots(svg)[:5]]
    start = float(re.search(r'<path d="M([\d.]+) [^"]*" fill="none" stroke="var\(--rule', svg)[1])
    lengths = [x - start for x in first]
    assert [length / lengths[0] for length in lengths] == pytest.approx(
        [1, 25 / 30, 40 / 30, 20 / 30, 10 / 30], rel=0.01
    )


def test_nobody_to_measure_is_a_dash_with_its_word(example):
    rows = example["equity"]()
    svg = draw(example, rows).svg
    assert svg.count(">–</text>") == 2
    assert ">exempt</text>" in svg
    full = rows.dropna()
    full = full[full["label"] != "longest"]
    assert ">exempt</text>" not in draw(example, full).svg


def test_twin_tells_middle_and_range(example):
    figure = draw(example)
    assert "Men: 30 (24–39)" in figure.description
    assert figure.table.columns.tolist() == ["panel", "heading", "label", "low", "middle", "high"]


def test_all_faults_at_once(example):
    rows = example["equity"]()
    rows = rows.drop(index=rows.index[rows["panel"].eq("Sound")][:1])
    rows.loc[0, "high"] = 1.0
    whole = rows.groupby("panel", as_index=False)["middle"].mean().rename(columns={"middle": "value"}).head(2)
    with pytest.raises(InputError) as refused:
        draw(example, rows, whole[whole["panel"] != "Unfit"])
    problems = " ".join(finding.problem for finding in refused.value.findings)
    for problem in ("other groups than the first", "no value of everybody", "does not hold its middle"):
        assert problem in problems

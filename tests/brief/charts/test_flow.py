"""The flow of one wave."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from senim.brief.charts import layout_findings, wave_flow
from senim.findings import InputError


def draw(example, steps=None, width=720, **changes):
    """Draw the wave of the examples."""
    table = example["wave_steps"]() if steps is None else steps
    return wave_flow(
        table, text=example["text_in"]("en", **changes), number=example["number"], width=width, id_prefix="x"
    )


def bars(svg: str, token: str) -> list[tuple[float, float]]:
    """Left end and width of the bars with an edge of a token."""
    found = []
    for path in re.findall(rf'<path d="([^"]+)" fill="[^"]*" stroke="var\(--{token},', svg):
        across = [float(number) for number in re.findall(r"[\d.]+", path)][::2]
        found.append((min(across), max(across) - min(across)))
    return found


@pytest.mark.parametrize("width", [720, 288])
def test_bars_are_as_wide_as_their_officers_and_the_unfit_stand_twice(example, width):
    svg = draw(example, width=width).svg
    problem, sound = bars(svg, "main"), bars(svg, "alt")
    steps = example["wave_steps"]().set_index("step")
    examined, fit, _, unfit, again, *_, key = sound
    assert key[1] == 16
    assert fit[1] / examined[1] == pytest.approx(
        steps.loc["fit", "sound"] / steps.loc["examined", "sound"], 1e-3
    )
    assert again[1] / unfit[1] == pytest.approx(3094 / 167, rel=0.01)
    assert problem[0][1] / examined[1] == pytest.approx(309 / 2785, rel=0.01)
    # nothing lies outside the sheet
    assert max(left + wide for left, wide in [*sound, *problem]) <= width


def test_ribbons_reach_every_step_that_has_officers(example):
    steps = example["wave_steps"]()
    assert (
        draw(example).svg.count("var(--main90,") == 8
    )  # fit, reserve, unfit; three after it; two after dismissal
    steps.loc[steps["step"] == "reserve", ["sound", "problem"]] = 0
    steps.loc[steps["step"] == "fit", ["sound", "problem"]] = [2666, 261]
    assert draw(example, steps).svg.count("var(--main90,") == 7


def test_text_twin_tells_every_step_and_who_is_gone(example):
    figure = draw(example)
    assert "Examined: 3 094 (sound: 2 785; problem officers: 309)." in figure.description.replace(
        "\u00a0", " "
    )
    assert "Gone for good: 44 (sound: 31; problem officers: 13)." in figure.description
    assert figure.description.replace("&", "&amp;") in figure.svg
    assert figure.table["all"].tolist() == [3094, 2838, 89, 167, 32, 62, 73, 29, 44]


def test_nobody_unfit_needs_no_second_scale(example):
    steps = pd.DataFrame(
        {
            "step": [
                "examined",
                "fit",
                "reserve",
                "unfit",
                "demoted",
                "transferred",
                "dismissed",
                "reinstated",
            ],
            "sound": [90, 90, 0, 0, 0, 0, 0, 0],
            "problem": [10, 10, 0, 0, 0, 0, 0, 0],
        }
    )
    for width in (720, 288):
        figure = draw(example, steps, width)
        assert "times wider" not in figure.svg
        assert layout_findings(figure.svg) == []


@pytest.mark.parametrize(
    ("step", "value", "problem"),
    [
        ("fit", 2000, "make 2201, not 2785"),
        ("dismissed", 10, "make 77, not 119"),
        ("reinstated", 60, "more than were dismissed"),
        ("reserve", -1, "-1 officers"),
        ("reserve", float("nan"), "nan officers"),
    ],
)
def test_steps_that_do_not_add_up_are_refused(example, step, value, problem):
    steps = example["wave_steps"]().astype({"sound": float})
    steps.loc[steps["step"] == step, "sound"] = value
    with pytest.raises(InputError, match=problem):
        draw(example, steps)


def test_missing_and_unknown_steps_are_told_together(example):
    steps = example["wave_steps"]().replace({"step": {"fit": "fitt"}})
    with pytest.raises(InputError) as refused:
        draw(example, steps)
    assert {"step fit", "step fitt"} == {finding.where for finding in refused.value.findings}

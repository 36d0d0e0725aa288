"""Charts of a brief: matplotlib drawings as minimal SVG, words and number formats given from outside.

Every chart takes ready-made tables and a `ChartText`, draws itself 720 or 288 px wide, and returns a
`Figure` whose table is the twin of the drawing."""

from senim.brief.charts.answers import stacked_answers
from senim.brief.charts.box import belief_box
from senim.brief.charts.checked import checked_rows
from senim.brief.charts.choices import choice_spans
from senim.brief.charts.claims import claim_rows
from senim.brief.charts.clock import law_clock
from senim.brief.charts.counterfactual import placebo_gaps, treated_and_synthetic
from senim.brief.charts.curve import specification_panels
from senim.brief.charts.dotplot import quantile_dotplot
from senim.brief.charts.equity import group_panels
from senim.brief.charts.fan import fan_chart
from senim.brief.charts.flow import wave_flow
from senim.brief.charts.forest import forest_plot
from senim.brief.charts.hundred import in_hundred, of_hundred
from senim.brief.charts.interrupted import interrupted_chart
from senim.brief.charts.layout_check import layout_findings
from senim.brief.charts.movement import movement_rows
from senim.brief.charts.paths import month_paths
from senim.brief.charts.placebos import placebo_strips
from senim.brief.charts.plane import identified_set, quality_quantity_map, value_lines
from senim.brief.charts.prevalence import prevalence_map
from senim.brief.charts.ranks import ratio_ranks
from senim.brief.charts.rows import interval_rows
from senim.brief.charts.scatter import dose_scatter
from senim.brief.charts.shares import share_rows
from senim.brief.charts.strength import strength_lines
from senim.brief.charts.text import NARROW, WIDE, ChartText
from senim.brief.charts.tileplaces import region_key
from senim.brief.charts.tiles import region_tiles
from senim.brief.charts.tornado import tornado_rows
from senim.brief.charts.worth import worth_lines
from senim.brief.charts.yearpaths import year_paths

__all__ = [
    "NARROW",
    "WIDE",
    "ChartText",
    "belief_box",
    "checked_rows",
    "choice_spans",
    "claim_rows",
    "dose_scatter",
    "fan_chart",
    "forest_plot",
    "group_panels",
    "identified_set",
    "in_hundred",
    "interrupted_chart",
    "interval_rows",
    "law_clock",
    "layout_findings",
    "month_paths",
    "movement_rows",
    "of_hundred",
    "placebo_gaps",
    "placebo_strips",
    "prevalence_map",
    "quality_quantity_map",
    "quantile_dotplot",
    "ratio_ranks",
    "region_key",
    "region_tiles",
    "share_rows",
    "specification_panels",
    "stacked_answers",
    "strength_lines",
    "tornado_rows",
    "treated_and_synthetic",
    "value_lines",
    "wave_flow",
    "worth_lines",
    "year_paths",
]

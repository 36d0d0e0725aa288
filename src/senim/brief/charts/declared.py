"""What each chart draws along time, so that no chart of registered offences forgets its rules."""

from __future__ import annotations

from collections.abc import Mapping

REGISTERED: Mapping[str, str] = {
    "fan_chart": "regimes",
    "interrupted_chart": "windows",
    "movement_rows": "rows",
}
"""Charts that may draw registered offences along time, and the argument that brings the rules of recording.

`fan_chart` and `interrupted_chart` shade the years and name them; `movement_rows` shades the row of a year in
which a rule changed and names the rule in it."""

OTHER_ALONG_TIME: frozenset[str] = frozenset(
    {
        "month_paths",
        "placebo_gaps",
        "stacked_answers",
        "strength_lines",
        "treated_and_synthetic",
        "year_paths",
    }
)
"""Charts along time without rules of recording: never for registered offences."""

NOT_ALONG_TIME: frozenset[str] = frozenset(
    {
        "belief_box",
        "checked_rows",
        "choice_spans",
        "claim_rows",
        "dose_scatter",
        "forest_plot",
        "group_panels",
        "identified_set",
        "interval_rows",
        "law_clock",
        "of_hundred",
        "placebo_strips",
        "prevalence_map",
        "quality_quantity_map",
        "quantile_dotplot",
        "ratio_ranks",
        "region_tiles",
        "share_rows",
        "specification_panels",
        "tornado_rows",
        "value_lines",
        "wave_flow",
        "worth_lines",
    }
)
"""Charts without a time axis: a rule of recording has no place to stand."""

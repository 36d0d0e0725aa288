"""Survey answers on trust in the police; scales are kept apart and never pooled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from senim.sources.common import ISO3, note, slug, source, status, within_unit
from senim.sources.fields import boolean, integer, number, text
from senim.sources.tables import Breach, RowRule, Table

BUREAU = "statistics-bureau-trust"
SCALES: dict[str, tuple[str, ...]] = {
    BUREAU: ("fully", "partly", "rather_not", "not_at_all", "no_answer"),
    "statistics-bureau-safety": ("completely_safe",),
    "ministry-trust": ("fully", "partly"),
    "demoscope-2017": ("trust", "trust_not_always", "corrupt", "distrust"),
    "vciom-own-region": ("trust", "distrust"),
    "vciom-commissioned": ("trust",),
    "vciom-corrupt": ("names_police",),
    "caucasus-barometer": ("trust",),
    "crrc-pankisi": ("trust",),
    "iri-georgia": ("trust",),
    "dif-patrol-net": ("net",),
    "iri-ukraine": ("approve",),
    "razumkov-national": ("trust",),
    "razumkov-patrol": ("trust",),
}
"""Answers of each scale, from the most to the least trusting where they are ordered."""

RANKS = {"fully": 4, "partly": 3, "rather_not": 2, "not_at_all": 1}
WAVE_TOLERANCE = 0.6
_SUM_DECIMALS = 6
_ANSWERS = tuple(dict.fromkeys(answer for answers in SCALES.values() for answer in answers))


def _answer_of_scale(frame: pd.DataFrame) -> pd.Series[Any]:
    pairs = zip(frame["scale"], frame["answer"], strict=True)
    return pd.Series(
        [scale not in SCALES or answer in SCALES[scale] for scale, answer in pairs], index=frame.index
    )


def _rank_of_answer(frame: pd.DataFrame) -> pd.Series[Any]:
    expected = frame["answer"].map(RANKS).where(frame["scale"] == BUREAU).astype("float64")
    written = frame["answer_rank"].astype("float64")
    return pd.Series((written == expected) | (written.isna() & expected.isna()), dtype=bool)


def waves_add_up(frame: pd.DataFrame) -> Iterator[Breach]:
    """Add the answers of each wave.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        A full wave that does not add to 100 within rounding or lacks an answer, and shares of a
        partial wave that add to more than 100.
    """
    shares = frame[frame["unit"] == "percent"]
    for (scale, wave), group in shares.groupby(["scale", "wave"], sort=False):
        # Shares have a decimal or two: what adding in binary leaves behind is no fault of the table.
        line, total = int(group.index[0]), round(float(group["value"].sum()), _SUM_DECIMALS)
        if group["full_wave"].nunique() > 1:
            yield Breach(
                line, "full_wave", f"rows of {scale} {wave} disagree on full_wave", "Write the same in all."
            )
        elif group["full_wave"].iloc[0]:
            missing = set(SCALES.get(str(scale), ())) - set(group["answer"])
            if missing:
                problem = f"the full wave {scale} {wave} lacks {', '.join(sorted(missing))}"
                yield Breach(line, "answer", problem, "Add the answer, or write full_wave false.")
            elif round(abs(total - 100), _SUM_DECIMALS) > WAVE_TOLERANCE:
                problem = f"the answers of {scale} {wave} add to {total:g}, not to 100"
                yield Breach(
                    line, "value", problem, f"Correct a share; rounding explains up to {WAVE_TOLERANCE:g}."
                )
        elif round(total - 100, _SUM_DECIMALS) > WAVE_TOLERANCE:
            problem = f"the answers of {scale} {wave} add to {total:g}, more than 100"
            yield Breach(line, "value", problem, "Correct a share.")


def one_question_a_scale(frame: pd.DataFrame) -> Iterator[Breach]:
    """Hold a scale to one question and one unit.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        A scale that mixes two.
    """
    for column in ("question", "unit", "iso3"):
        for scale, group in frame.groupby("scale", sort=False):
            others = group[group[column] != group[column].iloc[0]]
            if len(others):
                problem = f"scale {scale} mixes {column} {group[column].iloc[0]} and {others[column].iloc[0]}"
                yield Breach(int(others.index[0]), column, problem, "Give the other question its own scale.")


TABLE = Table(
    name="trust_surveys",
    title="Surveys of trust in the police",
    description="One row for each answer of each wave. Answers are comparable only inside one scale: "
    "wording, answer options and samples differ between scales.",
    fields=(
        slug("row", "Id of the row", unique=True),
        text("iso3", "Country code of three capital letters", pattern=ISO3),
        text("country", "Country"),
        text("scale", "Question with its answer options and pollster; never pooled", choices=tuple(SCALES)),
        slug("wave", "Id of the wave inside the scale"),
        integer("year", "Year of the fieldwork", low=1990, high=2100),
        text("fieldwork", "Months or part of the year", required=False),
        text(
            "question", "What was asked", choices=("trust", "safety", "protection", "corruption", "approval")
        ),
        text("answer", "The answer", choices=_ANSWERS),
        integer(
            "answer_rank",
            "Rank of the answer, 4 the most trusting; only where the scale is ordered",
            required=False,
            low=1,
            high=4,
        ),
        number("value", "Share of respondents, or a signed difference of shares"),
        text("unit", "Unit of the value", choices=("percent", "points")),
        boolean("full_wave", "Whether every answer of the wave is known"),
        integer("sample_size", "Respondents or households, where stated", required=False, low=1),
        status(),
        source(),
        note(),
    ),
    key=("scale", "wave", "answer"),
    row_rules=(
        within_unit("value"),
        RowRule(
            "answer",
            ("scale", "answer"),
            _answer_of_scale,
            lambda row: f"{row['answer']!r} is no answer of the scale {row['scale']}",
            lambda row: f"Its answers are: {', '.join(SCALES[row['scale']])}.",
        ),
        RowRule(
            "answer_rank",
            ("scale", "answer", "answer_rank"),
            _rank_of_answer,
            lambda row: f"the rank does not fit the answer {row['answer']!r}",
            lambda row: f"Ranks of {BUREAU}: fully 4, partly 3, rather_not 2, not_at_all 1; none elsewhere.",
        ),
    ),
    table_rules=(waves_add_up, one_question_a_scale),
)

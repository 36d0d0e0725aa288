"""What a frame and specifications must be before anything is computed: all that is wrong, told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.curve.conventions import PYFIXEST, SmallSample
from senim.evidence.curve.parts import CurveInputError, Part, distinct_rows
from senim.evidence.curve.specification import ERRORS, PERIOD, UNIT, Sample
from senim.evidence.curve.terms import TRANSFORMS, Term, as_term
from senim.findings import Finding, unknown_word_remedy

__all__ = ["CurveInputError", "check_input"]

_CALL = "specification_curve"
_SHOWN = 5

_Wrong = tuple[str, str, str]
"""Place, problem and remedy."""


def check_input(
    frame: pd.DataFrame,
    parts: Mapping[str, Part],
    *,
    unit: str,
    period: str,
    level: float = 0.95,
    fewest_clusters: int = 2,
    small_sample: object = PYFIXEST,
) -> None:
    """Refuse what cannot be used.

    Parameters
    ----------
    frame : DataFrame
        One row for each unit and period.
    parts : mapping of str to Part
        The specifications, taken apart.
    unit, period : str
        Columns of the units and periods.
    level : float
        Coverage of the intervals.
    fewest_clusters : int
        Fewest clusters.
    small_sample : SmallSample
        Small-sample correction.

    Raises
    ------
    CurveInputError
        Unknown or non-numeric columns, units or periods that are missing or repeated, options that do not
        exist: each once, with the specifications it concerns.
    """
    check = ArgumentCheck(_CALL)
    check.level("level", level)
    check.count("fewest_clusters", fewest_clusters, 2)
    check.kind("small_sample", small_sample, SmallSample, "Give a `SmallSample`, such as `PYFIXEST`.")
    words = [check.kind(role, name, str, "Name a column.") for role, name in ((UNIT, unit), (PERIOD, period))]
    if check.frame("frame", frame) is None or not all(words):
        raise CurveInputError(check.findings, "specification curve")
    findings = [*check.findings, *_frame_findings(frame, unit, period)]
    if not parts["outcome"].codes.size:
        findings.append(Finding(_CALL, "specifications", "there are none", "Give at least one."))
    columns = {str(name): _holds_numbers(frame[name]) for name in frame.columns.unique()}
    read = {name for part in ("outcome", "treatment", "controls", "weights") for name in _read(parts[part])}
    findings += _infinite_findings(frame, read & {name for name, numbers in columns.items() if numbers})
    dated = period in frame.columns and columns.get(period, False)
    for (where, problem, remedy), numbers in _concerned(parts, columns, unit, period, dated).items():
        shown = ", ".join(str(number) for number in numbers[:_SHOWN])
        more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
        findings.append(Finding(_CALL, f"{where} of specification {shown}{more}", problem, remedy))
    if findings:
        raise CurveInputError(findings, "specification curve")


def _concerned(
    parts: Mapping[str, Part], columns: dict[str, bool], unit: str, period: str, dated: bool
) -> dict[tuple[str, str, str], list[int]]:
    """List what is wrong, with the numbers of the specifications; each distinct part is looked at once."""
    looks: tuple[tuple[tuple[str, ...], Callable[..., Iterator[_Wrong]]], ...] = (
        (("outcome",), lambda outcome: _wrong_term("outcome", outcome, columns)),
        (("treatment",), lambda treatment: _wrong_term("treatment", treatment, columns)),
        (("controls",), lambda controls: _wrong_controls(controls, columns)),
        (("weights",), lambda weights: _wrong_weights(weights, columns)),
        (("sample",), lambda sample: _wrong_sample(sample, {*columns, UNIT, PERIOD}, dated)),
        (
            ("fixed_effects", "unit_trends"),
            lambda names, lines: _wrong_effects(names, lines, columns, unit, dated),
        ),
        (("cluster",), lambda cluster: _wrong_names("cluster", [cluster] if cluster else [], columns)),
        (("errors", "difference"), _wrong_options),
    )
    concerned: dict[_Wrong, list[int]] = {}
    for names, look in looks:
        rows, which = distinct_rows(*(parts[name].codes for name in names))
        for place, row in enumerate(rows.tolist()):
            for wrong in look(*(parts[name].distinct[code] for name, code in zip(names, row, strict=True))):
                concerned.setdefault(wrong, []).extend(np.flatnonzero(which == place).tolist())
    for numbers in concerned.values():
        numbers.sort()
    return concerned


def _frame_findings(frame: pd.DataFrame, unit: str, period: str) -> Iterator[Finding]:
    known = [str(name) for name in frame.columns]
    for name in sorted({name for name in known if known.count(name) > 1}):
        yield Finding("frame", f"column {name}", "it stands there more than once", "Keep one.")
    for role, name in ((UNIT, unit), (PERIOD, period)):
        if name not in known:
            yield Finding(
                "frame", f"column {name}", f"the {role} is not there", unknown_word_remedy(name, known)
            )
        elif frame[name].isna().any():
            count = int(frame[name].isna().sum())
            yield Finding("frame", f"column {name}", f"{count} rows have no {role}", "Name it or drop them.")
    if frame.empty:
        yield Finding("frame", "rows", "there are none", "Give one row for each unit and period.")
    if unit in known and period in known:
        twice = frame[frame.duplicated([unit, period])]
        for row in twice.head(_SHOWN)[[unit, period]].itertuples(index=False):
            yield Finding("frame", f"{row[0]}, {row[1]}", "it stands there more than once", "Keep one row.")
        if len(twice) > _SHOWN:
            problem = f"{len(twice) - _SHOWN} more rows repeat a unit and period"
            yield Finding("frame", f"columns {unit} and {period}", problem, "Keep one row of each.")


def _holds_numbers(column: pd.Series | pd.DataFrame) -> bool:
    """Tell whether a column holds numbers; True and False are none."""
    if isinstance(column, pd.DataFrame):
        return False
    kind = column.dtype
    return pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)


def _read(part: Part) -> Iterator[str]:
    """Name the columns that a part reads."""
    for one in part.distinct:
        for value in one if isinstance(one, tuple) else (one,):
            if isinstance(value, Term | str):
                yield from (str(name) for name in as_term(value).reads)


def _infinite_findings(frame: pd.DataFrame, columns: set[str]) -> Iterator[Finding]:
    """Find infinite numbers: a missing one leaves its row out and is counted, an infinite one is a fault."""
    for name in sorted(columns):
        infinite = np.isinf(frame[name].to_numpy(dtype=np.float64, na_value=np.nan))
        if infinite.any():
            problem = f"{int(infinite.sum())} of {len(frame)} numbers are infinite"
            remedy = "Leave them empty where they are missing; zero has no logarithm."
            yield Finding("frame", f"column {name}", problem, remedy)


def _wrong_controls(controls: Sequence[Term | str], columns: dict[str, bool]) -> Iterator[_Wrong]:
    if isinstance(controls, str | Term):
        yield "controls", f"{controls!r} is one name, not a tuple", "Write (name,)."
        return
    if not isinstance(controls, tuple):
        yield "controls", f"{controls!r} is no tuple", "Write (name,), or () for none."
        return
    for control in controls:
        yield from _wrong_term("control", control, columns)


def _wrong_weights(weights: Term | str | None, columns: dict[str, bool]) -> Iterator[_Wrong]:
    if weights is not None:
        yield from _wrong_term("weights", weights, columns)


def _wrong_sample(sample: object, known: set[str], dated: bool) -> Iterator[_Wrong]:
    if not isinstance(sample, Sample):
        yield "sample", f"{sample!r} is no sample", "Give a `Sample`."
        return
    for name, _ in (*sample.without, *sample.only):
        if name not in known:
            yield "sample", f"there is no column {name!r}", unknown_word_remedy(name, known)
    if (sample.first is not None or sample.last is not None) and not dated:
        yield "sample", "periods that are no numbers have no first and last", "Use `only` or `without`."


def _wrong_effects(
    names: Sequence[str], lines: bool, columns: dict[str, bool], unit: str, dated: bool
) -> Iterator[_Wrong]:
    if isinstance(names, str):
        yield "fixed_effects", f"{names!r} is one name, not a tuple", "Write (name,)."
        return
    if not isinstance(names, tuple) or not all(isinstance(name, str) for name in names):
        yield "fixed_effects", f"{names!r} is no tuple of names", "Write ('unit', 'period'), or () for none."
        return
    yield from _wrong_names("fixed_effects", [part for name in names for part in name.split("^")], columns)
    if lines and not dated:
        yield "unit_trends", "periods that are no numbers have no lines", "Number the periods."
    if lines and not {UNIT, unit} & set(names):
        yield "unit_trends", "lines of units need effects of units", "Add 'unit' to the fixed effects."


def _wrong_names(where: str, names: Sequence[str], columns: dict[str, bool]) -> Iterator[_Wrong]:
    known = {*columns, UNIT, PERIOD}
    for name in dict.fromkeys(names):
        if name not in known:
            yield where, f"there is no column {name!r}", unknown_word_remedy(name, known)


def _wrong_options(errors: str, difference: int) -> Iterator[_Wrong]:
    if errors not in ERRORS:
        yield "errors", f"{errors!r} is not known", unknown_word_remedy(errors, ERRORS)
    if not _whole(difference):
        yield (
            "difference",
            f"{difference!r} is no whole number",
            "Write 0 for levels, 1 for first differences.",
        )
    elif difference < 0:
        yield "difference", f"{difference} is below 0", "Write 0 for levels, 1 for first differences."


def _wrong_term(where: str, value: object, columns: dict[str, bool]) -> Iterator[_Wrong]:
    if not isinstance(value, Term | str):
        yield where, f"{value!r} is no variable", "Give the name of a column, or a `Term`."
        return
    term = as_term(value)
    if not term.names:
        yield where, "it has no column", "Name one."
    for name in term.reads:
        if name not in columns:
            yield where, f"there is no column {name!r}", unknown_word_remedy(name, columns)
        elif not columns[name]:
            yield where, f"column {name!r} holds no numbers", "Give numbers."
    if term.transform not in TRANSFORMS:
        problem = f"the transform {term.transform!r} is not known"
        yield where, problem, unknown_word_remedy(term.transform, TRANSFORMS)
    if not _whole(term.lag):
        yield where, f"the lag {term.lag!r} is no whole number", "A lag looks back: 0, 1, 2 …"
    elif term.lag < 0:
        yield where, f"the lag {term.lag} is below 0", "A lag looks back: 0, 1, 2 …"
    if not _whole(term.average):
        yield (
            where,
            f"the average over {term.average!r} periods is no whole number",
            "Write 1 for no average.",
        )
    elif term.average < 1:
        yield where, f"the average over {term.average} periods is none", "Write 1 for no average."


def _whole(value: object) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | np.integer)

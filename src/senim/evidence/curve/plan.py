"""Which specifications share rows, effects and weights: decided before anything is computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.evidence.curve.effects import Effects
from senim.evidence.curve.grid import Grid, Mask, PanelGrid, Variable
from senim.evidence.curve.parts import Numbers, Part, distinct_rows
from senim.evidence.curve.specification import Sample
from senim.evidence.curve.terms import Term, as_term


@dataclass(frozen=True, eq=False)
class Design:
    """What makes rows count, and how much.

    Parameters
    ----------
    effects : Effects
        Fixed effects, lines and clusters.
    rows : ndarray of bool, shape (units, periods)
        Rows of the sample with all levels and a weight.
    weights : ndarray, shape (units, periods)
        Their weights.
    """

    effects: Effects
    rows: Mask
    weights: Grid


@dataclass(frozen=True, eq=False)
class Cell:
    """Specifications with the same design and the same known rows.

    Parameters
    ----------
    design : Design
        The design.
    known : ndarray of bool, shape (units, periods)
        Rows where all variables are known.
    """

    design: Design
    known: Mask


@dataclass(frozen=True)
class Job:
    """Every treatment with every outcome under the same controls.

    Parameters
    ----------
    controls, treatments, outcomes : tuple of int
        Numbers of variables.
    """

    controls: tuple[int, ...]
    treatments: tuple[int, ...]
    outcomes: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Batch:
    """Cells that differ in sample and weights alone, and the jobs done in each.

    Parameters
    ----------
    effects : Effects
        Their fixed effects, lines and clusters.
    cells : tuple of Cell
        The cells.
    jobs : tuple of Job
        The jobs.
    starts : tuple of int
        Where the results of each job begin, among all; ordered by cell, treatment, outcome.
    """

    effects: Effects
    cells: tuple[Cell, ...]
    jobs: tuple[Job, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Plan:
    """All that is to be computed.

    Parameters
    ----------
    grid : PanelGrid
        The rows.
    terms : tuple of Term
        Terms of the variables.
    variables : tuple of Variable
        Variables by number.
    batches : tuple of Batch
        What is computed together.
    places : ndarray of int, shape (specifications,)
        Where the result of each specification lies.
    size : int
        Number of results; those of combinations nobody asked for are among them.
    outcomes, treatments : ndarray of int, shape (specifications,)
        Numbers of their variables.
    logs_refused : ndarray of bool, shape (specifications,)
        Whether a log is asked of a value that is not positive.
    """

    grid: PanelGrid
    terms: tuple[Term, ...]
    variables: tuple[Variable, ...]
    batches: tuple[Batch, ...]
    places: Numbers
    size: int
    outcomes: Numbers
    treatments: Numbers
    logs_refused: NDArray[np.bool_]


class _Register:
    """Variables by number, with the number of the mask of rows where they are known."""

    def __init__(self, grid: PanelGrid) -> None:
        self.grid = grid
        self.variables: list[Variable] = []
        self.terms: list[Term] = []
        self.mask_of: list[int] = []
        self.masks: list[Mask] = []
        self._numbers: dict[tuple[Term, int], int] = {}
        self._mask_numbers: dict[bytes, int] = {}

    def variable(self, value: Term | str, difference: int) -> int:
        """Number a variable."""
        key = as_term(value), difference
        number = self._numbers.setdefault(key, len(self.variables))
        if number == len(self.variables):
            made = self.grid.variable(*key)
            self.terms.append(key[0])
            self.variables.append(made)
            mask = self._mask_numbers.setdefault(made.known.tobytes(), len(self.masks))
            if mask == len(self.masks):
                self.masks.append(made.known)
            self.mask_of.append(mask)
        return number

    def known(self, masks: frozenset[int]) -> Mask:
        """Find the rows where all variables are known."""
        rows = np.ones(self.grid.shape, dtype=bool)
        for number in masks:
            rows &= self.masks[number]
        return rows


def make_plan(grid: PanelGrid, parts: Mapping[str, Part]) -> Plan:
    """Decide what is computed together.

    Parameters
    ----------
    grid : PanelGrid
        The rows.
    parts : mapping of str to Part
        Specifications that were checked against the frame, taken apart.

    Returns
    -------
    Plan
        The plan.
    """
    register = _Register(grid)
    outcomes = _numbered(parts, "outcome", register.variable)
    treatments = _numbered(parts, "treatment", register.variable)
    control_sets: dict[tuple[int, ...], int] = {}

    def control_set(members: Sequence[Term | str], difference: int) -> int:
        numbers = tuple(register.variable(member, difference) for member in members)
        return control_sets.setdefault(numbers, len(control_sets))

    sets = _numbered(parts, "controls", control_set)
    controls = list(control_sets)
    design_of, designs = _designs(grid, parts)
    mask_of = np.array(register.mask_of, dtype=np.int64)
    keys, rows_of = distinct_rows(design_of, mask_of[outcomes], mask_of[treatments], sets)
    cells: list[Cell] = []
    numbered: dict[tuple[int, frozenset[int]], int] = {}
    merged = np.empty(len(keys), dtype=np.int64)
    for place, (design, outcome, treatment, members) in enumerate(keys.tolist()):
        masks = frozenset((outcome, treatment, *(register.mask_of[number] for number in controls[members])))
        merged[place] = numbered.setdefault((design, masks), len(cells))
        if merged[place] == len(cells):
            cells.append(Cell(designs[design], register.known(masks)))
    numbers = np.stack([merged[rows_of], sets, treatments, outcomes], axis=1)
    batches, places, size = _batches(cells, controls, numbers)
    refused = _logs_refused(register, cells, controls, numbers)
    return Plan(
        grid, tuple(register.terms), tuple(register.variables), batches, places, size,
        outcomes, treatments, refused,
    )  # fmt: skip


def _numbered(parts: Mapping[str, Part], name: str, number: Callable[[Any, int], int]) -> Numbers:
    part, differences = parts[name].merged(), parts["difference"].merged()
    pairs, which = distinct_rows(part.codes, differences.codes)
    known = [number(part.distinct[one], differences.distinct[size]) for one, size in pairs.tolist()]
    return np.array(known, dtype=np.int64)[which]


def _designs(grid: PanelGrid, parts: Mapping[str, Part]) -> tuple[Numbers, list[Design]]:
    names = ("fixed_effects", "unit_trends", "errors", "cluster", "sample", "weights")
    columns = [parts[name].merged() for name in names]
    keys, which = distinct_rows(*(column.codes for column in columns))
    effects: dict[tuple[Any, ...], Effects] = {}
    samples: dict[Sample, Mask] = {}
    made = []
    for codes in keys.tolist():
        chosen = [column.distinct[code] for column, code in zip(columns, codes, strict=True)]
        fixed, trends, errors, cluster, sample, weights = chosen
        kind = (tuple(fixed), bool(trends), errors, cluster or grid.unit)
        if kind not in effects:
            effects[kind] = Effects(grid, *kind)
        if sample not in samples:
            samples[sample] = grid.in_sample(sample) & grid.present
        rows = samples[sample] & effects[kind].rows_with_levels
        if weights is None:
            made.append(Design(effects[kind], rows, np.ones(grid.shape)))
        else:
            weight = grid.variable(as_term(weights))
            made.append(Design(effects[kind], rows & weight.known, weight.values))
    return which, made


def _batches(
    cells: list[Cell], controls: list[tuple[int, ...]], numbers: Numbers
) -> tuple[tuple[Batch, ...], Numbers, int]:
    """Gather cells in which the same is done."""
    order = np.lexsort(numbers.T[::-1])
    ordered = numbers[order]
    edges = np.flatnonzero(np.diff(ordered[:, 0], prepend=-1, append=-1))
    alike: dict[tuple[int, bytes], list[int]] = {}
    for number, start in enumerate(edges[:-1]):
        rows = ordered[start : edges[number + 1]]
        effects = cells[rows[0, 0]].design.effects
        alike.setdefault((id(effects), rows[:, 1:].tobytes()), []).append(number)
    places = np.empty(len(numbers), dtype=np.int64)
    batches, size = [], 0
    for members in alike.values():
        first = ordered[edges[members[0]] : edges[members[0] + 1]]
        inside = tuple(cells[ordered[edges[member], 0]] for member in members)
        jobs, job_of, offset_of = _jobs(first[:, 1:], controls)
        starts = []
        for job in jobs:
            starts.append(size)
            size += len(inside) * len(job.treatments) * len(job.outcomes)
        step = np.array([len(job.treatments) * len(job.outcomes) for job in jobs])[job_of]
        base = np.array(starts)[job_of] + offset_of
        for position, member in enumerate(members):
            places[order[edges[member] : edges[member + 1]]] = base + position * step
        batches.append(Batch(inside[0].design.effects, inside, jobs, tuple(starts)))
    return tuple(batches), places, size


def _jobs(rows: Numbers, controls: list[tuple[int, ...]]) -> tuple[tuple[Job, ...], Numbers, Numbers]:
    """Split the combinations of one cell into full tables of treatments by outcomes."""
    wanted: dict[tuple[int, int], dict[int, None]] = {}
    for control, treatment, outcome in rows.tolist():
        wanted.setdefault((control, treatment), {})[outcome] = None
    tables: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for (control, treatment), outcomes in wanted.items():
        tables.setdefault((control, tuple(outcomes)), []).append(treatment)
    jobs = tuple(
        Job(controls[control], tuple(treatments), outcomes)
        for (control, outcomes), treatments in tables.items()
    )
    where = {
        (control, treatment, outcome): (number, i * len(outcomes) + j)
        for number, ((control, outcomes), treatments) in enumerate(tables.items())
        for i, treatment in enumerate(treatments)
        for j, outcome in enumerate(outcomes)
    }
    found = np.array([where[row] for row in map(tuple, rows.tolist())], dtype=np.int64)
    return jobs, found[:, 0], found[:, 1]


def _logs_refused(
    register: _Register, cells: list[Cell], controls: list[tuple[int, ...]], numbers: Numbers
) -> NDArray[np.bool_]:
    refused = np.zeros(len(numbers), dtype=bool)
    bad = {number for number, variable in enumerate(register.variables) if variable.refused.any()}
    if not bad:
        return refused
    for place, (cell, members, treatment, outcome) in enumerate(numbers.tolist()):
        for number in bad.intersection((treatment, outcome, *controls[members])):
            rows = cells[cell].design.rows & cells[cell].known
            refused[place] |= bool((register.variables[number].refused & rows).any())
    return refused

"""The universe of specifications as data: options with reasons, and rules that leave combinations out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import product
from typing import Any

import pandas as pd

from senim.evidence.curve.checks import CurveInputError
from senim.evidence.curve.specification import Sample, Specification
from senim.evidence.curve.terms import Term, as_term
from senim.findings import Finding, unknown_word_remedy

_TERM_FIELDS = tuple(field.name for field in fields(Term))
_FIELDS = tuple(field.name for field in fields(Specification))
_PARTS = {
    "outcome": _TERM_FIELDS,
    "treatment": _TERM_FIELDS,
    "sample": tuple(field.name for field in fields(Sample)),
}


@dataclass(frozen=True)
class Option:
    """One defensible answer to one question.

    Parameters
    ----------
    key : str
        Its name in code.
    words : str
        Its name for readers.
    reason : str
        Why a careful analyst could choose it.
    changes : tuple of (str, object)
        What it sets: a field of the specification, or a part of one as ``treatment.lag`` or ``sample.first``.
    """

    key: str
    words: str
    reason: str
    changes: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Dimension:
    """One question that the data do not answer.

    Parameters
    ----------
    key : str
        Its name in code.
    words : str
        Its name for readers.
    options : tuple of Option
        The defensible answers.
    """

    key: str
    words: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Exclusion:
    """Combinations that make no sense.

    Parameters
    ----------
    when : tuple of (str, tuple of str)
        Dimensions and options; a combination that has one of the options in each is left out.
    reason : str
        Why.
    """

    when: tuple[tuple[str, tuple[str, ...]], ...]
    reason: str


@dataclass(frozen=True)
class Universe:
    """Every combination of options that makes sense.

    Parameters
    ----------
    base : Specification
        What options change.
    dimensions : tuple of Dimension
        The questions.
    exclusions : tuple of Exclusion
        What is left out.

    Raises
    ------
    CurveInputError
        If an option sets what no specification has, a key is used twice, or an exclusion names what does
        not exist; lists everything.
    """

    base: Specification
    dimensions: tuple[Dimension, ...]
    exclusions: tuple[Exclusion, ...] = ()

    def __post_init__(self) -> None:
        findings = [*_option_findings(self.dimensions), *_exclusion_findings(self)]
        if findings:
            raise CurveInputError(findings, "universe of specifications")

    def choices(self) -> pd.DataFrame:
        """List the combinations.

        Returns
        -------
        DataFrame
            One row for each specification, one categorical column of option keys for each dimension.
        """
        keys = [[option.key for option in dimension.options] for dimension in self.dimensions]
        names = [dimension.key for dimension in self.dimensions]
        index = pd.MultiIndex.from_product(keys, names=names).to_frame(index=False)
        kept = pd.Series(True, index=index.index)
        for exclusion in self.exclusions:
            hit = pd.Series(True, index=index.index)
            for name, options in exclusion.when:
                hit &= index[name].isin(options)
            kept &= ~hit
        rows = index[kept].reset_index(drop=True)
        for name, known in zip(names, keys, strict=True):
            rows[name] = pd.Categorical(rows[name], known)
        return rows

    def specifications(self) -> tuple[Specification, ...]:
        """Make the specifications.

        Returns
        -------
        tuple of Specification
            In the order of `choices`.
        """
        table = [{option.key: dict(option.changes) for option in one.options} for one in self.dimensions]
        terms: dict[Term, Term] = {}
        samples: dict[Sample, Sample] = {}
        made = []
        for row in self.choices().astype(str).itertuples(index=False, name=None):
            changes: dict[str, Any] = {}
            for options, key in zip(table, row, strict=True):
                changes |= options[key]
            made.append(_changed(self.base, changes, terms, samples))
        return tuple(made)

    def counts(self) -> pd.DataFrame:
        """Count what the rules leave out.

        Returns
        -------
        DataFrame
            One row for each exclusion: ``reason`` and ``combinations``, counted alone.
        """
        whole = 1
        for dimension in self.dimensions:
            whole *= len(dimension.options)
        sizes = {dimension.key: len(dimension.options) for dimension in self.dimensions}
        rows = []
        for exclusion in self.exclusions:
            number = whole
            for name, options in exclusion.when:
                number = number // sizes[name] * len(set(options))
            rows.append({"reason": exclusion.reason, "combinations": number})
        return pd.DataFrame(rows, columns=["reason", "combinations"])

    def options(self) -> pd.DataFrame:
        """List the options with their reasons.

        Returns
        -------
        DataFrame
            Columns ``dimension``, ``option``, ``question``, ``words``, ``reason``.
        """
        return pd.DataFrame(
            [
                (dimension.key, option.key, dimension.words, option.words, option.reason)
                for dimension in self.dimensions
                for option in dimension.options
            ],
            columns=["dimension", "option", "question", "words", "reason"],
        )


def _changed(
    base: Specification, changes: Mapping[str, Any], terms: dict[Term, Term], samples: dict[Sample, Sample]
) -> Specification:
    whole = {name: value for name, value in changes.items() if "." not in name}
    parts: dict[str, dict[str, Any]] = {}
    for name, value in changes.items():
        if "." in name:
            variable, _, field = name.partition(".")
            parts.setdefault(variable, {})[field] = value
    if "sample" in parts:
        whole["sample"] = samples.setdefault(
            one := replace(whole.get("sample", base.sample), **parts.pop("sample")), one
        )
    for variable, values in parts.items():
        term = replace(as_term(whole.get(variable, getattr(base, variable))), **values)
        # one object for equal terms: they are known again by identity, which is faster
        whole[variable] = terms.setdefault(term, term)
    return replace(base, **whole)


def _option_findings(dimensions: Sequence[Dimension]) -> list[Finding]:
    findings = []
    allowed = {*_FIELDS, *(f"{part}.{name}" for part, names in _PARTS.items() for name in names)}
    names = [dimension.key for dimension in dimensions]
    for name in sorted({name for name in names if names.count(name) > 1}):
        findings.append(
            Finding("universe", f"dimension {name}", "two dimensions have this key", "Rename one.")
        )
    for dimension in dimensions:
        keys = [option.key for option in dimension.options]
        if not keys:
            findings.append(Finding("universe", f"dimension {dimension.key}", "it has no option", "Add one."))
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            where = f"dimension {dimension.key}"
            findings.append(Finding("universe", where, f"two options have the key {key!r}", "Rename one."))
        for option in dimension.options:
            where = f"{dimension.key}, {option.key}"
            findings += [
                Finding(
                    "universe", where, f"no specification has {name!r}", unknown_word_remedy(name, allowed)
                )
                for name, _ in option.changes
                if name not in allowed
            ]
            if not option.reason.strip():
                findings.append(Finding("universe", where, "it has no reason", "Say why it is defensible."))
    for one, other in product(dimensions, repeat=2):
        shared = {n for o in one.options for n, _ in o.changes} & {
            n for o in other.options for n, _ in o.changes
        }
        if one.key < other.key and shared:
            problem = f"both set {', '.join(sorted(shared))}"
            findings.append(Finding("universe", f"{one.key} and {other.key}", problem, "Set it in one."))
    return findings


def _sets(dimension: Dimension) -> set[str]:
    return {name for option in dimension.options for name, _ in option.changes}


def _exclusion_findings(universe: Universe) -> list[Finding]:
    remedy = unknown_word_remedy
    known = {one.key: [option.key for option in one.options] for one in universe.dimensions}
    findings = []
    for exclusion in universe.exclusions:
        for name, options in exclusion.when:
            if name not in known:
                problem = f"there is no dimension {name!r}"
                findings.append(Finding("universe", "exclusions", problem, remedy(name, known)))
                continue
            findings += [
                Finding(
                    "universe",
                    "exclusions",
                    f"{name} has no option {key!r}",
                    unknown_word_remedy(key, known[name]),
                )
                for key in options
                if key not in known[name]
            ]
        if not exclusion.reason.strip():
            findings.append(Finding("universe", "exclusions", "one has no reason", "Say why."))
    return findings

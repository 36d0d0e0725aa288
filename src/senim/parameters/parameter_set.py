"""All parameters of a run, and their draws with common random numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from senim.findings import Finding, InputError, unknown_word_remedy
from senim.parameters.parameter import ContestedParameter, Parameter, Source, check_bounds
from senim.parameters.streams import Seed, uniforms
from senim.status import Status

AnyParameter = Parameter | ContestedParameter


@dataclass(frozen=True)
class ParameterSet(Mapping[str, AnyParameter]):
    """Parameters by id.

    Parameters
    ----------
    parameters : mapping of str to Parameter or ContestedParameter
        All that were loaded.
    fixed : mapping of str to float
        Values that a run sets in place of what is believed (see `with_values`).

    Notes
    -----
    The random stream of a parameter depends on its id and the seed only: every scenario
    meets the same draws, and a new parameter changes no other's.
    """

    parameters: Mapping[str, AnyParameter]
    fixed: Mapping[str, float] = field(default_factory=dict)

    def __getitem__(self, name: str) -> AnyParameter:
        try:
            return self.parameters[name]
        except KeyError:
            raise KeyError(f"no parameter {name!r}. {unknown_word_remedy(name, self.parameters)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.parameters)

    def __len__(self) -> int:
        return len(self.parameters)

    def value(self, name: str) -> float:
        """Give the one value that stands for a parameter.

        Parameters
        ----------
        name : str
            Id of the parameter.

        Returns
        -------
        float
            The set value, the value, the default of a contested one, or the median.
        """
        parameter = self[name]
        if name in self.fixed:
            return self.fixed[name]
        if isinstance(parameter, Parameter) and parameter.distribution is not None:
            return parameter.distribution.centre
        assert parameter.value is not None
        return parameter.value

    def draws(self, name: str, n: int, seed: Seed, *, stream: str = "") -> NDArray[np.float64]:
        """Draw a parameter.

        Parameters
        ----------
        name : str
            Id of the parameter.
        n : int
            Number of draws.
        seed : int or Points
            Seed of the run, or points of a design in its place.
        stream : str
            Name of a further stream, where one belief is drawn for several things independently.

        Returns
        -------
        ndarray, shape (n,) or (n, k)
            Draws; constant for a parameter with one value; (n, k) for k shares.
        """
        parameter = self[name]
        if name in self.fixed or not isinstance(parameter, Parameter) or parameter.distribution is None:
            return np.full(n, self.value(name))
        return parameter.distribution.quantile(
            uniforms(name + stream, (n, parameter.distribution.width), seed)
        )

    def contested(self, name: str) -> ContestedParameter:
        """Give a contested parameter with all its versions.

        Parameters
        ----------
        name : str
            Id of the parameter.

        Returns
        -------
        ContestedParameter
            The parameter.

        Raises
        ------
        TypeError
            If the sources of this parameter agree.
        """
        parameter = self[name]
        if not isinstance(parameter, ContestedParameter):
            raise TypeError(f"parameter {name!r} is not contested")
        return parameter

    def source(self, name: str) -> Source:
        """Give the source of a parameter.

        Parameters
        ----------
        name : str
            Id of the parameter.

        Returns
        -------
        Source
            Its source; that of the default where it is contested.
        """
        return self[name].source

    def status(self, name: str) -> Status:
        """Give the status of a parameter.

        Parameters
        ----------
        name : str
            Id of the parameter.

        Returns
        -------
        Status
            Its status; assumed where a run has set the value.
        """
        return Status.ASSUMED if name in self.fixed else Status(self[name].status)

    def with_values(self, values: Mapping[str, float]) -> ParameterSet:
        """Set parameters to given values for one run.

        Parameters
        ----------
        values : mapping of str to float
            Value by parameter id.

        Returns
        -------
        ParameterSet
            A new set.

        Raises
        ------
        InputError
            Listing every unknown id and every value outside its bounds.
        """
        findings = []
        for name, value in values.items():
            if name not in self.parameters:
                remedy = unknown_word_remedy(name, self.parameters)
                findings.append(Finding("parameters", name, "is not a known parameter", remedy))
                continue
            try:
                check_bounds(value, self.parameters[name].bounds)
            except ValueError as error:
                problem, _, remedy = str(error).partition(" | ")
                findings.append(Finding("parameters", name, problem, remedy))
        if findings:
            raise InputError(findings, "parameters")
        return ParameterSet(self.parameters, {**self.fixed, **values})

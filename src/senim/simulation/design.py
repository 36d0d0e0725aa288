"""Few draws that cover all beliefs: a Latin hypercube, for models that take long."""

from __future__ import annotations

import numpy as np

from senim.parameters import Parameter, ParameterSet, uniforms


def latin_hypercube(parameters: ParameterSet, size: int, seed: int) -> list[ParameterSet]:
    """Draw every uncertain parameter once from each of `size` equally likely strata.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs; those that hold several shares at once keep their distribution.
    size : int
        How many sets.
    seed : int
        Seed of the run.

    Returns
    -------
    list of ParameterSet
        Each with one value for every parameter that has a distribution of one number.

    Notes
    -----
    As everywhere, the stream of a parameter depends on its id and the seed only.

    References
    ----------
    McKay, M. D., Beckman, R. J., Conover, W. J. (1979). A comparison of three methods for selecting
    values of input variables in the analysis of output from a computer code. Technometrics 21.
    """
    values: dict[str, np.ndarray] = {}
    for name in parameters:
        parameter = parameters[name]
        if name in parameters.fixed or not isinstance(parameter, Parameter):
            continue
        if parameter.distribution is None or parameter.distribution.width != 1:
            continue
        order = np.argsort(uniforms(f"{name}, order of strata", (size,), seed))
        within = uniforms(f"{name}, within strata", (size,), seed)
        values[name] = parameter.distribution.quantile(((order + within) / size)[:, None])
    return [
        parameters.with_values({name: float(drawn[place]) for name, drawn in values.items()})
        for place in range(size)
    ]

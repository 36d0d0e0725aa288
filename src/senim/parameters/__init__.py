"""What the model believes: values with unit, interval, source and status."""

from senim.parameters.distribution import Distribution
from senim.parameters.loading import load_parameters
from senim.parameters.parameter import Bounds, ContestedParameter, Parameter, Source, Version
from senim.parameters.parameter_set import ParameterSet, uniforms

__all__ = [
    "Bounds",
    "ContestedParameter",
    "Distribution",
    "Parameter",
    "ParameterSet",
    "Source",
    "Version",
    "load_parameters",
    "uniforms",
]

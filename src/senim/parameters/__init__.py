"""What the model believes: values with unit, interval, source and status."""

from senim.parameters.distribution import Distribution
from senim.parameters.loading import load_parameters
from senim.parameters.parameter import Bounds, ContestedParameter, Parameter, Source, Version
from senim.parameters.parameter_set import ParameterSet
from senim.parameters.streams import Points, Seed, uniforms

__all__ = [
    "Bounds",
    "ContestedParameter",
    "Distribution",
    "Parameter",
    "ParameterSet",
    "Points",
    "Seed",
    "Source",
    "Version",
    "load_parameters",
    "uniforms",
]

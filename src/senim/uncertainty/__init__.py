"""Which beliefs move an answer, how much of the doubt each carries, and what it is worth to know more."""

from senim.uncertainty.groups import GROUPS
from senim.uncertainty.information import InformationValue, value_of_information
from senim.uncertainty.inputs import DesignPoints, Inputs, find_inputs
from senim.uncertainty.model import SimulationModel, Target
from senim.uncertainty.screening import morris_screening
from senim.uncertainty.studies import Headcount, RandomOrder, VictimSurvey
from senim.uncertainty.tornado import tornado
from senim.uncertainty.variance import sobol_indices

__all__ = [
    "GROUPS",
    "DesignPoints",
    "Headcount",
    "InformationValue",
    "Inputs",
    "RandomOrder",
    "SimulationModel",
    "Target",
    "VictimSurvey",
    "find_inputs",
    "morris_screening",
    "sobol_indices",
    "tornado",
    "value_of_information",
]

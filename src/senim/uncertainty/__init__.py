"""Which beliefs move an answer, how much of the doubt each carries, and what it is worth to know more."""

from senim.uncertainty.decisions import Choice, NoBreakEven
from senim.uncertainty.groups import GROUPS
from senim.uncertainty.information import InformationValue, value_of_information
from senim.uncertainty.inputs import DesignPoints, Inputs, find_inputs
from senim.uncertainty.model import SimulationModel, Target
from senim.uncertainty.screening import morris_screening
from senim.uncertainty.studies import Headcount, RandomOrder, VictimSurvey
from senim.uncertainty.tornado import tornado
from senim.uncertainty.variance import sobol_indices
from senim.uncertainty.worth import (
    EVERYTHING,
    measuring_order,
    prices_worth_asking_at,
    worth_by_price,
    worth_of_knowing,
)

__all__ = [
    "EVERYTHING",
    "GROUPS",
    "Choice",
    "DesignPoints",
    "Headcount",
    "InformationValue",
    "Inputs",
    "NoBreakEven",
    "RandomOrder",
    "SimulationModel",
    "Target",
    "VictimSurvey",
    "find_inputs",
    "measuring_order",
    "morris_screening",
    "prices_worth_asking_at",
    "sobol_indices",
    "tornado",
    "value_of_information",
    "worth_by_price",
    "worth_of_knowing",
]

"""From draws to conditions: when an option is preferred, and which beliefs decide."""

from senim.uncertainty.decision.beliefs import drawn_beliefs
from senim.uncertainty.decision.discovery import Box, Discovery, Limit, NothingToFind, discover
from senim.uncertainty.decision.preference import Preference, Switch, SwitchKind, preference

__all__ = [
    "Box",
    "Discovery",
    "Limit",
    "NothingToFind",
    "Preference",
    "Switch",
    "SwitchKind",
    "discover",
    "drawn_beliefs",
    "preference",
]

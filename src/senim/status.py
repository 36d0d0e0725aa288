"""What a number rests on: the word every output carries."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What a number rests on, from firmest to least.

    A number that the models compute is `derived`; its trace shows the status of each input.
    """

    OBSERVED = "observed"
    LITERATURE = "literature"
    DERIVED = "derived"
    ELICITED = "elicited"
    ASSUMED = "assumed"
    NOT_IDENTIFIABLE = "not_identifiable"

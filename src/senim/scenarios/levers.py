"""Levers: what can be changed, when, and by how much."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from senim.validation import WholeError

Share = Annotated[float, Field(ge=0, le=1)]
ParameterId = Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")]

SoftLeverName = Literal[
    "service_model",
    "patrols",
    "prevention_register",
    "community_policing",
    "benefits_forfeited",
    "supervisor_liability",
    "welfare",
    "womens_share",
]
SOFT_LEVERS: tuple[str, ...] = get_args(SoftLeverName)


class _Lever(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: dt.date = Field(alias="from")
    until: dt.date | None = None

    @field_validator("until")
    @classmethod
    def _in_order(cls, until: dt.date | None, others: ValidationInfo) -> dt.date | None:
        begin = others.data.get("from_")
        if until is not None and begin is not None and until < begin:
            raise ValueError(f"until {until} lies before from {begin} | Swap the two dates.")
        return until


class EstablishmentCut(_Lever):
    """Posts per 100,000 people cut from one level to another, evenly between the dates.

    The levels are ids of parameters (contested ones may name a version), so that no
    published figure stands in a scenario. In place of the level after, the cut may be given as a
    share of the level before: how much to cut is a decision and no evidence.
    """

    lever: Literal["establishment_cut"]
    before: ParameterId
    after: ParameterId | None = None
    share: Share | None = None
    version: Annotated[str | None, Field(validate_default=True)] = None
    vacant_posts_first: bool = True

    @field_validator("version")
    @classmethod
    def _one_size(cls, version: str | None, others: ValidationInfo) -> str | None:
        # One that is missing here was given and is wrong, which is told by itself.
        after, share = (others.data.get(name, "wrong") for name in ("after", "share"))
        if (after is None) == (share is None):
            raise WholeError("needs either after or share | Keep one of the two.")
        if after is None and version is not None:
            raise WholeError("has a version but no after | Remove version, or name the level after.")
        return version


class Attestation(_Lever):
    """A wave of attestation (extraordinary) or the cycle of the law (periodic).

    ``capacity_monthly`` is the most officers the cycle calls a month; whoever is due and not called waits.
    """

    lever: Literal["attestation"]
    kind: Literal["extraordinary", "periodic"] = "extraordinary"
    scope: Literal["all", "middle_management"] = "all"
    exemptions_hold: bool = True
    outcome_split: ParameterId
    capacity_monthly: Annotated[float | None, Field(gt=0, le=1_000_000)] = None

    @field_validator("capacity_monthly")
    @classmethod
    def _of_the_cycle(cls, capacity: float | None, others: ValidationInfo) -> float | None:
        if capacity is not None and others.data.get("kind") == "extraordinary":
            raise ValueError(
                "belongs to the cycle of the law, a wave calls everybody by its end "
                "| Remove it, or set kind: periodic."
            )
        return capacity


class Pay(_Lever):
    """Money added to pay, by the id of its parameter.

    ``rises`` says what pay becomes: the rises that were ``announced`` by unit type, or what the ``money``
    pays for. The money comes yearly, or is paid out once, within a year.
    """

    lever: Literal["pay"]
    added: ParameterId
    rises: Literal["announced", "money"] = "announced"
    payment: Literal["yearly", "once"] = "yearly"
    respends_saving: bool = True


class Hiring(_Lever):
    """Hiring capacity relative to the baseline."""

    lever: Literal["hiring"]
    capacity: Annotated[float, Field(ge=0, le=5)]


class RecordingChange(_Lever):
    """A change of recording rules: registered offences per true offence, relative."""

    lever: Literal["recording_change"]
    factor: Annotated[float, Field(gt=0, le=10)]


class SoftLever(_Lever):
    """A lever without an estimate that transfers: its effect is centred on zero and wide.

    ``intensity`` 1 is a national programme, 0 is none.
    """

    lever: SoftLeverName
    intensity: Share = 1.0


Lever = Annotated[
    EstablishmentCut | Attestation | Pay | Hiring | RecordingChange | SoftLever,
    Field(discriminator="lever"),
]
LEVER_MODELS: tuple[type[_Lever], ...] = (
    EstablishmentCut,
    Attestation,
    Pay,
    Hiring,
    RecordingChange,
    SoftLever,
)

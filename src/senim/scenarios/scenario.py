"""A scenario: a name in three languages and a list of dated levers."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from senim.scenarios.levers import Lever
from senim.validation import WholeError

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]


class Translated(BaseModel):
    """One text in the three languages of the brief."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: Words
    kk: Words
    ru: Words

    def in_language(self, language: str) -> str:
        """Give the text in a language.

        Parameters
        ----------
        language : str
            "en", "kk" or "ru".

        Returns
        -------
        str
            The text.
        """
        return str(getattr(self, language))


class Scenario(BaseModel):
    """What a government could do; no lever at all is the baseline.

    ``order`` places it in tables, smaller first; it is an order of reading and no ranking. A lever that
    stands twice with all its fields counts once.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Translated
    definition: Translated
    baseline: bool = False
    order: Annotated[int, Field(ge=0)] = 100
    levers: Annotated[tuple[Lever, ...], Field(validate_default=True)] = ()

    @field_validator("levers")
    @classmethod
    def _baseline_is_empty(cls, levers: tuple[Lever, ...], others: ValidationInfo) -> tuple[Lever, ...]:
        baseline = others.data.get("baseline")
        if baseline and levers:
            raise WholeError("is the baseline but has levers | Remove the levers, or `baseline: true`.")
        if baseline is False and not levers:
            raise WholeError("has no lever | Add one, or use the baseline.")
        # the same decision twice is one decision: a lever that is copied by mistake must not cut twice
        return tuple(lever for place, lever in enumerate(levers) if lever not in levers[:place])

    @property
    def first_lever(self) -> dt.date | None:
        """Date of the earliest lever, None for the baseline."""
        return min((lever.from_ for lever in self.levers), default=None)

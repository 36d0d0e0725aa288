"""What an edition says about itself, and the claims that come from it."""

from __future__ import annotations

import datetime
import json
from fractions import Fraction
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from senim.brief.changes import Changes
from senim.brief.numbers import LANGUAGES
from senim.execution import Claim
from senim.findings import Finding, InputError

NOTEBOOK = "brief"


class EditionFacts(BaseModel):
    """Facts of the edition a page belongs to; all empty for a draft made by hand.

    Parameters
    ----------
    edition : str
        Id of the edition, the name of its folder.
    date : date or None
        When it was made.
    data_cutoff : date or None
        Last day the data speak about.
    run_key : str
        Hash over everything that could change a number.
    commit : str or None
        Version of the code.
    languages : tuple of str
        Languages built; the others are named without a link.
    first : bool
        Whether no edition came before.
    changes : Changes or None
        What moved since the last edition; None where there is none to compare with.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    edition: str = ""
    date: datetime.date | None = None
    data_cutoff: datetime.date | None = None
    run_key: str = ""
    commit: str | None = None
    languages: tuple[str, ...] = Field(default=LANGUAGES)
    first: bool = True
    changes: Changes | None = None

    @property
    def published(self) -> bool:
        """Whether this is an edition and not a draft."""
        return bool(self.edition and self.date)

    def claims(self, level: float) -> tuple[Claim, ...]:
        """Give the dates of the edition, and the share of runs in a range, as claims.

        Parameters
        ----------
        level : float
            Share of draws inside the wide range.

        Returns
        -------
        tuple of Claim
            `edition_date` and `data_cutoff` where known, `wide_count` of `wide_of`.
        """
        share = Fraction(level).limit_denominator(100)
        numbers = [("wide_count", share.numerator), ("wide_of", share.denominator)]
        days = [("edition_date", self.date), ("data_cutoff", self.data_cutoff)]
        counts = [_claim(name, value, "count", "share of draws inside a range") for name, value in numbers]
        dates = [_claim(name, day.isoformat(), "date", "record of the edition") for name, day in days if day]
        return (*counts, *dates)


def _claim(name: str, value: int | str, unit: str, source: str) -> Claim:
    fields = {
        "id": name,
        "value": value,
        "unit": unit,
        "status": "observed",
        "source": source,
        "notebook": NOTEBOOK,
    }
    return Claim.model_validate(fields)


def read_edition(file: str) -> EditionFacts:
    """Read the facts of an edition.

    Parameters
    ----------
    file : str
        JSON file; empty for a draft made by hand.

    Returns
    -------
    EditionFacts
        The facts.

    Raises
    ------
    InputError
        If the file is not there or holds something else; all findings at once.
    """
    if not file:
        return EditionFacts()
    try:
        return EditionFacts.model_validate(json.loads(Path(file).read_text(encoding="utf-8")))
    except OSError as error:
        finding = Finding(
            file, "", f"the edition file cannot be read ({error.strerror})", "Let the pipeline write it."
        )
        raise InputError([finding], "edition") from error
    except json.JSONDecodeError as error:
        finding = Finding(file, f"line {error.lineno}", "this is not JSON", "Let the pipeline write it.")
        raise InputError([finding], "edition") from error
    except ValidationError as error:
        findings = [
            Finding(
                file, ".".join(map(str, fault["loc"])), fault["msg"].lower(), "Let the pipeline write it."
            )
            for fault in error.errors()
        ]
        raise InputError(findings, "edition") from error

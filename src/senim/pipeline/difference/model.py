"""A difference as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

# A claim as its file holds it; kept as plain data, because another version may have written it.
PlainClaim = Mapping[str, Any]


class CauseKind(StrEnum):
    """Where a change of a number can come from, in the order in which causes are told."""

    DATA = "data"
    PARAMETER = "parameter"
    OPTION = "option"
    CODE = "code"
    ENVIRONMENT = "environment"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True)
class Cause:
    """Something that moved in what the notebook of a claim reads or runs.

    Parameters
    ----------
    kind : CauseKind
        Its class.
    items : tuple of str
        Tables, parameters, scenarios, modules or packages.
    named : bool
        Whether the claim itself says that it is made from one of them.
    """

    kind: CauseKind
    items: tuple[str, ...]
    named: bool = False


@dataclass(frozen=True)
class ClaimMoved:
    """A claim that is not what it was.

    Parameters
    ----------
    id : str
        Its id.
    before, now : mapping or None
        The claim; None where it was not there.
    causes : tuple of Cause
        What it could come from; empty for a claim that came or went with its notebook unchanged elsewhere.
    """

    id: str
    before: PlainClaim | None
    now: PlainClaim | None
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True)
class ValueMoved:
    """A value that is not what it was.

    Parameters
    ----------
    place : str
        File, notebook or kind of thing it belongs to.
    item : str
        Its name there.
    before, now : str or None
        The value; None where it was not there.
    """

    place: str
    item: str
    before: str | None
    now: str | None


@dataclass(frozen=True)
class RowMoved:
    """A row of a table that is not what it was.

    Parameters
    ----------
    row : str
        Its key.
    before, now : mapping of str to str, or None
        Its cells: all of a row that came or went, those that moved of a row that changed.
    """

    row: str
    before: Mapping[str, str] | None
    now: Mapping[str, str] | None


@dataclass(frozen=True)
class TableMoved:
    """A source table that is not what it was.

    Parameters
    ----------
    table : str
        Its name.
    rows : tuple of RowMoved
        Rows that came, went or changed; empty where only order or layout of the file moved.
    """

    table: str
    rows: tuple[RowMoved, ...]

    @property
    def added(self) -> int:
        """Number of rows that came."""
        return sum(row.before is None for row in self.rows)

    @property
    def removed(self) -> int:
        """Number of rows that went."""
        return sum(row.now is None for row in self.rows)

    @property
    def changed(self) -> int:
        """Number of rows whose cells moved."""
        return len(self.rows) - self.added - self.removed


@dataclass(frozen=True)
class WordingMoved:
    """Passages of a page that came or went; numbers in them stand as the names of their claims.

    Parameters
    ----------
    language : str
        Language of the page.
    removed, added : tuple of str
        The passages.
    """

    language: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """What differs between two editions.

    Parameters
    ----------
    before, now : str
        Their names.
    claims : tuple of ClaimMoved
        Numbers.
    unchanged : int
        How many claims are as they were.
    data : tuple of TableMoved
        Source tables.
    parameters : tuple of ValueMoved
        What the model believes, and parameters of notebooks.
    options : tuple of ValueMoved
        Scenarios.
    code : tuple of ValueMoved
        Cells and modules.
    environment : tuple of ValueMoved
        Python and packages.
    texts : tuple of ValueMoved
        Catalogues and templates.
    wording : tuple of WordingMoved
        Passages of the pages.
    """

    before: str
    now: str
    claims: tuple[ClaimMoved, ...] = ()
    unchanged: int = 0
    data: tuple[TableMoved, ...] = ()
    parameters: tuple[ValueMoved, ...] = ()
    options: tuple[ValueMoved, ...] = ()
    code: tuple[ValueMoved, ...] = ()
    environment: tuple[ValueMoved, ...] = ()
    texts: tuple[ValueMoved, ...] = ()
    wording: tuple[WordingMoved, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        parts = (self.claims, self.data, self.parameters, self.options, self.code)
        return not any((*parts, self.environment, self.texts, self.wording))

    def as_dict(self) -> dict[str, Any]:
        """Give the difference as plain data.

        Returns
        -------
        dict
            Ready to be written as JSON.
        """
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value.value if isinstance(value, StrEnum) else value

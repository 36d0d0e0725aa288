"""One error for bad input: it lists everything that is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong in an input.

    Parameters
    ----------
    file : str
        The file, as the reader knows it (relative to the project where possible).
    where : str
        Line and column, or key, inside the file.
    problem : str
        What is wrong, in one sentence without a full stop.
    remedy : str
        What to do about it.
    """

    file: str
    where: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.where}" if self.where else self.file
        return f"{place}: {self.problem}. {self.remedy}"


class InputError(Exception):
    """Input that cannot be used; holds every finding, not only the first.

    Parameters
    ----------
    findings : iterable of Finding
        What is wrong; kept in order of file and place, without repeats.
    kind : str
        Which input it is about, for the first line of the message.
    """

    def __init__(self, findings: Iterable[Finding], kind: str = "input") -> None:
        self.findings: tuple[Finding, ...] = tuple(dict.fromkeys(findings))
        self.kind = kind
        super().__init__(str(self))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Finding, ...], str]]:
        return type(self), (self.findings, self.kind)

    def __str__(self) -> str:
        count = len(self.findings)
        heading = f"{count} problem{'' if count == 1 else 's'} in the {self.kind}:"
        return "\n".join([heading, *(f"  {finding}" for finding in self.findings)])


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Name the known word nearest to a mistyped one.

    Parameters
    ----------
    word : str
        The word as typed.
    known : iterable of str
        The words that exist.

    Returns
    -------
    str or None
        The nearest known word, or None where none is near.

    Examples
    --------
    >>> did_you_mean("establishment_cutt", ["attestation", "establishment_cut"])
    'establishment_cut'
    >>> did_you_mean("zzz", ["attestation"]) is None
    True
    """
    nearest = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return nearest[0] if nearest else None


def unknown_word_remedy(word: str, known: Iterable[str]) -> str:
    """Say what to write in place of a word that is not known.

    Parameters
    ----------
    word : str
        The word as typed.
    known : iterable of str
        The words that exist.

    Returns
    -------
    str
        A "did you mean" where a known word is near, else the list of known words.
    """
    names = sorted(known)
    nearest = did_you_mean(word, names)
    return f"Did you mean {nearest!r}?" if nearest else f"Known here: {', '.join(names)}."

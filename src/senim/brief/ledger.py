"""The claims ledger: every number the notebooks published, found by its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from senim.execution import Claim
from senim.findings import Finding, InputError, unknown_word_remedy

HEADLINE = "cut-to-424"
"""The scenario a claim is about where a text names none."""

ATTESTATION = "attestation-2019"
"""The scenario for what only attestation does."""

OPTIONAL = frozenset({"break_even_per_homicide", "break_even_latest"})
"""Claims that are not written where the runs do not bear them; texts that print them have a second form."""

ATTESTATION_CLAIMS = frozenset({"problem_removed", "sound_lost", "sound_per_problem", "ppv"})


@dataclass(frozen=True)
class Ledger:
    """All claims of one edition.

    Parameters
    ----------
    claims : mapping of str to Claim
        Claim by id; ids are `name` or `name.variant`.
    """

    claims: Mapping[str, Claim]

    def has(self, claim_id: str) -> bool:
        """Tell whether a claim can be found.

        Parameters
        ----------
        claim_id : str
            Id, with or without scenario.

        Returns
        -------
        bool
            True where `find` gives a claim.
        """
        return any(name in self.claims for name in _candidates(claim_id))

    def find(self, claim_id: str) -> Claim:
        """Find a claim; a name without scenario is about the scenario it is usually about.

        Parameters
        ----------
        claim_id : str
            `name.scenario`, or `name`: that of the headline scenario (of the attestation scenario for
            what attestation alone does), else the claim of just that name.

        Returns
        -------
        Claim
            The claim.

        Raises
        ------
        InputError
            If no notebook wrote it.
        """
        for name in _candidates(claim_id):
            if name in self.claims:
                return self.claims[name]
        raise InputError([self.missing(claim_id)], "claims ledger")

    def exact(self, claim_id: str) -> Claim | None:
        """Give a claim by its full id, without any fallback.

        Parameters
        ----------
        claim_id : str
            Full id.

        Returns
        -------
        Claim or None
            The claim, or None where there is none.
        """
        return self.claims.get(claim_id)

    def missing(self, claim_id: str, place: str = "claims ledger") -> Finding:
        """Say that a claim is missing.

        Parameters
        ----------
        claim_id : str
            The id that was asked for.
        place : str
            File that asks for it.

        Returns
        -------
        Finding
            With the nearest known id.
        """
        remedy = f"Run the notebook that writes it. {unknown_word_remedy(claim_id, self.claims)}"
        return Finding(place, claim_id, "no notebook wrote this claim", remedy)

    def only(self, claim_ids: Iterable[str]) -> tuple[Claim, ...]:
        """Pick the claims that a page shows.

        Parameters
        ----------
        claim_ids : iterable of str
            Full ids; repeats are dropped.

        Returns
        -------
        tuple of Claim
            In order of id.
        """
        return tuple(self.claims[name] for name in sorted(set(claim_ids)))


def collect(claims: Iterable[Claim]) -> Ledger:
    """Put the claims of all notebooks into one ledger.

    Parameters
    ----------
    claims : iterable of Claim
        Claims in any order; the same claim may come twice.

    Returns
    -------
    Ledger
        The ledger.

    Raises
    ------
    InputError
        Listing every id that two notebooks gave different values.
    """
    found: dict[str, Claim] = {}
    findings: list[Finding] = []
    for claim in claims:
        known = found.setdefault(claim.id, claim)
        if _number(known) != _number(claim):
            problem = f"{known.notebook} says {_number(known)}, {claim.notebook} says {_number(claim)}"
            findings.append(
                Finding("claims ledger", claim.id, problem, "Write each number in one notebook only.")
            )
    if findings:
        raise InputError(findings, "claims ledger")
    return Ledger(MappingProxyType(found))


def _number(claim: Claim) -> tuple[object, ...]:
    return (claim.value, claim.low, claim.high, claim.unit)


def _candidates(claim_id: str) -> tuple[str, ...]:
    if "." in claim_id:
        return (claim_id,)
    usual = ATTESTATION if claim_id in ATTESTATION_CLAIMS else HEADLINE
    # the scenario first: a notebook on one subject may write the bare name with other draws
    return f"{claim_id}.{usual}", claim_id

"""How good the evidence behind a statement is: a written rubric, never the width of an interval."""

from senim.evidence.confidence.body import BodyOfEvidence, bodies_of_evidence
from senim.evidence.confidence.records import judgement_record, rating_records
from senim.evidence.confidence.rubric import Basis, Concern, Domain, Judgement, Rating, rate
from senim.evidence.confidence.statements import STATEMENTS, Statement, corroboration, rate_statements

__all__ = [
    "STATEMENTS",
    "Basis",
    "BodyOfEvidence",
    "Concern",
    "Domain",
    "Judgement",
    "Rating",
    "Statement",
    "bodies_of_evidence",
    "corroboration",
    "judgement_record",
    "rate",
    "rate_statements",
    "rating_records",
]

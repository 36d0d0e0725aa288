"""What differs between two editions, on meaning: numbers, rows, values, code, packages, words."""

from senim.pipeline.difference.compare import compare
from senim.pipeline.difference.model import Cause, CauseKind, Difference
from senim.pipeline.difference.snapshot import Snapshot, edition_snapshot

__all__ = ["Cause", "CauseKind", "Difference", "Snapshot", "compare", "edition_snapshot"]

"""What can be done to a tile, by number: what `Cohorts` writes down and `compiled_steps.run` does."""

from __future__ import annotations

ACTIVE, LEAVE, DUE, DEMOTED, FIRST_FREE = range(5)
"""Slots of a tile: in active service, on leave, those due, those demoted this month, the others."""

(
    START,
    TAKE,
    BIRTH,
    ENTER,
    EXEMPT,
    COPY,
    LESS,
    DRAW,
    SCALE,
    MEANT,
    EXAMINE,
    SERVE,
    APART,
    COUNT,
    LOOK,
    JOIN,
    RELEASE,
    RETURN_AT_START,
    REINSTATE,
) = range(19)

COLUMNS = 13
"""Of a step: what; the cohort without service; from how many months of service of its youngest cohort
on a tile is left out; how many strata; then what the step asks for, -1 for slots that are not needed."""

NO_LIMIT = 1 << 40

FIRST_TIME, ONCE_MORE, ON_LEAVE = range(3)
"""Who is examined: those on their date, those who failed once, those on leave."""

VARIANTS = 3
LOOKS = 4
"""What is counted by a look: in active service, on leave, about to leave, in the last month of service."""

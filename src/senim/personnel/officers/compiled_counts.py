"""Compiled: officers counted over cohorts; arrays are strata x classes x cohorts."""

from __future__ import annotations

import numpy as np

from senim.personnel.officers.compiled import multiply, part, total
from senim.personnel.officers.compiling import compiled_and_kept


@compiled_and_kept
def count_by_service(active, leave, newest, step, effects, out, first, end):
    """Count officers by months of service in groups of `step`, the last open; add to groups x strata x 4."""
    strata, classes, _ = active.shape
    groups = out.shape[0]
    both = np.empty(end - first)
    for s in range(strata):
        for c in range(classes):
            here, away = part(active, s, c, first, end), part(leave, s, c, first, end)
            for k in range(end - first):
                both[k] = here[k] + away[k]
            for group in range(groups):
                low = max(newest - (group + 1) * step + 1, first) if group < groups - 1 else first
                high = min(newest - group * step + 1, end)
                if high > low:
                    out[group, s, c // effects] += total(both[low - first : high - first])


@compiled_and_kept
def count(officers, out, first, end):
    """Sum over cohorts; adds to strata x classes."""
    strata, classes, _ = officers.shape
    for s in range(strata):
        for c in range(classes):
            out[s, c] += total(part(officers, s, c, first, end))


@compiled_and_kept
def count_weighted(officers, weights, low, out, first, end):
    """Sum over cohorts with weights by integrity; adds to strata x classes."""
    strata, classes, _ = officers.shape
    weighted = np.empty(end - first)
    for s in range(strata):
        for c in range(classes):
            multiply(weighted, part(officers, s, c, first, end), part(weights, s, low[c], first, end))
            out[s, c] += total(weighted)

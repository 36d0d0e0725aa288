"""Why each row of history lies where it does, or why nothing can be said.

Written after the verdicts were seen; no belief was changed for them.
"""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "kazakhstan-2012-examined": (
        "The figure counts all law-enforcement bodies and is a lower bound; the model knows the police "
        "alone. No more can be said than that the police were the larger part."
    ),
    "kazakhstan-2012-unfit": "No national result stands in our tables; one region's does.",
    "kostanay-2012-unfit": (
        "Nearly all draws find more officers unfit than Kostanay did. Nobody knows how many have a problem "
        "or how many of them a test finds, so the beliefs are wide; they lean high, and are left so."
    ),
    "kostanay-2012-dismissed": (
        "The share of the unfit who are dismissed was taken from this very row; what can miss is the share "
        "found unfit."
    ),
    "kostanay-2012-kept": "What is left of the unfit once the dismissed are set from this row.",
    "kostanay-2012-reserve": (
        "How many are put forward is a decision; no rule of the model and no earlier figure gives it."
    ),
    "kazakhstan-2019-unfit": "Our tables hold the dates of this wave and no result of it.",
    "kazakhstan-2024-unfit": (
        "Taken as a wave of middle managers under the law's exemptions, after the wave before it. How many "
        "were examined is not published, so chance is left out. The interval is wide: that the figure lies "
        "in it says little for the model."
    ),
    "kazakhstan-2024-reserve": (
        "Predicted from the share that Kostanay put forward. The reserve was an aim of the wave of "
        "managers: how many enter it is policy, and one wave does not tell the next."
    ),
    "kazakhstan-2024-dismissed": (
        "Predicted with the share of the unfit that Kostanay dismissed. In 2024 the unfit were demoted or "
        "transferred: what follows from a result is policy, and one wave does not tell the next."
    ),
    "ukraine-2016-unfit": (
        "Those assigned are taken as those examined; another source says more were. Beliefs about "
        "Kazakhstan are used unchanged for another country."
    ),
    "ukraine-2016-dismissed": (
        "Predicted with the share of the unfit that Kostanay dismissed. Beliefs about Kazakhstan are used "
        "unchanged for another country."
    ),
    "ukraine-2017-reinstated": (
        "The only figure of its kind is the parameter itself; there is none to hold it against."
    ),
    "ukraine-2016-vacancies": (
        "In the model people leave in the half year before a wave, and recruits ordered in their place "
        "start half a year later. In Ukraine those who left by themselves were three times the dismissed, "
        "more than the belief about leaving early allows; and hiring is not known. The wave's months are "
        "not in our tables; a year is taken."
    ),
    "primorye-2011-unfit": (
        "Posts had been cut by more than a fifth just before: those examined were chosen already, which the"
        " model does not know. It also shows that the beliefs lean high."
    ),
    "russia-2011-left": (
        "Predicted: everybody who leaves in the window, by cut posts, by the wave and by themselves. Posts "
        "of those who left ahead of it are cut empty, so fewer need be released in it. The number is larger "
        "than the window can hold, so it cannot be a count of those who failed in it."
    ),
    "russia-2011-left-since": (
        "The same number, if it counts also those who left in the half year before. What it counts no "
        "source says, so the row shows a reading and no success."
    ),
    "russia-2011-share": (
        "The share printed is the cut that was planned for the next year, not the number beside it, which "
        "is less of all posts."
    ),
    "england-wales-2012": (
        "No attestation: exits and a freeze of hiring only; recruits in training when it begins still "
        "start. Exits are those believed of Kazakhstan, and two forces grew in these years, so hiring had "
        "not stopped everywhere."
    ),
    "england-wales-2018": (
        "The same freeze held for eight years. The forces' figures fall fast for three years and slowly "
        "after, so hiring had begun again; how many were hired is not in our tables, and the freeze cannot "
        "be set as it was."
    ),
}
"""By row."""

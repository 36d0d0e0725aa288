"""What attestation sees of an officer, as believed before any wave is looked at."""

from __future__ import annotations

from senim.parameters import ParameterSet
from senim.personnel.officers import ScoredTest, scored_test
from senim.simulation.officer_force import DrawnValues
from senim.simulation.settings import Settings


def attestation_test(parameters: ParameterSet, settings: Settings, draw: int | None = None) -> ScoredTest:
    """Make the test that the parameters believe in.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs on the false positive rate, on informedness about both traits and on persistence.
    settings : Settings
        Draws and seed.
    draw : int or None
        Which of the draws; None, the middle of every parameter.

    Returns
    -------
    ScoredTest
        Each sensitivity is the false positive rate plus informedness times what is left, as in
        `senim.simulation.screening_test`.
    """
    value = DrawnValues(parameters, settings, draw)
    false_positive = value("attestation.false_positive_rate")

    def sensitivity(informedness: float) -> float:
        return false_positive + informedness * (1.0 - false_positive)

    return scored_test(
        specificity=1.0 - false_positive,
        competence_sensitivity=sensitivity(value("attestation.competence_informedness")),
        integrity_sensitivity=sensitivity(value("attestation.informedness")),
        persistence=value("attestation.persistence"),
    )

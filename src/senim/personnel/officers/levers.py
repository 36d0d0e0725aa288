"""What attestation does: the cycle of the law and extraordinary waves."""

from __future__ import annotations

from dataclasses import dataclass, field

from senim.arguments import ArgumentCheck
from senim.personnel.officers.force import OfficerForce, note_known, note_whole
from senim.personnel.officers.grid import RANKS
from senim.personnel.officers.score import ScoredTest, note_test
from senim.personnel.plan import Exemptions

LONG_SERVICE_MONTHS = 240
"""20 years of service; Law on law-enforcement service, as told in the source document on attestation."""

EARLIEST_AFTER_LEAVE_MONTHS, LATEST_AFTER_LEAVE_MONTHS = 6, 12
"""When an officer back from leave is examined; the same source."""


@dataclass(frozen=True, kw_only=True)
class Unfit:
    """What becomes of those found unfit.

    Parameters
    ----------
    dismissed, demoted, transferred : float
        Shares of the unfit; they sum to 1. Only the dismissed leave the force. Rank and file
        cannot be demoted further and stay in their rank group.
    reinstated_sound, reinstated_problem : float
        Shares of the dismissed whom a court brings back: those sound on both traits, and others.
    reinstatement_lag_months : int
        From dismissal to return, at least 1.
    """

    dismissed: float
    demoted: float
    transferred: float
    reinstated_sound: float = 0.0
    reinstated_problem: float = 0.0
    reinstatement_lag_months: int = 1


@dataclass(frozen=True, kw_only=True)
class Examination:
    """A test, what follows from it, and who need not sit it.

    Parameters
    ----------
    test : ScoredTest
        The test.
    unfit : Unfit
        What becomes of those who fail.
    exemptions : Exemptions
        Which exemptions hold.
    reserve_share : float
        Share of those found fit who are put into the personnel reserve; they pass.
    reexamined_share : float
        Share of those who fail and are examined once more before anything follows.
    reexamination_months : int
        After how many months, at least 1.
    """

    test: ScoredTest
    unfit: Unfit
    exemptions: Exemptions = field(default_factory=Exemptions)
    reserve_share: float = 0.0
    reexamined_share: float = 0.0
    reexamination_months: int = 1


@dataclass(frozen=True, kw_only=True)
class LawCycle:
    """The clock of the law, which runs in the steady state already.

    Defaults are those of the Law on law-enforcement service, as told in the source document on
    attestation. The clock of an officer starts anew with each examination, appointment to an
    unequal post (not with a transfer to an equal one) and return from leave.

    Parameters
    ----------
    examination : Examination
        The test and its consequences. Without the exemption ``new_in_post`` an appointment
        shortens no interval; without ``on_leave`` officers are examined the month after a return.
    interval_months : int
        Between two examinations.
    after_appointment_months : int
        From the first or a new unequal appointment to the examination.
    after_leave_months : int
        From the return to the examination; the law allows 6 to 12.
    first_month : int or None
        When it begins; None, the force has always lived with it. Where it begins on the way, whoever has
        a date of the law from then on (newly appointed, back from leave, examined in a wave) keeps it; all
        others in active service get one by lot, spread evenly over the first interval.
    last_month : int or None
        The last month in which it calls; None, it does not end.
    pauses : tuple of (int, int)
        First and last months in which nobody is called. The law stops no clock: whoever becomes due then
        is overdue and waits.
    capacity_monthly : float or None
        Most officers called a month: by lot among all who are due, those left from earlier months among
        them. Whoever is not called waits for the next month. Expected officers: by chance a few more or
        fewer come. Waves and second examinations are beyond it. None, all are called.
    """

    examination: Examination
    interval_months: int = 36
    after_appointment_months: int = 12
    after_leave_months: int = LATEST_AFTER_LEAVE_MONTHS
    first_month: int | None = None
    last_month: int | None = None
    pauses: tuple[tuple[int, int], ...] = ()
    capacity_monthly: float | None = None


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Whom a wave is meant for.

    Parameters
    ----------
    ranks : tuple of str or None
        Rank groups; None, all of them. Middle management: ``("middle",)``.
    units : tuple of str or None
        Unit types; None, all of them.
    share : float
        Share of these officers, drawn at random when the wave begins.
    """

    ranks: tuple[str, ...] | None = None
    units: tuple[str, ...] | None = None
    share: float = 1.0


@dataclass(frozen=True, kw_only=True)
class ExtraordinaryWave:
    """A wave: its list is drawn up when it begins, each officer on it with a month.

    Listed officers leave the cycle's list until then. Those who leave, go on leave or are
    appointed elsewhere before their month are not examined, nor are those who reach 20 years
    where that exemption holds. Where the exemption of leave does not hold, officers on leave are
    examined in the first month. Officers on the list of another wave stay there.

    Parameters
    ----------
    first_month, last_month : int
        When, both included; months count from 0.
    examination : Examination
        The test and its consequences.
    scope : Scope
        Whom it is meant for.
    capacity_monthly : float or None
        Most officers called a month: earlier months are filled first and those left over are
        not examined. Expected officers: by chance a few more or fewer come. Second examinations
        and officers on leave who come at once are beyond it. None, all are called in equal
        monthly parts.
    anticipation_months : int
        For how many months before it officers it is meant for leave at another rate; those exempt as
        heads or by long service do not.
    anticipation_multiple : float
        Their exits as a multiple of the usual.
    anticipation_multiple_problem : float or None
        The same for officers of low integrity; None, as for all.
    """

    first_month: int
    last_month: int
    examination: Examination
    scope: Scope = field(default_factory=Scope)
    capacity_monthly: float | None = None
    anticipation_months: int = 0
    anticipation_multiple: float = 1.0
    anticipation_multiple_problem: float | None = None


@dataclass(frozen=True, kw_only=True)
class AttestationPlan:
    """Who is examined; empty, nobody is.

    Parameters
    ----------
    cycle : LawCycle or None
        The clock of the law; None, nobody is examined without a wave.
    waves : tuple of ExtraordinaryWave
        In any order.
    effect_classes : int
        Classes of the persistent test effect, before a cut for each wholly persistent test.
    """

    cycle: LawCycle | None = None
    waves: tuple[ExtraordinaryWave, ...] = ()
    effect_classes: int = 4

    def examinations(self) -> tuple[Examination | None, ...]:
        """List the examinations: of the cycle (None without one), then of each wave.

        Returns
        -------
        tuple of Examination or None
            Numbered as levers everywhere: 0 the cycle, then the waves.
        """
        return (self.cycle.examination if self.cycle else None, *(wave.examination for wave in self.waves))


def note_plan(check: ArgumentCheck, plan: AttestationPlan, force: OfficerForce, months: int) -> None:
    """Note what is wrong with a plan for a force.

    Parameters
    ----------
    check : ArgumentCheck
        Where to note it.
    plan : AttestationPlan
        The plan.
    force : OfficerForce
        The force it is meant for.
    months : int
        How many months are simulated.
    """
    if plan.cycle is not None:
        note_whole(check, "cycle.interval_months", plan.cycle.interval_months, 1, 240)
        note_whole(check, "cycle.after_appointment_months", plan.cycle.after_appointment_months, 1, 240)
        note_whole(
            check,
            "cycle.after_leave_months",
            plan.cycle.after_leave_months,
            EARLIEST_AFTER_LEAVE_MONTHS,
            LATEST_AFTER_LEAVE_MONTHS,
        )
        if plan.cycle.after_appointment_months > plan.cycle.interval_months:
            check.refuse(
                "cycle.after_appointment_months",
                f"{plan.cycle.after_appointment_months} months exceed the interval",
                "Keep it within interval_months.",
            )
        _note_examination(check, "cycle.examination", plan.cycle.examination)
    for place, wave in enumerate(plan.waves):
        _note_wave(check, f"waves[{place}]", wave, force, months)
    note_whole(check, "effect_classes", plan.effect_classes, 1, 50)


def _note_wave(
    check: ArgumentCheck, name: str, wave: ExtraordinaryWave, force: OfficerForce, months: int
) -> None:
    before = len(check.findings)
    note_whole(check, f"{name}.first_month", wave.first_month, 0, 10**6)
    note_whole(check, f"{name}.last_month", wave.last_month, 0, 10**6)
    dated = len(check.findings) == before
    if dated and wave.last_month < wave.first_month:
        check.refuse(
            f"{name}.last_month",
            f"{wave.last_month} lies before first_month {wave.first_month}",
            "Let it end after it starts.",
        )
    if dated and wave.first_month >= months:
        check.refuse(
            f"{name}.first_month",
            f"{wave.first_month} lies behind the last month, {months - 1}",
            "Start it earlier or simulate longer.",
        )
    if wave.capacity_monthly is not None:
        check.between(f"{name}.capacity_monthly", wave.capacity_monthly, 0.0, 1e9)
    note_whole(check, f"{name}.anticipation_months", wave.anticipation_months, 0, 240)
    check.between(f"{name}.anticipation_multiple", wave.anticipation_multiple, 0.0, 1e3)
    if wave.anticipation_multiple_problem is not None:
        check.between(f"{name}.anticipation_multiple_problem", wave.anticipation_multiple_problem, 0.0, 1e3)
    check.between(f"{name}.scope.share", wave.scope.share)
    note_known(check, f"{name}.scope.ranks", wave.scope.ranks or (), RANKS)
    note_known(check, f"{name}.scope.units", wave.scope.units or (), force.units)
    _note_examination(check, f"{name}.examination", wave.examination)


def _note_examination(check: ArgumentCheck, name: str, examination: Examination) -> None:
    note_test(check, f"{name}.test", examination.test)
    for part in ("reserve_share", "reexamined_share"):
        check.between(f"{name}.{part}", getattr(examination, part))
    note_whole(check, f"{name}.reexamination_months", examination.reexamination_months, 1, 240)
    unfit, before = examination.unfit, len(check.findings)
    parts = ("dismissed", "demoted", "transferred")
    for part in (*parts, "reinstated_sound", "reinstated_problem"):
        check.between(f"{name}.unfit.{part}", getattr(unfit, part))
    total = sum(getattr(unfit, part) for part in parts) if len(check.findings) == before else 1.0
    if abs(total - 1.0) > 1e-9:
        check.refuse(
            f"{name}.unfit",
            f"the shares of the unfit sum to {total:g}",
            "Let dismissed, demoted and transferred sum to 1.",
        )
    note_whole(check, f"{name}.unfit.reinstatement_lag_months", unfit.reinstatement_lag_months, 1, 240)

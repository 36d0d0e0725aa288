"""A block of officers, one by one: what `senim.personnel.officers.month` expects, drawn by chance.

Officers do not touch one another, so a block needs no other block. In active service only those
who may be struck this month are looked at: they are found by geometric gaps at a rate no officer
exceeds, and then kept with their own probability over that rate. This is exact for whole months.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.plain_officers.roster import NEVER, Roster, Tally
from benchmarks.plain_officers.tables import PlainTables, next_examination
from senim.personnel.officers.calendar import (
    APPOINTED,
    CYCLE,
    IDLE,
    ON_LEAVE,
    RETURNED,
    after_appointment_months,
    after_leave_months,
    again,
    listed,
)
from senim.personnel.officers.levers import EARLIEST_AFTER_LEAVE_MONTHS, LONG_SERVICE_MONTHS

Index = NDArray[np.intp]
Whole = NDArray[np.signedinteger[Any]]


class Block:
    """Some officers of a force and the posts that belong to them.

    Parameters
    ----------
    tables : PlainTables
        What to look up.
    tally : Tally
        Where to count.
    chance : numpy.random.Generator
        The stream of this block.
    officers : int
        How many at the start.
    """

    def __init__(self, tables: PlainTables, tally: Tally, chance: np.random.Generator, officers: int) -> None:
        self.tables, self.rules, self.tally, self.chance = tables, tables.rules, tally, chance
        self.part = officers / self.rules.force.officers
        self.roster = Roster(tally, int(officers * 1.1) + 100)
        self.returning: dict[int, list[tuple[Whole, Whole, Whole]]] = {}
        shape = self.rules.tenure_months, self.rules.grid.strata, self.rules.grid.classes
        cells = tables.start.draw(chance, officers)
        at, service, stratum, quality = np.unravel_index(cells, (len(tables.waiting), *shape))
        newest = self.rules.tenure_months - 1
        self.roster.add(newest - service, stratum, quality, tables.waiting[at, 0], tables.waiting[at, 1])
        for month, expected in tables.returning.items():
            who = expected.draw(chance, self._whole(expected.total * self.part))
            service, stratum, quality = np.unravel_index(who, shape)
            self.returning[month] = [(newest - service, stratum, quality)]

    def step(self, month: int) -> None:
        """Let one month pass.

        Parameters
        ----------
        month : int
            Months in order from 0.
        """
        self._reinstate(month)
        for place, wave in enumerate(self.rules.plan.waves):
            if wave.first_month == month:
                self._draw_up_list(place, month)
        self._examine_due(month)
        self._serve(month)
        self._hire(month)
        self._release(month)

    def _whole(self, expected: float) -> int:
        return int(np.floor(expected + self.chance.random()))

    def _reinstate(self, month: int) -> None:
        for intake, stratum, quality in self.returning.pop(month, []):
            serving = intake >= month
            who = intake[serving], stratum[serving], quality[serving]
            self.roster.add(*who, *next_examination(self.rules, month))
            self.tally.note("reinstated", *who[1:])

    def _allowed(self, lever: int, at: Index, month: int) -> NDArray[np.bool_]:
        service = month + self.rules.tenure_months - 1 - self.roster.intake[at]
        return np.asarray(self.tables.allowed[lever][service, self.roster.stratum[at]])

    def _draw_up_list(self, place: int, month: int) -> None:
        roster, wave, lever = self.roster, self.rules.plan.waves[place], place + 1
        exemptions = wave.examination.exemptions
        kind, date = roster.waiting, roster.date
        free = (kind >= IDLE) & (kind <= RETURNED)
        if exemptions.new_in_post:
            free &= ~((kind == APPOINTED) & (date > month))
        if exemptions.on_leave:
            earliest = date - after_leave_months(self.rules) + EARLIEST_AFTER_LEAVE_MONTHS
            free &= ~((kind == RETURNED) & (month < earliest))
        at_once = np.empty(0, dtype=np.intp) if exemptions.on_leave else np.flatnonzero(kind == ON_LEAVE)
        at, at_once = (self._meant(place, found, month) for found in (np.flatnonzero(free), at_once))
        called = np.searchsorted(self.tables.called[place], self.chance.random(len(at)), side="right")
        # rounding may leave the last sum just below 1
        whole = self.tables.called[place][-1] > 1.0 - 1e-9
        months = len(self.tables.called[place])
        called = np.minimum(called, months - 1) if whole else called
        out = called >= months
        self.tally.note("left_out", roster.stratum[at[out]], roster.quality[at[out]])
        roster.waiting[at[~out]] = listed(lever)
        roster.date[at[~out]] = int(wave.first_month) + called[~out]
        if len(at_once):
            self._examine(lever, at_once, month, on_leave=True)

    def _meant(self, place: int, at: Index, month: int) -> Index:
        wave = self.rules.plan.waves[place]
        meant = self.rules.in_scope(wave)[self.roster.stratum[at]] & self._allowed(place + 1, at, month)
        at = at[meant]
        if wave.scope.share < 1.0:
            at = at[self.chance.random(len(at)) < wave.scope.share]
        return at

    def _examine_due(self, month: int) -> None:
        roster, cycle = self.roster, self.rules.plan.cycle
        due = np.flatnonzero(roster.date == month)
        if cycle and not cycle.examination.exemptions.new_in_post:
            rest = int(cycle.interval_months) - int(cycle.after_appointment_months)
            roster.set_date(due[roster.waiting[due] == APPOINTED], CYCLE, month + rest)
            due = due[roster.date[due] == month]
        kind = roster.waiting[due]
        for lever in range(len(self.rules.failing)):
            first = kind == listed(lever) if lever else kind <= RETURNED
            at, repeated = due[first], due[kind == again(lever)]
            allowed = self._allowed(lever, at, month)
            later = (CYCLE, month + 1) if lever and cycle else (IDLE, NEVER)
            roster.set_date(at[~allowed], *later)
            if allowed.any():
                self._examine(lever, at[allowed], month)
            if len(repeated):
                self._examine(lever, repeated, month, first=False)

    def _examine(
        self, lever: int, at: Index, month: int, *, first: bool = True, on_leave: bool = False
    ) -> None:
        roster, rules, chance = self.roster, self.rules, self.chance
        examination = rules.plan.examinations()[lever]
        assert examination is not None
        unfit = examination.unfit
        failed = chance.random(len(at)) < rules.failing[lever][roster.quality[at]]
        found, fit = at[failed], at[~failed]
        self._note("examined", at)
        if examination.reserve_share:
            self._note("reserve", fit[chance.random(len(fit)) < examination.reserve_share])
        if first and not on_leave and examination.reexamined_share:
            repeated = chance.random(len(found)) < examination.reexamined_share
            self._note("re_examination", found[repeated])
            roster.set_date(found[repeated], again(lever), month + int(examination.reexamination_months))
            found = found[~repeated]
        which = chance.random(len(found))
        dismissed = which < unfit.dismissed
        demoted = ~dismissed & (which < unfit.dismissed + unfit.demoted)
        lower, elsewhere, leaving = found[demoted], found[~dismissed & ~demoted], found[dismissed]
        for flow, who in (
            ("unfit", found),
            ("demoted", lower),
            ("transferred", elsewhere),
            ("dismissed", leaving),
        ):
            self._note(flow, who)
        roster.move(lower, stratum=rules.demoted_to[roster.stratum[lower]])
        cumulated = self.tables.transfer_cumulated[roster.stratum[elsewhere]]
        to = (cumulated <= chance.random(len(elsewhere))[:, None] * cumulated[:, -1:]).sum(axis=1)
        roster.move(elsewhere, stratum=to)
        if not on_leave:
            roster.set_date(np.concatenate([fit, elsewhere]), *next_examination(rules, month))
            roster.set_date(lower, APPOINTED, month + after_appointment_months(rules))
        self._dismiss(lever, leaving, month)

    def _dismiss(self, lever: int, at: Index, month: int) -> None:
        roster, rules = self.roster, self.rules
        examination = rules.plan.examinations()[lever]
        assert examination is not None
        back = at[self.chance.random(len(at)) < rules.reinstated(lever)[roster.quality[at]]]
        if len(back):
            later = month + int(examination.unfit.reinstatement_lag_months)
            who = roster.intake[back], roster.stratum[back], roster.quality[back]
            self.returning.setdefault(later, []).append(who)
        roster.remove(at)

    def _note(self, flow: str, at: Index) -> None:
        self.tally.note(flow, self.roster.stratum[at], self.roster.quality[at])

    def _serve(self, month: int) -> None:
        roster, rules, chance = self.roster, self.rules, self.chance
        retiring = np.flatnonzero(roster.intake == month)
        self._note("left", retiring)
        roster.remove(retiring)
        on_leave = np.flatnonzero(roster.waiting == ON_LEAVE)
        self._serve_active(month)
        leaving = self._leaving(on_leave, month)
        drawn = chance.random(len(on_leave))
        back = on_leave[(drawn >= leaving) & (drawn < leaving + rules.ending_leave)]
        cycle = rules.plan.cycle
        if cycle and not cycle.examination.exemptions.on_leave:
            roster.set_date(back, CYCLE, month + 1)
        else:
            roster.set_date(back, RETURNED, month + after_leave_months(rules))
        self._note("ended_leave", back)
        gone = on_leave[drawn < leaving]
        self._note("left", gone)
        roster.remove(gone)

    def _serve_active(self, month: int) -> None:
        roster, rules, chance = self.roster, self.rules, self.chance
        bound = self.tables.bound[month]
        at = successes(chance, bound, len(roster.intake))
        at = at[(roster.waiting[at] >= IDLE) & (roster.waiting[at] != ON_LEAVE)]
        drawn = chance.random(len(at)) * bound
        stratum, quality = roster.stratum[at], roster.quality[at]
        leaving = self._leaving(at, month)
        starting = leaving + rules.starting_leave[stratum]
        appointed = starting + rules.appointed[stratum]
        promoted = appointed + rules.promoted[stratum] * self.tables.timeline.promotions[month, stratum]
        changed = promoted + (1.0 - promoted) * self.tables.other[quality]
        among = (drawn >= promoted) & (drawn < changed)
        within = (drawn[among] - promoted[among]) / (1.0 - promoted[among])
        cumulated = self.tables.other_cumulated[quality[among]]
        roster.move(at[among], quality=(cumulated <= within[:, None]).sum(axis=1))
        above = (drawn >= appointed) & (drawn < promoted)
        roster.move(at[above], stratum=rules.promoted_to[stratum[above]])
        new = at[(drawn >= starting) & (drawn < promoted)]
        roster.set_date(new, APPOINTED, month + after_appointment_months(rules))
        self._note("appointed", new)
        away = at[(drawn >= leaving) & (drawn < starting)]
        roster.set_date(away, ON_LEAVE, NEVER)
        self._note("began_leave", away)
        gone = at[drawn < leaving]
        self._note("left", gone)
        roster.remove(gone)

    def _leaving(self, at: Index, month: int) -> NDArray[np.float64]:
        stratum = self.roster.stratum[at]
        service = month + self.rules.tenure_months - 1 - self.roster.intake[at]
        long, low = service >= LONG_SERVICE_MONTHS, self.tables.low_integrity[self.roster.quality[at]]
        multiple = self.tables.timeline.exits[month, long.astype(np.intp), stratum, low]
        return np.asarray(self.rules.leaving[service, stratum] * multiple)

    def _hire(self, month: int) -> None:
        expected = self.tables.timeline.hired[month] * self.part
        posts = np.array([self._whole(some) for some in expected])
        cells = self.tables.recruits.draw(self.chance, posts)
        stratum, quality = np.divmod(cells, self.rules.grid.classes)
        intake = np.full(len(cells), month + self.rules.tenure_months)
        date = month + after_appointment_months(self.rules)
        self.roster.add(intake, stratum, quality, APPOINTED, date)
        self.tally.note("hired", stratum, quality)

    def _release(self, month: int) -> None:
        released = self.tables.timeline.released[month]
        if released.any():
            active = np.flatnonzero((self.roster.waiting >= IDLE) & (self.roster.waiting != ON_LEAVE))
            gone = active[self.chance.random(len(active)) < released[self.roster.stratum[active]]]
            self._note("released", gone)
            self.roster.remove(gone)


def successes(chance: np.random.Generator, probability: float, trials: int) -> Index:
    """Draw which of many independent trials succeed, by the gaps between successes.

    Parameters
    ----------
    chance : numpy.random.Generator
        The stream.
    probability : float
        Of each.
    trials : int
        How many.

    Returns
    -------
    ndarray of int
        Places of the successes, rising.
    """
    if probability <= 0.0 or trials == 0:
        return np.empty(0, dtype=np.intp)
    expected = trials * probability
    reached, parts = -1, []
    while reached < trials:
        gaps = chance.geometric(probability, int(expected + 4.0 * np.sqrt(expected) + 10.0))
        found = reached + np.cumsum(gaps)
        parts.append(found)
        reached = int(found[-1])
    found = np.concatenate(parts) if len(parts) > 1 else parts[0]
    return np.asarray(found[: np.searchsorted(found, trials)])

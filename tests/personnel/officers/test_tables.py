from __future__ import annotations

import numpy as np
import pytest

from senim.personnel.officers.book import AT, TABLES, different, write_book
from senim.personnel.officers.expected import expected_force
from senim.personnel.officers.levers import LawCycle
from senim.personnel.officers.tables import make_tables
from senim.personnel.plan import Exemptions


def test_every_table_stands_where_the_record_says() -> None:
    tables = {name: np.full(place + 1, float(place)) for place, name in enumerate(TABLES)}
    at, book = write_book({"strata": 12}, tables)
    assert at["strata"] == 12
    for name, table in tables.items():
        assert np.array_equal(book[at[name] : at[name] + len(table)], table)
    assert len(book) == sum(len(table) for table in tables.values())
    assert len(set(AT.names or ())) == len(AT.names or ())


def test_equal_rows_are_kept_once() -> None:
    rows = np.array([[1.0, 2.0], [3.0, 4.0], [1.0, 2.0], [1.0, 2.0]])
    begins, kept = different(rows)
    assert kept.shape == (2, 2)
    assert np.array_equal([kept.ravel()[int(begin) : int(begin) + 2] for begin in begins], rows)


def test_the_book_tells_the_rates_of_each_month_and_service(officers, plan) -> None:
    expected = expected_force(officers(), plan(), 24)
    rules, tables = expected.rules, make_tables(expected)
    at, book = tables.at, tables.book
    for tenure in (0, 11, 12, 239, 240, rules.tenure_months - 1):
        begin = at["leaving"] + int(book[at["leaving_row"] + tenure])
        assert np.array_equal(book[begin : begin + at["strata"]], rules.leaving[tenure])
    exempt = book[at["allowed_until"] : at["allowed_until"] + 3 * at["strata"]].reshape(3, -1)
    # cycle and first wave spare heads and long service, the second wave nobody
    assert set(exempt[:2].ravel()) == {0.0, 240.0}
    assert set(exempt[2]) == {rules.tenure_months}
    called = book[at["called"] : at["called"] + 3 * at["called_months"]].reshape(3, -1)
    assert called[2, 4:] == pytest.approx([1.0, 1.0])
    assert called[1, -1] < 1.0
    waves = book[at["next_wave"] : at["next_wave"] + 8]
    assert np.array_equal(waves[:7], [3, 3, 3, 3, 6, 6, 6])
    assert waves[7] > 1e9


def test_the_clock_follows_the_switches_of_the_cycle(officers, plan, examination) -> None:
    def clock(cycle: LawCycle | None) -> np.void:
        return make_tables(expected_force(officers(), plan(cycle=cycle, waves=()), 2)).at

    def cycle(**switches: bool) -> LawCycle:
        return LawCycle(examination=examination(exemptions=Exemptions(**switches)), after_leave_months=9)

    usual = clock(cycle())
    assert [usual[name] for name in ("interval", "after_appointment", "after_leave")] == [36, 12, 9]
    assert [usual[name] for name in ("protected_months", "rest_of_interval")] == [3, 0]
    assert clock(cycle(new_in_post=False))["rest_of_interval"] == 24
    assert clock(cycle(on_leave=False))["after_leave"] == 1
    assert clock(None)["interval"] > 1e9

"""Every fault a table can have becomes a finding with file, line, column and what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from senim.findings import Finding
from senim.sources import TABLES
from senim.sources.examine import examine


def findings(raw, *names: str) -> list[Finding]:
    return examine(names or TABLES, raw.folder)[1]


def only(raw, *names: str) -> Finding:
    found = findings(raw, *names)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def test_the_tables_of_the_project_are_sound(raw) -> None:
    assert findings(raw) == []


def test_a_row_without_a_source(raw) -> None:
    line = raw.set("trust_surveys", "ministry-trust-2021-h1-fully", "source", "")
    found = only(raw, "trust_surveys")
    assert (found.file, found.where) == ("data/raw/trust_surveys.csv", f"line {line}, column source")
    assert found.problem == "the row has no source"
    assert "sources.csv" in found.remedy


def test_a_source_that_the_register_does_not_have(raw) -> None:
    line = raw.set("police_strength", "press-448", "source", "azh-2031")
    found = only(raw, "police_strength")
    assert found.where == f"line {line}, column source"
    assert "'azh-2031' is not in sources.csv" in found.problem
    assert found.remedy == "Did you mean 'azh-2013'?"


@pytest.mark.parametrize(
    ("fully", "count"), [("63.6", 0), ("62.4", 0), ("63.7", 1), ("63.61", 1), ("62.3", 1)]
)
def test_what_rounding_explains_is_accepted_to_its_very_end(raw, fully: str, count: int) -> None:
    raw.set("trust_surveys", "statistics-bureau-trust-2023-fully", "value", fully)
    found = findings(raw, "trust_surveys")
    assert len(found) == count
    assert all("rounding explains up to 0.6" in finding.remedy for finding in found)
    assert not any("100.6," in finding.problem for finding in found)


def test_a_duplicated_key_of_one_column(raw) -> None:
    line = raw.set("seed_facts", "strength-after", "fact", "strength-before")
    found = only(raw, "seed_facts")
    assert found.where == f"line {line}, column fact"
    assert "used twice" in found.problem
    assert f"Line {line - 1} has it" in found.remedy


def test_a_duplicated_key_of_several_columns(raw) -> None:
    raw.edit("homicide_rates", lambda rows: rows.append(rows[5]))
    found = only(raw, "homicide_rates")
    assert found.where == f"line {len(raw.rows('homicide_rates'))}, column year"
    assert "Line 6 has it" in found.remedy


@pytest.mark.parametrize("value", ["100.1", "-0.1"])
def test_a_percentage_outside_its_range(raw, value: str) -> None:
    line = raw.set("trust_surveys", "demoscope-2017-2017-corrupt", "value", value)
    found = only(raw, "trust_surveys")
    assert found.where == f"line {line}, column value"
    assert found.problem == f"{value} cannot be a value in percent"
    assert "from 0 to 100" in found.remedy


def test_a_signed_change_may_be_negative_and_a_rate_may_not(raw) -> None:
    raw.set("vetting_evidence", "chicago-training-force", "value", "-99")
    assert findings(raw, "vetting_evidence") == []
    line = raw.set("police_strength", "press-448", "value", "-448")
    assert only(raw, "police_strength").where == f"line {line}, column value"


def test_a_missing_column_names_the_misspelt_one(raw) -> None:
    raw.edit("recording_regimes", lambda rows: rows[0].__setitem__(rows[0].index("mechanism"), "mecanism"))
    told = {finding.where: finding.remedy for finding in findings(raw, "recording_regimes")}
    assert told == {
        "line 1, column mechanism": "Did you mean it by 'mecanism'? Rename that column.",
        "line 1, column mecanism": "Did you mean 'mechanism'?",
    }


def test_a_broken_encoding_gives_line_and_byte_and_the_rest_is_still_looked_at(raw) -> None:
    line = raw.set("seed_facts", "strength-before", "value", "-471")
    lines = raw.path("seed_facts").read_bytes().split(b"\n")
    lines[10] = lines[10][:4] + b"\xe9" + lines[10][4:]
    raw.write_bytes("seed_facts", b"\n".join(lines))
    assert [finding.where for finding in findings(raw, "seed_facts")] == [
        "line 11, byte 5",
        f"line {line}, column value",
    ]


def test_the_line_is_true_behind_a_quoted_new_line(raw) -> None:
    raw.set("police_strength", "press-444", "note", "two\nlines")
    rows = raw.rows("police_strength")
    at = next(at for at, row in enumerate(rows) if row[0] == "minister-393")
    raw.set("police_strength", "minister-393", "value", "much")
    assert only(raw, "police_strength").where == f"line {at + 2}, column value"


def test_a_file_that_is_not_there(raw) -> None:
    raw.path("population").rename(raw.folder / "populations.csv")
    found = findings(raw, "population")
    assert [(finding.file, finding.remedy) for finding in found] == [
        ("data/raw/population.csv", "Did you mean 'populations.csv'?")
    ]


def test_a_word_that_is_not_allowed(raw) -> None:
    line = raw.set("police_elasticities", "mello-2019-violent", "pooling", "flaged")
    found = only(raw, "police_elasticities")
    assert found.where == f"line {line}, column pooling"
    assert found.remedy == "Did you mean 'flagged'?"


@pytest.mark.parametrize(
    ("table", "key", "column", "value", "problem"),
    [
        ("trust_surveys", "statistics-bureau-trust-2023-fully", "value", "73.1", "add to 110.1, not to 100"),
        ("trust_surveys", "statistics-bureau-trust-2019-partly", "value", "99", "more than 100"),
        (
            "trust_surveys",
            "iri-ukraine-2017-approve",
            "answer",
            "fully",
            "no answer of the scale iri-ukraine",
        ),
        ("trust_surveys", "statistics-bureau-trust-2019-partly", "answer_rank", "1", "rank does not fit"),
        ("trust_surveys", "ministry-trust-2021-h1-partly", "answer_rank", "3", "rank does not fit"),
        ("trust_surveys", "razumkov-patrol-2019-02-trust", "question", "approval", "mixes question"),
        (
            "registered_offences",
            "total-2019",
            "change_percent",
            "-6.7",
            "does not follow from the totals (-16.7 %)",
        ),
        ("registered_offences", "total-2019", "count", "243512", "not a multiple of 100"),
        ("registered_offences", "part-2018-august", "full_year", "true", "does not fit the period"),
        ("registered_offences", "part-2018-august", "period_end", "2017-08-31", "is before period_start"),
        ("registered_offences", "part-2025-june-crimes", "count", "52118", "add to 64530, not to 64529"),
        ("registered_offences", "forms-2022-theft", "count", "58234", "add to 58233, not to 58234"),
        ("police_strength", "draft-2019-administrative", "value", "9380", "more than the total 10592"),
        ("police_strength", "press-444", "unit", "posts", "not counted in posts"),
        ("police_elasticities", "mello-2019-violent", "standard_error", "", "can be pooled"),
        ("police_elasticities", "lin-2009-violent", "estimate", "", "no estimate"),
        (
            "police_elasticities",
            "machin-marie-2011-robbery",
            "estimate",
            "-0.2",
            "a finding in words has a number",
        ),
        ("vetting_evidence", "kz-2024-unfit", "value", "19", "add to 110"),
        ("vetting_evidence", "kostanay-2012-dismissed", "value", "3073", "more than the 3094 attested"),
        ("vetting_evidence", "ghana-pay-value", "high", "20", "is before value"),
        ("england_wales_forces", "Bedfordshire", "severity_theft", "9", "the groups add to"),
        ("england_wales_forces", "Cumbria", "area_code", "E23000999", "two area codes"),
        ("england_wales_ratings", "2010", "rating_fair_percent", "", "4 of 5 answers are given"),
        ("england_wales_ratings", "2010", "rating_fair_percent", "39.6", "the answers add to 106"),
        ("population", "Abay region", "population", "610190", "add to 610189, not to 610190"),
        ("regions_2022", "Abay region", "count", "2475", "add to 2474, not to 2475"),
        ("reform_timeline", "road-accounting", "date_start", "2024-06-03", "first day"),
        ("recording_regimes", "registration-reform", "date_end", "2010-01-01", "is before date_start"),
        ("seed_facts", "announced-on", "date_from", "", "states no date"),
        ("seed_facts", "women-share", "high", "", "states no number"),
        ("seed_facts", "strength-after", "value", "393", "424 in police_strength.csv"),
        ("official_claims", "crime-2025", "facts", "claim-crime-2024", "is no row of seed_facts.csv"),
        ("official_claims", "crime-2025", "lacks", "series", "can be read, and lacks says otherwise"),
        ("official_claims", "cameras", "lacks", "", "cannot be read, and lacks says otherwise"),
        ("official_claims", "crime-2025", "said", "-9", "exactly one place"),
        ("official_claims", "crime-2025", "said_step", "", "wrong kind of said_step"),
        ("claim_readings", "uk-officers", "claim", "uk-cut-2012", "is no row of official_claims.csv"),
        ("claim_readings", "uk-officers", "earlier", "", "wrong number of figures"),
        ("claim_figures", "uk-act-assent", "value", "2011", "a date has no number"),
        ("claim_figures", "registered-2015-spring", "compared_end", "", "only one end"),
        ("seed_facts", "claim-crime-2025", "fact", "claim-crime", "states 'claim-crime'"),
        ("sources", "ulysmedia-2024", "address", "", "nobody could find this source"),
        ("sources", "ulysmedia-2024", "licence", "", "the value is missing"),
        ("sources", "ulysmedia-2024", "accessed", "last week", "wrong form"),
    ],
)
def test_each_rule_of_a_table_can_fail(
    raw, table: str, key: str, column: str, value: str, problem: str
) -> None:
    raw.set(table, key, column, value)
    found = findings(raw, table) or findings(raw)
    assert any(problem in finding.problem and finding.file.endswith(f"{table}.csv") for finding in found), (
        found
    )


@pytest.mark.parametrize(
    ("table", "change", "problem"),
    [
        ("regions_2022", lambda rows: rows.pop(3), "lacks crimes"),
        ("regions_2022", lambda rows: rows.__delitem__(slice(1, 17)), "19 regions, not 20"),
        ("england_wales_forces", lambda rows: rows.pop(3), "lacks 2009"),
        ("population", lambda rows: rows.pop(), "lacks the row for female"),
        (
            "trust_surveys",
            lambda rows: rows.pop(next(at for at, row in enumerate(rows) if "2020" in row)),
            "lacks",
        ),
    ],
)
def test_an_absent_row_is_noticed(
    raw, table: str, change: Callable[[list[list[str]]], None], problem: str
) -> None:
    raw.edit(table, change)
    assert any(problem in finding.problem for finding in findings(raw, table))


def test_regions_are_named_alike_in_both_tables(raw) -> None:
    def rename(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            row[0] = row[0].replace("Abay region", "Abai region")

    raw.edit("population", rename)
    assert {finding.file for finding in findings(raw)} == {
        "data/raw/population.csv",
        "data/raw/regions_2022.csv",
    }


def test_a_broken_register_is_not_blamed_on_the_other_tables(raw) -> None:
    raw.edit("sources", lambda rows: rows[7].pop())
    assert only(raw).file == "data/raw/sources.csv"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.sampled_from(
        ["trust_surveys", "police_strength", "recording_regimes", "sources", "vetting_evidence"]
    ),
    at=st.floats(0, 1, exclude_max=True),
    drop=st.integers(0, 40),
    noise=st.one_of(st.binary(max_size=12), st.sampled_from([b",", b'"', b"\n", b"\r", b"9", b"-", b"\xc3"])),
)
def test_random_damage_gives_findings_or_a_sound_table_and_never_another_error(
    raw, table: str, at: float, drop: int, noise: bytes
) -> None:
    whole = raw.path(table).read_bytes()
    place = int(at * len(whole))
    raw.path(table).write_bytes(whole[:place] + noise + whole[place + drop :])
    try:
        frames, found = examine([table], raw.folder)
        for finding in found:
            assert finding.file.startswith("data/raw/")
            assert finding.problem
            assert finding.remedy.endswith((".", "?"))
        if not found:
            TABLES[table].shape(frames[table])
    finally:
        raw.path(table).write_bytes(whole)


def test_a_key_with_a_gap_is_told_as_missing_beside_a_key_used_twice(raw) -> None:
    def change(rows: list[list[str]]) -> None:
        rows[3][2] = ""
        rows.append(list(rows[6]))

    raw.edit("homicide_rates", change)
    told = [(finding.where, finding.problem) for finding in findings(raw, "homicide_rates")]
    assert told[0] == ("line 4, column year", "the value is missing")
    assert told[1][0] == f"line {len(raw.rows('homicide_rates'))}, column year"
    assert told[1][1].startswith("the key is used twice")


ODD_CELLS = [
    "",
    "nan",
    "-1",
    "1e9",
    "9" * 400,
    "2018-02-30",
    "0001-01-01",
    "9999-12-31",
    "x;y",
    ";",
    "finding",
    "NA",
    " ",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(),
    table=st.sampled_from(["trust_surveys", "police_strength", "seed_facts", "reform_timeline"]),
)
def test_odd_cells_give_findings_with_their_line_or_a_sound_table(
    raw, data: st.DataObject, table: str
) -> None:
    whole = raw.path(table).read_bytes()
    rows = raw.rows(table)
    at = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    value = data.draw(st.sampled_from(ODD_CELLS))
    try:
        raw.edit(table, lambda rows: rows[at].__setitem__(column, value))
        frames, found = examine([table], raw.folder)
        assert not any("breaks the check" in finding.problem for finding in found)
        if found:
            assert (
                any(finding.where.startswith(f"line {at + 1},") for finding in found)
                or rows[0][column] in SUMMED
            )
        else:
            TABLES[table].shape(frames[table])
    finally:
        raw.path(table).write_bytes(whole)


# A fault in these can show on another row of the same wave, scale or plan.
SUMMED = {"value", "unit", "wave", "scale", "question", "iso3", "full_wave", "year"}

"""Claims and readings are checked before anything is computed."""

from __future__ import annotations

import math

import pytest

from senim.evidence.official import ClaimInputError, check_claims, gather_figures, read_claims


def findings(tables) -> str:
    """Give all that is wrong, as text."""
    with pytest.raises(ClaimInputError) as told:
        check_claims(tables)
    return str(told.value)


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "problem"),
    [
        ("claim_readings", "crime-2025-totals", "later", "registered_offence/total-2025", "Did you mean"),
        ("claim_readings", "crime-2025-totals", "later", "registered_offences/total-2031", "has no figure"),
        ("claim_readings", "population-lowest", "earlier", "population/1899", "has no figure '1899'"),
        ("claim_readings", "uk-officers", "measure", "chnage", "Did you mean 'change'"),
        ("claim_readings", "uk-officers", "earlier", None, "needs figure here"),
        ("claim_readings", "trust-fully", "earlier", "population/1999", "takes no figure here"),
        ("claim_readings", "uk-officers", "claim", "uk-cut-2012", "there is no claim 'uk-cut-2012'"),
        ("claim_readings", "europe-england-wales", "comparability", "same", "would both decide"),
        ("official_claims", "crime-2025", "said_step", -1.0, "a tolerance of -1.0 is impossible"),
        ("official_claims", "crime-2025", "said_step", 0.0, "a tolerance of 0.0 is impossible"),
        ("official_claims", "crime-2025", "said_step", math.inf, "a tolerance of inf is impossible"),
        ("official_claims", "crime-2025", "said_step", math.nan, "is impossible"),
        ("official_claims", "crime-2025", "said_step", 40.0, "would let -9 be anything"),
        ("official_claims", "crime-2025", "facts", "claim-crime-2024", "there is no fact"),
        ("official_claims", "crime-2025", "lacks", "series", "has readings and lacks something"),
        ("official_claims", "cameras-solved", "lacks", None, "has no reading and lacks nothing"),
        ("official_claims", "uk-cut-2011", "credited_row", "uk-act", "nothing dates 'uk-act'"),
    ],
)
def test_each_fault_is_found(tables, table, row, column, value, problem):
    key = "reading" if table == "claim_readings" else "claim"
    frame = tables[table]
    frame.loc[frame[key] == row, column] = value
    assert problem in findings(tables)


def test_one_error_names_every_fault(tables):
    readings, claims = tables["claim_readings"], tables["official_claims"]
    readings.loc[readings["reading"] == "uk-officers", "later"] = "england_wales_officer/2011"
    readings.loc[readings["reading"] == "population-independence", "later"] = "population/2044"
    claims.loc[claims["claim"] == "homicide-factor", "said_step"] = -0.1
    text = findings(tables)
    assert text.startswith("3 problems in the claims:")
    for named in ("uk-officers, later", "population-independence, later", "homicide-factor, said_step"):
        assert named in text


def test_a_claim_states_the_number_of_its_document(published):
    claims = read_claims(
        published["official_claims"],
        published["claim_readings"],
        gather_figures(published),
        {"uk-act-assent": 2011.7},
    )
    said = {one.id: one for one in claims}
    assert said["crime-2025"].said == -9
    assert (said["crime-2025"].low, said["crime-2025"].high) == (-9.5, -8.5)
    assert said["attested-2012"].high == math.inf, "a lower bound has no upper end"
    assert said["women-share"].said is None, "a range is no number"

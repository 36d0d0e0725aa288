from senim.findings import Finding, InputError, did_you_mean, unknown_word_remedy


def test_error_lists_every_finding_once_with_place_and_remedy():
    first = Finding("a.yaml", "line 2, key x", "is missing", "Add it.")
    second = Finding("b.csv", "line 9, column y", "is empty", "Fill it.")
    error = InputError([first, second, first], "parameters")
    assert error.findings == (first, second)
    assert str(error).splitlines() == [
        "2 problems in the parameters:",
        "  a.yaml, line 2, key x: is missing. Add it.",
        "  b.csv, line 9, column y: is empty. Fill it.",
    ]


def test_nearest_word_is_offered_and_otherwise_the_list():
    assert did_you_mean("atestation", ["attestation", "pay"]) == "attestation"
    assert did_you_mean("xyz", ["attestation", "pay"]) is None
    assert unknown_word_remedy("atestation", ["pay", "attestation"]) == "Did you mean 'attestation'?"
    assert unknown_word_remedy("xyz", ["pay", "attestation"]) == "Known here: attestation, pay."

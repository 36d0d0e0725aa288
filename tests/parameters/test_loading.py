from pathlib import Path

import pytest

from senim.findings import InputError
from senim.parameters import load_parameters
from senim.paths import project_root

GOOD = """
strength.before:
  value: 471
  unit: posts per 100,000 people
  valid_from: 2018-11-19
  status: observed
  source: {title: Meeting, publisher: Akorda, date: 2018-11-19, address: "http://example.org"}
  bounds: {low: 50, high: 1500, reason: no police is known outside}
"""


def load(folder: Path, **files: str):
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_parameters(folder)


def test_the_projects_own_parameters_load_and_all_have_sources():
    parameters = load_parameters(project_root() / "parameters")
    assert parameters.value("strength.before") == 471
    assert {
        key: version.value for key, version in parameters.contested("strength.after").contested.items()
    } == {
        "presidential_meeting_2018": 424,
        "minister_senate_2020": 393,
        "unodc_press_low": 444,
        "unodc_press_high": 448,
    }
    assert all(parameters.source(name).publisher for name in parameters)


def test_assumptions_named_by_parameters_have_a_heading():
    headings = (project_root() / "docs" / "assumptions.md").read_text(encoding="utf-8")
    parameters = load_parameters(project_root() / "parameters")
    locators = [parameters[name].source.locator or "" for name in parameters]
    named = {
        locator.split("docs/assumptions.md, ")[1] for locator in locators if "docs/assumptions.md" in locator
    }
    assert named, "no parameter names an assumption"
    assert {name for name in named if f"## {name}\n" not in headings} == set()


def test_every_error_of_every_file_is_listed_with_line_and_remedy(tmp_path):
    bad = """
strength.before:
  value: 9000
  unit: posts per 100,000 people
  valid_from: 2018-11-19
  status: observd
  sauce: {}
  bounds: {low: 50, high: 1500, reason: no police is known outside}
costs.saving:
  unit: billion KZT
  valid_from: 2018-11-19
  status: observed
  value: 16
  source: {title: Meeting, publisher: Akorda, date: 2018-11-19}
"""
    with pytest.raises(InputError) as caught:
        load(tmp_path, one=bad, two="trust.x: 3\n")
    text = str(caught.value)
    assert "Did you mean 'source'?" in text
    assert "key strength.before.source: is missing" in text
    assert "key strength.before.status: 'observd' is not known. Did you mean 'observed'?" in text
    assert "neither an address nor a locator" in text
    assert "two.yaml, line 1, key trust.x: is no mapping" in text
    assert len(caught.value.findings) >= 5


def test_no_fault_of_a_parameter_hides_another(tmp_path):
    bad = """
a.one:
  unit: share
  valid_from: 2018-11-31
  status: observed
  colour: blue
  distribution: {family: norml, mean: 0.5, sd: -0.2}
  source: {title: Meeting, publisher: Akorda, date: 2018-11-19, page: 3}
a.two:
  unit: share
  status: observed
  value: 9000
  distribution: {family: uniform, low: 2, high: 1}
  source: {title: Meeting, publisher: Akorda, date: 2018, locator: page}
  bounds: {low: 50, high: 1500, reason: no police is known outside}
a.three:
  unit: share
  valid_from: 2018-11-19
  status: observed
  default: nowhere
  contested:
    one: {value: 424, source: {title: Meeting, publisher: Akorda, date: 2018, locator: page}}
    two: {value: 444, source: {title: Ranking, publisher: Press, date: 2013, locator: page}}
"""
    with pytest.raises(InputError) as caught:
        load(tmp_path, one=bad)
    text = str(caught.value)
    for words in (
        "line 4, key a.one.valid_from: '2018-11-31' cannot be read",
        "key a.one.colour: is not a known key",
        "key a.one.distribution: 'norml' is not known. Did you mean 'normal'?",
        "key a.one.distribution.sd: input should be greater than 0",
        "key a.one.source.page: is not a known key",
        "key a.one.source: has neither an address nor a locator",
        "key a.two.valid_from: is missing",
        "line 12, key a.two.value: 9000 is outside 50 to 1500",
        "key a.two.distribution.high: low 2.0 is not below high 1.0",
        "key a.three.default: default 'nowhere' is none of",
        "key a.three.reason: is missing",
    ):
        assert words in text
    assert text.startswith("11 problems")


def test_a_value_outside_its_bounds_tells_bound_and_reason(tmp_path):
    with pytest.raises(InputError, match=r"9000 is outside 50 to 1500: no police is known outside"):
        load(tmp_path, one=GOOD.replace("value: 471", "value: 9000"))


def test_an_id_may_stand_in_one_file_only(tmp_path):
    with pytest.raises(InputError, match="already stands in"):
        load(tmp_path, one=GOOD, two=GOOD)


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(InputError, match="holds no"):
        load_parameters(tmp_path)


def test_contested_default_must_be_one_of_the_versions(tmp_path):
    contested = """
strength.after:
  unit: posts
  valid_from: 2018-11-19
  status: observed
  default: senate
  reason: because it is so
  contested:
    meeting: {value: 424, source: {title: Meeting, publisher: Akorda, date: 2018, locator: page}}
    press: {value: 444, source: {title: Ranking, publisher: Press, date: 2013, locator: page}}
"""
    with pytest.raises(InputError, match="none of"):
        load(tmp_path, one=contested)

import shutil

import pytest

from senim.findings import InputError
from senim.parameters import load_parameters
from senim.paths import project_root
from senim.scenarios import load_scenarios, select_scenarios

ALL = {
    "baseline",
    "cut-to-424",
    "cut-to-393",
    "attestation-2019",
    "attestation-2024",
    "cut-and-attestation",
    "full-package",
}


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(project_root() / "scenarios", tmp_path / "scenarios")
    return tmp_path / "scenarios"


def test_the_projects_scenarios_load_with_the_baseline_first(folder):
    scenarios = load_scenarios(folder)
    assert set(scenarios) == ALL
    assert list(scenarios)[:3] == ["baseline", "cut-to-424", "cut-to-393"]
    assert scenarios["baseline"].levers == ()


def test_figures_in_scenarios_are_ids_of_parameters(folder):
    parameters = load_parameters(project_root() / "parameters")
    for scenario in load_scenarios(folder).values():
        for lever in scenario.levers:
            for field in ("before", "after", "outcome_split", "added"):
                name = getattr(lever, field, None)
                assert name is None or name in parameters, f"{scenario.id}: {name}"


def test_all_errors_are_listed_with_did_you_mean(folder):
    path = folder / "cut-to-424.yaml"
    path.write_text(path.read_text().replace("lever: establishment_cut", "lever: establishment_cutt"))
    other = folder / "attestation-2019.yaml"
    other.write_text(
        other.read_text().replace("scope: all", "scoep: all").replace("2020-03-31", "2018-03-31")
    )
    with pytest.raises(InputError) as caught:
        load_scenarios(folder)
    text = str(caught.value)
    assert "Did you mean 'establishment_cut'?" in text
    assert "Did you mean 'scope'?" in text
    assert "lies before from" in text
    assert len({finding.file for finding in caught.value.findings}) == 2


def test_no_fault_hides_another(folder):
    (folder / "cut-to-424.yaml").write_text(
        """
id: cut-to-242
order: -1
order: 2
title: {en: No change, kk: Жоба, ru: Проект}
defnition: {en: Some, kk: Жоба, ru: Проект}
levers:
  - lever: establishment_cutt
    from: 2019-04-31
    until: 2019-12-31
    before: strength.before
    after: strength.after
    share: 1.7
    size: 3
  - lever: hiring
    from: 2020-01-01
    until: 2019-12-31
    capacity: many
  - lever: establishment_cut
    from: soon
    before: strength.before
""",
        encoding="utf-8",
    )
    (folder / "baseline.yaml").write_text("id: [1,", encoding="utf-8")
    (folder / "attestation-2019.yaml").write_text("id: attestation-2019\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_scenarios(folder)
    text = str(caught.value)
    for words in (
        "line 4, key order: stands twice",
        "line 9, key levers[0].from: '2019-04-31' cannot be read",
        "line 2, key id: 'cut-to-242' differs from the file's name",
        "key definition: is missing",
        "line 6, key defnition: is not a known key. Did you mean 'definition'?",
        "line 8, key levers[0]: 'establishment_cutt' is not known",
        "line 13, key levers[0].share: input should be less than or equal to 1",
        "line 14, key levers[0].size: is not a known key",
        "line 17, key levers[1].until: until 2019-12-31 lies before from 2020-01-01",
        "line 18, key levers[1].capacity:",
        "line 20, key levers[2].from: 'soon' is no date",
        "key levers[0]: needs either after or share",
        "key levers[2]: needs either after or share",
        "scenarios/baseline.yaml, line 2: is not valid YAML",
        "scenarios/attestation-2019.yaml, key title: is missing",
    ):
        assert words in text
    assert text.count("levers[0].from") == 1


def test_everything_wrong_with_an_attestation_is_told_at_once(folder):
    wrong = """
  - {lever: attestation, kind: periodic, from: 2020-01-01, until: 2019-12-31,
     outcome_split: a.b, capacity_monthly: 0}
  - {lever: attestation, kind: periodic, from: 2020-01-01, outcome_split: a.b, capacity_monthly: -5}
  - {lever: attestation, from: 2020-01-01, outcome_split: a.b, capacity_monthly: 900}
"""
    path = folder / "attestation-2019.yaml"
    path.write_text(path.read_text().split("levers:")[0] + "levers:" + wrong, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_scenarios(folder)
    text = str(caught.value)
    for words in (
        "levers[0].until: until 2019-12-31 lies before from 2020-01-01",
        "levers[0].capacity_monthly: input should be greater than 0",
        "levers[1].capacity_monthly: input should be greater than 0",
        "levers[2].capacity_monthly: belongs to the cycle of the law",
    ):
        assert words in text, text


def test_titles_are_compared_though_a_scenario_is_wrong(folder):
    text = (folder / "cut-to-424.yaml").read_text().replace("id: cut-to-424", "id: my-option")
    (folder / "my-option.yaml").write_text(text + "colour: blue\n")
    with pytest.raises(InputError) as caught:
        load_scenarios(folder)
    assert str(caught.value).count("is also the title of") == 3
    assert "key colour: is not a known key" in str(caught.value)


def test_dates_out_of_order_are_refused(folder):
    path = folder / "attestation-2019.yaml"
    path.write_text(path.read_text().replace("2020-03-31", "2018-03-31"))
    with pytest.raises(InputError, match="lies before from"):
        load_scenarios(folder)


def test_name_and_baseline_rules(folder):
    (folder / "baseline.yaml").rename(folder / "basis.yaml")
    with pytest.raises(InputError, match="differs from the file's name"):
        load_scenarios(folder)
    (folder / "basis.yaml").unlink()
    with pytest.raises(InputError, match="0 baselines"):
        load_scenarios(folder)


def test_a_baseline_with_levers_and_a_scenario_without_are_refused(folder):
    path = folder / "cut-to-424.yaml"
    text = path.read_text()
    path.write_text(text + "baseline: true\n")
    with pytest.raises(InputError, match="is the baseline but has levers"):
        load_scenarios(folder)
    path.write_text(text.split("levers:")[0])
    with pytest.raises(InputError, match="has no lever"):
        load_scenarios(folder)


def test_selection_keeps_the_baseline_and_refuses_unknown_names(folder):
    scenarios = load_scenarios(folder)
    assert list(select_scenarios(scenarios, ["cut-to-424"])) == ["baseline", "cut-to-424"]
    assert set(select_scenarios(scenarios, [])) == ALL
    with pytest.raises(InputError, match="Did you mean 'cut-to-424'"):
        select_scenarios(scenarios, ["cut-to-242"])


def test_two_scenarios_may_not_look_alike(folder):
    text = (folder / "cut-to-424.yaml").read_text().replace("id: cut-to-424", "id: my-option")
    (folder / "my-option.yaml").write_text(text)
    with pytest.raises(InputError, match="is also the title of") as caught:
        load_scenarios(folder)
    assert len(caught.value.findings) == 3


def test_a_date_in_words_is_told_with_the_right_form(folder):
    path = folder / "cut-to-424.yaml"
    path.write_text(path.read_text().replace("from: 2019-04-01", "from: next year"))
    with pytest.raises(InputError, match=r"'next year' is no date\. Write a date as YYYY-MM-DD"):
        load_scenarios(folder)

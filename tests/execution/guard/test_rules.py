"""The decision about a path, from paths alone: declared or not, whatever the way to it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from senim.execution.guard.rules import Rules, Verdict, covers, inside, listing, shown, verdict, without_links

ROOT = "/p"
RULES = Rules(
    root=ROOT,
    data={name: f"{ROOT}/{name}" for name in ("data", "parameters", "scenarios", "reports")},
    declared=(f"{ROOT}/data/processed/population.*", f"{ROOT}/parameters/", f"{ROOT}/extra.csv"),
    own=(f"{ROOT}/reports/.cache/task/.tmp-1/",),
    free=("/usr", f"{ROOT}/.venv"),
    code=(f"{ROOT}/src", "/elsewhere/library"),
)


@pytest.mark.parametrize(
    ("path", "exists", "expected"),
    [
        ("/p/data/processed/population.parquet", True, Verdict.FREE),
        ("/p/data/processed/population_old.parquet", True, Verdict.UNDECLARED),
        ("/p/data/processed/population.x/y", True, Verdict.UNDECLARED),
        ("/p/data/raw/population.csv", True, Verdict.UNDECLARED),
        ("/p/data/raw/nothing.csv", False, Verdict.UNDECLARED),
        ("/p/parameters/crime.yaml", True, Verdict.FREE),
        ("/p/parameters_old/crime.yaml", True, Verdict.UNDECLARED),
        ("/p/scenarios/baseline.yaml", True, Verdict.UNDECLARED),
        ("/p/reports/latest/data/claims.json", True, Verdict.UNDECLARED),
        ("/p/reports/.cache/task/.tmp-1/inputs/01/claims.json", True, Verdict.FREE),
        ("/p/reports/.cache/task/.tmp-2/claims.json", True, Verdict.UNDECLARED),
        ("/p/extra.csv", True, Verdict.FREE),
        ("/p/notebooks/notes.csv", True, Verdict.UNDECLARED),
        ("/p/notebooks/matplotlibrc", False, Verdict.FREE),
        ("/p/notebooks/helpers.py", True, Verdict.UNDECLARED),
        ("/p/src/senim/paths.py", True, Verdict.FREE),
        ("/p/src/senim/brief/locale/en.po", True, Verdict.UNDECLARED),
        ("/p/.venv/lib/pandas/data.csv", True, Verdict.FREE),
        ("/usr/share/zoneinfo/UTC", True, Verdict.FREE),
        ("/elsewhere/library/module.py", True, Verdict.FREE),
        ("/elsewhere/library/table.csv", True, Verdict.OUTSIDE),
        ("/media/data.csv", True, Verdict.OUTSIDE),
        ("/media/data.csv", False, Verdict.FREE),
    ],
)
def test_verdict(path: str, exists: bool, expected: Verdict) -> None:
    assert verdict(path, path, RULES, exists=exists) is expected


def test_a_project_inside_a_free_folder_is_watched_all_the_same() -> None:
    rules = Rules(
        root="/usr/src/app", data={"data": "/usr/src/app/data"}, free=("/usr", "/usr/src/app/.venv")
    )
    for path in ("/usr/src/app/data/x.csv", "/usr/src/app/notes.csv"):
        assert verdict(path, path, rules, exists=True) is Verdict.UNDECLARED
    for path in ("/usr/lib/x.so", "/usr/src/app/.venv/x.py"):
        assert verdict(path, path, rules, exists=True) is Verdict.FREE


def test_a_link_in_a_declared_folder_is_declared_and_a_link_from_elsewhere_is_not() -> None:
    assert verdict("/home/x.yaml", "/p/parameters/x.yaml", RULES, exists=True) is Verdict.FREE
    assert verdict("/p/data/raw/x.csv", "/p/.venv/x.csv", RULES, exists=True) is Verdict.UNDECLARED


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/p/data/processed", Verdict.UNDECLARED),
        ("/p/parameters", Verdict.FREE),
        ("/p/notebooks", Verdict.FREE),
        ("/home", Verdict.FREE),
    ],
)
def test_listing(path: str, expected: Verdict) -> None:
    assert listing(path, RULES) is expected


def test_files_of_a_library_elsewhere_have_a_name_inside_the_project() -> None:
    rules = Rules(root="/p", data={}, names={"/lib/senim": "src/senim"}, code=("/lib",))
    for path, expected in (("/lib/senim/a.py", Verdict.FREE), ("/lib/senim/a.po", Verdict.UNDECLARED)):
        assert verdict(path, path, rules, exists=True) is expected


def test_shown() -> None:
    rules = Rules(root="/p", data={"data": "/disk/data"}, names={"/lib/senim": "src/senim"})
    assert shown("/disk/data/raw/x.csv", rules) == "data/raw/x.csv"
    assert shown("/lib/senim/brief/locale/en.po", rules) == "src/senim/brief/locale/en.po"
    assert shown("/p/notebooks/x.csv", rules) == "notebooks/x.csv"
    assert shown("/home/x.csv", rules) == "/home/x.csv"


def test_rules_survive_as_plain_text() -> None:
    assert Rules.from_dict(eval(repr(RULES.as_dict()))) == RULES


# On a busy machine making examples is slow, which says nothing about the rules.
PATIENT = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
NAMES = st.sampled_from(["data", "raw", "parameters", "a.csv", "b", "..", "."])


@PATIENT
@given(st.lists(NAMES, min_size=1, max_size=8))
def test_every_spelling_of_a_path_gets_the_verdict_of_the_plain_one(parts: list[str]) -> None:
    spelled = "/".join([ROOT, *parts])
    plain = os.path.normpath(spelled)
    # No such folders here: following links only takes the dots away.
    real, named = without_links(spelled)
    assert real == plain
    assert verdict(real, named, RULES, exists=True) is verdict(plain, plain, RULES, exists=True)


@PATIENT
@given(st.text(alphabet="/.ab*", max_size=12), st.text(alphabet="/.ab*", max_size=12))
def test_a_folder_covers_what_is_below_it_and_nothing_beside(folder: str, rest: str) -> None:
    entry = f"/{folder}/"
    assert covers(entry, entry + rest)
    assert not covers(entry, entry.rstrip("/") + "x" + rest)


@given(
    st.lists(st.sampled_from(["/a", "/a/b", "/ab", "/c"]), max_size=4),
    st.sampled_from(["/a/b/c", "/ab", "/d"]),
)
def test_inside_finds_the_deepest(folders: list[str], path: str) -> None:
    holding = [folder for folder in folders if Path(path).is_relative_to(folder)]
    assert inside(path, folders) == max(map(len, holding), default=0)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project with a secret outside, and links of every kind between its folders."""
    root = tmp_path_factory.mktemp("tree").resolve()
    for folder in ("project/data/raw", "project/parameters", "outside"):
        (root / folder).mkdir(parents=True)
    for file in ("project/data/raw/x.csv", "project/parameters/x.csv", "outside/x.csv"):
        (root / file).write_text("1", encoding="utf-8")
    (root / "project" / "parameters" / "up").symlink_to("..")
    (root / "project" / "parameters" / "away").symlink_to(root / "outside")
    (root / "project" / "linked").mkdir()
    (root / "project" / "linked" / "x.csv").symlink_to("../parameters/x.csv")
    (root / "outside" / "back").symlink_to(root / "project" / "data")
    return root


FOLDERS_AND_LINKS = ["linked", "project", "data", "raw", "parameters", "outside", "up", "away", "back"]
STEPS = st.sampled_from([*FOLDERS_AND_LINKS, "..", "."])


@settings(PATIENT, max_examples=300)
@given(st.lists(STEPS, max_size=8))
def test_no_way_through_links_and_dots_reaches_what_is_not_declared(tree: Path, steps: list[str]) -> None:
    root = str(tree / "project")
    rules = Rules(root=root, data={"data": f"{root}/data"}, declared=(f"{root}/parameters/",), free=("/usr",))
    path = os.path.join(root, *steps, "x.csv")
    if not os.path.isfile(path):
        return
    truly_declared = os.path.samefile(path, tree / "project" / "parameters" / "x.csv")
    found = verdict(*without_links(path), rules, exists=True)
    assert (found is Verdict.FREE) == truly_declared

"""The key changes with what counts, says what moved, and keeps types apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from senim.pipeline.keys import PARTS, RunKey, changes, code_items, file_items, parameter_items

KEY = RunKey({"code cell 01": "a"}, {"senim.x": "b"}, {"draws": "10"}, {"p.yaml": "c"}, {"lock": "d"})


def test_every_part_counts_and_is_named() -> None:
    for part in PARTS:
        moved = replace(KEY, **{part: {**getattr(KEY, part), "more": "e"}})
        assert moved.digest != KEY.digest
        (change,) = changes(KEY, moved)
        assert (change.part, change.item, change.old, change.new) == (part, "more", None, "e")


def test_the_same_words_in_another_part_are_another_key() -> None:
    assert RunKey(code={"a": "b"}).digest != RunKey(modules={"a": "b"}).digest


@given(st.dictionaries(st.text(), st.text()), st.dictionaries(st.text(), st.text()))
def test_plain_data_and_back(code: dict[str, str], inputs: dict[str, str]) -> None:
    key = RunKey(code=code, inputs=inputs)
    assert RunKey.from_parts(key.parts()) == key
    assert changes(key, RunKey.from_parts(key.parts())) == ()


def test_types_of_parameters_differ() -> None:
    values = ["5", 5, 5.0, True, None, ["5"], "05"]
    assert len({RunKey(parameters=parameter_items({"x": value})).digest for value in values}) == len(values)


def test_a_change_is_readable() -> None:
    old, new = RunKey(code=code_items(["x = 1\ny = 2"])), RunKey(code=code_items(["x = 1\ny = 3"]))
    text = str(changes(old, new)[0])
    assert text.startswith("code: code cell 01: ")
    assert text.count("x = 1") == 2
    assert len(text) < 100


def test_files_by_content_and_name(tmp_path: Path) -> None:
    folder = tmp_path / "parameters"
    folder.mkdir()
    (folder / "a.yaml").write_text("1", encoding="utf-8")
    (folder / ".hidden").write_text("1", encoding="utf-8")
    first = file_items([folder, tmp_path / "gone.lock"], tmp_path)
    assert list(first) == ["parameters/a.yaml", "gone.lock"]
    assert first["gone.lock"] == "missing"
    (folder / "a.yaml").rename(folder / "b.yaml")
    assert file_items([folder], tmp_path) == {"parameters/b.yaml": first["parameters/a.yaml"]}


def test_a_pattern_stands_for_the_files_it_matches(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    for name in ("b.yaml", "a.yaml", ".hidden.yaml", "c.txt", "deeper/d.yaml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert list(file_items([tmp_path / "*.yaml"], tmp_path)) == ["a.yaml", "b.yaml"]
    assert file_items([tmp_path / "nowhere" / "*.yaml"], tmp_path) == {}

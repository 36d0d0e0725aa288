import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.documents import dotted, examine_document, read_document
from senim.findings import InputError


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "some.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_lines_and_places_are_kept(tmp_path):
    document = read_document(write(tmp_path, "a: 1\nlevers:\n  - lever: pay\n    from: 2019-01-01\n"))
    assert document.lines[("levers", 0, "from")] == 4
    assert document.where(("levers", 0, "until")) == "line 3, key levers[0].until"
    assert dotted(("a", 1, "b")) == "a[1].b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"a: \xff\xfe", "not UTF-8"),
        ("a: [1,", "not valid YAML"),
        ("- 1\n- 2\n", "holds no mapping"),
        ("a: 1\nb: 2\na: 3\n", "stands twice"),
        ("a: 2019-13-45\n", "cannot be read"),
    ],
)
def test_bad_documents_are_told_plainly(tmp_path, text, expected):
    with pytest.raises(InputError, match=expected) as caught:
        read_document(write(tmp_path, text))
    assert "some.yaml" in str(caught.value)


def test_missing_file_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_document(tmp_path / "absent.yaml")


@given(noise=st.binary(max_size=200))
def test_any_bytes_give_a_document_or_an_input_error(tmp_path_factory, noise):
    path = write(tmp_path_factory.mktemp("noise"), noise)
    with contextlib.suppress(InputError):
        assert isinstance(read_document(path).content, dict)


def test_what_can_be_read_is_read_beside_what_cannot(tmp_path):
    document = examine_document(write(tmp_path, "a: 2019-13-45\nb: 1\nb: 2\nlevers:\n  - from: 2019-02-30\n"))
    assert document.content == {"a": "2019-13-45", "b": 2, "levers": [{"from": "2019-02-30"}]}
    assert document.unreadable == {("a",), ("levers", 0, "from")}
    assert [finding.where for finding in document.findings] == [
        "line 3, key b",
        "line 1, key a",
        "line 5, key levers[0].from",
    ]


@pytest.mark.parametrize("text", ["? [a]\n: 1\n", "2019-13-45: 1\n"])
def test_a_key_that_is_no_word_is_told(tmp_path, text):
    with pytest.raises(InputError, match="has a key that cannot be read"):
        read_document(write(tmp_path, text))


def test_every_impossible_date_is_told_with_its_line_and_the_right_form(tmp_path):
    with pytest.raises(InputError) as caught:
        read_document(write(tmp_path, "a: 2019-13-45\nlevers:\n  - from: 2019-02-30\n"))
    first, second = caught.value.findings
    assert (first.where, second.where) == ("line 1, key a", "line 3, key levers[0].from")
    assert "YYYY-MM-DD" in first.remedy

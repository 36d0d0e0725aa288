from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.sources.delimited import read_sheet

# Anything that UTF-8 can hold but a NUL; a lone carriage return ends a line in other programs.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=12)
NAMES = st.lists(
    TEXT.filter(lambda name: bool(name) and not name.startswith("\ufeff")),
    min_size=2,
    max_size=5,
    unique=True,
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    header = draw(NAMES)
    width = len(header)
    return header, draw(st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=6))


def written(rows: list[list[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()


@given(tables())
def test_what_is_written_is_read_with_true_line_numbers(table: tuple[list[str], list[list[str]]]) -> None:
    header, rows = table
    header_lines = 1 + sum(name.count("\n") for name in header)
    sheet = read_sheet(written([header, *rows]), "table.csv")
    assert sheet.findings == ()
    assert sheet.header == tuple(header)
    assert [record.cells for record in sheet.records] == [tuple(row) for row in rows]
    line = header_lines + 1
    for record, row in zip(sheet.records, rows, strict=True):
        assert record.line == line
        line += 1 + sum(cell.count("\n") for cell in row)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_sheet_and_never_an_error(data: bytes) -> None:
    sheet = read_sheet(data, "table.csv")
    for record in sheet.records:
        assert len(record.cells) == len(sheet.header)
        assert 1 < record.line <= data.count(b"\n") + 1
    assert sheet.records or sheet.findings
    for finding in sheet.findings:
        assert finding.file == "table.csv"
        assert finding.problem
        assert finding.remedy.endswith(".")


@given(tables(), st.data())
def test_a_broken_byte_is_found_on_its_line(
    table: tuple[list[str], list[list[str]]], data: st.DataObject
) -> None:
    whole = written([table[0], *table[1]])
    ends = [at for at, byte in enumerate(whole) if byte < 0x80]
    at = data.draw(st.sampled_from(ends))
    broken = whole[:at] + b"\xff" + whole[at:]
    line, begins = broken[:at].count(b"\n") + 1, broken.rfind(b"\n", 0, at) + 1
    places = [
        finding.where for finding in read_sheet(broken, "table.csv").findings if "UTF-8" in finding.problem
    ]
    assert f"line {line}, byte {at - begins + 1}" in places


@pytest.mark.parametrize(
    ("data", "where", "problem"),
    [
        (b"", "", "the file is empty"),
        (b"\n \n", "", "the file is empty"),
        (b"a,b\n", "", "a header and no rows"),
        (b"\xef\xbb\xbfa,b\n1,2\n", "line 1", "byte-order mark"),
        ("a,b\n1,2\n".encode("utf-16"), "line 1", "UTF-16"),
        (b"a,a\n1,2\n", "line 1, column a", "stands there 2 times"),
        (b"a,\n1,2\n", "line 1", "a column has no name"),
        (b"a,b\n1,2\n3\n", "line 3", "1 values where the header has 2"),
        (b'a,b\n1,"x\ny"\n1,2,3\n', "line 4", "3 values where the header has 2"),
        (b"a,b\n\n1,2\n", "line 2", "the line is empty"),
        (b'a,b\n1,2\n3,"open\n4,5\n', "line 3", "cannot be read"),
        (b'a,b\n1,"x"y\n3,4\n', "line 2", "cannot be read"),
        (b"a,b\n1,x\ry\n", "line 2", "cannot be read"),
        (b"a,b\n1,\x002\n", "line 2, byte 3", "NUL"),
    ],
)
def test_each_fault_of_form_is_named_with_its_place(data: bytes, where: str, problem: str) -> None:
    findings = read_sheet(data, "table.csv").findings
    assert [(finding.where, problem in finding.problem) for finding in findings] == [(where, True)]


def test_faults_are_all_listed_and_sound_rows_are_kept() -> None:
    sheet = read_sheet(b"a,b\n1\nx,\xffy\n3,4\n\n5,6,7\n", "table.csv")
    assert [finding.where for finding in sheet.findings] == ["line 3, byte 3", "line 5", "line 2", "line 6"]
    assert [(record.line, record.cells) for record in sheet.records] == [(4, ("3", "4"))]


def test_windows_line_ends_are_read() -> None:
    sheet = read_sheet(b'a,b\r\n1,"x\r\ny"\r\n2,z\r\n', "table.csv")
    assert sheet.findings == ()
    assert [(record.line, record.cells) for record in sheet.records] == [
        (2, ("1", "x\r\ny")),
        (4, ("2", "z")),
    ]

"""A strict reader of CSV files that lists everything wrong with one and never stops half-way."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from senim.findings import Finding

_MARKS = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Record:
    """One row of a file.

    Parameters
    ----------
    line : int
        Line of the file on which it begins, from 1; a quoted newline counts as a line.
    cells : tuple of str
        The values as written.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """What could be read of a file.

    Parameters
    ----------
    header : tuple of str
        Column names as written.
    records : tuple of Record
        Rows with as many cells as the header and no broken character.
    findings : tuple of Finding
        Everything that is wrong with the form of the file.
    """

    header: tuple[str, ...]
    records: tuple[Record, ...]
    findings: tuple[Finding, ...]


def read_sheet(data: bytes, file: str) -> Sheet:
    """Read the bytes of a CSV file in UTF-8.

    Parameters
    ----------
    data : bytes
        The file.
    file : str
        Its name in findings.

    Returns
    -------
    Sheet
        Header and sound rows; what is wrong stands in ``findings`` and nothing is raised.

    Examples
    --------
    >>> sheet = read_sheet(b'year,note\\n2018,"two\\nlines"\\n2019\\n', "a.csv")
    >>> [record.line for record in sheet.records], [finding.where for finding in sheet.findings]
    ([2], ['line 4'])
    """
    findings: list[Finding] = []
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            problem = f"the file is written in {encoding}"
            return Sheet(
                (), (), (Finding(file, "line 1", problem, "Save it as UTF-8 without a byte-order mark."),)
            )
    if data.startswith(_UTF8_MARK):
        problem = "the file begins with a byte-order mark"
        findings.append(Finding(file, "line 1", problem, "Save it as UTF-8 without a byte-order mark."))
        data = data[len(_UTF8_MARK) :]
    if not data.strip():
        findings.append(Finding(file, "", "the file is empty", "Put the header and the rows back."))
        return Sheet((), (), tuple(findings))
    broken = _broken_lines(data, file, findings)
    records = list(_records(data.decode("utf-8", errors="replace"), file, findings, broken))
    if not records or records[0].line != 1:
        findings.append(
            Finding(file, "line 1", "the header cannot be read", "Name the columns in the first line.")
        )
        return Sheet((), (), tuple(findings))
    header = records[0].cells
    if not _header_is_sound(header, file, findings):
        return Sheet(header, (), tuple(findings))
    rows = [record for record in records[1:] if _has_width(record, len(header), file, findings)]
    if len(records) == 1 and not findings:
        findings.append(Finding(file, "", "the file has a header and no rows", "Put the rows back."))
    return Sheet(header, tuple(rows), tuple(findings))


def _broken_lines(data: bytes, file: str, findings: list[Finding]) -> frozenset[int]:
    """Find the lines that are no UTF-8 or hold a NUL; a newline byte is never part of another character."""
    broken: set[int] = set()
    begins = 0
    for line, content in enumerate(data.split(b"\n"), start=1):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            place = f"line {line}, byte {error.start + 1}"
            offset = begins + error.start + 1
            problem = f"byte 0x{content[error.start]:02x} (byte {offset} of the file) is not UTF-8"
            findings.append(
                Finding(file, place, problem, "Write the character again and save the file as UTF-8.")
            )
            broken.add(line)
        if b"\x00" in content:
            place = f"line {line}, byte {content.index(0) + 1}"
            findings.append(Finding(file, place, "a NUL byte stands in the text", "Delete it."))
            broken.add(line)
        begins += len(content) + 1
    return frozenset(broken)


def _records(text: str, file: str, findings: list[Finding], broken: frozenset[int]) -> Iterator[Record]:
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    reader = csv.reader((line for line in lines if line or len(lines) == 1), strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if broken.isdisjoint(range(begins, reader.line_num + 1)):
                remedy = (
                    "Put text with a comma, quote or new line between double quotes; write a quote twice."
                )
                findings.append(Finding(file, f"line {begins}", f"the row cannot be read ({error})", remedy))
            continue
        if not broken.isdisjoint(range(begins, reader.line_num + 1)):
            continue
        if not cells:
            findings.append(Finding(file, f"line {begins}", "the line is empty", "Delete it."))
            continue
        yield Record(begins, tuple(cells))


def _header_is_sound(header: tuple[str, ...], file: str, findings: list[Finding]) -> bool:
    repeated = [name for name, times in Counter(header).items() if times > 1]
    for name in repeated:
        problem = (
            f"column {name!r} stands there {header.count(name)} times" if name else "a column has no name"
        )
        findings.append(Finding(file, f"line 1, column {name}" if name else "line 1", problem, "Keep one."))
    if "" in header and "" not in repeated:
        findings.append(Finding(file, "line 1", "a column has no name", "Name it, or delete the column."))
    return not repeated


def _has_width(record: Record, width: int, file: str, findings: list[Finding]) -> bool:
    if len(record.cells) == width:
        return True
    problem = f"the row has {len(record.cells)} values where the header has {width} columns"
    remedy = "Add or delete commas, or put text that holds a comma between double quotes."
    findings.append(Finding(file, f"line {record.line}", problem, remedy))
    return False

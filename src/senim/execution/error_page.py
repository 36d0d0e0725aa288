"""A page about a failed notebook for readers who do not program, with details for those who do.

Everything that came from the notebook, its data or the machine is text here: nothing of it is read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from senim.execution.error_chart import NARROW, WIDE, chart_title, memory_chart
from senim.execution.error_style import STYLE
from senim.execution.error_words import (
    KEPT,
    LANGUAGE_NAMES,
    LAST_EDITION,
    NONE_YET,
    NOT_DECLARED,
    NOT_REFRESHED,
    PLACE,
    REFUSED,
    words_of,
)
from senim.execution.failure import CellRun, Failure, FailureKind
from senim.execution.limits import duration_words
from senim.execution.memory import MemoryCurve, memory_words
from senim.execution.plain_text import one_line, visible

_STATUS = {"completed": "ran", "failed": "stopped here", "pending": "not reached"}
# No request can leave the page, whatever gets into it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_OPTION = re.compile(r"--[a-z-]+")
_MOST_CODE_LINES = 80
_MOST_UNDECLARED = 50
_MOST_NAMES = 5
_LATE = "Which line it had reached when the time ran out is not known."
STOPPED = ' class="stopped"'


@dataclass(frozen=True)
class Circumstances:
    """What the page says besides the failure.

    Parameters
    ----------
    when : str
        When it happened.
    edition : str
        Name of the last edition; empty where there is none.
    versions : mapping of str to str
        Versions of what ran.
    files : mapping of str to str
        Files beside the page, by what they are.
    """

    when: str = ""
    edition: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


def error_page(failure: Failure, circumstances: Circumstances | None = None) -> str:
    """Lay out the page about a failure.

    Parameters
    ----------
    failure : Failure
        What happened.
    circumstances : Circumstances, optional
        When, with what, and what is published.

    Returns
    -------
    str
        HTML: self-contained, without scripts.
    """
    around = circumstances or Circumstances()
    name, place = one_line(failure.notebook, 80), _place(failure)
    title = f"The briefs were not refreshed: notebook {name} stopped {place}"
    headline = f"The briefs were not refreshed: notebook <b>{_text(name)}</b> stopped {place}."
    return (
        "\n".join(
            [
                "<!doctype html>",
                '<html lang="en"><head><meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                f"<title>{_text(title)}</title><style>{STYLE}</style></head><body><main>",
                _masthead(around),
                *_essentials(failure, around, headline),
                *_other_languages(failure, around),
                "<h2>For whoever mends it</h2>",
                *_cause(failure),
                *_undeclared(failure),
                *_code(failure),
                *_log(failure),
                *_memory(failure.memory),
                *_cells(failure.cells),
                *_attempts(failure),
                *_versions(failure, around),
                "</main></body></html>",
            ]
        )
        + "\n"
    )


def _text(value: object) -> str:
    return escape(visible(str(value)), quote=True)


def _whole(name: str) -> str:
    """Mark a name that should not be broken where it fits on a line."""
    return f'<span class="whole">{_text(name)}</span>'


def _as_code(found: re.Match[str]) -> str:
    return f'<code class="option">{found[0]}</code>'


def _place(failure: Failure) -> str:
    if failure.cell is not None:
        return f"in cell {failure.cell}"
    ran = [cell for cell in failure.cells if cell.status == "completed"]
    return "after its last cell" if ran and len(ran) == len(failure.cells) else "before its first cell"


def _masthead(around: Circumstances) -> str:
    links = "".join(
        f'<li><a href="#{code}" lang="{code}" hreflang="{code}">{name}</a></li>'
        for code, name in LANGUAGE_NAMES.items()
    )
    when = f" · {_text(around.when)}" if around.when else ""
    return f"<header><p><b>Senim</b> · Failed run{when}</p><nav><ul>{links}</ul></nav></header>"


def _essentials(failure: Failure, around: Circumstances, headline: str) -> list[str]:
    words = words_of(failure)
    edition = f"<p>{LAST_EDITION['en']}: {_whole(around.edition)}</p>" if around.edition else ""
    published = KEPT["en"] if around.edition else NONE_YET["en"]
    return [
        f'<p class="question">What happened ({failure.kind})</p>',
        f"<h1>{headline}</h1>",
        f'<p class="lead">{words.meaning}</p>',
        *_opened(failure, "en"),
        '<div class="strip">',
        f"<div><h2>What it means for the briefs</h2><p>{published}</p>{edition}</div>",
        f"<div><h2>What to do</h2><p>{_OPTION.sub(_as_code, words.do)}</p></div>",
        f"<div><h2>Who can do it</h2><p>{words.who}</p></div>",
        "</div>",
    ]


def _other_languages(failure: Failure, around: Circumstances) -> list[str]:
    words = words_of(failure)
    name = _text(one_line(failure.notebook, 80))
    lines = ['<div class="others">']
    for code, happened, tell in (("kk", words.kk, words.tell[0]), ("ru", words.ru, words.tell[1])):
        published = (KEPT if around.edition else NONE_YET)[code]
        stopped, cell = PLACE[code]
        number = f", {cell}: {failure.cell}" if failure.cell is not None else ""
        edition = f"{LAST_EDITION[code]}: {_whole(around.edition)}. " if around.edition else ""
        lines += [
            f'<div lang="{code}" id="{code}"><h2>{NOT_REFRESHED[code]}</h2>',
            f"<p>{happened} {published} {tell}</p>",
            *_opened(failure, code),
            f'<p class="note">{edition}{stopped}: <code class="whole">{name}</code>{number}.</p></div>',
        ]
    return [*lines, "</div>"]


def _opened(failure: Failure, language: str) -> list[str]:
    """Name what was refused where readers look who do not program."""
    if not failure.undeclared:
        return []
    label = (NOT_DECLARED if failure.reads_undeclared else REFUSED)[language]
    names = [_whole(item.name) for item in failure.undeclared[:_MOST_NAMES]]
    left = " …" if len(failure.undeclared) > _MOST_NAMES else ""
    return [f'<p class="note">{label}: <code>{", ".join(names)}</code>{left}</p>']


def _cause(failure: Failure) -> list[str]:
    message = "\n".join(part for part in (failure.cause, failure.detail) if part)
    return ["<h3>Message</h3>", f'<pre tabindex="0">{_text(message)}</pre>']


def _undeclared(failure: Failure) -> list[str]:
    if not failure.undeclared:
        return []
    items = failure.undeclared[:_MOST_UNDECLARED]
    rows = [
        f"<li>{_text(item.told)}{f' <code>{_text(item.line)}</code>' if item.line else ''}</li>"
        for item in items
    ]
    left = len(failure.undeclared) - len(items)
    cut = [f'<p class="note">And {left} more: the record for machines lists all.</p>'] if left else []
    return ["<h3>What it opened and does not declare</h3>", "<ul>", *rows, "</ul>", *cut]


def _code(failure: Failure) -> list[str]:
    lines = visible(failure.code).splitlines()
    if not lines:
        return []
    stopped = failure.line_number
    rows = [
        f"<li{STOPPED if number == stopped else ''}><code>{escape(line) or ' '}</code></li>"
        for number, line in enumerate(lines[:_MOST_CODE_LINES], start=1)
    ]
    unknown = _LATE if failure.kind is FailureKind.TIMEOUT else "The line is not known."
    where = f"It stopped at line {stopped}, in bold." if stopped else unknown
    cut = f" The first {_MOST_CODE_LINES} lines are shown." if len(lines) > _MOST_CODE_LINES else ""
    heading = f"<h3>Cell {failure.cell}</h3>"
    return [heading, '<ol class="code">', *rows, "</ol>", f'<p class="note">{where}{cut}</p>']


def _log(failure: Failure) -> list[str]:
    parts = (("Last words of the cells", failure.printed), ("Last words of the kernel", failure.kernel_log))
    return [
        line
        for heading, text in parts
        if text.strip()
        for line in (f"<h3>{heading}</h3>", f'<pre tabindex="0">{_text(text.rstrip())}</pre>')
    ]


def _memory(curve: MemoryCurve | None) -> list[str]:
    if curve is None:
        return []
    cap = "none set" if curve.cap_bytes is None else memory_words(curve.cap_bytes)
    return [
        f"<h3>{_text(chart_title(curve))}</h3>",
        '<p class="note">Resident memory of the kernel and of what it started, over time</p>',
        f"<figure>{memory_chart(curve, WIDE)}{memory_chart(curve, NARROW)}</figure>",
        "<dl>",
        f"<dt>Highest</dt><dd>{memory_words(curve.peak_bytes)}, "
        f"after {duration_words(curve.peak_seconds)}</dd>",
        f"<dt>Last seen</dt><dd>{memory_words(curve.last_bytes)}, "
        f"after {duration_words(curve.points[-1][0])}</dd>",
        f"<dt>Allowed</dt><dd>{cap}</dd></dl>",
    ]


def _cells(cells: tuple[CellRun, ...]) -> list[str]:
    if not cells:
        return []
    return [
        "<h3>Time by cell</h3>",
        '<table><thead><tr><th scope="col">Cell</th><th scope="col">Begins with</th>',
        '<th scope="col">Result</th><th scope="col" class="number">Time</th></tr></thead><tbody>',
        *(_cell(cell) for cell in cells),
        "</tbody></table>",
    ]


def _cell(cell: CellRun) -> str:
    mark = STOPPED if cell.status == "failed" else ""
    number = "given values" if cell.number is None else str(cell.number)
    time = "–" if cell.seconds is None else _time(cell.seconds)
    return (
        f"<tr{mark}><td>{number}</td><td><code>{_text(cell.opening)}</code></td>"
        f'<td>{_STATUS.get(cell.status, "not reached")}</td><td class="number">{time}</td></tr>'
    )


def _time(seconds: float) -> str:
    return "under 0.1 s" if seconds < 0.1 else duration_words(seconds)


def _attempts(failure: Failure) -> list[str]:
    if len(failure.attempts) < 2:
        return []
    rows = [
        f"<tr><td>{item.number}</td><td>{item.kind}</td><td>{_text(item.cause)}</td>"
        f"<td>{'–' if item.cell is None else item.cell}</td>"
        f'<td class="number">{duration_words(item.seconds)}</td></tr>'
        for item in failure.attempts
    ]
    return [
        f"<h3>It was tried {len(failure.attempts)} times</h3>",
        '<table><thead><tr><th scope="col">Attempt</th><th scope="col">Class</th><th scope="col">Cause</th>',
        '<th scope="col">Cell</th><th scope="col" class="number">Time</th></tr></thead><tbody>',
        *rows,
        "</tbody></table>",
    ]


def _versions(failure: Failure, around: Circumstances) -> list[str]:
    files = [
        f'<dt>{_text(what)}</dt><dd><a href="{_text(name)}">{_text(name)}</a></dd>'
        for what, name in around.files.items()
    ]
    versions = [
        f"<dt>{_text(name)}</dt><dd>{_text(version)}</dd>" for name, version in around.versions.items()
    ]
    return [
        *(["<h3>Files beside this page</h3>", "<dl>", *files, "</dl>"] if files else []),
        *(["<h3>Versions</h3>", "<dl>", *versions, "</dl>"] if versions else []),
        f'<p class="note">Ran for {duration_words(failure.seconds)}.</p>' if failure.seconds else "",
    ]

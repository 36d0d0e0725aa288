"""The status page: what runs now, what came of the last run; one file without script or request."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path
from urllib.parse import quote

from senim.execution.plain_text import visible
from senim.pipeline import status_words as words
from senim.pipeline.countdown import Remaining
from senim.pipeline.durations import duration
from senim.pipeline.status_report import FailureLine, RunLine, Status, TaskLine
from senim.pipeline.status_style import STYLE
from senim.pipeline.tracker import DONE, FAILED, RUNNING, SKIPPED, WAITING

STATUS_PAGE = "status.html"
REFRESH_SECONDS = 5
SILENT_SECONDS = 60


def status_page(status: Status, reports: Path) -> str:
    """Lay out the status page.

    Parameters
    ----------
    status : Status
        What it says.
    reports : Path
        The reports folder: only to what is there, the page links.

    Returns
    -------
    str
        HTML; it asks to be read again only while a run is at work.
    """
    again = f'<meta http-equiv="refresh" content="{REFRESH_SECONDS}">' if status.running else ""
    lines = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{again}',
        f"<title>Senim · {escape(words.TITLE['en'])}</title><style>{STYLE}</style></head><body><main>",
        *_masthead(reports),
        *(_now(status) if status.running else _rest()),
        *_last_result(status, reports),
        *_failures(status.failures, reports),
        *_tasks(status),
        *_notes(status.notes),
        *_runs(status.runs, reports),
    ]
    return "\n".join([*lines, "</main></body></html>"]) + "\n"


def _masthead(reports: Path) -> list[str]:
    link = ""
    if (reports / "index.html").is_file():
        link = f'<a href="index.html">{escape(words.TO_BRIEFS["en"])}</a>'
    return [f'<p class="masthead"><span>Senim · {escape(words.TITLE["en"])}</span>{link}</p>']


def _now(status: Status) -> list[str]:
    over = sum(task.state not in (WAITING, RUNNING) for task in status.tasks)
    total = len(status.tasks)
    left = Remaining(status.remaining or 0.0, status.about, status.longer)
    at_work = [task for task in status.tasks if task.state == RUNNING]
    return [
        f"<h1>{_in(words.RUNNING, 'en')}: {over} of {total} tasks done, {escape(str(left))}</h1>",
        _also(words.RUNNING),
        _bar(over, total, "whole"),
        "<dl>",
        _pair(words.LAST_WORD, f"{_time(status.last_word)}, {duration(status.elapsed)} after the beginning"),
        "</dl>",
        f'<p class="small">While a run is at work this page is written every few seconds. If its last word '
        f"is more than {SILENT_SECONDS} seconds old, the run was cut off; the next one will say so.</p>",
        *(['<ul class="at-work">', *(_at_work(task) for task in at_work), "</ul>"] if at_work else []),
    ]


def _rest() -> list[str]:
    return [f"<h1>{_in(words.RESTING, 'en')}</h1>", _also(words.RESTING)]


def _at_work(task: TaskLine) -> str:
    cell = f", cell {task.cell} of {task.cells}" if task.cells else ""
    usual = f" (usually {duration(task.expected)})" if task.expected is not None else ""
    return f"<li><b>{_text(task.name)}</b>{cell}: {duration(task.seconds or 0.0)}{usual}</li>"


def _last_result(status: Status, reports: Path) -> list[str]:
    lines = _heading(words.LAST_RESULT)
    if not status.runs:
        return [*lines, "<p>No run has ended yet.</p>"]
    last = status.runs[0]
    ended = words.ending(last.exit_code, published=last.published)
    lines += [
        f'<p class="result{"" if last.exit_code == 0 else " bad"}">{_sentence(ended["en"])}</p>',
        _also(ended),
        f"<p>{_time(last.ended)} · {_code(last)} · {duration(last.seconds)}</p>",
    ]
    if last.cause:
        lines.append(f"<pre>{_text(last.cause)}</pre>")
    if status.edition:
        lines += ["<dl>", _pair(words.NEWEST, _edition(status.edition, reports)), "</dl>"]
    return lines


def _failures(failures: tuple[FailureLine, ...], reports: Path) -> list[str]:
    if not failures:
        return []
    return [
        *_heading(words.FAILURES),
        '<ul class="failures">',
        *(_failure(f, reports) for f in failures),
        "</ul>",
    ]


def _failure(failure: FailureLine, reports: Path) -> str:
    page = _failure_link(failure.task, reports)
    return (
        f"<li><b>{_text(failure.task)}</b> · {_text(failure.error_class)} · {_time(failure.time)}"
        f"<br>{_text(failure.cause)}{page}</li>"
    )


def _failure_link(task: str, reports: Path) -> str:
    """Link what was kept of a failure."""
    for name, text in (("error.html", "What happened"), ("notebook.ipynb", "Partial notebook")):
        if _is_there(reports / "failed", task, name):
            return f' <a href="failed/{quote(os.fsencode(task), safe="")}/{name}">{text}</a>'
    return ""


def _tasks(status: Status) -> list[str]:
    if not status.tasks:
        return []
    longest = max((task.seconds or 0.0 for task in status.tasks), default=0.0)
    return [
        *_heading(words.TASKS),
        '<table class="tasks"><thead><tr><th scope="col">task</th><th scope="col">state</th>'
        '<th scope="col" class="number">last time</th><th scope="col" class="bars"></th></tr></thead><tbody>',
        *(_task(task, longest) for task in status.tasks),
        "</tbody></table>",
    ]


def _task(task: TaskLine, longest: float) -> str:
    seconds = "" if task.seconds is None else f"{task.seconds:.1f} s"
    bar = _bar(task.seconds or 0.0, longest, _SHAPES.get(task.state, "open"))
    return (
        f'<tr><th scope="row">{_text(task.name)}</th><td>{_text(task.state)}</td>'
        f'<td class="number">{seconds}</td><td class="bars">{bar}</td></tr>'
    )


_SHAPES = {DONE: "done", SKIPPED: "done", FAILED: "failed", RUNNING: "running"}


def _notes(notes: tuple[str, ...]) -> list[str]:
    if not notes:
        return []
    return [*_heading(words.NOTES), "<ul>", *(f"<li>{_text(note)}</li>" for note in notes), "</ul>"]


def _runs(runs: tuple[RunLine, ...], reports: Path) -> list[str]:
    if not runs:
        return []
    return [
        *_heading(words.RUNS),
        '<table class="runs"><thead><tr><th scope="col">ended</th><th scope="col">result</th>'
        '<th scope="col" class="number">took</th></tr></thead><tbody>',
        *(_run(run, reports) for run in runs),
        "</tbody></table>",
    ]


def _run(run: RunLine, reports: Path) -> str:
    result = escape(words.ending(run.exit_code, published=run.published)["en"])
    if run.published and run.edition:
        result += f": {_edition(run.edition, reports)}"
    if run.times > 1:
        result += f" ({run.times} times since {_time(run.began)})"
    return (
        f'<tr><th scope="row">{_time(run.ended)}</th>'
        f'<td>{result} <span class="small">· {_code(run)}</span></td>'
        f'<td class="number">{duration(run.seconds)}</td></tr>'
    )


def _code(run: RunLine) -> str:
    return "no exit code" if run.exit_code is None else f"exit code {run.exit_code}"


def _edition(name: str, reports: Path) -> str:
    if not _is_there(reports, name, "record.json"):
        return _text(name)
    return f'<a href="{quote(os.fsencode(name), safe="")}/record.json">{_text(name)}</a>'


def _is_there(place: Path, folder: str, name: str) -> bool:
    """Look for a file to link; a name of a folder that would lead elsewhere leads nowhere."""
    leads_out = folder in ("", ".", "..") or "/" in folder or "\\" in folder
    # Unlike `Path.is_file`, this takes a name that no file can have for one that is not there.
    return not leads_out and os.path.isfile(place / folder / name)


def _bar(part: float, whole: float, shape: str) -> str:
    share = min(100.0, 100 * part / whole) if whole > 0 else 0.0
    return (
        f'<svg class="bar {shape}" aria-hidden="true"><rect class="track" width="100%" height="100%"/>'
        f'<rect class="fill" width="{share:.1f}%" height="100%"/></svg>'
    )


def _heading(text: words.Words) -> list[str]:
    return [f"<h2>{_in(text, 'en')} {_others(text)}</h2>"]


def _pair(text: words.Words, value: str) -> str:
    return f"<div><dt>{_in(text, 'en')} {_others(text)}</dt><dd>{value}</dd></div>"


def _also(text: words.Words) -> str:
    shown = {language: text[language][:1].upper() + text[language][1:] for language in text}
    return f'<p class="also">{_in(shown, "kk")} · {_in(shown, "ru")}</p>'


def _others(text: words.Words) -> str:
    return f'<span class="also">{_in(text, "kk")} · {_in(text, "ru")}</span>'


def _in(text: words.Words, language: str) -> str:
    shown = escape(text[language])
    return shown if language == "en" else f'<span lang="{language}">{shown}</span>'


def _sentence(text: str) -> str:
    return escape(text[:1].upper() + text[1:])


def _time(iso: str) -> str:
    shown = iso[:19].replace("T", " ")
    return f'<time datetime="{_text(iso)}">{_text(shown)} UTC</time>' if iso else "unknown"


def _text(text: str) -> str:
    return escape(visible(text))

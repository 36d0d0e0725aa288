"""The status page: what runs now, what came of the last run; one file without script or request."""

from __future__ import annotations

import os
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote

from senim.execution.plain_text import visible
from senim.pipeline import status_words as words
from senim.pipeline.durations import duration, rough_duration
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
        *_runs(status, reports),
    ]
    return "\n".join([*lines, "</main></body></html>"]) + "\n"


def _masthead(reports: Path) -> list[str]:
    link = ""
    if (reports / "index.html").is_file():
        link = f'<a href="index.html">{_three(words.TO_BRIEFS)}</a>'
    return [f'<p class="masthead"><span>Senim · {_three(words.TITLE)}</span>{link}</p>']


def _now(status: Status) -> list[str]:
    over = sum(task.state not in (WAITING, RUNNING) for task in status.tasks)
    total = len(status.tasks)
    far = _joined(
        ": ", words.RUNNING, _joined(", ", _filled(words.FAR, over=over, total=total), _left(status))
    )
    since = _filled(words.SINCE, time=_durations(status.elapsed))
    at_work = [task for task in status.tasks if task.state == RUNNING]
    return [
        f"<h1>{_in(far, 'en')}</h1>",
        _also(far),
        _bar(over, total, "whole"),
        "<dl>",
        _pair(words.LAST_WORD, f"{_time(status.last_word)} · {_three(since)}"),
        "</dl>",
        *(
            f'<p class="small">{_in(_filled(words.SILENCE, seconds=SILENT_SECONDS), code)}</p>'
            for code in words.LANGUAGES
        ),
        *(['<ul class="at-work">', *(_at_work(task) for task in at_work), "</ul>"] if at_work else []),
    ]


def _left(status: Status) -> words.Words:
    seconds = status.remaining or 0.0
    time = {language: rough_duration(seconds, language) for language in words.LANGUAGES}
    if status.longer:
        return _filled(words.LONGER_BY, time=time) if seconds >= 1 else words.LONGER
    return _filled(words.LEFT_ABOUT if status.about else words.LEFT, time=time)


def _rest() -> list[str]:
    return [f"<h1>{_in(words.RESTING, 'en')}</h1>", _also(words.RESTING)]


def _at_work(task: TaskLine) -> str:
    said = _filled(words.AT_WORK, time=_durations(task.seconds or 0.0))
    if task.cells:
        said = _joined(", ", said, _filled(words.CELL, begun=task.cell, of=task.cells))
    if task.expected is not None:
        said = _joined(", ", said, _filled(words.USUALLY, time=_durations(task.expected)))
    return f"<li><b>{_text(task.name)}</b> · {_three(said)}</li>"


def _last_result(status: Status, reports: Path) -> list[str]:
    lines = _heading(words.LAST_RESULT)
    if not status.runs:
        return [*lines, f"<p>{_sentence(words.NO_RUN_YET['en'])}.</p>", _also(words.NO_RUN_YET)]
    last = status.runs[0]
    ended = _ending(last, edition=bool(status.edition))
    lines += [
        f'<p class="result{"" if last.exit_code == 0 else " bad"}">{_sentence(ended["en"])}</p>',
        _also(ended),
        f"<p>{_time(last.ended)} · {_three(_code(last))} · {_clock(last.seconds)}</p>",
    ]
    if last.cause:
        lines.append(f"<pre>{_text(last.cause)}</pre>")
    if status.edition:
        lines += ["<dl>", _pair(words.NEWEST, _edition(status.edition, reports)), "</dl>"]
    return lines


def _ending(run: RunLine, *, edition: bool) -> words.Words:
    ended = words.ending(run.exit_code, published=run.published, sweep=bool(run.sweep), edition=edition)
    return _joined(": ", _filled(words.SWEEP, name=run.sweep), ended) if run.sweep else ended


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
    for name, text in (("error.html", words.WHAT_HAPPENED), ("notebook.ipynb", words.PARTIAL)):
        if _is_there(reports / "failed", task, name):
            return f' <a href="failed/{quote(os.fsencode(task), safe="")}/{name}">{_three(text)}</a>'
    return ""


def _tasks(status: Status) -> list[str]:
    if not status.tasks:
        return []
    longest = max((task.seconds or 0.0 for task in status.tasks), default=0.0)
    of = f" · {_three(_filled(words.SWEEP, name=status.sweep))}" if status.sweep else ""
    return [
        *_heading(words.TASKS, of),
        f'<table class="tasks"><thead><tr>{_column(words.TASK)}{_column(words.STATE)}'
        f'{_column(words.LAST_SECONDS, "number")}<th scope="col" class="bars"></th></tr></thead><tbody>',
        *(_task(task, longest) for task in status.tasks),
        "</tbody></table>",
    ]


def _task(task: TaskLine, longest: float) -> str:
    seconds = "" if task.seconds is None else f"{task.seconds:.1f}"
    bar = _bar(task.seconds or 0.0, longest, _SHAPES.get(task.state, "open"))
    known = words.STATES.get(task.state)
    state = _three(known) if known else _text(task.state)
    return (
        f'<tr><th scope="row">{_text(task.name)}</th><td>{state}</td>'
        f'<td class="number">{seconds}</td><td class="bars">{bar}</td></tr>'
    )


_SHAPES = {DONE: "done", SKIPPED: "done", FAILED: "failed", RUNNING: "running"}


def _notes(notes: tuple[str, ...]) -> list[str]:
    if not notes:
        return []
    return [*_heading(words.NOTES), "<ul>", *(f"<li>{_text(note)}</li>" for note in notes), "</ul>"]


def _runs(status: Status, reports: Path) -> list[str]:
    if not status.runs:
        return []
    return [
        *_heading(words.RUNS),
        f'<table class="runs"><thead><tr>{_column(words.ENDED)}{_column(words.RESULT)}'
        f"{_column(words.TOOK, 'number')}</tr></thead><tbody>",
        *(_run(run, reports, edition=bool(status.edition)) for run in status.runs),
        "</tbody></table>",
    ]


def _run(run: RunLine, reports: Path, *, edition: bool) -> str:
    said = _joined(", ", _ending(run, edition=edition), _code(run))
    if run.times > 1:
        said = _joined(", ", said, _filled(words.TIMES, times=run.times, time=_shown_time(run.began)))
    made = _edition(run.edition, reports) if run.published and run.edition and not run.sweep else ""
    return (
        f'<tr><th scope="row">{_time(run.ended)}</th><td>{_three(said)}{made}</td>'
        f'<td class="number">{_clock(run.seconds)}</td></tr>'
    )


def _code(run: RunLine) -> words.Words:
    return words.NO_EXIT_CODE if run.exit_code is None else _filled(words.EXIT_CODE, code=run.exit_code)


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


def _heading(text: words.Words, more: str = "") -> list[str]:
    return [f"<h2>{_three(text)}{more}</h2>"]


def _column(text: words.Words, kind: str = "") -> str:
    of = f' class="{kind}"' if kind else ""
    return f'<th scope="col"{of}>{_three(text)}</th>'


def _pair(text: words.Words, value: str) -> str:
    return f"<div><dt>{_three(text)}</dt><dd>{value}</dd></div>"


def _also(text: words.Words) -> str:
    shown = {language: text[language][:1].upper() + text[language][1:] for language in text}
    return f'<p class="also">{_in(shown, "kk")} · {_in(shown, "ru")}</p>'


def _three(text: words.Words) -> str:
    return f'{_in(text, "en")} <span class="also">{_in(text, "kk")} · {_in(text, "ru")}</span>'


def _in(text: words.Words, language: str) -> str:
    shown = _text(text[language])
    return shown if language == "en" else f'<span lang="{language}">{shown}</span>'


def _filled(text: words.Words, **values: object) -> words.Words:
    """Put values into words; a value may itself be said in every language."""

    def told(value: object, language: str) -> object:
        return value[language] if isinstance(value, Mapping) else value

    return {
        language: said.format(**{name: told(value, language) for name, value in values.items()})
        for language, said in text.items()
    }


def _joined(between: str, first: words.Words, second: words.Words) -> words.Words:
    return {language: f"{first[language]}{between}{second[language]}" for language in first}


def _durations(seconds: float) -> words.Words:
    return {language: duration(seconds, language) for language in words.LANGUAGES}


def _clock(seconds: float) -> str:
    """Write a time as hours, minutes and seconds, which every language reads alike."""
    whole = round(max(0.0, seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def _sentence(text: str) -> str:
    return _text(text[:1].upper() + text[1:])


def _time(iso: str) -> str:
    return f'<time datetime="{_text(iso)}">{_text(_shown_time(iso))}</time>' if iso else "–"


def _shown_time(iso: str) -> str:
    return f"{iso[:19].replace('T', ' ')} UTC"


def _text(text: str) -> str:
    return escape(visible(text))

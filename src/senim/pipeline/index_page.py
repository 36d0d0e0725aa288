"""The page that leads to the briefs: plain, self-contained, in three languages at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path

from senim.execution.files import write_text
from senim.pipeline.damage import is_damaged
from senim.pipeline.editions import LATEST, editions
from senim.pipeline.record import RECORD
from senim.pipeline.status_page import STATUS_PAGE
from senim.pipeline.status_words import TITLE

INDEX = "index.html"
LANGUAGE_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
_KIND = {"kk": "Талдамалық жазба", "ru": "Аналитическая записка", "en": "Policy brief"}
_SUBJECT = {
    "kk": "Қазақстан полициясындағы аттестация және қысқарту: қылмысқа және халық сеніміне әсері",
    "ru": "Аттестация и сокращение полиции в Казахстане: влияние на преступность и доверие граждан",
    "en": "Attestation and the cut of the police in Kazakhstan: what they do to crime and to public trust",
}
_PUBLISHED = {"kk": "Жарияланды", "ru": "Опубликовано", "en": "Published"}
_EDITION = {"kk": "Басылым", "ru": "Выпуск", "en": "Edition"}
_SWEEPS = {"kk": "Мәндер қатарлары", "ru": "Переборы значений", "en": "Sweeps of values"}
_OLDER = {"kk": "Бұрынғы басылымдар", "ru": "Прежние выпуски", "en": "Earlier editions"}
SWEEPS = "sweeps"
"""Folder of the sweeps in a reports folder."""
_SWEEP_PAGES = {"kk": "index.kk.html", "ru": "index.ru.html", "en": "index.html"}
_DAMAGED = {
    "kk": "файлдары бүлінген, сондықтан сілтеме берілмейді",
    "ru": "файлы повреждены, поэтому ссылок нет",
    "en": "files are damaged, so there is no link",
}
_TITLE = re.compile(r"<title>([^<]+)</title>")
_HEAD_CHARACTERS = 4_000
_STYLE = """
:root {
  color-scheme: light dark;
  --paper: #FFFFFF; --ink: #14202B; --ink2: #41505D; --main: #0A4F7E; --rule: #CCD5DC;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #10171E; --ink: #EDF2F5; --ink2: #BCC8D1; --main: #8CC8F2; --rule: #34424E; }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font-size: 17px; line-height: 26px;
  font-family: "Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif;
}
main { max-width: 720px; margin: 0 auto; padding: 32px 24px 56px; }
h1 { font-size: 32px; line-height: 41px; margin: 0 0 8px; }
.subject { border-bottom: 1px solid var(--rule); padding-bottom: 16px; margin: 0 0 24px; }
.subject p { margin: 0 0 4px; text-wrap: pretty; }
h2 { font-size: 15px; line-height: 22px; margin: 48px 0 8px; color: var(--ink2); font-weight: 700; }
ul { list-style: none; margin: 0; padding: 0; }
li { border-bottom: 1px solid var(--rule); padding: 12px 0; }
a { color: var(--main); display: inline-block; min-height: 24px; }
a:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
.briefs a { font-size: 21px; line-height: 28px; font-weight: 700; }
li p { margin: 4px 0 0; text-wrap: pretty; }
.sweep a, .older .languages a { margin-right: 16px; }
.about { margin: 4px 0 0; }
time { white-space: nowrap; }
.small { color: var(--ink2); font-size: 15px; line-height: 22px; }
@media (max-width: 720px) { main { padding: 24px 16px 48px; } h1 { font-size: 25px; line-height: 33px; } }
"""


def write_index(reports: Path) -> Path:
    """Write the index page of a reports folder, where it does not say so already.

    Parameters
    ----------
    reports : Path
        The reports folder.

    Returns
    -------
    Path
        The page.
    """
    page = reports / INDEX
    text = index_page(reports)
    if not page.is_file() or page.read_text(encoding="utf-8", errors="replace") != text:
        write_text(page, text)
    return page


def index_page(reports: Path) -> str:
    """Lay out the index page: the newest briefs, sweeps, then the older editions.

    Parameters
    ----------
    reports : Path
        The reports folder.

    Returns
    -------
    str
        HTML; names of languages lead to the briefs, dates to older editions.
    """
    found = editions(reports)
    newest = (reports / LATEST).resolve()
    older = [folder for folder in found if folder != newest]
    lines = [
        "<!doctype html>",
        '<html lang="mul"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Senim</title><style>{_STYLE}</style></head><body><main>",
        "<h1>Senim</h1>",
        f'<div class="subject">{"".join(_paragraph(code, _SUBJECT[code]) for code in LANGUAGE_NAMES)}</div>',
    ]
    if newest.is_dir():
        lines += ['<ul class="briefs">', *_briefs(newest), "</ul>", _about(newest)]
    sweeps = [folder for folder in sorted((reports / SWEEPS).glob("*")) if (folder / INDEX).is_file()]
    if sweeps:
        lines += [f"<h2>{_in_all(_SWEEPS)}</h2>", "<ul>", *(_sweep(folder) for folder in sweeps), "</ul>"]
    if older:
        lines += [f"<h2>{_in_all(_OLDER)}</h2>", "<ul>", *(_older(folder) for folder in older), "</ul>"]
    if (reports / STATUS_PAGE).is_file():
        lines.append(f'<p class="small"><a href="{STATUS_PAGE}">{_in_all(TITLE)}</a></p>')
    return "\n".join([*lines, "</main></body></html>"]) + "\n"


def _briefs(edition: Path) -> list[str]:
    return [
        f'<li><a lang="{code}" hreflang="{code}" href="{LATEST}/{code}/brief.html">{name}</a> '
        f'<span class="small" lang="{code}">{_KIND[code]}</span>{_finding(edition, code)}</li>'
        for code, name in LANGUAGE_NAMES.items()
        if (edition / code / "brief.html").is_file()
    ]


def _finding(edition: Path, language: str) -> str:
    """Repeat the title of a brief, which is its finding; nothing where it has none."""
    with (edition / language / "brief.html").open(encoding="utf-8") as page:
        found = _TITLE.search(page.read(_HEAD_CHARACTERS))
    return f'<p lang="{language}">{found[1]}</p>' if found else ""


def _older(edition: Path) -> str:
    if is_damaged(edition):
        return f'<li class="older">{_about(edition, linked=False)}<p>{_in_all(_DAMAGED)}</p></li>'
    links = [
        f'<a lang="{code}" hreflang="{code}" href="{edition.name}/{code}/brief.html">{name}</a>'
        for code, name in LANGUAGE_NAMES.items()
        if (edition / code / "brief.html").is_file()
    ]
    return f'<li class="older"><span class="languages">{" ".join(links)}</span>{_about(edition)}</li>'


def _about(edition: Path, *, linked: bool = True) -> str:
    """Say when an edition was published, and link its name to its record."""
    record = edition / RECORD
    # The record itself holds no time: equal runs give equal records.
    published = dt.datetime.fromtimestamp((record if record.is_file() else edition).stat().st_mtime, dt.UTC)
    time = f'<time datetime="{published:%Y-%m-%dT%H:%M:%SZ}">{published:%Y-%m-%d %H:%M} UTC</time>'
    name = escape(edition.name)
    if linked:
        name = f'<a href="{name}/{RECORD}">{name}</a>'
    return (
        f'<p class="small about">{_in_all(_PUBLISHED)}: {time}</p>'
        f'<p class="small about">{_in_all(_EDITION)}: {name}</p>'
    )


def _sweep(folder: Path) -> str:
    links = []
    for code, page in _SWEEP_PAGES.items():
        if (folder / page).is_file():
            found = _TITLE.search(
                (folder / page).read_text(encoding="utf-8", errors="replace")[:_HEAD_CHARACTERS]
            )
            title = escape(unescape(found[1]).removesuffix(" · Senim") if found else folder.name)
            address = escape(f"{SWEEPS}/{folder.name}/{page}")
            links.append(f'<p><a lang="{code}" hreflang="{code}" href="{address}">{title}</a></p>')
    return f'<li class="sweep">{"".join(links)}</li>'


def _in_all(words: Mapping[str, str]) -> str:
    """Give words in three languages, side by side."""
    return " · ".join(_part(code, words[code]) for code in LANGUAGE_NAMES)


def _paragraph(language: str, text: str) -> str:
    return f'<p lang="{language}">{text}</p>'


def _part(language: str, text: str) -> str:
    return f'<span lang="{language}">{text}</span>'

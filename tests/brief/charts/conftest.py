"""One example of every chart, in English and with long Kazakh words, at both widths."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from senim.brief import charts
from senim.brief.charts import ChartText
from senim.brief.charts.responses import response_panels, response_rows
from senim.execution import Figure

WORDS: dict[str, tuple[str, str]] = {
    "observed": ("registered (observed)", "тіркелген құқық бұзушылықтар (бақыланған)"),
    "middle": ("with the cut, middle", "қысқартумен, ортаңғы есеп"),
    "comparison": ("without the cut", "қысқартусыз жағдайда"),
    "band90": ("nine in ten runs", "он есептің тоғызы осы аралықта"),
    "band50": ("half of runs", "есептердің жартысы"),
    "event": ("cut announced", "қысқарту жарияланды, қараша айы"),
    "axis": (
        "Change in registered violent offences, per cent",
        "Тіркелген зорлық-зомбылық құқық бұзушылықтарының өзгеруі, пайыз",
    ),
    "above": ("{count} of {total}\na rise", "{total} есептің {count} нәтижесі\nқысқартусыз жағдайдан көп"),
    "below": (
        "{count} of {total}\nno rise",
        "{total} есептің {count} нәтижесі\nқысқартусыз жағдайдан көп емес",
    ),
    "prediction": (
        "Long line: where the next setting would lie",
        "Ұзын сызық: келесі жағдайдың болжамды аралығы",
    ),
    "cut": ("Open tip: the interval goes on", "Ашық ұш: аралық одан әрі жалғасады"),
    "unknown": ("no number", "сан жоқ: анықталмайды"),
    "noise": ("Hatched: too small for a survey to see", "Штрих: сауалнама байқай алмайтын өзгеріс"),
    "x_axis": ("Sound officers who pass", "Сынақтан өткен адал қызметкерлердің үлесі (ерекшелік)"),
    "y_axis": ("Problem officers found", "Анықталған проблемалы қызметкерлердің үлесі (сезгіштік)"),
    "lines": ("If problem officers are", "Проблемалы қызметкерлердің үлесі"),
    "examined": ("Examined", "Аттестациядан өткендер"),
    "fit": ("Fit", "Атқаратын лауазымына лайық деп танылғандар"),
    "reserve": ("Fit and into the reserve", "Лайық, кадр резервіне ұсынылғандар"),
    "unfit": ("Unfit", "Атқаратын лауазымына лайық емес деп танылғандар"),
    "demoted": ("Demoted", "Лауазымы төмендетілгендер"),
    "transferred": ("Transferred", "Басқа лауазымға ауыстырылғандар"),
    "dismissed": ("Dismissed", "Жұмыстан шығарылғандар"),
    "reinstated": ("Back by a court", "Сот шешімімен қайта орналасқандар"),
    "gone": ("Gone for good", "Біржола кеткендер"),
    "sound": ("sound", "адал қызметкерлер"),
    "problem": ("problem officers", "проблемалы қызметкерлер"),
    "enlarged": ("The same officers, {times} times wider", "Сол қызметкерлер, {times} есе кең салынған"),
    "service": ("in service", "қызметте, мерзім есептеліп тұр"),
    "exempt": ("no longer examined", "аттестациядан босатылған: жиырма жыл және одан көп қызмет"),
    "leave": ("leave", "жүктілік пен бала күтімі демалысы"),
    "window": ("the examination falls here", "демалыстан кейінгі аттестация мерзімі"),
    "wave": ("extraordinary wave", "кезектен тыс аттестация"),
    "appointment": ("appointment", "тең емес лауазымға тағайындау"),
    "examination": ("examination", "аттестация"),
    "no_examination": ("passed by", "аттестациядан өтпейді"),
    "whole": ("the whole force", "барлық қызметкерлер бойынша"),
    "range": ("nine in ten runs", "он есептің тоғызы осы аралықта"),
    "none": ("exempt", "босатылған"),
    "blind": ("A test that cannot tell", "Проблемалы қызметкерді адалынан ажырата алмайтын сынақ"),
    "fully": ("fully trust", "толық сенеді"),
    "partly": ("partly trust", "ішінара сенеді"),
    "rather_not": ("rather do not trust", "сенбеуге бейім"),
    "not_at_all": ("do not trust at all", "мүлдем сенбейді"),
    "no_answer": ("no answer", "жауап беруден бас тартқан"),
    "value": ("{observed} against {predicted} · {verdict}", "{observed}, болжам {predicted} · {verdict}"),
    "key": (
        "Line: middle. Band: nine in ten.\nShaded: the cut",
        "Сызық: ортаңғы есеп. Жолақ: он есептің тоғызы.\nКүңгірт өң: қысқарту айлары",
    ),
    "as_said": ("Upright line: as said", "Тік сызық: айтылғандай"),
    "mark": ("Full dot: the same is counted", "Толық нүкте: дәл сол нәрсе есептелген"),
    "chance": ("Hatched: usual movement", "Штрих: үйреншікті өзгеріс"),
    "marks": ("Bar: usual. Diamond: as said", "Жолақ: үйреншікті өзгеріс. Ромб: айтылғандай"),
    "ranks": ("Specifications, by their estimate", "Есептеу нұсқалары, бағасының өсу ретімен"),
    "ends": ("from {low} to {high}", "{low} нұсқасынан {high} нұсқасына дейін"),
    "reference": ("Dashed: the middle of all", "Үзік сызық: барлық нұсқаның ортаңғысы"),
    "break": ("reform of the police", "полиция реформасы мен кезектен тыс аттестация"),
    "everything": ("Band: chance of the draws", "Жолақ: есептердің кездейсоқ ауытқуы"),
    "break_even": ("break-even", "екі шешім орта есеппен бірдей"),
    "dots": ("Full dot: published, inside", "Толық нүкте: жарияланған, аралықтың ішінде"),
}
LONG_ROW = ("Cut to the second figure", "Аттестациямен бірге екінші көрсеткішке дейін қысқарту")


def text_in(language: str, **changes: str) -> ChartText:
    """Give every label in one language."""
    labels = {key: pair[language == "kk"] for key, pair in WORDS.items()} | changes
    return ChartText("The finding & its range", "Measure, place, period", "A path that falls.", labels)


def number(value: float) -> str:
    """Print as the brief does: no trailing zeros, true minus, no-break space."""
    return f"{value:,.2f}".rstrip("0").rstrip(".").replace(",", "\u00a0").replace("-", "\u2212")


def interval(low: float, high: float) -> str:
    """Print a range."""
    return f"{number(low)}\u2060…\u2060{number(high)}"


def observed() -> pd.DataFrame:
    """A path over the breaks."""
    years = range(2009, 2025)
    values = [420, 400, 610, 980, 1230, 1190, 1280, 1240, 1130, 1010, 940, 690, 640, 600, 520, 470]
    return pd.DataFrame({"year": years, "value": values})


def regimes() -> pd.DataFrame:
    """Five rules of recording."""
    starts, ends = [2000, 2011, 2015, 2020, 2022], [2010, 2014, 2019, 2021, 2030]
    labels = ["old rules", "stricter registration", "new Criminal Code", "pandemic", "joint books of reports"]
    return pd.DataFrame({"letter": list("ABCDE"), "label": labels, "start": starts, "end": ends})


def bands() -> pd.DataFrame:
    """A fan that opens."""
    years = np.arange(2018, 2028)
    part = (years - 2018) / 9
    spread = {"q05": -520, "q25": -200, "median": 20, "q75": 240, "q95": 570}
    return pd.DataFrame({"year": years} | {name: 1010 + size * part for name, size in spread.items()})


def comparison() -> pd.DataFrame:
    """The path without the cut."""
    return pd.DataFrame({"year": range(2018, 2028), "value": [1010 - 5 * step for step in range(10)]})


def dots() -> pd.DataFrame:
    """Fifty quantiles, four of them below zero."""
    return pd.DataFrame({"value": np.linspace(-0.6, 6.0, 50) ** 1 + 0.01})


def studies(language: str = "en") -> pd.DataFrame:
    """Two groups, an estimate off the axis, pooled rows."""
    nothing = [np.nan] * 2
    pooled = "Біріктірілген баға, зорлық-зомбылық құқық бұзушылықтары" if language == "kk" else "Pooled"
    rows = [
        ["heading", "Violent", *[np.nan] * 5],
        ["study", "Chalfin & McCrary: murder", -0.67, -1.14, -0.2, *nothing],
        ["study", "Mello: murder", -4.5, -7.0, -2.0, *nothing],
        ["pooled", pooled, -0.4, -0.7, -0.1, -1.2, 0.4],
    ]
    columns = ["kind", "label", "estimate", "low", "high", "prediction_low", "prediction_high"]
    return pd.DataFrame(rows, columns=columns)


def options(language: str = "en") -> pd.DataFrame:
    """Three options, one not identifiable."""
    long = LONG_ROW[language == "kk"]
    rows = [
        ["Cut", 0.0, 1.0, 2.0, 3.0, 4.0, "posts only, vacant posts first"],
        [long, -1.0, -0.2, 0.1, 0.5, 1.0, ""],
        ["Corruption", *[np.nan] * 5, ""],
    ]
    return pd.DataFrame(rows, columns=["label", "q05", "q25", "median", "q75", "q95", "note"])


def set_lines(language: str = "en") -> pd.DataFrame:
    """Every pair that fits a fail rate of 2.4 percent, for three prevalences."""
    found = np.array([0.0, 100.0])
    name = "жүз қызметкердің арасында {}" if language == "kk" else "{} in a hundred"
    frames = []
    for share, role in ((3, "limit"), (10, "reference"), (20, "limit")):
        passing = 100 - (2.4 - share * found / 100) / (1 - share / 100)
        line = {"line": f"p{share}", "label": name.format(share), "role": role}
        frames.append(pd.DataFrame(line | {"specificity": passing, "sensitivity": found}))
    return pd.concat(frames, ignore_index=True)


def set_points() -> pd.DataFrame:
    """Two points on the reference line."""
    meanings = ["finds no problem officer", "проблемалы бес қызметкердің бірін ғана табады"]
    return pd.DataFrame(
        {"letter": ["A", "B"], "label": meanings, "specificity": [97.33, 99.56], "sensitivity": [0.0, 20.0]}
    )


def map_lines() -> pd.DataFrame:
    """What quality must add for each loss of quantity."""
    lost = np.array([-20.0, -10.0, 0.0])
    frames = [
        pd.DataFrame({"line": str(e), "label": str(e), "role": role, "quantity": lost, "quality": -lost * e})
        for e, role in ((1.2, "limit"), (0.6, "reference"), (0.3, "limit"))
    ]
    return pd.concat(frames, ignore_index=True)


def map_points() -> pd.DataFrame:
    """Two cuts."""
    return pd.DataFrame(
        {
            "letter": ["A", "B"],
            "label": ["the first cut", "екінші ресми көрсеткіш"],
            "quantity": [-10.0, -16.6],
            "quality": 0.0,
        }
    )


def answers(language: str = "en") -> pd.DataFrame:
    """Three waves, the first without its two lowest answers."""
    autumn = "2024 жылғы күзгі сауалнама" if language == "kk" else "2024, autumn"
    waves = {"2019": (38.3, 51.2), "2020": (38.2, 37.2, 4.0, 5.0), autumn: (63.6, 27.6, 3.8, 4.1)}
    names = ["fully", "partly", "rather_not", "not_at_all"]
    rows = [
        (wave, name, share)
        for wave, shares in waves.items()
        for name, share in zip(names, shares, strict=False)
    ]
    return pd.DataFrame(rows, columns=["wave", "answer", "share"])


def strengths(language: str = "en") -> pd.DataFrame:
    """Four figures that do not agree."""
    long = "Біріккен Ұлттар Ұйымының деректеріне сілтеген баспасөз" if language == "kk" else "Press"
    labels = ["Before", "Presidential meeting", "Minister in the Senate", long]
    low, high = [471, 424, 393, 444], [471, 424, 393, 448]
    return pd.DataFrame(
        {"label": labels, "low": low, "high": high, "role": ["before", "main", "alt", "other"]}
    )


def checked(language: str = "en") -> pd.DataFrame:
    """One inside, one outside, one that the model was given, one without a figure, one without a range."""
    long = LONG_ROW[language == "kk"]
    outside = "аралықтан тыс" if language == "kk" else "outside"
    rows = [
        [long, "2012", 2.0, 3.0, 4.0, 5.0, 6.0, 4.5, "inside", "agrees"],
        ["Second wave", "", 2.0, 3.0, 4.0, 5.0, 6.0, 12.0, outside, "misses"],
        ["Courts", "", 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, "inside", "given"],
        ["No result", "", 2.0, 3.0, 4.0, 5.0, 6.0, np.nan, "?", "none"],
        ["No model", "", *[np.nan] * 5, 3.0, "?", "none"],
    ]
    columns = ["label", "note", "q05", "q25", "median", "q75", "q95", "observed", "verdict", "mark"]
    return pd.DataFrame(rows, columns=columns)


def _checked(language: str, **more: object) -> Figure:
    return charts.checked_rows(
        checked(language), text=text_in(language), number=number, interval=interval, **more
    )


def held_claims(language: str = "en") -> pd.DataFrame:
    """Two headings, a claim that agrees, one off the axis, one that chance covers, one of another count."""
    long = "Тәуелсіздік жылдарындағы зорлық-зомбылық құқық бұзушылықтарының азаюы, есе"
    label = long if language == "kk" else "Fall of murders, times"
    nothing = [np.nan] * 2
    rows = [
        ["heading", "Supported", "", *[np.nan] * 5, False, ""],
        ["claim", label, "said 4.5, figures 4.6", 102.0, 98.0, 106.0, *nothing, True, "the same"],
        ["claim", "Share of bribes", "said 5, figures 13", 268.0, 260.0, 275.0, *nothing, False, "another"],
        ["heading", "Not distinguishable", "", *[np.nan] * 5, False, ""],
        ["claim", "Road deaths", "said −3 %", np.nan, *nothing, -200.0, 210.0, True, "chance"],
        ["claim", "Posts cut", "said 22, figures 18", 81.0, 80.0, 82.0, *nothing, False, ""],
    ]
    places = ["ratio", "ratio_low", "ratio_high", "chance_low", "chance_high"]
    return pd.DataFrame(rows, columns=["kind", "label", "value", *places, "same", "note"])


def _claims(language: str, **more: object) -> Figure:
    return charts.claim_rows(held_claims(language), text=text_in(language), number=number, **more)


def moved() -> pd.DataFrame:
    """A usual year, one set apart, one with a claim."""
    rows = [
        ["2017", -12.5, -20.0, 10.0, np.nan, "−12.5 %", ""],
        ["2019", -16.7, np.nan, np.nan, np.nan, "−16.7 %", "Reporting targets changed"],
        ["2025", -6.7, -25.0, 16.0, -9.0, "−6.7 %", ""],
    ]
    columns = ["label", "change", "usual_low", "usual_high", "said", "value", "note"]
    return pd.DataFrame(rows, columns=columns)


def _movement(language: str, **more: object) -> Figure:
    return charts.movement_rows(moved(), text=text_in(language), number=number, **more)


def announced(language: str = "en") -> pd.DataFrame:
    """What somebody said happened in three years."""
    label = "айтылғандай: үш жылда" if language == "kk" else "as said, in three years"
    rows = [(label, 2012, 700.0, 2015, 1190.0)]
    return pd.DataFrame(rows, columns=["label", "start", "start_value", "end", "end_value"])


def _announced(language: str, **more: object) -> Figure:
    tables = {"claims": announced(language)}
    return charts.fan_chart(observed(), regimes(), text=text_in(language), number=number, **tables, **more)


def _fan(language: str, **more: object) -> Figure:
    tables = {"bands": bands(), "comparison": comparison(), "event": 2018.4}
    return charts.fan_chart(observed(), regimes(), text=text_in(language), number=number, **tables, **more)


def responses(language: str = "en") -> pd.DataFrame:
    """Four panels, one with a gap and one with a single number."""
    long = "Патрульдік және учаскелік полиция лауазымдары, қысқартудың пайызы: 41,352"
    names = ["Share: 20", long if language == "kk" else "Share: 41", "Share: 60", "Share: 80"]
    positions = [[0, 5, 10, 15], [0, 5, 15], [0, 5, 10, 15], [10]]
    rows = [
        (name, float(at), at * share / 40, -at * share / 60, at * share / 20)
        for share, (name, own) in enumerate(zip(names, positions, strict=True), start=1)
        for at in own
    ]
    frame = pd.DataFrame(rows, columns=["panel", "position", "middle", "low", "high"])
    frame.loc[frame["panel"].eq(names[2]) & frame["position"].eq(5), ["middle", "low", "high"]] = np.nan
    return frame


def wave_steps() -> pd.DataFrame:
    """A wave that adds up."""
    rows = [("examined", 2785, 309), ("fit", 2584, 254), ("reserve", 82, 7), ("unfit", 119, 48)]
    rows += [("demoted", 23, 9), ("transferred", 44, 18), ("dismissed", 52, 21), ("reinstated", 21, 8)]
    return pd.DataFrame(rows, columns=["step", "sound", "problem"])


def clock_events(language: str = "en") -> pd.DataFrame:
    """Two careers under a wave, one of them on leave."""
    long = "Жүктілік пен бала күтімі демалысы: кезектен тыс аттестация тұсынан өтіп кетеді"
    leave = long if language == "kk" else "On leave"
    rows = [("", "wave", 7.0, 7.75)]
    for lane in ("No leave", leave):
        rows += [(lane, "service", 0.0, 20.0), (lane, "exempt", 20.0, 25.0), (lane, "appointment", 0.0, 0.0)]
        rows += [(lane, "examination", at, at) for at in (1.0, 4.0, 10.0)]
    rows += [(leave, "leave", 6.5, 8.0), (leave, "window", 8.5, 9.0), (leave, "no_examination", 7.4, 7.4)]
    return pd.DataFrame(rows, columns=["lane", "kind", "start", "end"])


def hundred(language: str = "en") -> pd.DataFrame:
    """Four groups of a hundred officers."""
    long = "проблемалы қызметкерлер аттестациядан өтіп, бұрынғы қызметінде қалатын жағдайда"
    labels = ["fail and leave", "sound fail and leave", long if language == "kk" else "pass", "sound pass"]
    marks = ["square", "circle", "open_square", "open_circle"]
    return pd.DataFrame({"label": labels, "count": [5, 3, 5, 87], "mark": marks})


def equity(language: str = "en") -> pd.DataFrame:
    """Three measures of five groups, one of them without officers."""
    long = "жиырма жыл және одан көп қызмет еткендер" if language == "kk" else "longest"
    groups = [("Sex", "Men"), ("Sex", "Women"), ("Service", "short"), ("Service", "long"), ("Service", long)]
    panels = [
        "Examined",
        "Unfit",
        "Мерзімінен бұрын шығарылған адал қызметкерлер" if language == "kk" else "Sound",
    ]
    rows = [
        (panel, *group, middle * 0.8, middle, middle * 1.3)
        for place, panel in enumerate(panels, start=1)
        for group, middle in zip(groups, np.array([30.0, 25.0, 40.0, 20.0, 10.0]) / place**2, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["panel", "heading", "label", "low", "middle", "high"])
    frame.loc[frame["panel"].eq("Unfit") & frame["label"].eq(long), ["low", "middle", "high"]] = np.nan
    return frame


def contours() -> pd.DataFrame:
    """A fail rate of 5.4 percent: the limit, one contour, and a test that cannot tell."""
    share = np.geomspace(0.2, 30.0, 30)
    frames = []
    for passing, role in ((100.0, "limit"), (98.0, "contour"), (94.6, "reference")):
        found = 100 * (5.4 - (100 - share) * (100 - passing) / 100) / share
        line = {"specificity": passing, "role": role, "prevalence": share, "sensitivity": found}
        frames.append(pd.DataFrame(line))
    return pd.concat(frames, ignore_index=True)


def paths(language: str = "en") -> pd.DataFrame:
    """Three panels of three years, the last without any range."""
    long = "Аттестациямен бірге екінші ресми көрсеткішке дейін қысқарту, жалақыны көтере отырып"
    at = 2019 + np.arange(37) / 12
    frames = []
    for panel, name in enumerate(("Cut", long if language == "kk" else "Attestation", "Both")):
        middle = 460 - 40 * (1 - np.exp(-np.arange(37) / (6 + panel)))
        width = 20.0 * (2 - panel)
        columns = {
            "at": at,
            "middle": middle,
            "low": middle - width,
            "high": middle + width,
            "without": 460.0,
        }
        months = [f"{2019 + month // 12}-{month % 12 + 1:02d}" for month in range(37)]
        frames.append(pd.DataFrame({"panel": name, "month": months, **columns}))
    return pd.concat(frames, ignore_index=True)


def windows() -> pd.DataFrame:
    """Months of a cut, and of a cut with examinations."""
    rows = [("Cut", 2019.25, 2020.0, "shaded"), ("Both", 2019.25, 2020.0, "shaded")]
    return pd.DataFrame(
        [*rows, ("Both", 2019.75, 2020.25, "dotted")], columns=["panel", "start", "end", "kind"]
    )


def synthetic_path() -> pd.DataFrame:
    """Eleven years, three of them without a figure."""
    years = np.arange(2010, 2021)
    own = np.array([9.0, 8.6, 8.1, np.nan, 7.0, 6.4, 5.2, np.nan, np.nan, 3.9, 3.1])
    other = np.where(np.isnan(own), np.nan, 9.2 - 0.45 * np.arange(11))
    return pd.DataFrame({"period": years, "treated": own, "synthetic": other, "gap": own - other})


def gaps_of_units() -> pd.DataFrame:
    """Gaps of a treated unit and of six placebos."""
    path = synthetic_path()
    frame = pd.DataFrame({"period": path["period"], "own": path["gap"]})
    for number in range(6):
        wave = np.sin(np.arange(11) * (0.4 + 0.1 * number)) * (1 + 0.3 * number)
        frame[f"placebo {number}"] = np.where(path["gap"].isna(), np.nan, wave)
    return frame


def unit_ratios(language: str = "en") -> pd.DataFrame:
    """Ratios of four units, the second largest of the treated one."""
    long = "Босния және Герцеговина Федерациясы" if language == "kk" else "Third"
    return pd.DataFrame(
        {
            "unit": ["First", "Own", long, "Fourth"],
            "ratio": [1.4, 3.2, 4.1, 0.6],
            "treated": [False, True, False, False],
        }
    )


def curve_options(language: str = "en") -> pd.DataFrame:
    """Three questions with two or three answers each."""
    long = "Манчестер мен Лондон полиция бөлімшелерін есепке алмағанда" if language == "kk" else "no London"
    question = "Қай бөлімшелер мен қай жылдар есептеледі" if language == "kk" else "Which forces"
    rows = [("outcome", "theft", "What is counted", "theft"), ("outcome", "all", "What is counted", "all")]
    rows += [("sample", "all", question, "all forces"), ("sample", "some", question, long)]
    rows += [("lag", str(lag), "When officers count", f"{lag} years") for lag in range(3)]
    return pd.DataFrame(rows, columns=["dimension", "option", "question", "words"])


def curve_points() -> pd.DataFrame:
    """Fifty of five thousand specifications, from the lowest estimate to the highest."""
    place = np.arange(50)
    estimate = np.cbrt(place - 32.0) / 4
    return pd.DataFrame(
        {
            "rank": 1 + place * 102,
            "estimate": estimate,
            "low": estimate - 0.4 - (place % 3) / 10,
            "high": estimate + 0.4 + (place % 4) / 10,
            "outcome": np.where(place % 2, "theft", "all"),
            "sample": np.where(place < 20, "some", "all"),
            "lag": (place % 3).astype(str),
        }
    )


def choice_rows(language: str = "en") -> pd.DataFrame:
    """The middles of the options."""
    known = curve_options(language).rename(columns={"question": "label", "words": "answer"})
    known["median"] = [-0.2, -0.1, 0.1, -0.3, -0.05, -0.15, 0.02]
    return known.drop(columns="option").rename(columns={"answer": "option"})


def box_rows(language: str = "en") -> pd.DataFrame:
    """Two beliefs, one with one limit and one with two."""
    long = "Аттестация алдында жұмыстан өз еркімен кету" if language == "kk" else "Elasticity of homicide"
    return pd.DataFrame(
        {
            "label": [long, "Exits"],
            "value": ["\u22120.4", "0.05\u2060…\u20600.09"],
            "low_rank": [42.0, 20.0],
            "high_rank": [100.0, 80.0],
        }
    )


def value_rows(language: str = "en") -> pd.DataFrame:
    """Two falling lines over a value, one of them beyond the upper end."""
    long = "Жарияланған барлық лауазым" if language == "kk" else "All posts"
    values = np.linspace(0.1, 1.0, 10)
    names = {"first": (long, "reference"), "second": ("Front line", "contour")}
    frames = [
        pd.DataFrame(
            {"line": line, "label": label, "role": role, "across": values, "upwards": (1 + place) / values}
        )
        for place, (line, (label, role)) in enumerate(names.items())
    ]
    return pd.concat(frames, ignore_index=True)


def value_points() -> pd.DataFrame:
    """One marked point."""
    return pd.DataFrame({"letter": ["A"], "label": ["As in the studies"], "across": [0.6], "upwards": [1.7]})


def broken() -> pd.DataFrame:
    """Five years of months with a gap, and what they would have been."""
    at = 2009 + (np.arange(60) + 0.5) / 12
    observed = 200 + 15 * np.sin(np.arange(60)) - 30 * (at > 2011.2)
    observed[20:23] = np.nan
    known = np.where(at > 2011.2, 1.0, np.nan)
    without = known * (200 + 15 * np.sin(np.arange(60)))
    frame = {
        "at": at,
        "observed": observed,
        "counterfactual": without,
        "low": without - 20,
        "high": without + 20,
    }
    return pd.DataFrame({"period": [f"{year:.2f}" for year in at]} | frame)


def counted() -> pd.DataFrame:
    """Two times when counting differed, the second beyond the end."""
    return pd.DataFrame({"start": [2009.0, 2013.0], "end": [2010.0, 2030.0], "letter": ["A", "B"]})


def placebos(language: str = "en") -> pd.DataFrame:
    """Two offences, forty dates each."""
    long = "Зорлық-зомбылық құқық бұзушылықтары, ауыр және аса ауыр" if language == "kk" else "Cut"
    frames = []
    for place, name in enumerate(("Courts", long)):
        effect = np.linspace(-9, 7, 41) * (1 + place)
        kind = ["asked" if index == 25 else "placebo" for index in range(41)]
        told = {"label": name, "value_text": "17 / 41", "effect": effect, "kind": kind}
        frames.append(pd.DataFrame(told))
    return pd.concat(frames, ignore_index=True)


def years(language: str = "en") -> pd.DataFrame:
    """Two paths by year: one with a band about its base, one observed with years missing."""
    names = ("Theft", "Robbery") if language == "en" else ("Ұрлық (тіркелген)", "Тонау және қарақшылық")
    calendar = np.arange(2007, 2023)
    middle = 0.03 * (2010 - calendar)
    reach = 0.05 * np.abs(calendar - 2010)
    banded = pd.DataFrame({"year": calendar, "middle": middle, "low": middle - reach, "high": middle + reach})
    seen = banded.assign(middle=-middle, low=np.nan, high=np.nan)
    seen = seen[~seen["year"].isin([2013, 2014])]
    return pd.concat([banded.assign(panel=names[0]), seen.assign(panel=names[1])], ignore_index=True)


def doses(language: str = "en") -> pd.DataFrame:
    """Forty places with a dose and a response."""
    generator = np.random.default_rng(3)
    across = np.round(generator.uniform(-30, 5, 40), 1)
    upwards = np.round(-0.4 * across + generator.normal(0, 12, 40), 1)
    word = "Place" if language == "en" else "Полиция департаменті"
    return pd.DataFrame({"label": [f"{word} {i}" for i in range(40)], "across": across, "upwards": upwards})


def dose_line() -> pd.DataFrame:
    """A line with a band that leaves the axis."""
    across = np.linspace(-30, 5, 8)
    reach = 6 + 0.5 * np.abs(across + 12)
    return pd.DataFrame(
        {
            "across": across,
            "middle": -0.4 * across,
            "low": -0.4 * across - reach,
            "high": -0.4 * across + reach,
        }
    )


def shares(language: str = "en") -> pd.DataFrame:
    """Two wholes; in the second almost everything is one thing."""
    long = (
        "Аттестациядан өту сынағының дәлдігі және проблемалы қызметкерлер" if language == "kk" else "Officers"
    )
    rows = [("Violent offences, cut", "Studies", 49.0, 38.0, 60.0, 39.0, 30.0, 48.0)]
    rows += [("Violent offences, cut", long, 25.0, 14.0, 36.0, 10.0, 4.0, 16.0)]
    rows += [("Full trust, package", "Views", 97.0, 86.0, 107.0, 90.0, 80.0, 99.0)]
    return pd.DataFrame(
        rows, columns=["heading", "label", "share", "low", "high", "alone", "alone_low", "alone_high"]
    )


def beliefs(language: str = "en") -> pd.DataFrame:
    """Three beliefs, the last of which moves the answer one way only."""
    long = "Бос лауазымдардың қысқартуға дейінгі үлесі" if language == "kk" else "Vacant posts"
    return pd.DataFrame(
        {"label": ["Transport", long, "Lag"], "at_low": [0.4, 1.9, 1.1], "at_high": [2.8, 0.8, 1.2]}
    )


def worths(language: str = "en") -> pd.DataFrame:
    """Everything and two parts, highest in the middle."""
    long = "Зерттеулердің Қазақстанға қаншалықты жарамды екені" if language == "kk" else "Transport"
    price = np.linspace(0.1, 2.0, 12)
    peak = np.exp(-(((price - 0.6) / 0.5) ** 2))
    frames = []
    for name, size in (("Everything", 5.2), (long, 3.4), ("Front line", 2.3)):
        value = size * peak
        frames.append(
            pd.DataFrame(
                {"label": name, "price": price, "value": value, "low": value - 0.1, "high": value + 0.1}
            )
        )
    return pd.concat(frames, ignore_index=True)


BUILDERS: dict[str, Callable[..., Figure]] = {
    "checked_rows": _checked,
    "claim_rows": _claims,
    "movement_rows": _movement,
    "fan_claims": _announced,
    "fan_chart": _fan,
    "observed_only": lambda language, **more: charts.fan_chart(
        observed(), regimes(), text=text_in(language), number=number, **more
    ),
    "month_paths": lambda language, **more: charts.month_paths(
        paths(language), windows(), text=text_in(language), number=number, zero=False, **more
    ),
    "treated_and_synthetic": lambda language, **more: charts.treated_and_synthetic(
        synthetic_path(), first_treated=2016, text=text_in(language), number=number, **more
    ),
    "placebo_gaps": lambda language, **more: charts.placebo_gaps(
        gaps_of_units(), treated="own", first_treated=2016, text=text_in(language), number=number, **more
    ),
    "ratio_ranks": lambda language, **more: charts.ratio_ranks(
        unit_ratios(language), text=text_in(language), number=number, **more
    ),
    "quantile_dotplot": lambda language, **more: charts.quantile_dotplot(
        dots(), text=text_in(language), number=number, **more
    ),
    "forest_plot": lambda language, **more: charts.forest_plot(
        studies(language),
        text=text_in(language),
        number=number,
        interval=interval,
        limits=(-2.0, 1.0),
        **more,
    ),
    "interval_rows": lambda language, **more: charts.interval_rows(
        options(language), text=text_in(language), number=number, interval=interval, noise=(-1.2, 1.2), **more
    ),
    "identified_set": lambda language, **more: charts.identified_set(
        set_lines(language),
        set_points(),
        text=text_in(language),
        number=lambda v: f"{number(v)} %",
        x_ends=(94, 100),
        **more,
    ),
    "quality_quantity_map": lambda language, **more: charts.quality_quantity_map(
        map_lines(), map_points(), text=text_in(language), number=lambda v: f"{number(v)} %", **more
    ),
    "wave_flow": lambda language, **more: charts.wave_flow(
        wave_steps(), text=text_in(language), number=number, **more
    ),
    "law_clock": lambda language, **more: charts.law_clock(
        clock_events(language), text=text_in(language), number=number, **more
    ),
    "of_hundred": lambda language, **more: charts.of_hundred(
        hundred(language), text=text_in(language), number=number, **more
    ),
    "group_panels": lambda language, **more: charts.group_panels(
        equity(language),
        equity(language)
        .groupby("panel", as_index=False)["middle"]
        .mean()
        .rename(columns={"middle": "value"}),
        text=text_in(language),
        number=number,
        **more,
    ),
    "prevalence_map": lambda language, **more: charts.prevalence_map(
        contours(),
        set_points().rename(columns={"specificity": "prevalence"}).assign(prevalence=[10.0, 5.0]),
        text=text_in(language),
        number=lambda v: f"{number(v)} %",
        x_ends=(0.0, 30.0),
        **more,
    ),
    "specification_panels": lambda language, **more: charts.specification_panels(
        curve_points(),
        curve_options(language),
        choice_rows(language),
        text=text_in(language),
        number=number,
        count=number,
        **more,
    ),
    "choice_spans": lambda language, **more: charts.choice_spans(
        choice_rows(language),
        text=text_in(language),
        number=number,
        interval=interval,
        reference=-0.12,
        **more,
    ),
    "belief_box": lambda language, **more: charts.belief_box(
        box_rows(language), text=text_in(language), number=number, **more
    ),
    "value_lines": lambda language, **more: charts.value_lines(
        value_rows(language),
        value_points(),
        text=text_in(language),
        across=number,
        upwards=number,
        x_ends=(0.0, 1.0),
        y_ends=(0.0, 5.0),
        **more,
    ),
    "stacked_answers": lambda language, **more: charts.stacked_answers(
        answers(language), text=text_in(language), number=number, **more
    ),
    "response_panels": lambda language, **more: response_panels(
        responses(language),
        text=text_in(language),
        number=number,
        position=number,
        ends=(-4.0, 12.0),
        **more,
    ),
    "response_rows": lambda language, **more: response_rows(
        responses(language).drop_duplicates("panel"),
        text=text_in(language),
        number=number,
        interval=interval,
        ends=(-4.0, 12.0),
        **more,
    ),
    "interrupted_chart": lambda language, **more: charts.interrupted_chart(
        broken(), break_at=2011.2, windows=counted(), text=text_in(language), number=number, **more
    ),
    "placebo_strips": lambda language, **more: charts.placebo_strips(
        placebos(language), text=text_in(language), number=number, **more
    ),
    "year_paths": lambda language, **more: charts.year_paths(
        years(language), text=text_in(language), number=number, window=(2010, 2018), **more
    ),
    "dose_scatter": lambda language, **more: charts.dose_scatter(
        doses(language),
        dose_line(),
        text=text_in(language),
        number=number,
        named=tuple(doses(language)["label"].iloc[[0, 7, 12, 30]]),
        **more,
    ),
    "share_rows": lambda language, **more: charts.share_rows(
        shares(language), text=text_in(language), number=number, interval=interval, **more
    ),
    "tornado_rows": lambda language, **more: charts.tornado_rows(
        beliefs(language), middle=1.3, text=text_in(language), number=number, interval=interval, **more
    ),
    "worth_lines": lambda language, **more: charts.worth_lines(
        worths(language), break_even=0.6, text=text_in(language), number=number, price=number, **more
    ),
    "strength_lines": lambda language, **more: charts.strength_lines(
        strengths(language), text=text_in(language), number=number, interval=interval, **more
    ),
}


@pytest.fixture(params=sorted(BUILDERS))
def build(request: pytest.FixtureRequest) -> Callable[..., Figure]:
    """Build one of the charts: ``build(language, width=…, id_prefix=…)``."""
    return BUILDERS[request.param]


@pytest.fixture
def example() -> dict[str, Callable[..., object]]:
    """Give the tables and words of the examples by name."""
    names = (
        "observed",
        "regimes",
        "bands",
        "comparison",
        "dots",
        "studies",
        "options",
        "set_lines",
        "set_points",
        "checked",
    )
    names += ("wave_steps", "clock_events", "hundred", "equity", "contours")
    names += ("paths", "windows", "held_claims", "moved", "announced")
    names += ("paths", "windows", "synthetic_path", "gaps_of_units", "unit_ratios")
    names += ("paths", "windows", "curve_options", "curve_points", "choice_rows")
    names += ("paths", "windows", "years", "doses", "dose_line")
    names += (
        "paths",
        "windows",
        "curve_options",
        "curve_points",
        "choice_rows",
        "box_rows",
        "value_rows",
        "value_points",
    )
    names += ("shares", "beliefs", "worths")
    names += ("responses", "map_lines", "map_points", "answers", "strengths", "text_in", "number", "interval")
    return {name: globals()[name] for name in names}

"""Seconds in words, as exact as a person needs them."""

from __future__ import annotations

from collections.abc import Mapping

UNITS: Mapping[str, tuple[str, str, str]] = {
    "en": ("s", "min", "h"),
    "kk": ("с", "мин", "сағ"),
    "ru": ("с", "мин", "ч"),
}


def duration(seconds: float, language: str = "en") -> str:
    """Say how long something takes.

    Parameters
    ----------
    seconds : float
        Seconds, not negative.
    language : str
        Language of the units.

    Returns
    -------
    str
        Whole seconds, minutes with seconds, or hours with minutes.

    Examples
    --------
    >>> duration(4.4), duration(75), duration(3_900)
    ('4 s', '1 min 15 s', '1 h 05 min')
    """
    second, minute, hour = UNITS[language]
    whole = round(max(0.0, seconds))
    if whole < 60:
        return f"{whole} {second}"
    if whole < 3_600:
        return f"{whole // 60} {minute} {whole % 60:02d} {second}"
    minutes = round(whole / 60)
    return f"{minutes // 60} {hour} {minutes % 60:02d} {minute}"


def rough_duration(seconds: float, language: str = "en") -> str:
    """Say how long something will take about, in steps no finer than an estimate is.

    Parameters
    ----------
    seconds : float
        Seconds, not negative.
    language : str
        Language of the units.

    Returns
    -------
    str
        Steps of 1 s below 10 s, 5 s below a minute, 10 s below five minutes, else whole minutes.

    Examples
    --------
    >>> rough_duration(0.2), rough_duration(43), rough_duration(131), rough_duration(1_000)
    ('1 s', '45 s', '2 min 10 s', '17 min')
    """
    second = UNITS[language][0]
    if seconds < 10:
        return f"{max(1, round(seconds))} {second}"
    if seconds < 300:
        step = 5 if seconds < 58 else 10
        words = duration(round(seconds / step) * step, language)
        return words.removesuffix(f" 00 {second}")
    return duration(round(seconds / 60) * 60, language).removesuffix(f" 00 {second}")

"""Words of the status page in three languages; the exit codes in words among them."""

from __future__ import annotations

from collections.abc import Mapping

from senim.pipeline.exit_codes import ExitCode

LANGUAGES = ("en", "kk", "ru")
Words = Mapping[str, str]

TITLE: Words = {"en": "State of the pipeline", "kk": "Жаңарту барысы", "ru": "Ход обновления"}
RUNNING: Words = {"en": "A run is at work", "kk": "Жаңарту жүріп жатыр", "ru": "Идёт обновление"}
RESTING: Words = {"en": "No run is at work", "kk": "Жаңарту жүріп жатқан жоқ", "ru": "Обновление не идёт"}
LAST_RESULT: Words = {"en": "Last result", "kk": "Соңғы нәтиже", "ru": "Последний результат"}
NEWEST: Words = {"en": "Newest edition", "kk": "Соңғы басылым", "ru": "Последний выпуск"}
LEFT: Words = {"en": "Time left", "kk": "Қалған уақыт", "ru": "Осталось"}
LAST_WORD: Words = {"en": "Last word", "kk": "Соңғы хабар", "ru": "Последнее сообщение"}
TASKS: Words = {"en": "Tasks", "kk": "Тапсырмалар", "ru": "Задачи"}
FAILURES: Words = {"en": "Failures", "kk": "Қателер", "ru": "Ошибки"}
NOTES: Words = {"en": "Notes", "kk": "Ескертпелер", "ru": "Замечания"}
RUNS: Words = {"en": "Earlier runs", "kk": "Бұрынғы жаңартулар", "ru": "Прежние обновления"}
TO_BRIEFS: Words = {"en": "To the briefs", "kk": "Жазбаларға өту", "ru": "К запискам"}

PUBLISHED: Words = {
    "en": "a new edition was published",
    "kk": "жаңа басылым жарияланды",
    "ru": "опубликован новый выпуск",
}
CUT_OFF: Words = {
    "en": "cut off: it ended without a word",
    "kk": "кенет үзілді",
    "ru": "оборвалось без сообщения",
}
_ENDINGS: Mapping[ExitCode, Words] = {
    ExitCode.REFRESHED: {"en": "nothing to do", "kk": "өзгеріс жоқ", "ru": "изменений нет"},
    ExitCode.UNFORESEEN: {
        "en": "something unforeseen on this machine",
        "kk": "осы компьютерде күтпеген қате болды",
        "ru": "непредвиденная ошибка на этом компьютере",
    },
    ExitCode.BAD_INPUT: {
        "en": "bad input: nothing was published",
        "kk": "кіріс деректерінде қате бар; ештеңе жарияланған жоқ",
        "ru": "ошибка во входных данных; ничего не опубликовано",
    },
    ExitCode.NOTEBOOK_FAILED: {
        "en": "a notebook failed; the last edition is untouched",
        "kk": "есептеу дәптері қатемен тоқтады; соңғы басылым өзгерген жоқ",
        "ru": "расчётный блокнот остановился с ошибкой; последний выпуск не изменён",
    },
    ExitCode.AUDIT_FAILED: {
        "en": "the new edition failed its audit; nothing was published",
        "kk": "жаңа басылым тексеруден өтпеді; ештеңе жарияланған жоқ",
        "ru": "новый выпуск не прошёл проверку; ничего не опубликовано",
    },
    ExitCode.SOURCE_UNAVAILABLE: {
        "en": "a source is unavailable; the last edition is kept",
        "kk": "дереккөз қолжетімсіз; соңғы басылым сақталды",
        "ru": "источник недоступен; последний выпуск сохранён",
    },
    ExitCode.LOCKED: {
        "en": "another run is at work",
        "kk": "басқа жаңарту жүріп жатыр",
        "ru": "идёт другое обновление",
    },
    ExitCode.INTERRUPTED: {
        "en": "interrupted; finished tasks are kept",
        "kk": "тоқтатылды; аяқталған тапсырмалар сақталды",
        "ru": "остановлено; завершённые задачи сохранены",
    },
}


def ending(exit_code: int | None, *, published: bool) -> Words:
    """Say how a run ended.

    Parameters
    ----------
    exit_code : int or None
        Its exit code; None where it was cut off.
    published : bool
        Whether it made an edition.

    Returns
    -------
    mapping of str to str
        The words by language; those of an unforeseen end for a code without words.
    """
    if exit_code is None:
        return CUT_OFF
    if exit_code == ExitCode.REFRESHED and published:
        return PUBLISHED
    known = {code.value: words for code, words in _ENDINGS.items()}
    return known.get(exit_code, _ENDINGS[ExitCode.UNFORESEEN])

"""What the status page itself says, in three languages; the exit codes in words among it."""

from __future__ import annotations

from collections.abc import Mapping

from senim.pipeline.exit_codes import ExitCode
from senim.pipeline.tracker import DONE, FAILED, SKIPPED, WAITING
from senim.pipeline.tracker import RUNNING as RUNNING_TASK

LANGUAGES = ("en", "kk", "ru")
Words = Mapping[str, str]
STOPPED, NOT_RUN = "stopped", "not run"

TITLE: Words = {"en": "State of the pipeline", "kk": "Жаңарту барысы", "ru": "Ход обновления"}
RUNNING: Words = {"en": "A run is at work", "kk": "Жаңарту жүріп жатыр", "ru": "Идёт обновление"}
RESTING: Words = {"en": "No run is at work", "kk": "Жаңарту жүріп жатқан жоқ", "ru": "Обновление не идёт"}
LAST_RESULT: Words = {"en": "Last result", "kk": "Соңғы нәтиже", "ru": "Последний результат"}
NEWEST: Words = {"en": "Newest edition", "kk": "Соңғы басылым", "ru": "Последний выпуск"}
FAR: Words = {
    "en": "{over} of {total} tasks done",
    "kk": "аяқталған тапсырмалар: {over}, барлығы: {total}",
    "ru": "завершено задач: {over} из {total}",
}
LEFT: Words = {"en": "{time} left", "kk": "қалған уақыт: {time}", "ru": "осталось: {time}"}
LEFT_ABOUT: Words = {
    "en": "about {time} left",
    "kk": "қалған уақыт: шамамен {time}",
    "ru": "осталось: около {time}",
}
LONGER: Words = {"en": "longer than usual", "kk": "әдеттегіден ұзақ", "ru": "дольше обычного"}
LONGER_BY: Words = {
    "en": "longer than usual, {time} or more",
    "kk": "әдеттегіден ұзақ, қалған уақыт: кемінде {time}",
    "ru": "дольше обычного, осталось: не менее {time}",
}
SINCE: Words = {
    "en": "{time} after the beginning",
    "kk": "басталғаннан бергі уақыт: {time}",
    "ru": "прошло с начала: {time}",
}
SILENCE: Words = {
    "en": "While a run is at work this page is written every few seconds. If its last word is more than "
    "{seconds} seconds old, the run was cut off; the next one will say so.",
    "kk": "Жаңарту жүріп жатқанда бұл бет бірнеше секунд сайын қайта жазылады. Егер соңғы хабардан бері "
    "{seconds} секундтан көп уақыт өтсе, жаңарту үзілген; оны келесі жаңарту хабарлайды.",
    "ru": "Пока идёт обновление, эта страница записывается каждые несколько секунд. Если последнему "
    "сообщению больше {seconds} секунд, обновление оборвалось; об этом сообщит следующее.",
}
AT_WORK: Words = {"en": "running for {time}", "kk": "орындалу уақыты: {time}", "ru": "выполняется: {time}"}
CELL: Words = {"en": "cell {begun} of {of}", "kk": "ұяшық: {begun}/{of}", "ru": "ячейка: {begun}/{of}"}
USUALLY: Words = {"en": "usually {time}", "kk": "әдетте {time}", "ru": "обычно {time}"}
NO_RUN_YET: Words = {
    "en": "no run has ended yet",
    "kk": "әзірге бірде-бір жаңарту аяқталған жоқ",
    "ru": "ни одно обновление ещё не завершилось",
}
EXIT_CODE: Words = {"en": "exit code {code}", "kk": "аяқталу коды: {code}", "ru": "код завершения: {code}"}
NO_EXIT_CODE: Words = {"en": "no exit code", "kk": "аяқталу коды жоқ", "ru": "без кода завершения"}
SWEEP: Words = {"en": "sweep {name}", "kk": "мәндер қатары: {name}", "ru": "перебор значений: {name}"}
TIMES: Words = {
    "en": "{times} times since {time}",
    "kk": "қайталану саны: {times}, басталуы: {time}",
    "ru": "повторений: {times}, начало: {time}",
}
WHAT_HAPPENED: Words = {"en": "what happened", "kk": "не болды", "ru": "что произошло"}
PARTIAL: Words = {
    "en": "partial notebook",
    "kk": "қатеге дейінгі есептеу дәптері",
    "ru": "расчётный блокнот до места ошибки",
}
TASK: Words = {"en": "task", "kk": "тапсырма", "ru": "задача"}
STATE: Words = {"en": "state", "kk": "күйі", "ru": "состояние"}
LAST_SECONDS: Words = {"en": "last time, s", "kk": "соңғы рет, с", "ru": "в прошлый раз, с"}
ENDED: Words = {"en": "ended", "kk": "аяқталуы", "ru": "завершение"}
RESULT: Words = {"en": "result", "kk": "нәтиже", "ru": "результат"}
TOOK: Words = {"en": "took", "kk": "ұзақтығы", "ru": "длительность"}
STATES: Mapping[str, Words] = {
    WAITING: {"en": "waiting", "kk": "кезекте", "ru": "ожидает"},
    RUNNING_TASK: {"en": "running", "kk": "орындалып жатыр", "ru": "выполняется"},
    DONE: {"en": "done", "kk": "аяқталды", "ru": "завершена"},
    SKIPPED: {"en": "up to date", "kk": "өзгеріссіз", "ru": "без изменений"},
    FAILED: {"en": "failed", "kk": "қатемен тоқтады", "ru": "остановилась с ошибкой"},
    STOPPED: {"en": "stopped", "kk": "тоқтатылды", "ru": "остановлена"},
    NOT_RUN: {"en": "not run", "kk": "басталған жоқ", "ru": "не начиналась"},
}
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
PAGES_PUBLISHED: Words = {
    "en": "new pages of a sweep were published",
    "kk": "мәндер қатарының жаңа беттері жарияланды",
    "ru": "опубликованы новые страницы перебора значений",
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
# The same where there is no edition that could be called untouched.
_WITHOUT_EDITION: Mapping[ExitCode, Words] = {
    ExitCode.NOTEBOOK_FAILED: {
        "en": "a notebook failed; no edition has been published yet",
        "kk": "есептеу дәптері қатемен тоқтады; әзірге бірде-бір басылым жарияланған жоқ",
        "ru": "расчётный блокнот остановился с ошибкой; ни одного выпуска пока не опубликовано",
    },
    ExitCode.SOURCE_UNAVAILABLE: {
        "en": "a source is unavailable; no edition has been published yet",
        "kk": "дереккөз қолжетімсіз; әзірге бірде-бір басылым жарияланған жоқ",
        "ru": "источник недоступен; ни одного выпуска пока не опубликовано",
    },
}


def ending(exit_code: int | None, *, published: bool, sweep: bool = False, edition: bool = True) -> Words:
    """Say how a run ended.

    Parameters
    ----------
    exit_code : int or None
        Its exit code; None where it was cut off.
    published : bool
        Whether it published something.
    sweep : bool
        Whether a sweep was run, and no edition.
    edition : bool
        Whether there is an edition.

    Returns
    -------
    mapping of str to str
        The words by language; those of an unforeseen end for a code without words.
    """
    if exit_code is None:
        return CUT_OFF
    if exit_code == ExitCode.REFRESHED and published:
        return PAGES_PUBLISHED if sweep else PUBLISHED
    endings = {**_ENDINGS, **({} if edition else _WITHOUT_EDITION)}
    known = {code.value: words for code, words in endings.items()}
    return known.get(exit_code, _ENDINGS[ExitCode.UNFORESEEN])

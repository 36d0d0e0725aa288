"""What a failure is called in front of readers who do not program, in three languages."""

from __future__ import annotations

from dataclasses import dataclass

from senim.execution.failure import REMEDY, Failure, FailureKind


@dataclass(frozen=True)
class Words:
    """The words for one class of failure.

    Parameters
    ----------
    meaning : str
        What happened, in a sentence.
    do : str
        What to do.
    who : str
        Who can do it.
    kk, ru : str
        What happened, in Kazakh and in Russian.
    tell : tuple of str
        Whom to tell, in the same two languages.
    """

    meaning: str
    do: str
    who: str
    kk: str
    ru: str
    tell: tuple[str, str]


_TELL_RESEARCHER = (
    "Осы парақты есептеулерге жауапты зерттеушіге жіберіңіз.",
    "Передайте эту страницу исследователю, который отвечает за расчёты.",
)
_TELL_ADMINISTRATOR = (
    "Осы парақты жүйе әкімшісіне жіберіңіз.",
    "Передайте эту страницу системному администратору.",
)
_TELL_DATA = (
    "Осы парақты деректерге жауапты маманға жіберіңіз.",
    "Передайте эту страницу специалисту, который отвечает за данные.",
)
_TELL_STARTER = (
    "Осы парақты жаңартуды іске қосқан маманға жіберіңіз.",
    "Передайте эту страницу специалисту, который запустил обновление.",
)
_RESEARCHER = "The researcher who looks after the notebooks. Pass this page on; it holds what they need."
_ADMINISTRATOR = "Whoever runs this machine. Pass this page on; it holds what they need."


WORDS: dict[FailureKind, Words] = {
    FailureKind.PARAMETER: Words(
        "One of the values given for this run cannot be used.",
        "Give the value that the message below asks for, then run again.",
        "Whoever started the run or changed its settings.",
        "Берілген мәндердің бірін бағдарлама қабылдай алмайды.",
        "Одно из заданных значений программа принять не может.",
        _TELL_STARTER,
    ),
    FailureKind.DATA: Words(
        "The data or parameter files hold something that must not be there, so the calculation refused them.",
        "Mend the file that the message below names, then run again.",
        "Whoever looks after the data. Pass this page on; the message names the file and the place in it.",
        "Бастапқы деректерден қате табылды.",
        "В исходных данных обнаружена ошибка.",
        _TELL_DATA,
    ),
    FailureKind.CODE: Words(
        "The calculation itself has a fault: one of its steps could not be carried out.",
        "The notebook has to be mended at the place shown below. To run it again unchanged will not help.",
        _RESEARCHER,
        "Есептеу бағдарламасында қате шықты.",
        "В программе расчёта произошла ошибка.",
        _TELL_RESEARCHER,
    ),
    FailureKind.KERNEL_DIED: Words(
        "The program that carries out the calculation ended by itself, without saying why.",
        "Run again once. If it ends in the same way, the place and the last words are below.",
        "Anybody may run it again. If that fails too: the researcher who looks after the notebooks.",
        "Есептеуді орындап жатқан бағдарлама күтпеген жерден тоқтады.",
        "Программа, выполнявшая расчёт, неожиданно завершилась.",
        _TELL_RESEARCHER,
    ),
    FailureKind.OUT_OF_MEMORY: Words(
        "The calculation needed more memory than it was allowed or than the machine has.",
        REMEDY[FailureKind.OUT_OF_MEMORY],
        _ADMINISTRATOR,
        "Есептеуге жедел жад жетпеді.",
        "Расчёту не хватило оперативной памяти.",
        _TELL_ADMINISTRATOR,
    ),
    FailureKind.TIMEOUT: Words(
        "The calculation took longer than it was allowed, and was stopped.",
        REMEDY[FailureKind.TIMEOUT],
        _RESEARCHER,
        "Есептеу бөлінген уақытқа сыймай, тоқтатылды.",
        "Расчёт не уложился в отведённое время и был остановлен.",
        _TELL_RESEARCHER,
    ),
    FailureKind.CANCELLED: Words(
        "Somebody stopped the run.",
        "Run again: finished steps are kept.",
        "Whoever started the run.",
        "Жаңарту тоқтатылды.",
        "Обновление было остановлено.",
        _TELL_STARTER,
    ),
    FailureKind.INFRASTRUCTURE: Words(
        "Something is wrong with the machine: its disk, its permissions or its installation.",
        "Look at the message below, mend the machine, then run again.",
        _ADMINISTRATOR,
        "Компьютерде ақау бар: диск, қолжетімділік құқығы немесе орнатылған бағдарламалар.",
        "Неполадка на компьютере: диск, права доступа или установка программ.",
        _TELL_ADMINISTRATOR,
    ),
}

UNDECLARED_READ = Words(
    "The calculation read a file that it does not name among its sources. It was refused: a result must not "
    "hang on something that nobody knows of.",
    "Name the file among what the notebook reads, as shown below, or let it read something else. To run it "
    "again unchanged will not help.",
    _RESEARCHER,
    "Есептеу өз дереккөздерінің тізімінде көрсетілмеген файлды ашты, сондықтан тоқтатылды.",
    "Расчёт обратился к файлу, который не указан в перечне его источников, и поэтому был остановлен.",
    _TELL_RESEARCHER,
)
UNDECLARED_OTHER = Words(
    "The calculation did something that cannot be followed afterwards (the network, another program, a file "
    "outside the project). It was refused: a result must not hang on something that nobody knows of.",
    "The notebook has to do without it, as shown below. To run it again unchanged will not help.",
    _RESEARCHER,
    "Есептеу кейін тексеруге болмайтын әрекет жасады (желіге шығу, басқа бағдарламаны іске қосу немесе "
    "жобадан тыс файлды ашу), сондықтан тоқтатылды.",
    "Расчёт выполнил действие, которое нельзя проверить впоследствии (обращение к сети, запуск другой "
    "программы или чтение файла вне проекта), и поэтому был остановлен.",
    _TELL_RESEARCHER,
)
NOT_DECLARED = {"en": "Not declared", "kk": "Көрсетілмегені", "ru": "Не указано"}
REFUSED = {"en": "Refused", "kk": "Рұқсат етілмегені", "ru": "Не разрешено"}

KEPT = {
    "en": "The published briefs are as they were. You can go on using the last edition; nothing of this run "
    "has reached it.",
    "kk": "Жарияланған талдамалық жазбалар өзгерген жоқ: соңғы басылымды бұрынғыдай пайдалана беруге болады.",
    "ru": "Опубликованные аналитические записки не изменились: последним выпуском можно пользоваться.",
}
NONE_YET = {
    "en": "No edition has been published here yet, and this run has published nothing.",
    "kk": "Бұл жерде әлі бірде-бір басылым жарияланған жоқ.",
    "ru": "Здесь ещё не опубликовано ни одного выпуска.",
}
NOT_REFRESHED = {
    "kk": "Талдамалық жазбаларды жаңарту аяқталмады",
    "ru": "Обновление аналитических записок не завершено",
}
PLACE = {"kk": ("Тоқтаған жері", "ұяшық"), "ru": ("Место остановки", "ячейка")}
LAST_EDITION = {"en": "Last edition", "kk": "Соңғы басылым", "ru": "Последний выпуск"}
LANGUAGE_NAMES = {"kk": "Қазақша", "ru": "Русский"}


def words_of(failure: Failure) -> Words:
    """Choose the words for a failure.

    Parameters
    ----------
    failure : Failure
        What happened.

    Returns
    -------
    Words
        Those of its class, or of what it opened and did not declare.
    """
    if failure.undeclared:
        return UNDECLARED_READ if failure.reads_undeclared else UNDECLARED_OTHER
    return WORDS[failure.kind]

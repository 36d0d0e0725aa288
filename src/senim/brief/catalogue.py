"""The texts of the brief: gettext catalogues with symbolic ids, one a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from gettext import c2py
from importlib.resources import files

from babel.messages.pofile import read_po

from senim.findings import Finding, InputError, unknown_word_remedy

PLACEHOLDER = re.compile(r"\{(?P<claim>[a-z][a-z0-9_]*(?:\.[a-z0-9-]+)?)(?::(?P<style>[a-z_]+))?\}")
"""`{claim}`, `{claim.scenario}` or either with a style: `{cut_share:number}`."""


@dataclass(frozen=True)
class Placeholder:
    """One place in a text where a claim is printed.

    Parameters
    ----------
    claim : str
        Claim id, with or without scenario.
    style : str
        How it is printed; "" for range and unit.
    """

    claim: str
    style: str


@dataclass(frozen=True)
class Catalogue:
    """All texts of one language.

    Parameters
    ----------
    language : str
        "en", "kk" or "ru".
    messages : mapping of str to tuple of str
        Text id to its forms; one form where the text has no plural.
    plural_index : callable
        Number to the index of its plural form.
    """

    language: str
    messages: Mapping[str, tuple[str, ...]]
    plural_index: Callable[[int], int]

    @property
    def file(self) -> str:
        """Name of the catalogue as an error shows it."""
        return f"locale/{self.language}.po"

    def forms(self, msgid: str) -> tuple[str, ...]:
        """Give every plural form of a text.

        Parameters
        ----------
        msgid : str
            Text id.

        Returns
        -------
        tuple of str
            One form, or one for each plural class of the language.

        Raises
        ------
        InputError
            If the catalogue has no such text or leaves it empty.
        """
        found = self.messages.get(msgid, ())
        if not found or not all(found):
            remedy = f"Translate it. {unknown_word_remedy(msgid, self.messages)}"
            raise InputError([Finding(self.file, msgid, "this text is missing", remedy)], "translations")
        return found

    def text(self, msgid: str, count: int | None = None) -> str:
        """Give a text, in the plural form that a number wants.

        Parameters
        ----------
        msgid : str
            Text id.
        count : int, optional
            The number a noun follows; the first form without it.

        Returns
        -------
        str
            The text, placeholders unresolved.
        """
        forms = self.forms(msgid)
        return forms[min(self.plural_index(count), len(forms) - 1)] if count is not None else forms[0]

    def has(self, msgid: str) -> bool:
        """Tell whether a text exists.

        Parameters
        ----------
        msgid : str
            Text id.

        Returns
        -------
        bool
            True if the catalogue holds it, translated.
        """
        return all(self.messages.get(msgid, ("",)))


def placeholders(text: str) -> list[Placeholder]:
    """List the claims a text prints.

    Parameters
    ----------
    text : str
        A text of a catalogue.

    Returns
    -------
    list of Placeholder
        In order of appearance, repeats kept.

    Examples
    --------
    >>> placeholders("from {strength_before} by {cut_share:number}")[1].style
    'number'
    """
    return [Placeholder(m["claim"], m["style"] or "") for m in PLACEHOLDER.finditer(text)]


@lru_cache(maxsize=8)
def load_catalogue(language: str) -> Catalogue:
    """Read the catalogue of a language from the package.

    Parameters
    ----------
    language : str
        "en", "kk" or "ru".

    Returns
    -------
    Catalogue
        Its texts.

    Raises
    ------
    InputError
        If there is no catalogue for the language.
    """
    source = files("senim.brief").joinpath("locale", f"{language}.po")
    if not source.is_file():
        finding = Finding(f"locale/{language}.po", "", "there is no such catalogue", "Use en, kk or ru.")
        raise InputError([finding], "translations")
    with source.open("rb") as stream:
        read = read_po(stream, locale=language)
    messages: dict[str, tuple[str, ...]] = {}
    for message in read:
        if not message.id:
            continue
        msgid = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
        string = message.string
        messages[msgid] = tuple(string) if isinstance(string, (list, tuple)) else (string or "",)
    return Catalogue(language, messages, c2py(read.plural_expr))

"""Content of a document held against a model: every finding at once, each with its line."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from senim.documents import WRITE_A_DATE, Document, Place
from senim.findings import Finding, did_you_mean, unknown_word_remedy

_MOST_TAGS = 5

Model = TypeVar("Model", bound=BaseModel)


class WholeError(ValueError):
    """An error about the record that a field belongs to.

    Raised by a field's validator, it is told together with the errors of all other fields; a validator of
    the model would only run once these are right. Its text says what is wrong, and after ``|`` what to do.
    """


def about_the_whole(item: Mapping[str, Any]) -> bool:
    """Tell whether an error is about the record, though one of its fields noticed it.

    Parameters
    ----------
    item : mapping
        One of pydantic's ``errors()``.

    Returns
    -------
    bool
        True where the last step of its place is of no interest.
    """
    return isinstance(item.get("ctx", {}).get("error"), WholeError)


def validated(
    model: type[Model],
    content: Any,
    document: Document,
    place: Place = (),
    models: Iterable[type[BaseModel]] = (),
) -> tuple[Model | None, list[Finding]]:
    """Hold content against a model.

    Where a word that decides on the form (a lever, a family) is misspelt, the rest is read as if it were
    spelt right, so that it hides nothing.

    Parameters
    ----------
    model : type of BaseModel
        What it should be.
    content : object
        What stands in the document.
    document : Document
        The document.
    place : tuple of str or int
        Where in the document it stands.
    models : iterable of BaseModel types
        Models whose field names are offered as "did you mean".

    Returns
    -------
    tuple of BaseModel or None, and list of Finding
        The record, and nothing; or None, and everything that is wrong.
    """
    known: tuple[type[BaseModel], ...] = (model, *models)
    found: dict[Finding, None] = {}
    for _ in range(_MOST_TAGS):
        try:
            made = model.model_validate(content)
        except ValidationError as error:
            found |= dict.fromkeys(validation_findings(error, document, place, known))
            mended = _with_tags(content, error.errors())
            if mended is None:
                break
            content = mended
        else:
            return (None, list(found)) if found else (made, [])
    return None, list(found)


def validation_findings(
    error: ValidationError,
    document: Document,
    place: Place = (),
    models: Iterable[type[BaseModel]] = (),
) -> list[Finding]:
    """Tell pydantic's errors as findings.

    Parameters
    ----------
    error : ValidationError
        What pydantic found.
    document : Document
        The document that was validated; what it could not read itself is not told again.
    place : tuple of str or int
        Where in the document the validated part stands.
    models : iterable of BaseModel types
        Models whose field names are offered as "did you mean".

    Returns
    -------
    list of Finding
        One for each error, with its line and key.
    """
    names = {field.alias or name for model in models for name, field in model.model_fields.items()}
    findings = []
    for item in error.errors():
        steps = _steps_in(document, place, item["loc"])
        if about_the_whole(item):
            steps = steps[:-1]
        if not any(steps[: len(unread)] == unread for unread in document.unreadable):
            findings.append(document.finding(steps, *_told(item, names)))
    return findings


def _told(item: Mapping[str, Any], names: Iterable[str]) -> tuple[str, str]:
    """Give problem and remedy of one error."""
    kind, given, context = item["type"], item["input"], item.get("ctx", {})
    if kind == "extra_forbidden":
        return "is not a known key", unknown_word_remedy(str(item["loc"][-1]), names)
    if kind == "missing":
        return "is missing", "Add it."
    if kind.startswith("date"):
        return f"{given!r} is no date", WRITE_A_DATE
    if kind == "literal_error":
        allowed = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        return f"{given!r} is not known", unknown_word_remedy(str(given), allowed)
    if kind == "union_tag_invalid":
        return f"{context['tag']!r} is not known", unknown_word_remedy(context["tag"], _tags(context))
    stated, _, remedy = item["msg"].removeprefix("Value error, ").partition(" | ")
    default = "Correct it." if isinstance(given, dict | list) else f"It reads {given!r} now."
    return stated[:1].lower() + stated[1:], remedy or default


def _tags(context: Mapping[str, Any]) -> list[str]:
    return [tag.strip(" '") for tag in str(context.get("expected_tags", "")).split(",")]


def _with_tags(content: Any, errors: Iterable[Mapping[str, Any]]) -> Any:
    """Copy content with misspelt tags put right; None where there is none that can be guessed."""
    mended = None
    for item in errors:
        if item["type"] != "union_tag_invalid":
            continue
        context = item.get("ctx", {})
        nearest = did_you_mean(context["tag"], _tags(context))
        if nearest is not None:
            mended = copy.deepcopy(content) if mended is None else mended
            part = mended
            for step in item["loc"]:
                part = part[step]
            part[context["discriminator"].strip("'")] = nearest
    return mended


def _steps_in(document: Document, place: Place, steps: Place) -> Place:
    """Keep the steps that the document has, or lacks: pydantic adds names of union members."""
    kept, part = place, _part(document.content, place)
    for position, step in enumerate(steps):
        last = position == len(steps) - 1
        if (*kept, step) in document.lines or (last and isinstance(part, dict | list)):
            kept = (*kept, step)
            part = _part(part, (step,))
    return kept


def _part(content: Any, place: Place) -> Any:
    for step in place:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return None
    return content

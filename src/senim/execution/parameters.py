"""The parameters a notebook declares, and values given to them: checked by declared type, not guessed."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import GenericAlias
from typing import Any, Literal, Union

from pydantic import TypeAdapter, ValidationError

from senim.execution.code import PARAMETERS, Notebook, cell_source, load_notebook, parsed, tags
from senim.findings import Finding, InputError, unknown_word_remedy

_PLAIN: dict[str, Any] = {"str": str, "int": int, "float": float, "bool": bool, "list": list, "dict": dict}


@dataclass(frozen=True)
class DeclaredParameter:
    """One parameter of a notebook.

    Parameters
    ----------
    name : str
        Its name.
    annotation : str
        The declared type, as written.
    type : object
        The declared type, as a type.
    default : object
        The value without any other given.
    """

    name: str
    annotation: str
    type: Any
    default: Any


def declared_parameters(path: Path, shown_as: str = "") -> dict[str, DeclaredParameter]:
    """Read the typed annotations of the cell tagged ``parameters``.

    Names assigned without an annotation are constants of the notebook, not parameters.

    Parameters
    ----------
    path : Path
        The notebook.
    shown_as : str
        The file name to use in messages.

    Returns
    -------
    dict of str to DeclaredParameter
        By name, in order.

    Raises
    ------
    InputError
        If the notebook cannot be read, or a declaration is not plain enough to check; all findings at once.
    """
    name = shown_as or path.name
    try:
        notebook = load_notebook(path)
        cell = _parameters_cell(notebook)
        tree = parsed(cell)
    except (OSError, ValueError, SyntaxError) as error:
        problem = f"the notebook or its parameters cell cannot be read ({error})"
        raise InputError(
            [Finding(name, "parameters cell", problem, "Mend the notebook.")], "notebooks"
        ) from None
    declared, findings = {}, []
    for statement in tree.body:
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        key = statement.target.id
        try:
            declared[key] = _declaration(key, statement)
        except (ValueError, ValidationError) as error:
            problem = f"the declaration cannot be used ({_first_line(error)})"
            remedy = (
                f"Write it as '{key}: <type> = <value>' with str, int, float, bool, list, dict or Literal."
            )
            findings.append(Finding(name, f"parameter {key}", problem, remedy))
    if findings:
        raise InputError(findings, "notebooks")
    return declared


def check_parameters(
    declared: Mapping[str, DeclaredParameter], given: Mapping[str, Any], shown_as: str
) -> dict[str, Any]:
    """Check given values against the declared types.

    Parameters
    ----------
    declared : mapping of str to DeclaredParameter
        What the notebook declares.
    given : mapping of str to object
        Values by name. Text is read as the declared type says: ``05`` stays text where ``str`` is declared
        and is the number five where ``int`` is.
    shown_as : str
        The file name to use in messages.

    Returns
    -------
    dict
        The given values with their declared types.

    Raises
    ------
    InputError
        If a name is not declared or a value does not fit; all findings at once.
    """
    values, findings = {}, []
    for name, value in given.items():
        if name not in declared:
            remedy = unknown_word_remedy(name, declared)
            findings.append(Finding(shown_as, f"parameter {name}", "there is no such parameter", remedy))
            continue
        parameter = declared[name]
        try:
            values[name] = typed_value(parameter, value)
        except (ValueError, ValidationError) as error:
            problem = f"{value!r} is not {_article(parameter.annotation)} ({_first_line(error)})"
            remedy = f"Give a value of the declared type; the default is {parameter.default!r}."
            findings.append(Finding(shown_as, f"parameter {name}", problem, remedy))
    if findings:
        raise InputError(findings, "parameters of the notebooks")
    return values


def typed_value(parameter: DeclaredParameter, value: Any) -> Any:
    """Read one value as its declared type says.

    Parameters
    ----------
    parameter : DeclaredParameter
        The declaration.
    value : object
        Text from a command line, or a value of the right type.

    Returns
    -------
    object
        The value with the declared type.

    Raises
    ------
    ValueError
        If it is not of that type (pydantic's ``ValidationError`` is one).
    """
    adapter: TypeAdapter[Any] = TypeAdapter(parameter.type)
    if not isinstance(value, str):
        return adapter.validate_python(value, strict=True)
    container = getattr(parameter.type, "__origin__", parameter.type)
    if container is list and not value.lstrip().startswith("["):
        item: TypeAdapter[Any] = TypeAdapter(*getattr(parameter.type, "__args__", (str,)))
        return [item.validate_strings(part.strip()) for part in value.split(",") if part.strip()]
    if container in (list, dict):
        return adapter.validate_python(json.loads(value), strict=True)
    return adapter.validate_strings(value)


def _parameters_cell(notebook: Notebook) -> str:
    for cell in notebook["cells"]:
        if cell.get("cell_type") == "code" and PARAMETERS in tags(cell):
            return cell_source(cell)
    return ""


def _declaration(name: str, statement: ast.AnnAssign) -> DeclaredParameter:
    if statement.value is None:
        raise ValueError("it has no default value")
    kind = _as_type(statement.annotation)
    default = ast.literal_eval(statement.value)
    TypeAdapter(kind).validate_python(default, strict=True)
    return DeclaredParameter(name, ast.unparse(statement.annotation), kind, default)


def _as_type(node: ast.expr) -> Any:
    """Turn an annotation into a type, from a closed list of plain types: nothing is executed."""
    match node:
        case ast.Name(id=word) if word in _PLAIN:
            return _PLAIN[word]
        case ast.Constant(value=None):
            return type(None)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return Union[_as_type(left), _as_type(right)]  # noqa: UP007 - built from values, not written
        case ast.Subscript(value=ast.Name(id="Literal"), slice=inner):
            return Literal[tuple(ast.literal_eval(item) for item in _items(inner))]
        case ast.Subscript(value=ast.Name(id="list" | "dict" as word), slice=inner):
            return GenericAlias(_PLAIN[word], tuple(_as_type(item) for item in _items(inner)))
    raise ValueError(f"the type {ast.unparse(node)!r} is not a plain one")


def _items(node: ast.expr) -> Iterable[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple) else [node]


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return str(error.errors()[0]["msg"])
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _article(annotation: str) -> str:
    return f"{'an' if annotation[0] in 'aeiou' else 'a'} {annotation}"

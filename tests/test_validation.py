"""Every error of a model at once: those of fields, those of the whole, those behind a misspelt word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from senim.documents import Document, examine_document
from senim.validation import WholeError, validated


class Circle(BaseModel):
    kind: Literal["circle"]
    radius: Annotated[float, Field(gt=0)]


class Square(BaseModel):
    kind: Literal["square"]
    side: float


class Sheet(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    wide: float
    high: float
    shape: Annotated[Circle | Square, Field(discriminator="kind")]

    @field_validator("high")
    @classmethod
    def _upright(cls, high: float, others: ValidationInfo) -> float:
        if high < others.data.get("wide", high):
            raise WholeError("lies on its side | Turn it.")
        return high


def document(folder: Path, text: str) -> Document:
    (folder / "sheet.yaml").write_text(text, encoding="utf-8")
    return examine_document(folder / "sheet.yaml")


def test_what_is_right_is_made(tmp_path: Path) -> None:
    written = document(tmp_path, "name: a\nwide: 1\nhigh: 2\nshape: {kind: square, side: 1}\n")
    made, findings = validated(Sheet, written.content, written)
    assert findings == []
    assert made is not None
    assert made.shape == Square(kind="square", side=1)


def test_no_error_hides_another(tmp_path: Path) -> None:
    written = document(tmp_path, "wide: 3\nhigh: 2\nshape: {kind: circel, radius: -1}\ncolour: blue\n")
    made, findings = validated(Sheet, written.content, written)
    assert made is None
    assert [(found.where, found.problem) for found in findings] == [
        ("key name", "is missing"),
        ("", "lies on its side"),
        ("line 3, key shape", "'circel' is not known"),
        ("line 4, key colour", "is not a known key"),
        ("line 3, key shape.radius", "input should be greater than 0"),
    ]
    assert written.content["shape"]["kind"] == "circel"


def test_a_word_that_nothing_is_near_to_is_told_once(tmp_path: Path) -> None:
    written = document(tmp_path, "name: a\nwide: 1\nhigh: 2\nshape: {kind: zzz, radius: -1}\n")
    _, (found,) = validated(Sheet, written.content, written)
    assert found.remedy == "Known here: circle, square."


def test_what_the_document_could_not_read_is_not_told_again(tmp_path: Path) -> None:
    text = "name: a\nwide: 2019-13-45\nhigh: 2\nshape: {kind: square, side: 1}\n"
    written = document(tmp_path, text)
    assert len(written.findings) == 1
    assert validated(Sheet, written.content, written) == (None, [])

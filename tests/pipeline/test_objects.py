"""Files by content: kept once, given out whole, and only if they still fit their name."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from senim.pipeline.objects import Objects


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    return Objects(tmp_path / "objects")


def written(path: Path, text: str = "rows") -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("shared", [False, True])
def test_given_back_as_it_was(objects: Objects, tmp_path: Path, shared: bool) -> None:
    objects.add(written(tmp_path / "a"), digest("rows"), shared=shared)
    assert objects.holds(digest("rows"))
    assert objects.give(digest("rows"), tmp_path / "deep" / "b", shared=shared)
    assert (tmp_path / "deep" / "b").read_text(encoding="utf-8") == "rows"
    assert (tmp_path / "deep" / "b").samefile(tmp_path / "a") is shared


def test_one_flipped_byte_is_as_if_it_were_not_there(objects: Objects, tmp_path: Path) -> None:
    objects.add(written(tmp_path / "a"), digest("rows"))
    place = next(objects.folder.glob("*/*"))
    place.write_bytes(b"rowz")
    assert not objects.holds(digest("rows"))
    target = written(tmp_path / "b", "before")
    assert not objects.give(digest("rows"), target)
    assert target.read_text(encoding="utf-8") == "before"
    objects.add(tmp_path / "a", digest("rows"))
    assert objects.holds(digest("rows"))


def test_without_links_it_copies(objects: Objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", refuse)
    objects.add(written(tmp_path / "a"), digest("rows"), shared=True)
    assert objects.holds(digest("rows"))
    assert not (tmp_path / "a").samefile(next(objects.folder.glob("*/*")))


def test_only_what_is_wanted_is_kept(objects: Objects, tmp_path: Path) -> None:
    for text in ("rows", "other"):
        objects.add(written(tmp_path / text, text), digest(text))
    assert objects.keep_only({digest("rows")}) == 1
    assert (objects.holds(digest("rows")), objects.holds(digest("other"))) == (True, False)

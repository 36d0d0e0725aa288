"""Every storage means the same: given back as written, verified on every read, whole or not at all."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from senim.findings import InputError
from senim.pipeline.objects import Objects
from senim.pipeline.storage import RemoteObjects, Storage, StorageError, open_storage, storage_url


def helper(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[1] / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


processes = helper("cluster_processes")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def written(path: Path, text: str = "rows") -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with processes.s3_server(tmp_path_factory.mktemp("s3")) as environment:
        yield environment


@pytest.fixture(params=["folder", "moved", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    if request.param == "folder":
        return open_storage(storage_url(tmp_path / "it's a {folder}"))
    if request.param == "moved":
        return RemoteObjects(storage_url(tmp_path / "moved"))
    for name, value in request.getfixturevalue("s3").items():
        monkeypatch.setenv(name, value)
    return open_storage(f"s3://{processes.BUCKET}/{tmp_path.name}")


def damage(storage: Storage, name: str, tmp_path: Path) -> None:
    """Write other bytes where a file is kept."""
    other = written(tmp_path / "other", "rowz")
    if isinstance(storage, Objects):
        next(storage.folder.glob("*/*")).write_bytes(b"rowz")
    else:
        assert isinstance(storage, RemoteObjects)
        storage._files.put_file(str(other), storage._place(name))


def test_given_back_as_it_was(storage: Storage, tmp_path: Path) -> None:
    name = digest("rows")
    assert not storage.holds(name)
    assert not storage.give(name, tmp_path / "none")
    assert not (tmp_path / "none").exists()
    storage.add(written(tmp_path / "a"), name)
    storage.add(tmp_path / "a", name)
    assert storage.holds(name)
    assert storage.give(name, tmp_path / "deep" / "b")
    assert (tmp_path / "deep" / "b").read_text(encoding="utf-8") == "rows"
    assert not list(tmp_path.rglob(".tmp-*"))


def test_one_flipped_byte_is_as_if_it_were_not_there(storage: Storage, tmp_path: Path) -> None:
    name = digest("rows")
    storage.add(written(tmp_path / "a"), name)
    damage(storage, name, tmp_path)
    assert not storage.holds(name)
    target = written(tmp_path / "b", "before")
    assert not storage.give(name, target)
    assert target.read_text(encoding="utf-8") == "before"
    storage.add(tmp_path / "a", name)
    assert storage.give(name, target)
    assert not list(tmp_path.rglob(".tmp-*"))


def test_a_put_that_breaks_off_leaves_nothing_under_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = RemoteObjects(storage_url(tmp_path / "moved"))

    def broken(source: str, target: str) -> None:
        Path(target).write_text("ro", encoding="utf-8")
        raise OSError("the line went dead")

    monkeypatch.setattr(storage._files, "put_file", broken)
    with pytest.raises(StorageError, match="the line went dead"):
        storage.add(written(tmp_path / "a"), digest("rows"))
    assert not storage.holds(digest("rows"))


def test_a_bucket_that_is_not_there(
    s3: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    storage = open_storage("s3://nobody/here")
    with pytest.raises(StorageError, match="s3://nobody/here"):
        storage.add(written(tmp_path / "a"), digest("rows"))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("results", "this is no address"),
        ("file://results", "three strokes"),
        ("s3://user:secret@bucket/folder", "no password"),
        ("nonsense://bucket", "nonsense"),
    ],
)
def test_addresses_that_are_none(url: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as told:
        open_storage(url)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("url", "command"),
    [("s3://bucket/folder", "make set-up-cluster"), ("gs://bucket/folder", "pip install gcsfs")],
)
def test_a_missing_package_is_told_with_the_way_that_the_lock_holds(
    monkeypatch: pytest.MonkeyPatch, url: str, command: str
) -> None:
    def missing(address: str) -> None:
        raise ImportError(address)

    monkeypatch.setattr("senim.pipeline.storage.RemoteObjects", missing)
    with pytest.raises(InputError, match=command):
        open_storage(url)

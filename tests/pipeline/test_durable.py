"""Every file and folder is synced; what a file system cannot do is left alone, what it refuses is told."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from senim.pipeline.durable import sync_folder, sync_tree


def test_everything_is_synced_once_files_before_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/file").write_text("x", encoding="utf-8")
    (tmp_path / "a/link").symlink_to("nowhere")
    order: list[str] = []
    real = os.fsync

    def sync(descriptor: int) -> None:
        order.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    sync_tree(tmp_path)
    places = [Path(name).relative_to(tmp_path).as_posix() for name in order]
    assert places == ["a/b/file", "a/b", "a", "."]


@pytest.mark.parametrize(("code", "told"), [(errno.EINVAL, False), (errno.ENOSPC, True), (errno.EIO, True)])
def test_refusals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: bool) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    if told:
        with pytest.raises(OSError, match=os.strerror(code)):
            sync_folder(tmp_path)
    else:
        sync_folder(tmp_path)

"""The kernel specification and the names in docs/kernels.md are ones that work."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel

from senim.execution.supply import MODES
from senim.paths import project_root

PAGE = (project_root() / "docs" / "kernels.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return [part.split("```")[0] for part in PAGE.split(f"```{language}\n")[1:]]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_specification_shown_gives_a_forked_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kernels" / "shown"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(blocks("json")[0], encoding="utf-8")
    monkeypatch.setattr(KernelSpecManager, "kernel_dirs", [str(tmp_path / "kernels")])
    asked = blocks("python")[0]
    answers: list[str] = []
    manager, client = start_new_kernel(kernel_name="shown")
    try:

        def heard(message: dict[str, object]) -> None:
            if message["msg_type"] == "execute_result":
                answers.append(json.dumps(message["content"]))

        reply = client.execute_interactive(asked, timeout=60, output_hook=heard)
        assert reply["content"]["status"] == "ok"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert "zygote.py" in answers[0]


def test_every_way_is_explained() -> None:
    assert all(f"| `{mode}`" in PAGE for mode in MODES)

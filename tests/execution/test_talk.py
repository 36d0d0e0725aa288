"""A kernel that ends, or never answers, is told as what it is, and not waited for without end."""

from __future__ import annotations

import asyncio
from queue import Empty
from typing import Any

import pytest

from senim.execution.talk import (
    KernelEndedError,
    KernelMemoryError,
    KernelStartError,
    run_silently,
    until_ready,
)


class Client:
    """Stands in for a client: gives what it was told to, then nothing more."""

    def __init__(self, replies: list[dict[str, Any]] | None = None, output: int = 0) -> None:
        self.replies = replies or []
        self.output = output
        self.asked = 0

    def kernel_info(self) -> None:
        self.asked += 1

    def execute(self, code: str, **settings: object) -> str:
        assert settings == {"silent": True, "store_history": False, "allow_stdin": False}
        return "mine"

    async def get_shell_msg(self, timeout: float) -> dict[str, Any]:
        await asyncio.sleep(0)
        if self.replies:
            return self.replies.pop(0)
        await asyncio.sleep(min(timeout, 0.01))
        raise Empty

    async def get_iopub_msg(self, timeout: float) -> dict[str, Any]:
        await asyncio.sleep(0)
        self.output -= 1
        if self.output < 0:
            return {}
        raise Empty


async def never() -> int:
    await asyncio.sleep(600)
    return 0


async def killed() -> int:
    return -9


def reply(parent: str, **content: str) -> dict[str, Any]:
    return {"parent_header": {"msg_id": parent}, "content": content}


def test_output_that_was_lost_is_asked_for_again() -> None:
    client = Client([{}, {}, {}], output=2)
    asyncio.run(until_ready(client, never, 60))  # type: ignore[arg-type]
    assert client.asked == 3


def test_no_answer() -> None:
    with pytest.raises(KernelStartError, match="did not answer in 0 s"):
        asyncio.run(until_ready(Client(), never, 0.1))  # type: ignore[arg-type]


def test_an_end_is_not_waited_out() -> None:
    for wait in (until_ready(Client(), killed, 600), run_silently(Client(), "x", killed, 600)):  # type: ignore[arg-type]
        with pytest.raises(KernelEndedError) as caught:
            asyncio.run(wait)
        assert caught.value.exit_code == -9


def test_silent_code() -> None:
    replies = [reply("other", status="error"), reply("mine", status="ok")]
    asyncio.run(run_silently(Client(replies), "x", never, 60))  # type: ignore[arg-type]
    bad = Client([reply("mine", status="error", ename="A", evalue="b")])
    with pytest.raises(KernelStartError, match="setup of the kernel failed: A: b"):
        asyncio.run(run_silently(bad, "x", never, 60))  # type: ignore[arg-type]
    short = Client([reply("mine", status="error", ename="MemoryError", evalue="")])
    with pytest.raises(KernelMemoryError, match=r"setup of the kernel failed: MemoryError$"):
        asyncio.run(run_silently(short, "x", never, 60))  # type: ignore[arg-type]
    with pytest.raises(KernelStartError, match="more than 5 s"):
        asyncio.run(run_silently(Client(), "x", never, 5))  # type: ignore[arg-type]

"""Schedulers, workers and an S3-compatible storage as separate processes, on 127.0.0.1 alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

WAIT_SECONDS = 120
DASK = str(Path(sys.executable).with_name("dask"))
# What an S3 client wants to have, true or not.
S3_CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
}
BUCKET = "senim"


def until(condition: Callable[[], object], seconds: float = WAIT_SECONDS) -> None:
    """Wait for something, with an end."""
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "waited too long"
        time.sleep(0.05)


class DaskProcesses:
    """A scheduler, and workers that come and go."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = {**os.environ, **environment}
        self.workers: list[subprocess.Popen[bytes]] = []
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "scheduler.json"
        self.scheduler = self._begin(
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--dashboard-address",
            "127.0.0.1:0",
            "--scheduler-file",
            str(file),
        )
        until(lambda: file.is_file() and file.read_text(encoding="utf-8").strip().endswith("}"))
        self.address: str = json.loads(file.read_text(encoding="utf-8"))["address"]

    def add_worker(
        self, *words: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a worker with its nanny, and wait until the scheduler knows it."""
        number = len(self.workers)
        log = self.folder / f"worker-{number}.log"
        worker = self._begin(
            "worker",
            self.address,
            *(
                "--host",
                "127.0.0.1",
                "--no-dashboard",
                "--dashboard-address",
                "127.0.0.1:0",
                "--memory-limit",
                "0",
                "--name",
                f"w{number}",
            ),
            *("--local-directory", str(self.folder / f"w{number}"), "--preload", "senim.pipeline.worker"),
            *(words or ("--nthreads", "1")),
            environment=environment,
        )
        self.workers.append(worker)
        until(lambda: "Registered to" in log.read_text(errors="replace"))
        return worker

    def log(self) -> str:
        """Give what all of them said."""
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))

    def close(self) -> None:
        """End all of them with all they started."""
        for process in (*self.workers, self.scheduler):
            end_tree(process.pid)
            process.wait()

    def _begin(
        self, what: str, *words: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        log = self.folder / f"{what}-{len(self.workers)}.log"
        with log.open("wb") as stream:
            return subprocess.Popen(
                [DASK, what, *words],
                env={**self.environment, **(environment or {})},
                cwd=self.folder,
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )


def end_tree(process_id: int, number: int = signal.SIGKILL) -> None:
    """Kill a process and all its descendants, none of which has time to react."""
    try:
        parent = psutil.Process(process_id)
        family = [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for process in family:
        try:
            process.send_signal(number)
        except psutil.NoSuchProcess:
            continue


def is_alive(process_id: int) -> bool:
    """Tell whether a process runs; one that has ended and was not waited for does not."""
    try:
        return psutil.Process(process_id).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@contextmanager
def dask_processes(folder: Path, environment: Mapping[str, str]) -> Iterator[DaskProcesses]:
    """Start a scheduler; end everything at the end."""
    processes = DaskProcesses(folder, environment)
    try:
        yield processes
    finally:
        processes.close()


@contextmanager
def s3_server(folder: Path) -> Iterator[dict[str, str]]:
    """Start an S3-compatible server with one bucket; gives the environment its clients need."""
    from urllib.request import Request, urlopen

    program = (
        "import sys, time\n"
        "from moto.server import ThreadedMotoServer\n"
        "server = ThreadedMotoServer(ip_address='127.0.0.1', port=0, verbose=False)\n"
        "server.start()\n"
        "print(*server.get_host_and_port(), flush=True)\n"
        "sys.stdin.read()\n"
    )
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "s3.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-c", program],
            env={**os.environ, **S3_CREDENTIALS},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert server.stdout is not None
    assert server.stdin is not None
    try:
        host, port = server.stdout.readline().split()
        address = f"http://{host}:{port}"
        with urlopen(Request(f"{address}/{BUCKET}", method="PUT"), timeout=30):
            pass
        yield {**S3_CREDENTIALS, "AWS_ENDPOINT_URL": address}
    finally:
        server.kill()
        server.stdin.close()
        server.stdout.close()
        server.wait()

"""Where everything of a project is, and what a user asked of a run."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from senim.findings import Finding, InputError, unknown_word_remedy
from senim.pipeline.address import parsed_address
from senim.pipeline.deadline import NO_DEADLINE, RunDeadline

LANGUAGES = ("en", "kk", "ru")
KERNELS = ("auto", "forked", "pool", "plain")
SCENARIO_FILES = "*.yaml"
"""The scenarios of an edition; the sweeps in a folder beside them are none."""


@dataclass(frozen=True)
class Project:
    """Folders of one checkout and of its reports.

    Parameters
    ----------
    root : Path
        The checkout.
    reports : Path
        Where editions are published.
    """

    root: Path
    reports: Path

    @property
    def raw(self) -> Path:
        """Source tables, never written by code."""
        return self.root / "data" / "raw"

    @property
    def processed(self) -> Path:
        """Checked tables, made by the task ``prepare``."""
        return self.root / "data" / "processed"

    @property
    def parameters(self) -> Path:
        """What the model believes."""
        return self.root / "parameters"

    @property
    def scenarios(self) -> Path:
        """What a government could do."""
        return self.root / "scenarios"

    @property
    def notebooks(self) -> Path:
        """The notebooks."""
        return self.root / "notebooks"

    @property
    def lock_file(self) -> Path:
        """The pinned packages."""
        return self.root / "requirements.lock"

    @property
    def package(self) -> Path:
        """Source of the library: the checkout's own, else the installed one."""
        own = self.root / "src" / "senim"
        return own if own.is_dir() else Path(__file__).resolve().parents[1]

    @property
    def cache(self) -> Path:
        """Results of finished tasks, by key."""
        return self.reports / ".cache"

    @property
    def failed(self) -> Path:
        """Partial notebooks and refused editions."""
        return self.reports / "failed"

    def shown(self, path: Path) -> str:
        """Name a file as the reader knows it.

        Parameters
        ----------
        path : Path
            Any path.

        Returns
        -------
        str
            Relative to the checkout where it is inside it.
        """
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


@dataclass(frozen=True)
class Options:
    """What a user asked of a run.

    Parameters
    ----------
    scenarios : tuple of str
        Scenario ids; empty means all.
    languages : tuple of str
        Languages to make briefs in.
    parameters : mapping of str to object
        Values for notebook parameters by name: text is read as the declared type says.
    jobs : int
        Tasks at a time.
    date : str
        ISO date of the edition; empty means the day something changed.
    cell_seconds, notebook_seconds : float or None
        Deadlines of one cell and of one notebook.
    wait_seconds : float
        How long to wait where another run is at work.
    kernels : str
        How kernels are made, one of `KERNELS`.
    run_seconds : float or None
        Deadline of the whole run.
    memory_cap_bytes : int or None
        Memory one kernel and what it starts may hold.
    retries : int
        How often a notebook is tried again whose kernel died or whose machine failed.
    deadline : RunDeadline
        The deadline of the run once it has begun; set by `run`.
    strict : bool
        Whether a notebook fails that opens what it does not declare, or goes to the network.
    recording : bool
        Whether what a notebook reads is written down in place of being refused.
    cluster : str
        Where notebooks run: ``tcp://HOST:PORT`` or ``local:N``; empty for this machine.
    storage : str
        Address where inputs and results of a cluster meet; the store of the reports by default.
    cluster_seconds : float
        How long to wait for a worker where there is none.
    pdf : bool
        Whether a PDF is written beside each brief.
    keep : int or None
        How many of the newest editions to keep once a run is over; None removes none.
    """

    scenarios: tuple[str, ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    parameters: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    jobs: int = 2
    date: str = ""
    cell_seconds: float | None = None
    notebook_seconds: float | None = 3600.0
    wait_seconds: float = 0.0
    kernels: str = "auto"
    run_seconds: float | None = None
    memory_cap_bytes: int | None = None
    retries: int = 1
    deadline: RunDeadline = NO_DEADLINE
    strict: bool = True
    recording: bool = False
    cluster: str = ""
    storage: str = ""
    cluster_seconds: float = 60.0
    pdf: bool = True
    keep: int | None = None


def parsed_options(
    scenarios: Sequence[str],
    languages: Sequence[str],
    numbers: Mapping[str, int],
    assignments: Sequence[str],
    *,
    jobs: int,
    date: str,
    **more: Any,
) -> Options:
    """Make options of what was typed.

    Parameters
    ----------
    scenarios, languages : sequence of str
        As typed; no language means all.
    numbers : mapping of str to int
        Draws and seed, where given.
    assignments : sequence of str
        ``NAME=VALUE``; the value stays text until the declared type of the parameter is known.
    jobs : int
        Tasks at a time.
    date : str
        ISO date, or empty.
    **more
        Further fields of `Options`, as they are.

    Returns
    -------
    Options
        The options.

    Raises
    ------
    InputError
        Listing what cannot be read.
    """
    findings = [
        Finding(
            "command line", f"--language {word}", "unknown language", unknown_word_remedy(word, LANGUAGES)
        )
        for word in languages
        if word not in LANGUAGES
    ]
    parameters: dict[str, Any] = dict(numbers)
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals or not name.strip():
            problem = "this is not NAME=VALUE"
            findings.append(
                Finding("command line", f"--parameter {assignment}", problem, "Write --parameter seed=1.")
            )
        else:
            parameters[name.strip()] = value
    if date and not _is_day(date):
        findings.append(
            Finding("command line", f"--date {date}", "this is not a date", "Write it as YYYY-MM-DD.")
        )
    kernels = more.get("kernels", "auto")
    if kernels not in KERNELS:
        remedy = unknown_word_remedy(kernels, KERNELS)
        findings.append(Finding("command line", f"--kernels {kernels}", "there is no such way", remedy))
    cluster, storage = more.get("cluster", ""), more.get("storage", "")
    if storage and not cluster:
        problem, remedy = "a storage is for a cluster", "Give --cluster as well."
        findings.append(Finding("command line", f"--storage {storage}", problem, remedy))
    if findings:
        raise InputError(findings, "options")
    if cluster:
        parsed_address(cluster)
    chosen = tuple(word for word in LANGUAGES if word in languages) or LANGUAGES
    return Options(tuple(dict.fromkeys(scenarios)), chosen, MappingProxyType(parameters), jobs, date, **more)


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False

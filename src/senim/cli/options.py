"""What can be typed after a command: what tasks are given, which there are, and how they are performed."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_type_hints

import typer

from senim.pipeline.listeners import Shown

if TYPE_CHECKING:
    from senim.pipeline.project import Options, Project

Asked = TypeVar("Asked")


@dataclass(frozen=True)
class TaskOptions:
    """What a task is given, and where reports are."""

    draws: Annotated[int | None, typer.Option(metavar="N", help="Draws of the simulation.", min=1)] = None
    seed: Annotated[int | None, typer.Option(metavar="N", help="Seed of the random numbers.", min=0)] = None
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for the reports; reports/ by default.")
    ] = None
    parameter: Annotated[
        list[str],
        typer.Option(
            "--parameter",
            metavar="TEXT",
            help="NAME=VALUE for any notebook parameter, read as the declared type says.",
        ),
    ] = field(default_factory=list)
    jobs: Annotated[int, typer.Option(metavar="N", help="Notebooks at a time.", min=1)] = 2
    no_strict: Annotated[
        bool,
        typer.Option(
            # One name: a second would take a column of its own from every description.
            "--no-strict",
            metavar="",
            show_default=False,
            help="Let a notebook open what it does not declare, or go to the network.",
        ),
    ] = False

    @property
    def project(self) -> Project:
        """The checkout, with the reports folder that was asked for."""
        return project_of(self.out)

    def options(self) -> Options:
        """Read what was typed.

        Returns
        -------
        Options
            The options.

        Raises
        ------
        InputError
            Listing what cannot be read.
        """
        from senim.pipeline.project import parsed_options

        numbers = {"draws": self.draws, "seed": self.seed}
        given = {name: value for name, value in numbers.items() if value is not None}
        return self._limited(
            parsed_options(
                numbers=given,
                assignments=self.parameter,
                jobs=self.jobs,
                strict=not self.no_strict,
                **self._more(),
            )
        )

    def _more(self) -> dict[str, Any]:
        """Give what else was typed, by name of the parameter of `parsed_options`."""
        return {"scenarios": (), "languages": (), "date": ""}

    def _limited(self, options: Options) -> Options:
        """Put in the limits that only what is performed has."""
        return options


@dataclass(frozen=True)
class PlanOptions(TaskOptions):
    """What decides which tasks an edition has."""

    scenario: Annotated[
        list[str],
        typer.Option(
            "--scenario", metavar="ID", help="Scenario to compare; repeat for more. All by default."
        ),
    ] = field(default_factory=list)
    language: Annotated[
        list[str],
        typer.Option(
            "--language", metavar="LANG", help="Language of a brief (en, kk, ru); repeat. All by default."
        ),
    ] = field(default_factory=list)
    date: Annotated[
        str,
        typer.Option(
            metavar="DATE", help="Date of the edition (YYYY-MM-DD); the day something changed by default."
        ),
    ] = ""
    no_pdf: Annotated[
        bool,
        typer.Option(
            "--no-pdf", metavar="", show_default=False, help="Publish the briefs without their PDF files."
        ),
    ] = False

    def _more(self) -> dict[str, Any]:
        chosen = {"scenarios": self.scenario, "languages": self.language, "date": self.date}
        return {**super()._more(), **chosen, "pdf": not self.no_pdf}


@dataclass(frozen=True)
class PerformOptions(TaskOptions):
    """How tasks are performed: where, within which limits, and how that is shown."""

    wait: Annotated[
        float, typer.Option(metavar="N", help="Seconds to wait where another run is at work.", min=0)
    ] = 0.0
    kernels: Annotated[
        str,
        typer.Option(
            metavar="WAY", help="How kernels are made: forked, pool, plain; auto takes the first that works."
        ),
    ] = "auto"
    deadline: Annotated[
        str, typer.Option(metavar="TIME", help="Time for the whole run: 90s, 20m, 2h. None by default.")
    ] = ""
    notebook_deadline: Annotated[
        str, typer.Option(metavar="TIME", help="Time for each notebook; 1h by default.")
    ] = ""
    cell_deadline: Annotated[
        str, typer.Option(metavar="TIME", help="Time for each cell. None by default.")
    ] = ""
    memory_cap: Annotated[
        str, typer.Option(metavar="SIZE", help="Memory a kernel may hold: 800M, 4G. No cap by default.")
    ] = ""
    retries: Annotated[
        int,
        typer.Option(
            metavar="N", help="How often a notebook is tried again whose kernel died.", min=0, max=10
        ),
    ] = 1
    cluster: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Run the notebooks on dask workers: tcp://HOST:PORT, or local:N to start N here.",
        ),
    ] = ""
    storage: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Where a cluster's inputs and results meet: file:///folder, s3://bucket/folder, gs://…",
        ),
    ] = ""
    cluster_seconds: Annotated[
        float,
        typer.Option(
            metavar="N", help="How long a cluster may be without any worker before the run gives up.", min=1
        ),
    ] = 60.0
    progress: Annotated[
        Shown,
        typer.Option(
            "--progress",
            metavar="FORM",
            help="bar for a person, lines for a log, json for a machine. "
            "By default a bar on a terminal, lines elsewhere.",
        ),
    ] = Shown.AUTO

    def _more(self) -> dict[str, Any]:
        chosen = {
            "wait_seconds": self.wait,
            "kernels": self.kernels,
            "cluster": self.cluster,
            "storage": self.storage,
            "cluster_seconds": self.cluster_seconds,
        }
        return {**super()._more(), **chosen}

    def _limited(self, options: Options) -> Options:
        from senim.pipeline.limits import with_limits

        return with_limits(
            options,
            deadline=self.deadline,
            notebook_deadline=self.notebook_deadline,
            cell_deadline=self.cell_deadline,
            memory_cap=self.memory_cap,
            retries=self.retries,
        )


@dataclass(frozen=True)
class RunOptions(PerformOptions, PlanOptions):
    """What a run of an edition can be told."""

    keep: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Afterwards keep this many of the newest editions, and one a month for twelve months.",
            min=1,
        ),
    ] = None

    def _more(self) -> dict[str, Any]:
        return {**super()._more(), "keep": self.keep}


@dataclass(frozen=True)
class SweepOptions(PerformOptions):
    """What a sweep can be told: its scenario and its languages are its own."""


def project_of(out: Path | None) -> Project:
    """Find the checkout.

    Parameters
    ----------
    out : Path or None
        The reports folder asked for.

    Returns
    -------
    Project
        The checkout with its reports folder.

    Raises
    ------
    InputError
        If ``SENIM_ROOT`` names a folder without notebooks.
    """
    from senim.findings import Finding, InputError
    from senim.paths import project_root
    from senim.pipeline.project import Project

    root = project_root()
    found = Project(root, (out or root / "reports").absolute())
    if not found.notebooks.is_dir():
        problem = f"names a folder that is no checkout: {root}"
        raise InputError([Finding("SENIM_ROOT", "", problem, "Name the folder that pipeline.py is in.")])
    return found


def takes(options: type[Asked]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a command take the options of a class, and get them as one object.

    Parameters
    ----------
    options : type
        A dataclass whose fields are annotated as typer wants them.

    Returns
    -------
    callable
        Decorator of a command whose first parameter is the object; its others stay as they are.
    """
    hints = get_type_hints(options, include_extras=True)
    given = [
        inspect.Parameter(
            item.name, inspect.Parameter.KEYWORD_ONLY, default=_default(item), annotation=hints[item.name]
        )
        for item in fields(options)  # type: ignore[arg-type]
    ]
    names = {parameter.name for parameter in given}

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = get_type_hints(command, include_extras=True)
        rest = list(inspect.signature(command).parameters.values())[1:]

        def asked(**typed: Any) -> None:
            mine = {name: value for name, value in typed.items() if name in names}
            command(options(**mine), **{name: value for name, value in typed.items() if name not in names})

        asked.__name__, asked.__doc__ = command.__name__, command.__doc__
        typed = [
            item.replace(annotation=own[item.name], kind=inspect.Parameter.KEYWORD_ONLY) for item in rest
        ]
        asked.__signature__ = inspect.Signature([*typed, *given])  # type: ignore[attr-defined]
        asked.__annotations__ = {item.name: item.annotation for item in [*typed, *given]}
        return asked

    return decorate


def _default(item: Any) -> Any:
    return item.default if item.default is not MISSING else item.default_factory()

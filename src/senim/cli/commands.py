"""The commands people and schedulers type; each calls the pipeline and says what came of it."""

from __future__ import annotations

import json
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from senim import __version__
from senim.cli.ending import end_when_asked, told
from senim.cli.options import PlanOptions, RunOptions, SweepOptions, project_of, takes
from senim.pipeline.listeners import Shown

if TYPE_CHECKING:
    pass

app = typer.Typer(
    name="pipeline.py",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="From the source tables to a policy brief in three languages. Only what changed runs again.",
    epilog=(
        "Exit codes: 0 refreshed or nothing to do, 1 something unforeseen on this machine or its cluster, "
        "2 bad input, 3 a notebook failed, 4 an audit of the new edition failed, 5 a source is unavailable, "
        "75 another run holds the lock, 130 interrupted."
    ),
)

Target = Annotated[str, typer.Argument(help="A task (as `plan` names it), a notebook or `brief`.")]
Edition = Annotated[
    str, typer.Argument(help="Name of an edition, `latest`, `previous`, or the path of a copied folder.")
]
AsJson = Annotated[bool, typer.Option("--json", metavar="", help="For machines: print JSON.")]
Out = Annotated[Path | None, typer.Option(metavar="DIR", help="Folder for the reports; reports/ by default.")]


@app.command()
@takes(RunOptions)
def run(asked: RunOptions) -> None:
    """Bring the briefs up to date and print the page to open."""
    told(lambda: _run(asked, asked.progress))


@app.command()
@takes(RunOptions)
def refresh(asked: RunOptions) -> None:
    """The same run for a scheduler: one line per event, a truthful exit code, no questions."""
    quiet = Shown.LINES if asked.progress is Shown.AUTO else asked.progress
    told(lambda: _run(asked, quiet))


@app.command()
@takes(PlanOptions)
def plan(
    asked: PlanOptions,
    as_json: AsJson = False,
) -> None:
    """Print what a run would do, why, and how long it takes; nothing is run."""

    def act() -> None:
        from senim.pipeline.damage import damage_of_latest
        from senim.pipeline.forecast import forecast, plan_report
        from senim.pipeline.moved import with_details
        from senim.pipeline.run import ahead, checked_plan
        from senim.pipeline.services import project_services

        project = asked.project
        decided = with_details(checked_plan(project, asked.options(), project_services()), project)
        tasks = ahead(project, decided)
        damaged = damage_of_latest(project.reports)
        if as_json:
            print(json.dumps(plan_report(decided, tasks, asked.jobs, damaged), indent=1))
        else:
            print(decided, forecast(tasks, asked.jobs), *filter(None, [damaged]), sep="\n")

    told(act)


@app.command()
@takes(PlanOptions)
def why(asked: PlanOptions, target: Target) -> None:
    """Say which part of a task's key moved since it last ran, old and new."""

    def act() -> None:
        from senim.pipeline.moved import with_details
        from senim.pipeline.run import plan_run
        from senim.pipeline.services import project_services
        from senim.pipeline.why import reasons

        project = asked.project
        decided = plan_run(project, asked.options(), project_services())[2]
        print(reasons(with_details(decided, project), target))

    told(act)


@app.command()
@takes(PlanOptions)
def explain(asked: PlanOptions, target: Target) -> None:
    """Show what a task hangs on: the five parts of its key, what it reads, and what reads it."""

    def act() -> None:
        from senim.pipeline.explain import explained
        from senim.pipeline.run import plan_run
        from senim.pipeline.services import project_services

        _, planner, plan = plan_run(asked.project, asked.options(), project_services())
        print(explained(plan, planner, target))

    told(act)


@app.command()
@takes(SweepOptions)
def sweep(
    asked: SweepOptions,
    file: Annotated[Path, typer.Argument(help="The sweep, such as scenarios/sweeps/cut-size.yaml.")],
    per_kernel: Annotated[
        int | None,
        typer.Option(metavar="N", help="Combinations a kernel, on average; 1 gives each its own.", min=1),
    ] = None,
    plan_only: Annotated[
        bool, typer.Option("--plan", metavar="", help="Print what would run; run nothing.")
    ] = False,
) -> None:
    """Run a scenario over a grid of values; write a page with all of them and one that compares them."""

    def act() -> None:
        from senim.pipeline.listeners import choose_listener
        from senim.pipeline.moved import with_details
        from senim.pipeline.progress import Announcer
        from senim.pipeline.services import project_services
        from senim.pipeline.sweeps.chunks import USUAL_SIZE
        from senim.pipeline.sweeps.run import plan_sweep, run_sweep

        project, options, place = asked.project, asked.options(), file.absolute()
        size = per_kernel or USUAL_SIZE
        if plan_only:
            print(with_details(plan_sweep(project, place, options, project_services(), size), project))
            return
        announcer = Announcer(choose_listener(asked.progress))
        done = run_sweep(project, place, options, project_services(), announcer, size)
        if asked.progress is Shown.JSON:
            return
        kernels = f"{done.chunks} kernel{'' if done.chunks == 1 else 's'}"
        words = f"Finished the sweep: {done.combinations} combinations in {kernels}."
        print(words if done.published else "Nothing to do: the sweep is up to date.")
        print(done.index)

    told(act)


@app.command()
@takes(PlanOptions)
def reads(
    asked: PlanOptions,
    notebook: Annotated[str, typer.Argument(help="Name of a notebook, for example 05-trust.")],
) -> None:
    """Run one notebook, refuse nothing, and print the declaration of what it reads."""

    def act() -> None:
        from senim.pipeline.recording import record_reads
        from senim.pipeline.services import project_services

        print(record_reads(asked.project, asked.options(), project_services(), notebook))

    told(act)


@app.command(name="list")
def list_command(out: Out = None, as_json: AsJson = False) -> None:
    """List the editions, newest first; each is checked byte by byte."""

    def act() -> None:
        from senim.pipeline.shelf import show_editions

        show_editions(project_of(out).reports, as_json=as_json)

    told(act)


@app.command()
def verify(edition: Edition = "latest", out: Out = None) -> None:
    """Check every file of an edition against its record; needs no network, and for a path no project."""

    def act() -> None:
        from senim.pipeline.shelf import show_whole

        show_whole(edition, _reports(out))

    told(act)


@app.command()
def diff(
    before: Edition = "previous", now: Edition = "latest", out: Out = None, as_json: AsJson = False
) -> None:
    """Say what changed between two editions: numbers and why, parameters, rows, code, packages, words."""

    def act() -> None:
        from senim.pipeline.shelf import show_difference

        show_difference(before, now, _reports(out), as_json=as_json)

    told(act)


@app.command()
def prune(
    keep: Annotated[int, typer.Option(metavar="N", help="How many of the newest editions to keep.", min=1)],
    out: Out = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", metavar="", help="Only say which would go.")] = False,
    damaged: Annotated[
        bool,
        typer.Option("--damaged", metavar="", help="Remove damaged editions too, all but `latest`."),
    ] = False,
) -> None:
    """Remove old editions; the newest, one a month for twelve months, and `latest` always stay.

    A damaged edition does not count among them, and stays unless `--damaged` is given.
    """

    def act() -> None:
        from senim.pipeline.shelf import prune as remove_editions

        for line in remove_editions(project_of(out), keep, dry_run=dry_run, damaged=damaged):
            print(line)

    told(act)


@app.command()
def clean(out: Out = None) -> None:
    """Remove cached results and what failed runs left; editions stay."""

    def act() -> None:
        from senim.pipeline.clean import clean as remove_results

        for line in remove_results(project_of(out)):
            print(line)

    told(act)


@app.command()
def version() -> None:
    """Print the version."""
    print(f"senim {__version__}, Python {sys.version.split()[0]}")


def start() -> None:
    """Run the command that was typed; ends the process with an exit code of `senim.pipeline.exit_codes`."""
    end_when_asked()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that knows only some letters is no reason to end a command.
            stream.reconfigure(errors="backslashreplace")
    app()


def _run(asked: RunOptions, progress: Shown) -> None:
    from senim.pipeline.damage import damage_of_latest
    from senim.pipeline.endings import end_is_told
    from senim.pipeline.listeners import choose_listener
    from senim.pipeline.progress import Announcer
    from senim.pipeline.run import run as run_pipeline
    from senim.pipeline.services import project_services
    from senim.pipeline.unchanged import inputs_state, remember

    announcer = Announcer(choose_listener(progress))
    with end_is_told(announcer):
        project, options = asked.project, asked.options()
        before = inputs_state(project.root)
        outcome = run_pipeline(project, options, project_services(), announcer)
    if progress is Shown.JSON:
        return
    name = outcome.edition.name
    if not damage_of_latest(project.reports):
        # A damaged edition is told at every run: none may be cut short.
        remember(project.root, project.reports, sys.argv[2:], before, name)
    print(
        f"Published edition {name}." if outcome.published else f"Nothing to do: edition {name} is up to date."
    )
    print(outcome.index)


def _reports(out: Path | None) -> Path | None:
    """Give the reports folder; None outside a project, where only a path can name an edition."""
    from senim.findings import InputError

    try:
        return project_of(out).reports
    except (FileNotFoundError, InputError):
        return out.absolute() if out else None

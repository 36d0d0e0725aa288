"""Whether the machines of a cluster would compute the same as this one, asked before anything runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from senim.findings import Finding, InputError
from senim.pipeline.installation import Installation, differences
from senim.pipeline.objects import Storage
from senim.pipeline.parcel import hashed
from senim.pipeline.worker import introduce, own_installation

SCHEDULER = "scheduler"
_REMEDY = "Bring every machine to the same checkout and set-up, start its worker again, and try again."


def check_cluster(client: Any, here: Installation, storage: Storage, url: str) -> None:
    """Refuse a cluster whose scheduler or a worker of which holds another installation, or sees no storage.

    Parameters
    ----------
    client : distributed.Client
        The connection.
    here : Installation
        What is installed on this machine.
    storage : Storage
        Where inputs and results meet; a file is left there for the workers to find.
    url : str
        Its address.

    Raises
    ------
    InputError
        Naming each machine, and in what it differs.
    """
    probe = Path(__file__)
    digest = hashed({"": probe})[""]
    storage.add(probe, digest)
    told = client.run(introduce, digest, url, on_error="return")
    told |= {SCHEDULER: _scheduler_installation(client)}
    found = []
    for machine, answer in sorted(told.items()):
        if isinstance(answer, BaseException):
            problem = f"it cannot say what is installed ({type(answer).__name__}: {answer})"
            found.append(Finding(_named(machine), "", problem, _REMEDY))
        else:
            found += machine_findings(here, machine, *answer)
    if found:
        raise InputError(found, "cluster")


def machine_findings(
    here: Installation, machine: str, there: Installation, problems: Sequence[str] = ()
) -> list[Finding]:
    """Say what speaks against a machine.

    Parameters
    ----------
    here : Installation
        What is installed on this machine.
    machine : str
        Address of a worker, or ``scheduler``.
    there : Installation
        What is installed on it.
    problems : sequence of str
        What it found itself.

    Returns
    -------
    list of Finding
        Empty where nothing does.
    """
    words = (*differences(here, there), *problems)
    return [Finding(_named(machine), "", problem, _REMEDY) for problem in words]


def _scheduler_installation(client: Any) -> Any:
    try:
        return client.run_on_scheduler(own_installation), ()
    except Exception as error:  # noqa: BLE001 - whatever the scheduler could not do is told by the check
        return error


def _named(machine: str) -> str:
    return machine if machine == SCHEDULER else f"worker {machine}"

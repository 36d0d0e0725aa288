"""Where a cluster is, as a user writes it."""

from __future__ import annotations

from dataclasses import dataclass

from senim.findings import Finding, InputError

SCHEMES = ("tcp", "tls")
LOCAL = "local"


@dataclass(frozen=True)
class Address:
    """Where a cluster is.

    Parameters
    ----------
    scheduler : str
        Address of its scheduler; empty for one that is started here.
    workers : int
        Workers to start here; 0 for a cluster that runs already.
    """

    scheduler: str = ""
    workers: int = 0


def starts_here(text: str) -> bool:
    """Tell whether a cluster is one that is started on this machine.

    Parameters
    ----------
    text : str
        As a user writes it.

    Returns
    -------
    bool
        False for one that runs already, and for what is no cluster.

    Examples
    --------
    >>> starts_here("local:2"), starts_here("tcp://host:8786")
    (True, False)
    """
    scheme, _, rest = text.partition(":")
    return scheme == LOCAL and rest.isdecimal() and int(rest) > 0


def parsed_address(text: str) -> Address:
    """Read what was given as ``--cluster``.

    Parameters
    ----------
    text : str
        ``tcp://HOST:PORT``, ``tls://HOST:PORT`` or ``local:N``.

    Returns
    -------
    Address
        The address.

    Raises
    ------
    InputError
        If it is none of these.

    Examples
    --------
    >>> parsed_address("local:2")
    Address(scheduler='', workers=2)
    """
    scheme, colon, rest = text.partition(":")
    if starts_here(text):
        return Address(workers=int(rest))
    host, port_colon, port = rest.removeprefix("//").rpartition(":")
    if colon and scheme in SCHEMES and rest.startswith("//") and host and port_colon and port.isdecimal():
        return Address(scheduler=text)
    remedy = (
        "Write --cluster tcp://HOST:PORT for a cluster that runs, or --cluster local:2 to start one here."
    )
    raise InputError([Finding("command line", f"--cluster {text}", "this is no cluster", remedy)], "options")

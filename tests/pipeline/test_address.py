"""What may be written after --cluster."""

from __future__ import annotations

import pytest

from senim.findings import InputError
from senim.pipeline.address import Address, parsed_address


@pytest.mark.parametrize("text", ["tcp://10.0.0.1:8786", "tls://host.example:8786", "tcp://[::1]:8786"])
def test_a_scheduler(text: str) -> None:
    assert parsed_address(text) == Address(scheduler=text)


def test_workers_here() -> None:
    assert parsed_address("local:3") == Address(workers=3)


@pytest.mark.parametrize(
    "text", ["local", "local:", "local:0", "local:x", "tcp:8786", "tcp://host", "http://h:1"]
)
def test_what_is_none(text: str) -> None:
    with pytest.raises(InputError, match="this is no cluster"):
        parsed_address(text)

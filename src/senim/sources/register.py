"""The register of sources: who published a figure, where it was read, under which licence."""

from __future__ import annotations

import pandas as pd

from senim.sources.common import note, slug
from senim.sources.fields import text
from senim.sources.tables import RowRule, Table

LICENCES: dict[str, dict[str, str]] = {
    "facts": {"name": "facts", "title": "Single figures quoted from the source; facts carry no licence"},
    "supplied document": {
        "name": "supplied",
        "title": "Document supplied to the project; figures quoted as facts",
    },
    "CC BY 4.0": {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"},
    "PDDL 1.0": {"name": "PDDL-1.0", "path": "https://opendatacommons.org/licenses/pddl/1-0/"},
    "Open Government Licence v3": {
        "name": "OGL-UK-3.0",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    },
}
"""Licences a source may name, as the data package writes them."""

NOT_RECORDED = "not recorded"
_DATE = r"[0-9]{4}(-[0-9]{2}){0,2}"

_REACHABLE = RowRule(
    column="address",
    needs=("address", "read_from"),
    holds=lambda frame: pd.Series(frame["address"].notna() | frame["read_from"].notna(), dtype=bool),
    problem=lambda row: "nobody could find this source again",
    remedy=lambda row: "Give its address, or say in read_from where it was read.",
)

TABLE = Table(
    name="sources",
    title="Register of sources",
    description="Every source that other tables name: producer, title, address, licence, dates.",
    fields=(
        slug("source", "Id that other tables name", unique=True),
        text("producer", "Who published the figure; 'not recorded' where the text does not say"),
        text("title", "Title of the work; a description in square brackets where the title was not recorded"),
        text("address", "Where it is published", required=False, pattern=r"https?://\S+"),
        text(
            "published",
            "Year, month or day as the source states it, or 'not recorded'",
            pattern=f"{_DATE}|not recorded",
        ),
        text(
            "read_from",
            "Copy, page or part that was read, where it is not the address itself",
            required=False,
        ),
        text("licence", "Licence of the figures", choices=tuple(LICENCES)),
        text("accessed", "Day the figures were read, or 'not recorded'", pattern=f"{_DATE}|not recorded"),
        note(),
    ),
    key=("source",),
    row_rules=(_REACHABLE,),
)

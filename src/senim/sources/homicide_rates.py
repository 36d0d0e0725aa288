"""Homicide rates by country and year."""

from __future__ import annotations

from senim.sources.common import ISO3, source, status
from senim.sources.fields import integer, number, text
from senim.sources.tables import Table

TABLE = Table(
    name="homicide_rates",
    title="Intentional homicides per 100,000 people",
    description="Kazakhstan and 40 countries, 1990 to 2023. Kazakhstan lacks 2005-2007, 2016, 2018, 2019 "
    "and 2023.",
    fields=(
        text("iso3", "Country code of three capital letters", pattern=ISO3),
        text("country", "Country"),
        integer("year", "Calendar year", low=1960, high=2100),
        number(
            "homicides_per_100k",
            "Victims of intentional homicide",
            unit="per 100,000 people",
            low=0,
            high=1000,
        ),
        status(),
        source(),
    ),
    key=("iso3", "year"),
    sort=True,
)

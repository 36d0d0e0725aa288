"""The source tables of the project by name, in the order in which they are read."""

from __future__ import annotations

from senim.sources import (
    claim_figures,
    claim_readings,
    england_wales_forces,
    england_wales_ratings,
    homicide_rates,
    official_claims,
    police_elasticities,
    police_strength,
    population,
    recording_regimes,
    reform_timeline,
    regions_2022,
    register,
    registered_offences,
    russia_registered_offences,
    seed_facts,
    trust_surveys,
    vetting_evidence,
)
from senim.sources.tables import Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        register.TABLE,
        seed_facts.TABLE,
        registered_offences.TABLE,
        police_strength.TABLE,
        reform_timeline.TABLE,
        recording_regimes.TABLE,
        homicide_rates.TABLE,
        trust_surveys.TABLE,
        police_elasticities.TABLE,
        vetting_evidence.TABLE,
        england_wales_forces.TABLE,
        england_wales_ratings.TABLE,
        population.TABLE,
        regions_2022.TABLE,
        claim_figures.TABLE,
        official_claims.TABLE,
        claim_readings.TABLE,
        russia_registered_offences.TABLE,
    )
}
"""Every table, the register of sources first."""

REGISTER: str = register.TABLE.name
"""Name of the register of sources."""

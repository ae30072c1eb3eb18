"""From raw to the star: dbt's models as assets and its tests as their checks, all run by one dbt.

Belongs here: the dbt project as Dagster sees it, and running dbt.
Does not belong here: any model (dbt/), what is pending (warehouse.transform), the last look (defs/publish).
"""

from collections.abc import Sequence

import dagster as dg

from dagster_project.defs.transform.manifest import Manifest
from dagster_project.defs.transform.models import model_assets, shelf_keys, source_specs

__all__ = ["definitions", "shelf_keys"]


def definitions(manifest: Manifest, extracts: Sequence[dg.AssetKey]) -> dg.Definitions:
    """All models and checks of a dbt project, built after `extracts`, and the tables read that no extract fills."""
    return dg.Definitions(assets=[model_assets(manifest, extracts), *source_specs(manifest)])

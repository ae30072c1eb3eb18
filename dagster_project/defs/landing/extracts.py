"""The asset of one entity of one system: its raw table, by delivery day.

Belongs here: the asset's definition and what a run of it yields.
Does not belong here: what is loaded (loading.py), what is told of it (events.py).
"""

import datetime as dt
from collections.abc import Iterator

import dagster as dg
import duckdb
import pyarrow as pa

from dagster_project.defs.landing.days import chosen_days
from dagster_project.defs.landing.events import (
    check_results,
    check_specs,
    day_materializations,
    delivery_metadata,
)
from dagster_project.defs.landing.loading import load_new, read_again
from dagster_project.instance import POOL
from dagster_project.wording import without_values
from dagster_project.workbench import Workbench
from ingest.contract import Contract, Entity
from ingest.ledger import DeliveryResult
from ingest.shape import count_of

# An output with this entry lets what depends on it go on without Dagster marking every day of the run's range as
# loaded; the days that really are get an event each. Dagster's own name for it is private to it, so a test holds it.
_MARKED_BY_HAND = {"__source_asset_observation__": True}


def extract_key(contract: Contract, entity: Entity) -> dg.AssetKey:
    """The key of the entity's raw table: the one dagster-dbt gives to the dbt source."""
    return dg.AssetKey(["raw", f"{contract.system}__{entity.name}"])


def extract_asset(contract: Contract, entity: Entity, days: dg.DailyPartitionsDefinition) -> dg.AssetsDefinition:
    """The raw table of `entity`. A run without a day loads what is new; a run over days loads those again."""
    key = extract_key(contract, entity)

    @dg.multi_asset(
        name=key.to_python_identifier(),
        specs=[_spec(key, contract, entity)],
        check_specs=check_specs(key),
        partitions_def=days,
        backfill_policy=dg.BackfillPolicy.single_run(),
        pool=POOL,
    )
    def extract(
        context: dg.AssetExecutionContext, workbench: dg.ResourceParam[Workbench]
    ) -> Iterator[dg.Output[None] | dg.AssetCheckResult]:
        workbench.record.begin("load")
        chosen = chosen_days(context)
        results = _load(workbench, contract, entity, chosen)
        if chosen and not results:
            _tell_nothing_delivered(context, contract, entity, chosen)
        for materialization in day_materializations(key, results):
            context.log_event(materialization)
        context.log.info(f"{count_of(len(results), 'delivery', 'deliveries')}: {delivery_metadata(results)}")
        yield dg.Output(None, output_name=key.to_python_identifier(), metadata=_MARKED_BY_HAND)
        yield from check_results(key, results)

    return extract


def _load(
    workbench: Workbench, contract: Contract, entity: Entity, days: frozenset[dt.date] | None
) -> list[DeliveryResult]:
    """Loads and returns what this run has loaded of the entity so far: a second try goes on after the first.

    What a library says of a fault that nobody foresaw may quote a value; Dagster would keep it.
    """
    company, record = workbench.company, workbench.record
    choice = record.choice
    try:
        if days is not None:
            read_again(company, contract, entity, lambda extract: extract.delivery_date in days, record)
        elif choice.reads_again:
            read_again(company, contract, entity, choice.includes, record)
        elif choice.includes_system(contract.system):
            load_new(company, contract, entity, record)
    except OSError as error:  # a landing folder on a network drive comes back; a wrong contract does not mend itself
        raise dg.RetryRequested(max_retries=2, seconds_to_wait=10) from error
    except (duckdb.Error, pa.ArrowException) as error:
        told = f"{type(error).__name__}: {without_values(str(error), entity.columns)}"
        raise dg.Failure(told, allow_retries=False) from None
    return record.deliveries_of(contract.system, entity.name)


def _tell_nothing_delivered(
    context: dg.AssetExecutionContext, contract: Contract, entity: Entity, days: frozenset[dt.date]
) -> None:
    """Fails where these days of this entity are all that was asked for; a run over many systems goes on without it."""
    span = f"{min(days)}" if len(days) == 1 else f"{min(days)} to {max(days)}"
    told = (
        f"Nothing lies in {contract.landing} for {span} that matches {entity.files}. "
        "Put the delivery there and run the day again, or choose another day."
    )
    if context.run.asset_selection == {extract_key(contract, entity)}:
        raise dg.Failure(told, allow_retries=False)
    context.log.warning(told)


def _spec(key: dg.AssetKey, contract: Contract, entity: Entity) -> dg.AssetSpec:
    columns = [
        dg.TableColumn(name, column.type, constraints=dg.TableColumnConstraints(nullable=not column.required))
        for name, column in entity.columns.items()
    ]
    return dg.AssetSpec(
        key,
        skippable=True,
        group_name=contract.system,
        kinds={entity.format.type, "duckdb"},
        description=_description(contract, entity),
        metadata={"dagster/column_schema": dg.TableSchema(columns)},
    )


def _description(contract: Contract, entity: Entity) -> str:
    due = {"none": "no day is due"}.get(entity.expected, f"due {entity.expected}")
    return (
        f"Rows of {entity.name} as the {contract.kind.replace('_', ' ')} {contract.system} delivered them in "
        f"`{entity.files}` ({entity.mode}, {due}).\n\n"
        "A day is filled where something was delivered for it and is loaded; a refused file leaves its day empty and "
        "is named by the check. Choose days to read their files again; the models follow in a run of `build`, or by "
        "themselves through the sensor `landing_watch`."
    )

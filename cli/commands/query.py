"""`rapport query`: metrics by dimensions, through the same door as the pages.

Belongs here: options to Question, Answer to text. Does not belong here: the grammar of --where (conditions.py).
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from cli.conditions import NoCondition, read_condition
from cli.example import DEMO_COMPANY
from cli.options import CompanyFolder, Format, OutputFormat, VersionName

if TYPE_CHECKING:
    import pyarrow as pa

    from warehouse.metrics import Door
    from warehouse.question import Filter, Question

EXAMPLE = (
    f"Example: rapport query --company {DEMO_COMPANY} --metrics net_revenue,orders --by date__month "
    '--where "geography__country in France, Germany" --order -net_revenue --limit 5'
)

PERIODS: dict[str, Callable[[dt.date], str]] = {
    "year": lambda day: f"{day:%Y}",
    "quarter": lambda day: f"{day:%Y}-Q{(day.month + 2) // 3}",
    "month": lambda day: f"{day:%Y-%m}",
    "week": lambda day: f"{day:%G-W%V}",
}


def names(text: str) -> tuple[str, ...]:
    """ "a, b" -> ("a", "b")."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def condition(text: str) -> Filter:
    """A --where text as a Filter; what is none is a wrong call."""
    try:
        return read_condition(text)
    except NoCondition as error:
        raise typer.BadParameter(str(error)) from error


def query(
    company: CompanyFolder,
    metrics: Annotated[str, typer.Option(metavar="A,B", help="Metrics, between commas.")] = "",
    by: Annotated[str, typer.Option(metavar="A,B", help="Dimensions to break them down by, between commas.")] = "",
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CONDITION",
            help="Keep only these rows; may be given several times. DIMENSION, then = | in | not in | between … and … "
            "| is empty | is not empty, then the values.",
        ),
    ] = None,
    order: Annotated[str, typer.Option(metavar="A,-B", help="Names to order by; - for descending.")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.")] = None,
    version: VersionName = None,
    form: OutputFormat = Format.TABLE,
    list_names: Annotated[bool, typer.Option("--list", help="Show the metrics and dimensions there are.")] = False,
) -> None:
    """Ask metrics by dimensions; the numbers are those of the pages."""
    from warehouse.company import load_company
    from warehouse.metrics import Door
    from warehouse.question import Question

    if not metrics and not list_names:
        raise typer.BadParameter("give --metrics A,B, or --list to see which there are", param_hint="--metrics")
    conditions = tuple(condition(text) for text in where or ())
    door = Door(load_company(company), version)
    if list_names:
        show_names(door, names(metrics))
    else:
        show_answer(door, Question(names(metrics), names(by), conditions, names(order), limit), form)


def show_answer(door: Door, question: Question, form: Format) -> None:
    """Writes the answer, and below a table what it was answered from. A name that does not exist is a wrong call."""
    from cli.output import write_table
    from warehouse.question import DoesNotFit, UnknownName

    try:
        answer = door.ask(question)
    except (UnknownName, DoesNotFit) as error:
        said = str(error) if str(error).endswith("?") else f"{error}."
        raise typer.BadParameter(f"{said} --list shows what can be asked") from error
    write_table(with_named_periods(answer.table) if form is Format.TABLE else answer.table, form)
    if form is Format.TABLE:
        more = "; there are more rows" if answer.truncated else ""
        print(f"version {answer.version}, {answer.seconds:.2f} s{more}", file=sys.stderr)


def with_named_periods(table: pa.Table) -> pa.Table:
    """`table` with years, quarters, months and weeks as --where takes them (2011-Q1) in place of their first day."""
    import pyarrow as pa

    for place, name in enumerate(table.column_names):
        written = PERIODS.get(name.rpartition("__")[2])
        if written and pa.types.is_date(table.schema.field(place).type):
            days = table.column(place).to_pylist()
            table = table.set_column(place, name, pa.array([day and written(day) for day in days], pa.string()))
    return table


def show_names(door: Door, metrics: tuple[str, ...]) -> None:
    """Shows every metric with its meaning, and the dimensions by which `metrics` (or all) can be asked."""
    from cli.output import show_rows

    declared = door.metrics()
    show_rows(["metric", "unit", "meaning"], [(m.name, m.unit, m.description) for m in declared])
    asked = metrics or tuple(metric.name for metric in declared)
    show_rows(["dimension"], [(name,) for name in door.dimensions(asked)])

"""The ways in which the entities of the damaged company are delivered: format, delimiter, quote, encoding.

Belongs here: what the contract says of each. Does not belong here: writing files in it (writing.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.damage.rows import COLUMNS, MORE_NAMES, NAMES, QUEUE_COLUMNS


@dataclass(frozen=True)
class Dialect:
    """One entity's format. `family` is the format's type; `quote` is empty where nothing quotes."""

    name: str
    family: str
    suffix: str
    settings: str
    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str = '"'
    records: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of people that the encoding can hold."""
        return NAMES if self.encoding == "cp1252" else NAMES + MORE_NAMES

    @property
    def columns(self) -> dict[str, str]:
        return QUEUE_COLUMNS if self.family == "queue_log" else COLUMNS

    @property
    def first_column(self) -> str:
        return next(iter(self.columns))


DIALECTS = (
    Dialect("csv_comma", "csv", ".csv", "{type: csv}"),
    Dialect(
        "csv_semicolon",
        "csv",
        ".csv",
        "{type: csv, delimiter: ';', encoding: cp1252}",
        encoding="cp1252",
        delimiter=";",
    ),
    Dialect(
        "csv_tab", "csv", ".txt", '{type: csv, delimiter: "\\t", encoding: gb18030}', encoding="gb18030", delimiter="\t"
    ),
    Dialect(
        "csv_bar", "csv", ".csv", "{type: csv, delimiter: '|', encoding: utf-16}", encoding="utf-16", delimiter="|"
    ),
    Dialect("csv_unquoted", "csv", ".tsv", '{type: csv, delimiter: "\\t", quote: none}', delimiter="\t", quote=""),
    Dialect("csv_apostrophe", "csv", ".csv", '{type: csv, quote: "\'"}', quote="'"),
    Dialect("json_array", "json", ".json", "{type: json}"),
    Dialect(
        "json_below",
        "json",
        ".json",
        "{type: json, records: data.rows, encoding: utf-16}",
        encoding="utf-16",
        records="data.rows",
    ),
    Dialect("json_lines", "jsonl", ".jsonl", "{type: jsonl}"),
    Dialect("json_lines_gb", "jsonl", ".jsonl", "{type: jsonl, encoding: gb18030}", encoding="gb18030"),
    Dialect("parquet", "parquet", ".parquet", "{type: parquet}"),
    Dialect("workbook", "xlsx", ".xlsx", "{type: xlsx}"),
    Dialect("queue_log", "queue_log", ".log", "{type: queue_log}", delimiter="|", quote=""),
)

"""What the tables and columns of the schema `about` mean, for the readers of a published file.

Belongs here: the words. Does not belong here: the values (about.py).
"""

from __future__ import annotations

import duckdb

_MEANING = {
    "build": "One row: what this version is.",
    "build.version": "Name of the version.",
    "build.built_at": "When it was built, UTC.",
    "build.as_of_date": "The day the models took for today.",
    "build.data_through_local": "The latest event in the facts, by the company's clock.",
    "build.company_name": "Name of the company.",
    "build.currency_code": "Currency of all amounts that are not called local.",
    "build.time_zone": "Time zone of the company's clock and days.",
    "build.week_start": "First day of the company's week.",
    "build.fingerprint": "Digest of models, contracts and settings; equal where two versions were built alike.",
    "build.workshop_id": "The workshop that delivery numbers refer to.",
    "delivery": "One row per delivery of a file, as the ledger knew it when this version was built.",
    "delivery.delivery_id": "Number of the delivery; facts carry it as _delivery_id.",
    "delivery.system_name": "System that delivered.",
    "delivery.entity_name": "Entity of that system's contract.",
    "delivery.file": "File name below the system's landing folder.",
    "delivery.content_hash": "SHA-256 of the file's bytes.",
    "delivery.size_bytes": "Size of the file.",
    "delivery.delivery_date": "Day the delivery stands for, as its contract says.",
    "delivery.status": "loaded, known (these bytes stand already), refused, or withdrawn by a person.",
    "delivery.reason": "Why it was refused, with file and line and without the value.",
    "delivery.rows_read": "Rows read = loaded + known + quarantined.",
    "delivery.rows_loaded": "Rows that became new raw rows.",
    "delivery.rows_known": "Rows that stood in raw already.",
    "delivery.rows_quarantined": "Rows set aside because a value does not fit.",
    "delivery.rows_withdrawn": "Rows that do not stand because of this delivery: those it no longer holds.",
    "delivery.rows_closed": "Keys that stood and that this snapshot no longer holds.",
    "delivery.place": "The file, and its day for rows with a key: a later delivery of the same place replaces it.",
    "delivery.new_columns": "Columns that the contract does not name; kept with the raw rows.",
    "delivery.missing_columns": "Optional columns that the file lacks; what was known of them last stands.",
    "delivery.replaced_delivery_id": "The delivery whose place it took with other bytes; empty where there was none.",
    "delivery.loaded_at": "When it was read, UTC.",
    "delivery.contract_hash": "Digest of the contract it was read under.",
    "freshness": "One row per entity that a system delivers: when it last came, and whether it is late.",
    "freshness.system_name": "System that delivers.",
    "freshness.entity_name": "Entity of that system's contract.",
    "freshness.expected": "How often it is due: daily, weekdays, weekly or none.",
    "freshness.last_delivery_date": "Day of the latest delivery; empty where none ever came.",
    "freshness.days_late": "Days since a delivery was due that did not come; empty where none ever came.",
    "freshness.refused_count": "Deliveries that are refused as they lie in landing now.",
    "freshness.quarantined_row_count": "Rows of standing deliveries that are set aside.",
    "check_result": "One row per check of the build, with its outcome.",
    "check_result.check_name": "Name of the check.",
    "check_result.status": "pass, warn, fail or error.",
    "check_result.failures": "Rows at fault.",
    "check_result.message": "What the check said.",
}


def describe_about(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes the meanings as comments on the tables and columns of `about`."""
    for name, meaning in _MEANING.items():
        kind = "column" if "." in name else "table"
        connection.execute(f"comment on {kind} about.{name} is '{meaning.replace(chr(39), chr(39) * 2)}'")

"""XLSX workbooks: one sheet, its first row that is not blank the header, read as a stream.

Belongs here: cells to text, and refusing sheets whose cells do not say what stands in them.
Does not belong here: what a contract makes of it (conversion.py).
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl

from ingest.grammar import Format
from ingest.readers.rows import FileRefused, Misfit
from ingest.readers.text_batches import RowsInBatches, TextRow, as_text
from ingest.readers.unpacking import refuse_bomb
from ingest.readers.xlsx_cells import refuse_unplain


@contextmanager
def open_xlsx(path: Path, form: Format) -> Iterator[RowsInBatches]:
    """The line of a row is the sheet's row. Raises FileRefused where it is no workbook or its cells are not plain."""
    with path.open("rb") as file:
        workbook = _workbook(file, path)
        try:
            sheet = _sheet(workbook, form.sheet)
            cells = _cells(sheet)
            header_row, header = _header(cells)
            refuse_unplain(path, sheet._worksheet_path.lstrip("/"), header_row)
            yield RowsInBatches(path, header, header_row, _rows(cells, header))
        finally:
            workbook.close()


def _workbook(file: BinaryIO, path: Path) -> Any:
    """Opened as a file, since openpyxl judges a path by its ending."""
    try:
        with zipfile.ZipFile(file) as archive:
            refuse_bomb(archive, path)
        return openpyxl.load_workbook(file, read_only=True, data_only=True)
    except FileRefused:
        raise
    except Exception as error:  # openpyxl says it in a dozen ways; for the operator it is one
        raise FileRefused("is no XLSX workbook, or is cut off") from error


def _sheet(workbook: Any, name: str | None) -> Any:
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    if name is None and sheets:
        return next(iter(sheets.values()))
    if name not in sheets:
        raise FileRefused(f"has no sheet '{name}' among its {len(sheets)}")
    return sheets[name]


def _cells(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with the sheet's row number."""
    sheet.reset_dimensions()  # writers state the wrong ones, and then rows are missing
    number = 0
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            values = [_text(value) for value in row]
            if any(value.strip() for value in values):
                yield number, values
    except Exception as error:
        raise FileRefused("the sheet cannot be read from here on", number + 1) from error


def _text(value: object) -> str:
    """A workbook computes and shows 15 digits; 3.3000000000000003 behind them is how it stores 3.3."""
    return as_text(Decimal(f"{value:.15g}") if isinstance(value, float) and math.isfinite(value) else value)


def _header(cells: Iterator[tuple[int, list[str]]]) -> tuple[int, tuple[str, ...]]:
    found = next(cells, None)
    if found is None:
        raise FileRefused("the sheet is empty: it has not even a header")
    number, values = found
    while values and not values[-1]:
        values.pop()
    return number, tuple(values)


def _rows(cells: Iterator[tuple[int, list[str]]], header: tuple[str, ...]) -> Iterator[TextRow | Misfit]:
    width = len(header)
    for number, values in cells:
        if any(values[width:]):
            yield Misfit(number, "\t".join(values), len(values))
        else:
            yield TextRow(number, values[:width] + [""] * (width - len(values)))

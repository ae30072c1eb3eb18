"""Damage to XLSX workbooks: cells that do not say what stands in them, and archives that are none.

Belongs here: what only workbooks have. Does not belong here: values (kinds_of_values.py).
"""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook
from openpyxl.chart import BarChart

from tests.damage.draft import Draft, Made, kind
from tests.damage.kinds_of_values import TEN_MEGABYTES
from tests.damage.writing import cells, workbook_bytes, workbook_of, write

_SHEET = "xl/worksheets/sheet1.xml"
_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def _rewritten(content: bytes, member: str, old: str, new: str) -> bytes:
    """The workbook with other XML in one of its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name).decode()
            if name == member:
                assert old in text
                text = text.replace(old, new, 1)
            after.writestr(name, text)
    return out.getvalue()


def _with_formula(draft: Draft, value: str) -> tuple[int, bytes]:
    """A price that is a formula, whose value as it was last computed is `value`; the row, and the file."""
    row = draft.some_rows(1)[0]
    workbook = workbook_of(draft.table)
    workbook.active.cell(row + 2, 4, "=1+1")
    content = workbook_bytes(workbook)
    written = "<f>1+1</f><v></v>" if "<f>1+1</f><v></v>" in _sheet_of(content) else "<f>1+1</f><v />"
    return row, _rewritten(content, _SHEET, written, f"<f>1+1</f>{value}")


def _sheet_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(_SHEET).decode()


@kind("xlsx")
def formulas_with_their_values(draft: Draft) -> Made:
    return draft.made(_with_formula(draft, "<v>2</v>")[1])


@kind("xlsx")
def formulas_that_nobody_computed(draft: Draft) -> Made:
    row, content = _with_formula(draft, "")
    return draft.refused(content, reason=f"line {row + 2}: has a formula without a value")


@kind("xlsx")
def merged_cells(draft: Draft) -> Made:
    workbook, row = workbook_of(draft.table), draft.draw.randrange(2, len(draft.table.rows))
    workbook.active.merge_cells(start_row=row, end_row=row + 1, start_column=2, end_column=2)
    return draft.refused(workbook_bytes(workbook), reason=f"line {row + 1}: has merged cells")


@kind("xlsx")
def merged_title_above_the_header(draft: Draft) -> Made:
    """The first row that is not blank is the header, and a title names no column."""
    workbook = workbook_of(draft.table)
    workbook.active.insert_rows(1)
    workbook.active["A1"] = f"Report for {draft.planted}"
    workbook.active.merge_cells("A1:H1")
    return draft.refused(workbook_bytes(workbook), reason="")


@kind("xlsx")
def errors_instead_of_values(draft: Draft) -> Made:
    workbook, rows = workbook_of(draft.table), draft.some_rows()
    for row in rows:
        workbook.active.cell(row + 2, 4, draft.draw.choice(("#N/A", "#DIV/0!", "#REF!")))
    return draft.made(workbook_bytes(workbook), {row: ["price"] for row in rows})


@kind("xlsx")
def blank_rows_between(draft: Draft) -> Made:
    workbook, place = workbook_of(draft.table), draft.draw.randrange(1, len(draft.table.rows))
    workbook.active.insert_rows(place, draft.draw.randint(1, 4))
    return draft.made(workbook_bytes(workbook))


@kind("xlsx")
def value_beside_the_table(draft: Draft) -> Made:
    workbook, rows = workbook_of(draft.table), draft.some_rows()
    for row in rows:
        workbook.active.cell(row + 2, draft.draw.choice((9, 30, 16_384)), draft.planted)
    return draft.made(workbook_bytes(workbook), {row: [None] for row in rows})


@kind("xlsx")
def further_sheets(draft: Draft) -> Made:
    workbook = workbook_of(draft.table)
    workbook.create_sheet("Notes").append([draft.planted])
    workbook.create_chartsheet("Chart", 0).add_chart(BarChart())
    return draft.made(workbook_bytes(workbook))


@kind("xlsx")
def streamed_by_another_program(draft: Draft) -> Made:
    """Texts within the cells, and a size of the sheet that is wrong."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append(draft.table.header)
    for row in draft.table.rows:
        sheet.append(cells(draft.table.header, row))
    content = workbook_bytes(workbook)
    return draft.made(_rewritten(content, _SHEET, "<sheetData>", '<dimension ref="A1:A1"/><sheetData>'))


@kind("xlsx")
def workbook_cut_off(draft: Draft) -> Made:
    content = write(draft.dialect, draft.table)
    return draft.refused(
        content[: draft.draw.randrange(4, len(content) - 30)], reason="no XLSX workbook, or is cut off"
    )


@kind("xlsx")
def workbook_of_an_older_program(draft: Draft) -> Made:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + draft.planted.encode() + bytes(2_000)
    return draft.refused(ole, reason="no XLSX workbook")


@kind("xlsx")
def text_in_a_place_that_does_not_exist(draft: Draft) -> Made:
    content = write(draft.dialect, draft.table)
    return draft.refused(
        _rewritten(content, _SHEET, 't="inlineStr"><is><t>id</t></is>', 't="s"><v>99999</v>'), reason=""
    )


@kind("xlsx")
def sheet_cut_off(draft: Draft) -> Made:
    content = write(draft.dialect, draft.table)
    sheet = _sheet_of(content)
    return draft.refused(_rewritten(content, _SHEET, sheet, sheet[: len(sheet) // 2]), reason="cannot be read")


@kind("xlsx", is_rare=True)
def entities_that_grow(draft: Draft) -> Made:
    content = write(draft.dialect, draft.table)
    sheet = _sheet_of(content)
    grown = _BOMB + sheet.replace("<t>id</t>", "<t>&i;</t>", 1)
    return draft.refused(_rewritten(content, _SHEET, sheet, grown), reason="")


@kind("xlsx", is_rare=True)
def ten_megabytes_in_a_cell(draft: Draft) -> Made:
    draft.table = draft.table.with_value(0, "name", "marked")
    content = write(draft.dialect, draft.table)
    return draft.made(_rewritten(content, _SHEET, "marked", draft.planted + "x" * TEN_MEGABYTES))

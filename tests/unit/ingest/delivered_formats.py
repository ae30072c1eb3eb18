"""The same two rows written in every format.

Belongs here: writing them and loading a file of a format. Does not belong here: what is expected of it.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

COLUMNS = """\
id:    {type: bigint, required: true}
name:  {type: varchar}
price: {type: "decimal(10,2)"}
day:   {type: date}
at:    {type: timestamp}
clock: {type: time}
ok:    {type: boolean}
"""
NAMES = ["id", "name", "price", "day", "at", "clock", "ok"]
ROWS = [
    [1, "Ann Ö", Decimal("1.50"), dt.date(2011, 1, 5), dt.datetime(2011, 1, 5, 13, 45, 30), dt.time(7, 5, 9), True],
    [2, None, Decimal("20"), dt.date(2011, 1, 6), dt.datetime(2011, 1, 6), dt.time(0, 0, 0), False],
]
STANDING = 'id, name, price::varchar, day::varchar, "at"::varchar, clock::varchar, ok'
EXPECTED = [
    (1, "Ann Ö", "1.50", "2011-01-05", "2011-01-05 13:45:30", "07:05:09", True),
    (2, None, "20.00", "2011-01-06", "2011-01-06 00:00:00", "00:00:00", False),
]


def texts():
    return [["" if value is None else str(value) for value in row] for row in ROWS]


def csv_text():
    return "".join(",".join(row) + "\n" for row in [NAMES, *texts()])


def records():
    return [dict(zip(NAMES, [row[0], row[1], float(row[2]), *map(str, row[3:6]), row[6]], strict=True)) for row in ROWS]


def jsonl_bytes():
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records()).encode()


def xlsx_bytes(rows=None, sheet="Sheet", before=0):
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = sheet
    for _ in range(before):
        page.append([])
    for row in rows if rows is not None else [NAMES, *ROWS]:
        page.append(list(row))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def parquet_bytes():
    columns = [[row[place] for row in ROWS] for place in range(len(NAMES))]
    out = io.BytesIO()
    pq.write_table(pa.table(dict(zip(NAMES, columns, strict=True))), out)
    return out.getvalue()


def zipped(name, content, further=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in (name, *further):
            archive.writestr(member, content)
    return out.getvalue()


def load(shop, form, file, content, more=""):
    entity = (
        f"files: '*'\ndelivery: {{from: name, pattern: '%Y-%m-%d'}}\nmode: events\nmax_quarantined: 1\n{form}\n{more}"
    )
    shop.write_contract(COLUMNS, entity)
    return shop.load(content, f"2011-01-05{file}")

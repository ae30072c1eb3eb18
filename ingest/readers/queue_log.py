"""Asterisk's queue_log: a line per event, fields between bars, no header.

The fields are those of Asterisk's documentation: time in seconds since 1970, id of the call, queue, agent, event, and
up to five values whose meaning is the event's. Belongs here: that layout. Does not belong here: what events mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.grammar import Format
from ingest.readers.rows import FileRefused, Misfit
from ingest.readers.text_batches import RowsInBatches, TextRow
from ingest.readers.text_lines import lines_of
from ingest.shape import count_of

HEADER = ("epoch", "call_id", "queue", "agent", "event", "data1", "data2", "data3", "data4", "data5")
_FEWEST = 5


@contextmanager
def open_queue_log(path: Path, form: Format) -> Iterator[RowsInBatches]:
    yield RowsInBatches(path, HEADER, 1, _rows(path, form.encoding))


def _rows(path: Path, encoding: str) -> Iterator[TextRow | Misfit]:
    for line in lines_of(path, encoding):
        values = line.text.split("|")
        if _FEWEST <= len(values) <= len(HEADER):
            yield TextRow(line.number, values + [""] * (len(HEADER) - len(values)))
        elif not line.is_finished:
            raise FileRefused(f"the file is cut off: its last line {_count(values)}", line.number)
        else:
            yield Misfit(line.number, line.text, len(values), _count(values))


def _count(values: list[str]) -> str:
    return f"has {count_of(len(values), 'field')}, an event has {_FEWEST} to {len(HEADER)}"

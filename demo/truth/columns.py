"""Arrays turned into columns of Arrow.

Belongs here: the five kinds of column and how each says "nothing". Does not belong here: which table has which.

What is nothing: of a number that may be empty 0, of a score -1, of a time what lies at or after the end of the last
day, of a word the code -1, of a day NO_DAY, of an amount (in ten-thousandths) NO_AMOUNT.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from demo.world.calendar import END_AT, EPOCH_DAY

NO_DAY = -1_000_000
NO_AMOUNT = -(2**62)
AMOUNT = pa.decimal128(18, 4)


@dataclass(frozen=True)
class Words:
    """Words of a closed list, each as its place in it; -1 is none."""

    codes: NDArray[Any]
    labels: list[str] | pa.Array

    def __getitem__(self, chosen: NDArray[Any]) -> Words:
        return Words(self.codes[chosen], self.labels)

    def __len__(self) -> int:
        return len(self.codes)


def _int(values: NDArray[Any], nothing: NDArray[Any] | None) -> pa.Array:
    return pa.array(np.asarray(values, dtype=np.int32), mask=nothing)


def _time(values: NDArray[Any], nothing: NDArray[Any] | None) -> pa.Array:
    return pa.array(np.asarray(values, dtype=np.int64) * 1_000_000, mask=nothing).cast(pa.timestamp("us"))


def _date(values: NDArray[Any], nothing: NDArray[Any] | None) -> pa.Array:
    return pa.array((np.asarray(values) + EPOCH_DAY).astype(np.int32), mask=nothing).cast(pa.date32())


def _amount(values: NDArray[Any], nothing: NDArray[Any] | None) -> pa.Array:
    wide = np.empty((len(values), 2), dtype=np.int64)
    wide[:, 0] = values
    wide[:, 1] = wide[:, 0] >> 63
    valid = None if nothing is None else pa.py_buffer(np.packbits(~nothing, bitorder="little"))
    return pa.Array.from_buffers(AMOUNT, len(values), [valid, pa.py_buffer(wide)])


def _word(values: Words | NDArray[Any], nothing: NDArray[Any] | None) -> pa.Array:
    codes = np.asarray(values.codes, dtype=np.int32) if isinstance(values, Words) else np.zeros(0, np.int32)
    labels = values.labels if isinstance(values, Words) else []
    texts = labels if isinstance(labels, pa.Array) else pa.array(labels, pa.string())
    return texts.take(pa.array(codes, mask=nothing))


def _plain(values: Any, kind: pa.DataType) -> pa.Array:
    return values if isinstance(values, pa.Array) else pa.array(values, kind)


KINDS: dict[str, pa.DataType] = {
    "int": pa.int32(),
    "score": pa.int32(),
    "time": pa.timestamp("us"),
    "date": pa.date32(),
    "amount": AMOUNT,
    "word": pa.string(),
    "text": pa.string(),
    "float": pa.float64(),
    "flag": pa.bool_(),
}
MAKERS = {"int": _int, "score": _int, "time": _time, "date": _date, "amount": _amount, "word": _word}


def _nothing(values: Any, kind: str) -> NDArray[Any]:
    if kind == "word":
        return np.asarray(np.asarray(values.codes) < 0)
    limit = {"int": 0, "score": -1, "date": NO_DAY, "amount": NO_AMOUNT}
    array = np.asarray(values)
    return np.asarray(array >= END_AT if kind == "time" else array <= limit[kind])


def column(values: Any, kind: str, can_be_empty: bool) -> pa.Array:
    """`values` as an Arrow array of `kind`; what means nothing becomes null where that may be.

    Raises ValueError where it may not.
    """
    if kind not in MAKERS:
        return _plain(values, KINDS[kind])
    if kind == "word" and not isinstance(values, Words):
        values = words(values)
    if kind in ("int", "amount") and not can_be_empty:
        return MAKERS[kind](values, None)
    nothing = _nothing(values, kind)
    if not nothing.any():
        return MAKERS[kind](values, None)
    if not can_be_empty:
        raise ValueError(f"{int(nothing.sum())} of {len(nothing)} values are missing")
    return MAKERS[kind](values, nothing)


def words(values: Any) -> Words:
    """Words of a list of texts, None included."""
    labels = sorted({value for value in values if value is not None})
    places = {label: place for place, label in enumerate(labels)} | {None: -1}
    return Words(np.array([places[value] for value in values], dtype=np.int32), labels)

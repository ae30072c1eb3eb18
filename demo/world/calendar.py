"""The three years: days, months, weekdays, holidays, opening hours, and company time turned into UTC.

Belongs here: what a clock and a wall calendar say. Does not belong here: how much is bought on which day (season.py).

A day is its number since 2023-01-01; a time is UTC, in seconds since 1970.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FIRST_DATE = date(2023, 1, 1)
LAST_DATE = date(2025, 12, 31)
DAYS = (LAST_DATE - FIRST_DATE).days + 1
MONTHS = 36
YEARS = [2023, 2024, 2025]
DATES = [FIRST_DATE + timedelta(days=day) for day in range(DAYS + 1)]
EPOCH_DAY = (FIRST_DATE - date(1970, 1, 1)).days
COMPANY_TIME = ZoneInfo("Europe/Berlin")

DAY_STARTS = np.array(
    [int(datetime(day.year, day.month, day.day, tzinfo=COMPANY_TIME).timestamp()) for day in DATES], dtype=np.int64
)
END_AT = int(DAY_STARTS[-1])
NEVER = 2**40  # a time after every other; what lies at or after END_AT has not happened yet
DAY_SECONDS = 86_400
HOUR = 3_600

WEEKDAY = np.array([day.weekday() for day in DATES[:-1]])
MONTH_OF_DAY = np.array([(day.year - 2023) * 12 + day.month - 1 for day in DATES[:-1]])
MONTH_FIRST_DAY = np.searchsorted(MONTH_OF_DAY, np.arange(MONTHS + 1)).astype(np.int64)
_CLOCK_CHANGE = np.diff(DAY_STARTS) - DAY_SECONDS
CLOCKS_CHANGE_AT = 3 * HOUR
FIRST_AT = EPOCH_DAY * DAY_SECONDS


def month_days(month: int) -> Ints:
    return np.arange(MONTH_FIRST_DAY[month], MONTH_FIRST_DAY[month + 1])


def month_start(month: int) -> int:
    return int(DAY_STARTS[MONTH_FIRST_DAY[month]])


def calendar_month(month: int) -> int:
    """1 to 12."""
    return month % 12 + 1


def day_number(day: date) -> int:
    return (day - FIRST_DATE).days


def at(day: Ints | int, second: Ints | Floats | int) -> Ints:
    """UTC of a wall clock's second of a day; days after the last are NEVER.

    The first day's first hour is still last year's in UTC; what falls into it happens an hour later.
    """
    known = np.clip(day, 0, DAYS - 1)
    second = np.asarray(second).astype(np.int64)
    moved = np.where(second >= CLOCKS_CHANGE_AT, _CLOCK_CHANGE[known], 0)
    time = DAY_STARTS[known] + second + moved
    time = np.where(time < FIRST_AT, time + HOUR, time)
    return np.where(np.asarray(day) < DAYS, time, NEVER)


def day_of(time: Ints) -> Ints:
    """The company's day of a time; a time before the first day is day 0, one after the last the day after it."""
    return np.clip(np.searchsorted(DAY_STARTS, time, side="right") - 1, 0, DAYS)


def month_of(time: Ints) -> Ints:
    """The month of a time; MONTHS for one after the end."""
    return np.append(MONTH_OF_DAY, MONTHS)[day_of(time)]


def second_of_day(time: Ints) -> Ints:
    return np.asarray(time - DAY_STARTS[day_of(time)])


def holiday_names(country_code: str) -> dict[int, str]:
    """Names of a country's public holidays by day."""
    named = holidays.country_holidays(country_code, years=YEARS, language="en_US")
    return {day_number(day): name for day, name in sorted(named.items()) if FIRST_DATE <= day <= LAST_DATE}


HOLIDAYS = {code: holiday_names(code) for code in ("DE", "AT", "CH", "FR", "GB", "US", "CN")}
_CLOSED = np.isin(np.arange(DAYS), list(HOLIDAYS["DE"]))
WORKDAY: Flags = (WEEKDAY < 5) & ~_CLOSED
CALLS_OPEN: Flags = (WEEKDAY < 6) & ~_CLOSED


def _next_where(flags: Flags) -> Ints:
    days = np.flatnonzero(flags)
    following = np.append(days, DAYS)
    return following[np.searchsorted(days, np.arange(DAYS + 400))]


NEXT_WORKDAY = _next_where(WORKDAY)
NEXT_CALL_DAY = _next_where(CALLS_OPEN)

"""How numbers, amounts and dates are written in the reader's language.

Belongs here: digits, signs, units, abbreviations, names of periods.
Does not belong here: words and sentences (i18n), colours (theme.py).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, get_currency_symbol

from dashboards.periods import Period, Window

Language = Literal["en", "zh-CN"]
Number = int | float | Decimal
UnitKind = Literal["amount", "count", "rate", "other"]

LOCALES: dict[str, str] = {"en": "en_GB", "zh-CN": "zh_CN"}
# Chinese counts in myriads: four digits stand before the next unit, so four are significant.
SCALES: dict[str, tuple[tuple[int, str], ...]] = {
    "en": ((10**9, "B"), (10**6, "M"), (10**3, "k")),
    "zh-CN": ((10**8, "亿"), (10**4, "万")),
}
SIGNIFICANT_DIGITS: dict[str, int] = {"en": 3, "zh-CN": 4}
POINTS: dict[str, str] = {"en": "points", "zh-CN": "个百分点"}
SPACE = "\u00a0"  # a value and its unit stay on one line
TIMES = "\u00d7"
MINUS = "\u2212"
NOTHING = "\u2013"  # a gap is shown as a gap, never as zero


def unit_kind(unit: str) -> UnitKind:
    """What a metric's declared unit means for its digits; an undeclared one is written as it comes."""
    kinds: dict[str, UnitKind] = {"currency": "amount", "rate": "rate", "": "other"}
    return kinds.get(unit, "count")


@dataclass(frozen=True)
class Scale:
    """One unit for a whole chart: values are divided by `factor` and written with `decimals` decimals."""

    factor: int
    suffix: str
    decimals: int


@dataclass(frozen=True)
class Formats:
    """Writes values for one `language`; amounts are in `currency` (ISO code)."""

    language: Language
    currency: str

    @property
    def locale(self) -> str:
        return LOCALES[self.language]

    @property
    def symbol(self) -> str:
        return get_currency_symbol(self.currency, self.locale)

    def number(self, value: Number, decimals: int = 0) -> str:
        """All digits: 9,747,747.93."""
        digits = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        return _with_minus(format_decimal(_exact(value, decimals), digits, self.locale))

    def full(self, value: Number | None, unit: str) -> str:
        """A value of a metric with all its digits, without the currency."""
        if value is None:
            return NOTHING
        kind = unit_kind(unit)
        if kind == "rate":
            return self.percent(value)
        return self.number(value, 2 if kind == "amount" or isinstance(value, float) else 0)

    def full_with_unit(self, value: Number | None, unit: str) -> str:
        text = self.full(value, unit)
        return self._with_symbol(text) if value is not None and unit_kind(unit) == "amount" else text

    def short(self, value: Number | None, unit: str) -> str:
        """A value of a metric with three significant digits (Chinese: four): £9.75 M."""
        if value is None:
            return NOTHING
        if unit_kind(unit) == "rate":
            return self.percent(value)
        text = self.abbreviated(value, whole=unit_kind(unit) == "count")
        return self._with_symbol(text) if unit_kind(unit) == "amount" else text

    def abbreviated(self, value: Number, whole: bool = False) -> str:
        scale = self.scale_for(value, whole)
        joint = SPACE if self.language == "en" or scale.suffix else ""
        text = self.scaled(value, scale)
        return f"{text}{joint}{scale.suffix}" if scale.suffix else text

    def scale_for(self, largest: Number, whole: bool = False) -> Scale:
        """The scale in which `largest` shows the significant digits; counts below the first unit stay whole."""
        digits = SIGNIFICANT_DIGITS[self.language]
        size = _rounded(abs(Decimal(str(largest))), digits)
        for factor, suffix in SCALES[self.language]:
            if size >= factor:
                return Scale(factor, suffix, min(2, _decimals(size / factor, digits)))
        return Scale(1, "", 0 if whole else min(2, _decimals(size, digits)))

    def scale_of_many(self, largest: Number, unit: str) -> Scale:
        """One scale for figures of which `largest` is the largest: a step finer where small ones would lose digits."""
        size = abs(Decimal(str(largest)))
        steps = [(factor, suffix) for factor, suffix in SCALES[self.language] if size >= 10 * factor]
        factor, suffix = steps[0] if steps else (1, "")
        own = self.scale_for(size / factor, whole=unit_kind(unit) == "count" and factor == 1)
        return Scale(factor, suffix, own.decimals if own.factor == 1 else 0)

    def scaled(self, value: Number, scale: Scale) -> str:
        return self.number(Decimal(str(value)) / scale.factor, scale.decimals)

    def percent(self, rate: Number, signed: bool = False) -> str:
        """A rate of 0-1 in per cent with one decimal."""
        text = self.number(Decimal(str(rate)) * 100, 1) + ("%" if self.language == "zh-CN" else f"{SPACE}%")
        return f"+{text}" if signed and rate > 0 else text

    def times(self, factor: Number) -> str:
        """A multiple, as in 102 times."""
        return f"{TIMES}{SPACE}{self.number(factor)}"

    def points(self, difference: Number) -> str:
        """A difference of two rates of 0-1, in points."""
        text = self.number(Decimal(str(difference)) * 100, 1) + f"{SPACE}{POINTS[self.language]}"
        return f"+{text}" if difference > 0 else text

    def signed(self, value: Number, unit: str) -> str:
        text = self.short(value, unit)
        return f"+{text}" if value > 0 else text

    def _with_symbol(self, text: str) -> str:
        return f"{MINUS}{self.symbol}{text[1:]}" if text.startswith(MINUS) else f"{self.symbol}{text}"

    def day(self, day: dt.date) -> str:
        return str(format_skeleton("yMMMd", day, locale=self.locale))

    def weekday(self, day: dt.date) -> str:
        return str(format_skeleton("yMMMEd", day, locale=self.locale))

    def time(self, moment: dt.datetime) -> str:
        return f"{self.day(moment.date())}{',' if self.language == 'en' else ''} {moment:%H:%M}"

    def short_day(self, day: dt.date) -> str:
        return str(format_skeleton("MMMd", day, locale=self.locale))

    def month(self, day: dt.date) -> str:
        return str(format_skeleton("yMMM", day, locale=self.locale))

    def period(self, period: Period) -> str:
        """The name of a whole period: 2011, Q4 2011, Nov 2011, week of 7 Nov 2011, Wed, 9 Nov 2011."""
        if period.grain == "week":
            return f"{self.day(period.start)} {NOTHING} {self.day(period.end)}"
        if period.grain == "day":
            return self.weekday(period.start)
        skeletons = {"year": "y", "quarter": "yQQQ", "month": "yMMM"}
        return str(format_skeleton(skeletons[period.grain], period.start, locale=self.locale))

    def window(self, window: Window) -> str:
        """A stretch of days: a period's name where it is one, else the first and the last day."""
        whole = window.as_period()
        if whole is not None and whole.grain != "week":
            return self.period(whole)
        if window.start.year == window.end.year and self.language == "en":
            return f"{self._first_of(window)} {NOTHING} {self.day(window.end)}"
        return f"{self.day(window.start)} {NOTHING} {self.day(window.end)}"

    def tick(self, period: Period) -> str:
        """A period's name below a column, without what lies above it: 2011, Q4, Nov, 7 Nov, 9."""
        if period.grain == "quarter":  # no skeleton of Babel's is a quarter alone
            return str(format_date(period.start, "QQQ", locale=self.locale))
        skeletons = {"year": "y", "month": "MMM", "week": "MMMd", "day": "d"}
        return str(format_skeleton(skeletons[period.grain], period.start, locale=self.locale))

    def under_tick(self, period: Period) -> str:
        """The second line below a column: the weekday of a day, else the year."""
        skeletons = {"day": "E", "year": ""}
        skeleton = skeletons.get(period.grain, "y")
        return str(format_skeleton(skeleton, period.start, locale=self.locale)) if skeleton else ""

    def _first_of(self, window: Window) -> str:
        same_month = window.start.month == window.end.month
        return str(window.start.day) if same_month else self.short_day(window.start)


def _exact(value: Number, decimals: int) -> Decimal:
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(str(value)).quantize(step, ROUND_HALF_UP)
    return abs(exact) if exact == 0 else exact


def _rounded(size: Decimal, digits: int) -> Decimal:
    """`size` to `digits` significant digits, so that 999,600 is written as 1.00 M and not as 1,000 k."""
    return size.quantize(Decimal(1).scaleb(size.adjusted() + 1 - digits), ROUND_HALF_UP) if size else size


def _decimals(size: Decimal, digits: int) -> int:
    """How many decimals `size` needs to show `digits` significant digits, after rounding to them."""
    whole_digits = max(1, size.adjusted() + 1) if size else 1
    return max(0, digits - whole_digits)


def _with_minus(text: str) -> str:
    return text.replace("-", MINUS)

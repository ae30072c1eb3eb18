"""The answer says what moved, by how much, against what, and where it came from."""

# ruff: noqa: RUF001  the signs that readers see are what is tested

from __future__ import annotations

from dataclasses import replace

from shop_shown import DATA, MakeSheet

from dashboards.blocks.comparison import Cause, Change, choose
from dashboards.blocks.sentence import answer
from dashboards.periods import Versus


def said(
    make_sheet: MakeSheet, period: str | None, changes: dict[str, Change], cause: Cause | None = None, **chosen: object
) -> str:
    sheet = make_sheet(period, **chosen)
    comparison = choose(sheet.view.period, sheet.view.versus, DATA)
    return " ".join(answer(sheet, 9_775_950, comparison, changes, cause)).replace("\u00a0", " ")


def test_a_rise_and_where_it_came_from(make_sheet: MakeSheet) -> None:
    changes = {"net_revenue": Change(1_432_260, 1_062_621)}
    cause = Cause("Germany", Change(500_000, 150_000))
    assert said(make_sheet, "2011-11", changes, cause) == (
        "Nov 2011: net revenue rose 34.8 % on Oct 2011 to £1.43 M, nearly all of it from Germany."
    )


def test_a_part_that_is_not_most_of_it_is_not_named(make_sheet: MakeSheet) -> None:
    changes = {"net_revenue": Change(200, 100)}
    assert "from" not in said(make_sheet, "2011-11", changes, Cause("Germany", Change(49, 0)))
    assert "most of it from Germany" in said(make_sheet, "2011-11", changes, Cause("Germany", Change(50, 0)))


def test_a_fall_of_a_part_of_a_month_names_the_days(make_sheet: MakeSheet) -> None:
    assert said(make_sheet, "2011-12", {"net_revenue": Change(90, 100)}) == (
        "1 – 9 Dec 2011: net revenue fell 10.0 % on 1 – 9 Dec 2010 to £90.0."
    )


def test_another_figure_is_named_when_it_moved_apart(make_sheet: MakeSheet) -> None:
    changes = {"net_revenue": Change(105, 100), "returns_amount": Change(150, 100), "orders": Change(110, 100)}
    assert said(make_sheet, "2011-11", changes).endswith("; returns rose 50.0 %.")
    changes["returns_amount"] = Change(2_500, 100)
    assert said(make_sheet, "2011-11", changes).endswith("; returns came to 25 times as much.")


def test_figures_that_move_alike_are_not_repeated(make_sheet: MakeSheet) -> None:
    changes = {"net_revenue": Change(150, 100), "orders": Change(145, 100)}
    assert "orders" not in said(make_sheet, "2011-11", changes)


def test_everything_is_summed_up_and_its_last_full_month_compared(make_sheet: MakeSheet) -> None:
    assert said(make_sheet, None, {"net_revenue": Change(1_432_260, 1_062_621)}) == (
        "Net revenue came to £9.78 M from 1 Dec 2010 to 9 Dec 2011. "
        "Nov 2011, the last full month, brought £1.43 M, 34.8 % more than Oct 2011."
    )


def test_what_has_nothing_before_it_says_so(make_sheet: MakeSheet) -> None:
    assert said(make_sheet, "2010-12", {}) == (
        "Net revenue came to £9.78 M in Dec 2010. There is nothing to compare with; the data begins on 1 Dec 2010."
    )
    versus: Versus = "year"
    assert said(make_sheet, "2011-11", {}, versus=versus).endswith(
        "The year before is not in the data, which begins on 1 Dec 2010."
    )


def test_a_change_too_small_to_write_is_none(make_sheet: MakeSheet) -> None:
    assert said(make_sheet, "2011-11", {"net_revenue": Change(100_010, 100_000)}) == (
        "Nov 2011: net revenue stayed at £100 k, as in Oct 2011."
    )


def test_chinese_says_it_its_own_way(make_sheet: MakeSheet) -> None:
    changes = {"net_revenue": Change(1_432_260, 1_062_621)}
    assert (
        said(make_sheet, "2011-11", changes, language="zh-CN")
        == "2011年11月净收入为 £143.2 万，较2011年10月上升 34.8%。"
    )


def test_of_rows_without_any_date_no_day_is_said(make_sheet: MakeSheet) -> None:
    sheet = replace(make_sheet(), is_undated=True)
    said_of_all = " ".join(answer(sheet, 9_775_950, None, {}, None)).replace("\u00a0", " ")
    assert said_of_all == "Net revenue came to £9.78 M; when, was not delivered: no row bears a date."

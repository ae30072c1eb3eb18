"""Sales: what was sold, when, of what and to where, down to the lines.

Belongs here: the figures of this page and the order of its blocks.
Does not belong here: anything another page could want too.
"""

from __future__ import annotations

import streamlit as st

from dashboards import gather
from dashboards.blocks.banner import show_banner
from dashboards.blocks.breakdown import show_breakdown
from dashboards.blocks.comparison import Change, changes, choose
from dashboards.blocks.figures import Explanation, show_explanation, show_figures
from dashboards.blocks.filter_bar import Names, show_filter_bar
from dashboards.blocks.listener import listen
from dashboards.blocks.over_time import show_over_time
from dashboards.blocks.rows_behind import Behind, offer_file, show_closed, show_rows
from dashboards.blocks.sentence import answer, show_sentence
from dashboards.blocks.sheet import Sheet
from dashboards.blocks.state import show_empty
from dashboards.desk import Desk
from dashboards.filters import Offer, read_view
from dashboards.gather import Figures
from dashboards.questions import Axis, Scope

FIGURES = ("net_revenue", "gross_sales", "returns_amount", "orders", "customers_buying", "units")
EVERYTHING = "invoiced_amount"  # counts every line, so it has a figure wherever there is data
METRICS = (*FIGURES, EVERYTHING)
PRODUCT = Axis("product__sku", "product__name")
COUNTRY = Axis("geography__country", "geography__country")
AXES = (COUNTRY, PRODUCT)
ROW_COLUMNS = (
    "order_id", "ordered_at_local", "customer__id", "product__sku", "description", "geography__country",
    "line_type", "item_type", "quantity", "unit_price_amount_local", "file", "line",
)  # fmt: skip


def show_sales(desk: Desk) -> None:
    """The page in the state its address asks for."""
    offer = Offer(METRICS, tuple(axis.dimension for axis in AXES), desk.company.languages)
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    view, unknown = read_view(params, offer)
    freshness = desk.freshness()
    sheet = gather.open_sheet(desk, view, offer, freshness, EVERYTHING)
    names = gather.names_of(desk, EVERYTHING, AXES)
    show_banner(sheet, freshness, unknown)
    show_filter_bar(sheet, names)
    scope = gather.scope_of(sheet)
    figures: Figures = desk.figures(scope.figures(METRICS))
    if figures[EVERYTHING] is None:
        show_empty(sheet)
    else:
        _show_figures(desk, sheet, scope, figures, names)
    listen(view.language, sheet.link(view))


def _show_figures(desk: Desk, sheet: Sheet, scope: Scope, figures: Figures, names: Names) -> None:
    metric = sheet.view.metric
    comparison = choose(sheet.view.period, sheet.view.versus, sheet.data)
    now, before = gather.compared(desk, scope, METRICS, comparison)
    moved = changes(now, before)
    cause = gather.cause_of(desk, sheet, scope, comparison, AXES)
    show_sentence(answer(sheet, figures[metric], comparison, moved, cause), sheet)
    show_figures(sheet, FIGURES, figures, comparison, moved, gather.history_of(desk, sheet, scope, FIGURES))
    sql = desk.answer(scope.figures((metric,))).sql
    show_explanation(sheet, Explanation(figures[metric], (EVERYTHING, figures[EVERYTHING]), sql, desk.version))
    whole = comparison is not None and not comparison.inside
    total = moved[metric] if whole else Change(figures[metric], None)
    show_over_time(sheet, gather.course_of(desk, sheet, scope, comparison, total))
    for column, axis in zip(st.columns([3, 2], gap="large"), (PRODUCT, COUNTRY), strict=True):
        with column:
            show_breakdown(sheet, gather.breakdown_of(desk, sheet, scope, axis, comparison, total))
    _show_rows(desk, sheet, scope, figures, names)


def _show_rows(desk: Desk, sheet: Sheet, scope: Scope, figures: Figures, names: Names) -> None:
    if not sheet.view.rows:
        show_closed(sheet)
        return
    labels, what = desk.labels(), gather.said(sheet, names)
    rows = gather.rows_of(desk, sheet, scope)
    show_rows(sheet, Behind(rows, figures[sheet.view.metric], what, labels, ROW_COLUMNS))
    question = scope.figures((sheet.view.metric,))
    offer_file(sheet, lambda: gather.all_rows(desk, question), labels, what)

"""The tables of the truth and their columns.

Belongs here: names and kinds of columns. Does not belong here: how values are turned into Arrow (columns.py).

A kind with `?` may be empty. All `*_no` are whole numbers from 1; times are UTC.
"""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from demo.truth.columns import KINDS

TABLES = {
    "country": "country_code word, country_name word, currency_code word, language word, time_zone word, "
    "faker_locale word",
    "holiday": "date date, country_code word, name word",
    "exchange_rate": "date date, currency_code word, per_eur float",
    "competitor_price": "date date, competitor_name word, sku_no int, price_eur amount",
    "industry_index": "month date, index_name word, value float",
    "target": "month date, metric word, region_or_rep word, member word, value float",
    "product": "product_no int, sku_no int, sku text, product_name text, variant_name text, subcategory_name word, "
    "category_name word, supplier_name word, launched_date date, base_price_eur amount, unit_cost_eur amount, "
    "is_faulty flag",
    "product_version": "sku_no int, valid_from_at time, product_name text, subcategory_name word, category_name word",
    "price": "sku_no int, currency_code word, valid_from_at time, price amount",
    "promotion": "promotion_no int, name text, category_name word, first_date date, last_date date, "
    "discount_rate float",
    "elasticity": "category_name word, elasticity float",
    "season": "category_name word, month int, factor float",
    "party": "party_no int, party_type word, country_code word, first_seen_at time, acquired_by_channel word?, "
    "base_rate_per_month float, basket_size float, churn_hazard_per_month float, churned_at time?, "
    "is_dormant_at_end flag, true_value_eur amount, next_year_value_eur amount, birth_date date?, household_no int?, "
    "phone text, shares_phone flag, account_rep_employee_no int?",
    "party_version": "party_no int, valid_from_at time, given_name word?, family_name word?, full_name text, "
    "email text, "
    "street text, postcode text, city word, region word, country_code word, segment word, tier word?, "
    "preferred_channel word, change word",
    "membership": "party_no int, system word, record_no int, since_at time, given_name word?, family_name word?, "
    "full_name text, email text?, phone text?, spelling_of_name word",
    "organisation_person": "party_no int, organisation_party_no int, role word",
    "employee": "employee_no int, kind word, skill float",
    "employee_version": "employee_no int, valid_from_at time, name text, email text, job_title word, team_name word, "
    "department_name word, is_active flag",
    "sales_order": "order_no int, party_no int, record_no int, ordered_at time, sales_channel word, "
    "currency_code word, "
    "country_code word, rep_employee_no int?, agent_employee_no int?, session_no int?, campaign_no int?, "
    "promotion_no int?, paid_at time?, payment_method word, shipped_at time?, delivered_at time?, cancelled_at time?, "
    "opportunity_no int?, shipping_amount_local amount",
    "order_line": "order_no int, line_no int, sku_no int, quantity int, unit_price_local amount, discount_local amount",
    "refund": "refund_no int, order_no int, line_no int, refunded_at time, quantity int, amount_local amount, "
    "reason word",
    "payment": "payment_no int, order_no int, paid_at time, method word, amount_local amount, kind word",
    "lost_demand": "date date, sku_no int, units int",
    "stock_day": "date date, sku_no int, on_hand int, received int",
    "stock_out": "sku_no int, first_date date, last_date date",
    "lead": "lead_no int, party_no int, contact_party_no int?, created_at time, source_channel word, rating word, "
    "employee_no int, status word, converted_at time?, disqualified_at time?, first_activity_at time?",
    "opportunity": "opportunity_no int, party_no int, lead_no int?, employee_no int, created_at time, status word, "
    "closed_at time?, expected_close_date date, amount amount, currency_code word, type word, source_channel word, "
    "loss_reason word?",
    "opportunity_stage": "opportunity_no int, stage_no int, stage_name word, entered_at time, amount amount, "
    "probability float, expected_close_date date",
    "opportunity_line": "opportunity_no int, line_no int, sku_no int, quantity int, unit_price amount",
    "quote": "quote_no int, opportunity_no int, sent_at time?, valid_until_date date, status word, decided_at time?, "
    "amount amount",
    "contract": "contract_no int, party_no int, opportunity_no int?, start_date date, end_date date, value amount, "
    "currency_code word, status word, renewed_by_contract_no int?",
    "activity": "activity_no int, kind word, lead_no int?, opportunity_no int?, party_no int?, employee_no int, "
    "planned_date date, done_at time?, subject word",
    "campaign": "campaign_no int, programme_name word, campaign_name text, offer_name word, channel word, "
    "first_date date, last_date date, kind word, true_lift float?",
    "campaign_contact": "campaign_no int, party_no int, is_held_out flag, sent_at time?, delivered_at time?, "
    "opened_at time?, clicked_at time?, unsubscribed_at time?, converted_at time?",
    "campaign_spend": "date date, channel word, campaign_no int?, spend amount, currency_code word, impressions int, "
    "clicks int",
    "channel_effect": "channel word, spend_eur amount, spend_share float, deals int, deal_share float, "
    "new_customers int, new_customers_per_1000_eur float?",
    "web_session": "session_no int, record_no int?, started_at time, landing_page word, referrer word?, source word, "
    "medium word, campaign_no int?, device word, page_views int, outcome word, order_no int?",
    "call": "call_no int, party_no int?, caller_phone text?, direction word, started_at time, queue_name word, "
    "topic word, "
    "menu_seconds int, queue_seconds int, talk_seconds int, hold_seconds int, after_call_seconds int, "
    "agent_employee_no int?, outcome word, transfer_count int, is_resolved flag, order_no int?, ticket_no int?",
    "call_leg": "call_no int, leg_no int, queue_name word, agent_employee_no int, started_at time, seconds int, "
    "end word",
    "agent_session": "employee_no int, logged_in_at time, logged_out_at time, paused_seconds int",
    "survey": "call_no int, invited_at time, answered_at time?, csat int?, effort int?, nps score?, comment text?",
    "ticket": "ticket_no int, party_no int, opened_at time, contact_channel word, type word, reason word, "
    "subject word, "
    "priority word, order_no int?, sku_no int?, status word, first_responded_at time?, resolved_at time?, "
    "closed_at time?, csat word?, csat_comment word?",
    "ticket_event": "ticket_no int, event_no int, happened_at time, kind word, team_name word?, employee_no int?, "
    "value word?",
    "review": "review_no int, party_no int, order_no int, sku_no int, written_at time, stars int, title word, "
    "comment word, language word",
    "loyalty": "entry_no int, party_no int, record_no int, happened_at time, kind word, points int, order_no int?",
    "consent": "party_no int, record_no int, channel word, state word, since_at time, source word",
    "effect": "name word, value float, unit word, meaning text",
}


@cache
def columns_of(table: str) -> dict[str, tuple[str, bool]]:
    """Kind of each column and whether it may be empty, in their order."""
    pairs = (column.split() for column in TABLES[table].split(", "))
    return {name: (kind.rstrip("?"), kind.endswith("?")) for name, kind in pairs}


@cache
def schema_of(table: str) -> pa.Schema:
    return pa.schema([pa.field(name, KINDS[kind], empty) for name, (kind, empty) in columns_of(table).items()])

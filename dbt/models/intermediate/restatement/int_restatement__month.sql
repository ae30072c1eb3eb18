-- The months of each fact that this build writes again, and why: those in which rows of the pending deliveries stood,
-- read from the fact as the candidate still holds it, and those in which they stand now; those in which a fact falls
-- into a version of a member that came, moved or went, whose customer proved to be another, or whose day has another
-- exchange rate; and those that hold other rows than they ought to.
{{ config(materialized='table') }}
{% set versions = {
    'customer': ref('int_identity__customer_version'),
    'product': ref('int_product__product_version'),
    'employee': ref('int_employee__employee_version'),
} -%}
{% set version_keys = {
    'customer': ref('int_keys__customer_version'),
    'product': ref('int_keys__product_version'),
    'employee': ref('int_keys__employee_version'),
} -%}
{% set facts = {
    'fct_order_line': {
        'rows': 'int_sales__order_line', 'entities': ['order_line', 'return'],
        'happened_at': 'ordered_at', 'members': ['customer', 'product'], 'rated_on': 'order_date',
    },
    'fct_order': {
        'rows': 'int_sales__order', 'entities': ['order', 'shipment'],
        'happened_at': 'ordered_at', 'members': ['customer'], 'parts': {'shipment': 'order_id'},
    },
    'fct_payment': {
        'rows': 'int_sales__payment', 'entities': ['payment'],
        'happened_at': 'paid_at', 'members': ['customer'], 'rated_on': 'paid_date',
    },
    'fct_lead': {
        'rows': 'int_funnel__lead', 'entities': ['lead'],
        'happened_at': 'created_at', 'members': ['customer', 'employee'],
    },
    'fct_opportunity': {
        'rows': 'int_funnel__opportunity', 'entities': ['opportunity'],
        'happened_at': 'created_at', 'members': ['customer', 'employee'], 'made_of_others': true,
    },
    'fct_opportunity_stage': {
        'rows': 'int_funnel__opportunity_stage', 'entities': ['opportunity_stage_change'],
        'happened_at': 'entered_at', 'members': ['customer', 'employee'], 'made_of_others': true,
    },
    'fct_quote': {
        'rows': 'int_funnel__quote', 'entities': ['quote'],
        'happened_at': 'created_at', 'members': ['customer', 'employee'], 'made_of_others': true,
    },
    'fct_activity': {
        'rows': 'int_funnel__activity', 'entities': ['activity'],
        'happened_at': 'done_at', 'members': ['customer', 'employee'],
    },
    'fct_campaign_contact': {
        'rows': 'int_marketing__campaign_contact', 'entities': ['campaign_member'],
        'happened_at': 'contacted_at', 'members': ['customer'], 'made_of_others': true,
    },
    'fct_call': {
        'rows': 'int_service__call', 'entities': ['call', 'call_leg'],
        'happened_at': 'started_at', 'members': ['customer', 'employee'], 'parts': {'call_leg': 'call_id'},
    },
    'fct_agent_session': {
        'rows': 'int_service__agent_session', 'entities': ['agent_session'],
        'happened_at': 'logged_in_at', 'members': ['employee'],
    },
    'fct_ticket': {
        'rows': 'int_service__ticket', 'entities': ['ticket'],
        'happened_at': 'opened_at', 'members': ['customer', 'employee'],
    },
    'fct_satisfaction': {
        'rows': 'int_satisfaction__answer', 'entities': ['review', 'survey_response'],
        'happened_at': 'answered_at', 'members': ['customer', 'employee', 'product'],
    },
    'fct_survey_invitation': {
        'rows': 'int_satisfaction__invitation', 'entities': ['survey_invitation'],
        'happened_at': 'invited_at', 'members': ['customer', 'employee'],
    },
    'fct_web_session': {
        'rows': 'int_web__session', 'entities': ['session'],
        'happened_at': 'started_at', 'members': ['customer'],
    },
    'fct_loyalty_points': {
        'rows': 'int_loyalty__points', 'entities': ['loyalty_transaction'],
        'happened_at': 'happened_at', 'members': ['customer'],
    },
} -%}
{% set records = ref('int_identity__customer_record') -%}
{% set rates = ref('int_finance__exchange_rate') -%}
with

pending as (
    select * from {{ source('build', 'pending_delivery') }}
),

{% if published('fct_order_line') -%}
replaced_raw_table as (
    select
        system_name,
        system_name || '__' || entity_name as raw_table
    from pending
    where replaces_rows
),

{% for member in versions -%}
{{ member }}_version as (
    select
        key.{{ member }}_version_key,
        version.{{ member }}_key,
        version.valid_from_at,
        version.valid_to_at
    from {{ versions[member] }} as version
    inner join {{ version_keys[member] }} as key
        on
            version.system_name = key.system_name
            and version.source_id = key.source_id
            and version.valid_from_at = key.valid_from_at
),

standing_{{ member }}_version as (
    select * from {{ published('dim_' ~ member ~ '_history') }}
    where {{ member }}_key > 0
),

moved_{{ member }}_version as (
    {{ rows_of_one_alone(
        member ~ '_version',
        'standing_' ~ member ~ '_version',
        member ~ '_version_key, ' ~ member ~ '_key, valid_from_at, valid_to_at'
    ) }}
),

{% endfor -%}
-- the keys of customers of whom a record belongs to another customer now
moved_customer as (
    select distinct stood.customer_key
    from {{ published('bridge_customer_identity') }} as stood
    inner join {{ records }} as ought
        on
            stood.system_name = ought.system_name
            and stood.source_id = ought.source_id
    where stood.customer_key <> ought.customer_key
),

moved_rate_day as (
    select distinct rate_date
    from (
        {{ rows_of_one_alone(
            rates, published('fct_exchange_rate'), 'rate_date, from_currency_code, to_currency_code, rate'
        ) }}
    ) as moved_rate
),

{% endif -%}
{% for fact, made_from in facts.items() -%}
months_of_{{ fact }} as (
    {{ months_to_restate(fact, **made_from) }}
),

{% endfor -%}
-- an order holds the sums of its lines
order_of_line as (
    select
        sales_order.month,
        order_line.reason
    from {{ ref('int_sales__order_line') }} as line
    inner join months_of_fct_order_line as order_line
        on line.month = order_line.month
    inner join {{ ref('int_sales__order') }} as sales_order
        on
            line.system_name = sales_order.system_name
            and line.order_id = sales_order.order_id
    {%- if published('fct_order') %}
    union
    select
        sales_order.month,
        order_line.reason
    from {{ published('fct_order_line') }} as line
    inner join months_of_fct_order_line as order_line
        on line.month = order_line.month
    inner join {{ published('fct_order') }} as sales_order
        on
            line.system_name = sales_order.system_name
            and line.order_id = sales_order.order_id
    {%- endif %}
)

{% for fact in facts -%}
select * from months_of_{{ fact }}
union
{% endfor -%}
select 'fct_order' as fact_name, month, reason from order_of_line

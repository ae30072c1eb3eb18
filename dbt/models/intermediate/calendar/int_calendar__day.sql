-- Every day of every year that a fact or today falls into. A date far off, as sources write for none, adds its own year
-- and not all those between; but stock and tickets are counted on every day from the first on, so all years from there
-- are days of the calendar too.
{{ config(materialized='table') }}
{% set times = {
    'order': ['ordered_at_local', 'paid_at_local', 'shipped_at_local', 'delivered_at_local', 'cancelled_at_local'],
    'order_line': ['ordered_at_local'],
    'payment': ['paid_at_local'],
    'lead': ['created_at_local', 'converted_at_local', 'disqualified_at_local'],
    'opportunity': ['created_at_local', 'expected_close_date', 'closed_at_local'],
    'call': ['started_at_local'],
    'ticket': ['opened_at_local', 'first_responded_at_local', 'resolved_at_local', 'closed_at_local'],
    'review': ['reviewed_at_local'],
    'survey_response': ['answered_at_local'],
    'return': ['returned_at_local'],
    'shipment': ['shipped_at_local', 'delivered_at_local'],
    'agent_session': ['logged_in_at_local'],
    'survey_invitation': ['invited_at_local', 'answered_at_local'],
    'session': ['started_at_local'],
    'loyalty_transaction': ['happened_at_local'],
    'holiday': ['holiday_date'],
    'opportunity_stage_change': ['expected_close_date'],
    'quote': ['created_at_local', 'sent_at_local', 'decided_at_local', 'valid_until_date'],
    'contract': ['created_at_local', 'activated_at_local', 'start_date', 'end_date'],
    'activity': ['created_at_local', 'planned_date', 'done_at_local'],
    'campaign_member': [
        'chosen_at_local', 'sent_at_local', 'delivered_at_local', 'opened_at_local', 'clicked_at_local',
        'unsubscribed_at_local', 'converted_at_local',
    ],
    'campaign_spend': ['spend_date'],
    'target': ['period_start_date'],
    'competitor_price': ['observed_date'],
    'industry_index': ['period_start_date'],
} -%}
{% set counted_daily = {
    'ticket': 'opened_at_local',
    'ticket_event': 'happened_at_local',
    'stock_level': 'counted_at_local',
    'opportunity_stage_change': 'changed_at_local',
} -%}
with

{%- for entity, columns in times.items() %}

{{ entity }}_year as (
    select distinct {{ years_around(columns) }}
    from {{ ref('canonical__' ~ entity) }}
),
{%- endfor %}

named as (
    select extract(year from as_of_date) as year_number from {{ source('build', 'setting') }}
    {%- for entity, columns in times.items() %}
    {%- for column in columns %}
    union
    select before_{{ column }} as year_number from {{ entity }}_year
    union
    select behind_{{ column }} as year_number from {{ entity }}_year
    {%- endfor %}
    {%- endfor %}
),

first_counted as (
    select min(counted_at) as counted_at
    from (
        {%- for entity, column in counted_daily.items() %}
        select min({{ column }}) as counted_at from {{ ref('canonical__' ~ entity) }}
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ) as counted
),

year_counted as (
    select
        extract(year from {{ dbt.dateadd('day', -1, 'first_counted.counted_at') }}) as first_year_number,
        extract(year from setting.as_of_date) as last_year_number
    from first_counted
    cross join {{ source('build', 'setting') }} as setting
),

year as (
    select year_number from named
    union
    select {{ each_number('first_year_number', 'last_year_number') }} as year_number
    from year_counted
    where first_year_number <= last_year_number
),

whole_year as (
    select
        make_date(cast(year_number as int), 1, 1) as first_date,
        make_date(cast(year_number as int), 12, 31) as last_date
    from year
    where year_number is not null
)

select {{ each_day('first_date', 'last_date') }} as calendar_date
from whole_year

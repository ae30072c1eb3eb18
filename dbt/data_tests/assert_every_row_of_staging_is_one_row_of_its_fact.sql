-- Counted per delivery, since a total could hide a loss behind a gain.
{% set facts = {
    'fct_order_line': ['order_line', 'return'],
    'fct_order': ['order'],
    'fct_payment': ['payment'],
    'fct_lead': ['lead'],
    'fct_opportunity': ['opportunity'],
    'fct_quote': ['quote'],
    'fct_contract': ['contract'],
    'fct_activity': ['activity'],
    'fct_campaign_contact': ['campaign_member'],
    'fct_campaign_spend': ['campaign_spend'],
    'fct_target': ['target'],
    'fct_market': ['competitor_price', 'industry_index'],
    'fct_call': ['call'],
    'fct_ticket': ['ticket'],
    'fct_satisfaction': ['review', 'survey_response'],
    'fct_agent_session': ['agent_session'],
    'fct_survey_invitation': ['survey_invitation'],
    'fct_web_session': ['session'],
    'fct_loyalty_points': ['loyalty_transaction'],
} -%}
with

staged as (
    {%- for fact, entities in facts.items() %}
    {%- set last_fact = loop.last %}
    {%- for entity in entities %}
    select
        '{{ fact }}' as fact_name,
        _delivery_id
    from {{ ref('canonical__' ~ entity) }}
    {{ 'union all' if not (loop.last and last_fact) }}
    {%- endfor %}
    {%- endfor %}
),

published as (
    {%- for fact in facts %}
    select
        '{{ fact }}' as fact_name,
        _delivery_id
    from {{ ref(fact) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

counted as (
    select
        fact_name,
        _delivery_id,
        1 as staged_count,
        0 as published_count
    from staged
    union all
    select
        fact_name,
        _delivery_id,
        0 as staged_count,
        1 as published_count
    from published
)

select
    fact_name,
    _delivery_id,
    sum(staged_count) as staged_count,
    sum(published_count) as published_count
from counted
group by fact_name, _delivery_id
having sum(staged_count) <> sum(published_count)

{{ config(alias='reconciliation') }}

-- What was delivered against what stands in the star, per system and fact: rows, and sums of what is counted in them.
-- Sums of amounts run over whatever currencies there are; they are no money, only equal or not.
{% set facts = {
    'fct_order_line': (['order_line', 'return'], {'quantity': 'quantity'}),
    'fct_order': (['order'], {}),
    'fct_payment': (['payment'], {'amount_local': 'paid_amount_local'}),
    'fct_lead': (['lead'], {}),
    'fct_opportunity': (['opportunity'], {'amount_local': 'opportunity_amount_local'}),
    'fct_quote': (['quote'], {'amount_local': 'quote_amount_local'}),
    'fct_contract': (['contract'], {'amount_local': 'contract_amount_local'}),
    'fct_activity': (['activity'], {}),
    'fct_campaign_contact': (['campaign_member'], {}),
    'fct_campaign_spend': (['campaign_spend'], {'amount_local': 'spend_amount_local'}),
    'fct_target': (['target'], {'target_value': 'target_value'}),
    'fct_market': (['competitor_price', 'industry_index'], {}),
    'fct_call': (['call'], {
        'menu_seconds': 'menu_seconds',
        'queue_seconds': 'queue_seconds',
        'talk_seconds': 'talk_seconds',
        'hold_seconds': 'hold_seconds',
        'after_call_work_seconds': 'after_call_work_seconds',
    }),
    'fct_ticket': (['ticket'], {}),
    'fct_satisfaction': (['review', 'survey_response'], {'score': 'score'}),
    'fct_agent_session': (['agent_session'], {'paused_seconds': 'paused_seconds'}),
    'fct_survey_invitation': (['survey_invitation'], {}),
    'fct_web_session': (['session'], {'page_view_count': 'page_view_count'}),
    'fct_loyalty_points': (['loyalty_transaction'], {'points_count': 'points_count'}),
} -%}
{# what is given back is delivered as a positive quantity and stands in the star as a negative one #}
{% set as_in_the_star = {('return', 'quantity'): '-quantity as quantity'} -%}
with

-- entities whose rows, told apart by their file, are order lines themselves
line_entity as (
    select distinct
        delivery.system_name,
        delivery.entity_name
    from {{ ref('canonical__order_line') }} as line
    inner join {{ source('ledger', 'delivery') }} as delivery
        on line._delivery_id = delivery.delivery_id
    where
        line._line is not null
        and delivery.place = delivery.file
),

delivered as (
    select
        standing.system_name,
        sum(standing.rows_loaded + standing.rows_known) as row_count
    from {{ source('ledger', 'standing_delivery') }} as standing
    inner join line_entity
        on
            standing.system_name = line_entity.system_name
            and standing.entity_name = line_entity.entity_name
    group by standing.system_name
),

-- rows that came from those entities; a return may have come from one of its own
found_of_line_entity as (
    select
        delivery.system_name,
        count(*) as row_count
    from {{ ref('fct_order_line') }} as line
    inner join {{ source('ledger', 'delivery') }} as delivery
        on line._delivery_id = delivery.delivery_id
    inner join line_entity
        on
            delivery.system_name = line_entity.system_name
            and delivery.entity_name = line_entity.entity_name
    group by delivery.system_name
),

{% for fact, (entities, measures) in facts.items() -%}
staged_in_{{ fact }} as (
    select
        system_name,
        {% for staged in measures -%}
        sum({{ staged }}) as {{ staged }},
        {% endfor -%}
        count(*) as row_count
    from (
        {%- for entity in entities %}
        select
            {%- for measure in measures %}
            {{ as_in_the_star.get((entity, measure), measure) }},
            {%- endfor %}
            system_name
        from {{ ref('canonical__' ~ entity) }}
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ) as staged
    group by system_name
),

found_in_{{ fact }} as (
    select
        system_name,
        {% for staged, found in measures.items() -%}
        sum({{ found }}) as {{ staged }},
        {% endfor -%}
        count(*) as row_count
    from {{ ref(fact) }}
    group by system_name
),

{% endfor -%}
claim as (
    select
        delivered.system_name,
        'fct_order_line' as fact_name,
        'delivered rows that were not quarantined' as claim,
        delivered.row_count as expected_total,
        found.row_count as found_total
    from delivered
    left join found_of_line_entity as found
        on delivered.system_name = found.system_name
    {%- for fact, (entities, measures) in facts.items() %}
    {%- for measure in ['row_count'] + measures.keys() | list %}
    union all
    select
        coalesce(staged.system_name, found.system_name) as system_name,
        '{{ fact }}' as fact_name,
        '{{ 'rows of staging' if measure == 'row_count' else 'sum of ' ~ measure ~ ' in staging' }}' as claim,
        staged.{{ measure }} as expected_total,
        found.{{ measure }} as found_total
    from staged_in_{{ fact }} as staged
    full outer join found_in_{{ fact }} as found
        on staged.system_name = found.system_name
    {%- endfor %}
    {%- endfor %}
),

counted as (
    select
        system_name,
        fact_name,
        claim,
        cast(coalesce(expected_total, 0) as decimal(28, 4)) as expected_total,
        cast(coalesce(found_total, 0) as decimal(28, 4)) as found_total
    from claim
)

select
    *,
    expected_total = found_total as is_equal
from counted

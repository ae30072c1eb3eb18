{{ config(alias='reconciliation') }}

-- What was delivered against what stands in the star, per system and fact: rows, and sums of what is counted in them.
-- Sums of amounts run over whatever currencies there are; they are no money, only equal or not.
{% set facts = {
    'fct_order_line': (['order_line'], {'quantity': 'quantity'}),
    'fct_order': (['order'], {}),
    'fct_payment': (['payment'], {'amount_local': 'paid_amount_local'}),
    'fct_lead': (['lead'], {}),
    'fct_opportunity': (['opportunity'], {'amount_local': 'opportunity_amount_local'}),
    'fct_call': (['call'], {
        'menu_seconds': 'menu_seconds',
        'queue_seconds': 'queue_seconds',
        'talk_seconds': 'talk_seconds',
        'hold_seconds': 'hold_seconds',
        'after_call_work_seconds': 'after_call_work_seconds',
    }),
    'fct_ticket': (['ticket'], {}),
    'fct_satisfaction': (['review', 'survey_response'], {'score': 'score'}),
} -%}
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
        select {{ (['system_name'] + measures.keys() | list) | join(', ') }} from {{ ref('canonical__' ~ entity) }}
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
    left join found_in_fct_order_line as found
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

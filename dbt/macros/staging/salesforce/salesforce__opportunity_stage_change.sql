{# What standing in a stage means is said by the deals that stand or stood in it, and of a stage in which none was ever
   delivered by the category of its forecast. #}
{% macro salesforce__opportunity_stage_change(system) -%}
with

change as (
    select * from {{ current_rows(source('raw', system ~ '__opportunity_history')) }} as current_change
),

stage as (
    select
        StageName as stage_name,
        max(StageSortOrder) as stage_order,
        max(case when IsWon then 1 else 0 end) as is_won,
        max(case when IsClosed then 1 else 0 end) as is_closed
    from {{ version_rows(source('raw', system ~ '__opportunity')) }} as opportunity_version
    where not is_deleted
    group by StageName
),

setting as (
    select * from {{ source('build', 'setting') }}
)

select
    '{{ system }}' as system_name,
    change.Id as change_id,
    change.OpportunityId as opportunity_id,
    change.StageName as stage_name,
    cast(stage.stage_order as int) as stage_order,
    case
        when stage.is_won = 1 then 'won'
        when stage.is_closed = 1 then 'lost'
        when stage.stage_name is not null then 'open'
        when change.ForecastCategory = 'Closed' then 'won'
        when change.ForecastCategory = 'Omitted' and change.Probability = 0 then 'lost'
        else 'open'
    end as status,
    {{ salesforce_time('change.CreatedDate') }} as changed_at_local,
    {{ salesforce_date('change.CloseDate') }} as expected_close_date,
    change.Amount as amount_local,
    {{ salesforce_currency('change.CurrencyIsoCode') }} as currency_code,
    cast(change.Probability / 100 as decimal(9, 4)) as probability,
    change._delivery_id,
    change._line
from change
cross join setting
left join stage
    on change.StageName = stage.stage_name
{%- endmacro %}

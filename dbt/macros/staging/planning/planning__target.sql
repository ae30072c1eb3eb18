{% macro planning__target(system) -%}
with

target as (
    select * from {{ current_rows(source('raw', system ~ '__target')) }} as current_target
)

select
    '{{ system }}' as system_name,
    metric as metric_name,
    'month' as period_type,
    month as period_start_date,
    lower(level) as member_type,
    case when lower(level) <> 'company' then member end as member_name,
    target as target_value,
    currency as currency_code,
    _delivery_id,
    _line
from target
{%- endmacro %}

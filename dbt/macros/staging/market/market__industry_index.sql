{% macro market__industry_index(system) -%}
with

industry_index as (
    select * from {{ current_rows(source('raw', system ~ '__industry_index')) }} as current_index
)

select
    '{{ system }}' as system_name,
    index as index_name,
    month as period_start_date,
    value as index_value,
    _delivery_id,
    _line
from industry_index
{%- endmacro %}

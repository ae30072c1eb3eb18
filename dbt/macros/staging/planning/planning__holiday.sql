{% macro planning__holiday(system) -%}
with

holiday as (
    select * from {{ current_rows(source('raw', system ~ '__holiday')) }} as current_holiday
)

select
    '{{ system }}' as system_name,
    date as holiday_date,
    country as country_code,
    name as holiday_name,
    _delivery_id
from holiday
{%- endmacro %}

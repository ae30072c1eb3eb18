{# What a member has agreed to on each channel, each time that he said so. #}
{% macro loyalty__consent(system) -%}
with

consent as (
    select * from {{ standing_rows(source('raw', system ~ '__consent')) }} as standing_consent
)

select
    '{{ system }}' as system_name,
    trim(customer_id) as customer_id,
    lower(trim(channel)) as contact_channel_code,
    lower(trim(state)) as state,
    since_at as since_at_local,
    nullif(trim(source), '') as source_name,
    _delivery_id,
    _line
from consent
{%- endmacro %}

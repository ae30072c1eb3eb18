{% macro advertising__campaign_spend(system) -%}
with

spend as (
    select * from {{ standing_rows(source('raw', system ~ '__spend')) }} as standing_spend
)

select
    '{{ system }}' as system_name,
    day as spend_date,
    lower(trim(campaign_code)) as campaign_id,
    {{ advertising_channel('channel') }} as marketing_channel_code,
    cost as amount_local,
    currency as currency_code,
    impressions as impression_count,
    clicks as click_count,
    _delivery_id,
    _line
from spend
{%- endmacro %}

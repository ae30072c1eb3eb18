{# The report names a campaign on each day on which it cost something; the latest says how it is called. #}
{% macro advertising__campaign(system) -%}
with

spend as (
    select
        *,
        lower(trim(campaign_code)) as code
    from {{ standing_rows(source('raw', system ~ '__spend')) }} as standing_spend
    where campaign_code is not null
),

newest_first as (
    select
        *,
        row_number() over (partition by code order by day desc, _delivery_id desc, _line desc) as place
    from spend
)

select
    '{{ system }}' as system_name,
    code as campaign_id,
    code as campaign_code,
    cast(null as string) as programme_name,
    campaign as campaign_name,
    cast(null as string) as offer_name,
    cast(null as string) as campaign_type,
    {{ advertising_channel('channel') }} as marketing_channel_code,
    cast(null as date) as start_date,
    cast(null as date) as end_date,
    _delivery_id,
    _line
from newest_first
where place = 1
{%- endmacro %}

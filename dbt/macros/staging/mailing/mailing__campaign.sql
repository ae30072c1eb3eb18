{# Those of Mailchimp, and those that are known from their list alone: letters. #}
{% macro mailing__campaign(system) -%}
with

campaign as (
    select * from {{ current_rows(source('raw', system ~ '__campaign')) }} as current_campaign
),

target as (
    select * from {{ current_rows(source('raw', system ~ '__target')) }} as current_target
),

listed as (
    select
        campaign_id,
        min(lower(trim(campaign_code))) as campaign_code,
        min(campaign_name) as campaign_name,
        min(lower(channel)) as channel,
        min(chosen_on) as start_date,
        max(_delivery_id) as _delivery_id
    from target
    group by campaign_id
)

select
    '{{ system }}' as system_name,
    campaign.id as campaign_id,
    lower({{ json_text('campaign.tracking', '$.google_analytics') }}) as campaign_code,
    cast(null as string) as programme_name,
    {{ json_text('campaign.settings', '$.title') }} as campaign_name,
    cast(null as string) as offer_name,
    cast(null as string) as campaign_type,
    'email' as marketing_channel_code,
    cast(campaign.send_time as date) as start_date,
    cast(null as date) as end_date,
    campaign._delivery_id,
    campaign._line
from campaign
union all
select
    '{{ system }}' as system_name,
    listed.campaign_id,
    listed.campaign_code,
    cast(null as string) as programme_name,
    listed.campaign_name,
    cast(null as string) as offer_name,
    cast(null as string) as campaign_type,
    case when listed.channel in ('email', 'post', 'sms', 'phone') then listed.channel else 'unknown' end
        as marketing_channel_code,
    listed.start_date,
    cast(null as date) as end_date,
    listed._delivery_id,
    cast(null as bigint) as _line
from listed
left join campaign
    on listed.campaign_id = campaign.id
where campaign.id is null
{%- endmacro %}

-- Each campaign as it is today. Of one that several systems know each attribute is that of the first system, in the
-- order of company.yml, that says it; it bears the id of the first of them.
{% set attributes = [
    'campaign_code', 'programme_name', 'campaign_name', 'offer_name', 'campaign_type', 'marketing_channel_code',
    'start_date', 'end_date',
] -%}
with

identity as (
    select
        identity.*,
        row_number() over (
            partition by identity.campaign_key
            order by system.system_order, identity.source_id
        ) as place
    from {{ ref('int_marketing__campaign_record') }} as identity
    inner join {{ source('build', 'system') }} as system
        on identity.system_name = system.system_name
),

channel as (
    select * from {{ ref('channel') }}
),

said as (
    select
        identity.campaign_key,
        identity.place,
        campaign.campaign_code,
        campaign.programme_name,
        campaign.campaign_name,
        campaign.offer_name,
        campaign.campaign_type,
        nullif(campaign.marketing_channel_code, 'unknown') as marketing_channel_code,
        campaign.start_date,
        campaign.end_date
    from identity
    left join {{ ref('canonical__campaign') }} as campaign
        on
            identity.system_name = campaign.system_name
            and identity.source_id = campaign.campaign_id
),

merged as (
    select
        {% for attribute in attributes -%}
        min_by({{ attribute }}, place) filter (where {{ attribute }} is not null) as {{ attribute }},
        {% endfor -%}
        campaign_key
    from said
    group by campaign_key
)

select
    merged.campaign_key,
    first_record.system_name,
    first_record.source_id as campaign_id,
    merged.campaign_code,
    merged.programme_name,
    merged.campaign_name,
    merged.offer_name,
    merged.campaign_type,
    coalesce(channel.channel_key, -1) as marketing_channel_key,
    merged.start_date,
    merged.end_date
from merged
inner join identity as first_record
    on
        merged.campaign_key = first_record.campaign_key
        and first_record.place = 1
left join channel
    on merged.marketing_channel_code = channel.channel_code

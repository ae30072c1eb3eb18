-- Each customer or lead whom a campaign reached or held out, with its keys and the days of its milestones in company
-- time. Its own day is that on which it was written to, and for one who was not that on which it was chosen.
-- A table: read several times a build, with seven clock times in each row.
{{ config(materialized='table') }}
{% set milestones = ['contacted', 'delivered', 'opened', 'clicked', 'unsubscribed', 'converted'] -%}
with

member as (
    select
        *,
        coalesce(sent_at_local, chosen_at_local) as contacted_at_local
    from {{ ref('canonical__campaign_member') }}
),

system as (
    select * from {{ source('build', 'system') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

customer as (
    select * from {{ ref('int_identity__customer_record') }}
),

campaign as (
    select
        record.system_name,
        record.source_id,
        campaign.campaign_key,
        campaign.marketing_channel_key
    from {{ ref('int_marketing__campaign_record') }} as record
    inner join {{ ref('int_marketing__campaign') }} as campaign
        on record.campaign_key = campaign.campaign_key
),

in_utc as (
    select
        {% for milestone in milestones -%}
        {{ utc_from_local('member.' ~ milestone ~ '_at_local', 'system.time_zone') }} as {{ milestone }}_at,
        {% endfor -%}
        member.*
    from member
    inner join system
        on member.system_name = system.system_name
),

in_company_time as (
    select
        {% for milestone in milestones -%}
        cast({{ local_from_utc('in_utc.' ~ milestone ~ '_at', 'setting.time_zone') }} as date) as {{ milestone }}_date,
        {% endfor -%}
        in_utc.*
    from in_utc
    cross join setting
)

select
    coalesce(campaign.campaign_key, -1) as campaign_key,
    {{ key_or_nobody('in_company_time.customer_id', 'customer.customer_key') }} as customer_key,
    coalesce(campaign.marketing_channel_key, -1) as marketing_channel_key,
    {% for milestone in milestones -%}
    {{ date_key('in_company_time.' ~ milestone ~ '_date') }} as {{ milestone }}_date_key,
    {% endfor -%}
    in_company_time.contacted_at,
    {% for milestone in milestones -%}
    in_company_time.{{ milestone }}_date,
    {% endfor -%}
    {{ month_of('in_company_time.contacted_date') }} as month,
    in_company_time.system_name,
    in_company_time.campaign_id,
    in_company_time.member_id,
    in_company_time.lead_id,
    in_company_time.is_held_out,
    in_company_time.sent_at_local is not null as is_sent,
    {% for milestone in milestones[1:] -%}
    in_company_time.{{ milestone }}_at is not null as is_{{ milestone }},
    {% endfor -%}
    in_company_time._delivery_id,
    in_company_time._line
from in_company_time
left join customer
    on
        in_company_time.system_name = customer.system_name
        and in_company_time.customer_id = customer.source_id
left join campaign
    on
        in_company_time.system_name = campaign.system_name
        and in_company_time.campaign_id = campaign.source_id

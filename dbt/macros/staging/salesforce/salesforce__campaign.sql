{# Campaigns below others have their programme in that one. One that only holds others together, without members of its
   own, is a programme and no campaign. The code that links and other systems bear is kept in a column of an org's own. #}
{% macro salesforce__campaign(system) -%}
with

campaign as (
    select
        *,
        {{ salesforce_lookup('ParentId') }} as parent_id
    from {{ current_rows(source('raw', system ~ '__campaign')) }} as current_campaign
),

parent as (
    select distinct parent_id
    from campaign
    where parent_id is not null
),

with_members as (
    select distinct CampaignId as campaign_id
    from {{ current_rows(source('raw', system ~ '__campaign_member')) }} as current_member
)

select
    '{{ system }}' as system_name,
    campaign.Id as campaign_id,
    lower(trim(campaign.Code__c)) as campaign_code,
    programme.Name as programme_name,
    campaign.Name as campaign_name,
    campaign.Offer__c as offer_name,
    campaign.Purpose__c as campaign_type,
    case lower(trim(campaign.Type))
        when 'email' then 'email'
        when 'direct mail' then 'post'
        when 'search ads' then 'paid_search'
        when 'social media ads' then 'social_media'
        when 'advertisement' then 'display'
        when 'banner ads' then 'display'
        when 'trade show' then 'fair'
        when 'conference' then 'fair'
        when 'telemarketing' then 'phone'
        when 'partners' then 'referral'
        when 'referral program' then 'referral'
        when 'other' then 'other'
        when 'webinar' then 'other'
        when 'public relations' then 'other'
        else 'unknown'
    end as marketing_channel_code,
    {{ salesforce_date('campaign.StartDate') }} as start_date,
    {{ salesforce_date('campaign.EndDate') }} as end_date,
    campaign._delivery_id,
    campaign._line
from campaign
left join campaign as programme
    on campaign.parent_id = programme.Id
left join parent
    on campaign.Id = parent.parent_id
left join with_members
    on campaign.Id = with_members.campaign_id
where parent.parent_id is null or with_members.campaign_id is not null
{%- endmacro %}

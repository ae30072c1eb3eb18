{# Visits. Where a visitor came from is Matomo's type of referrer; of a tagged link it is the link's medium, since the
   type says campaign for all of them. #}
{% macro matomo__session(system) -%}
with

visit as (
    select
        *,
        lower(trim(campaignMedium)) as medium,
        lower(trim(campaignSource)) as source
    from {{ standing_rows(source('raw', system ~ '__visit')) }} as standing_visit
)

select
    '{{ system }}' as system_name,
    cast(idVisit as string) as session_id,
    nullif(trim(visitorId), '') as visitor_id,
    nullif(trim(userId), '') as customer_id,
    {{ utc_from_epoch('firstActionTimestamp') }} as started_at_local,
    cast(lastActionTimestamp - firstActionTimestamp as int) as duration_seconds,
    cast(actions as int) as page_view_count,
    nullif(trim(dimension2), '') as landing_page,
    nullif(trim(referrerUrl), '') as referrer_url,
    case
        when referrerType = 'direct' then 'direct_traffic'
        when referrerType = 'search' then 'organic_search'
        when referrerType = 'website' then 'referral'
        when referrerType = 'social' then 'social_media'
        when medium in ('email', 'e-mail', 'newsletter') then 'email'
        when medium in ('affiliate', 'partner') or source = 'affiliate' then 'affiliate'
        when medium in ('display', 'banner') then 'display'
        when medium in ('social', 'paid_social') or source = 'social' then 'social_media'
        when medium in ('cpc', 'ppc', 'paid', 'paidsearch', 'paid_search') then 'paid_search'
        when medium = 'referral' then 'referral'
        else 'other'
    end as marketing_channel_code,
    coalesce(nullif(trim(campaignSource), ''), nullif(trim(referrerName), ''), referrerType) as source_name,
    coalesce(nullif(trim(campaignMedium), ''), case when referrerType in ('search', 'social') then 'organic' end)
        as medium_name,
    nullif(trim(campaignName), '') as campaign_id,
    case
        when lower(deviceType) = 'desktop' then 'desktop'
        when lower(deviceType) in ('smartphone', 'phablet', 'feature phone') then 'mobile'
        when lower(deviceType) = 'tablet' then 'tablet'
        when deviceType is not null then 'other'
    end as device_type,
    upper(nullif(trim(countryCode), '')) as country_code,
    cast(visitCount as int) as visit_number,
    case
        when visitEcommerceStatus in ('ordered', 'orderedThenAbandonedCart') then 'ordered'
        when visitEcommerceStatus = 'abandonedCart' then 'cart'
        when actions <= 1 then 'bounced'
        else 'browsed'
    end as outcome,
    nullif(trim(dimension1), '') as order_id,
    _delivery_id,
    _line
from visit
{%- endmacro %}

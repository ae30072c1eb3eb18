-- Each visit to the web shop with its keys, its day and minute in company time, and what became of it.
with

visit as (
    select * from {{ ref('canonical__session') }}
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

channel as (
    select * from {{ ref('channel') }}
),

in_utc as (
    select
        visit.*,
        {{ utc_from_local('visit.started_at_local', 'system.time_zone') }} as started_at
    from visit
    inner join system
        on visit.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        {{ local_from_utc('in_utc.started_at', 'setting.time_zone') }} as started_at_company
    from in_utc
    cross join setting
)

select
    coalesce(customer.customer_key, -1) as customer_key,
    coalesce(channel.channel_key, -1) as marketing_channel_key,
    {{ date_key('in_company_time.started_at_company') }} as started_date_key,
    {{ time_of_day_key('in_company_time.started_at_company') }} as time_of_day_key,
    in_company_time.started_at,
    in_company_time.started_at_company as started_at_local,
    cast(in_company_time.started_at_company as date) as started_date,
    {{ month_of('in_company_time.started_at_company') }} as month,
    in_company_time.system_name,
    in_company_time.session_id,
    in_company_time.visitor_id,
    in_company_time.order_id,
    in_company_time.campaign_id,
    in_company_time.source_name,
    in_company_time.medium_name,
    in_company_time.referrer_url,
    in_company_time.landing_page,
    in_company_time.device_type,
    in_company_time.country_code,
    in_company_time.outcome,
    in_company_time.customer_id is not null as is_signed_in,
    in_company_time.outcome = 'bounced' as is_bounced,
    -- whoever orders has had a cart
    in_company_time.outcome in ('cart', 'ordered') as has_cart,
    in_company_time.outcome = 'ordered' as is_ordered,
    in_company_time.visit_number,
    in_company_time.page_view_count,
    in_company_time.duration_seconds,
    in_company_time._delivery_id,
    in_company_time._line
from in_company_time
left join customer
    on
        in_company_time.system_name = customer.system_name
        and in_company_time.customer_id = customer.source_id
left join channel
    on in_company_time.marketing_channel_code = channel.channel_code

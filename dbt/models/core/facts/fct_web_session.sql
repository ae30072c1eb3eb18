with

visit as (
    select * from {{ ref('int_web__session') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
)

select
    visit.customer_key,
    customer_version.customer_version_key,
    visit.marketing_channel_key,
    visit.started_date_key,
    visit.time_of_day_key,
    visit.started_at,
    visit.started_at_local,
    visit.started_date,
    visit.system_name,
    visit.session_id,
    visit.visitor_id,
    visit.order_id,
    visit.campaign_id,
    visit.source_name,
    visit.medium_name,
    visit.referrer_url,
    visit.landing_page,
    visit.device_type,
    visit.country_code,
    visit.outcome,
    visit.is_signed_in,
    visit.is_bounced,
    visit.has_cart,
    visit.is_ordered,
    visit.visit_number,
    visit.page_view_count,
    visit.duration_seconds,
    visit._delivery_id,
    visit._line,
    visit.month
from visit
inner join customer_version
    on
        visit.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'visit.started_at') }}

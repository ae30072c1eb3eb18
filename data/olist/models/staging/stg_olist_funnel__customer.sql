with

closed_deal as (
    select * from {{ version_rows(source('raw', 'olist_funnel__closed_deal')) }} as deal_version
    where not is_deleted
)

select
    'olist_funnel' as system_name,
    seller_id as customer_id,
    'organisation' as customer_type,
    business_segment as segment,
    cast(null as string) as tier,
    cast(null as string) as preferred_contact_channel_code,
    cast(null as string) as organisation_customer_id,
    cast(null as string) as employee_id,
    cast(null as string) as country_code,
    cast(null as string) as country_name,
    valid_from_at,
    _delivery_id
from closed_deal

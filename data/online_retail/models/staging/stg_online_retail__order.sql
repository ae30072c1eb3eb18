with

order_line as (
    select * from {{ ref('stg_online_retail__order_line') }}
)

-- An invoice is delivered as its lines alone; buyer, country and day are the same on all of them, the minute is not.
select
    system_name,
    order_id,
    min(customer_id) as customer_id,
    cast(null as string) as status_name,
    false as is_cancelled,
    min(ordered_at_local) as ordered_at_local,
    cast(null as timestamp) as paid_at_local,
    cast(null as timestamp) as shipped_at_local,
    cast(null as timestamp) as delivered_at_local,
    cast(null as timestamp) as cancelled_at_local,
    min(sales_channel_code) as sales_channel_code,
    min(country_code) as country_code,
    min(country_name) as country_name,
    max(_delivery_id) as _delivery_id,
    cast(null as bigint) as _line
from order_line
group by system_name, order_id

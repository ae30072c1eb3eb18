with

customer as (
    select * from {{ current_rows(source('raw', 'olist_shop__customer')) }} as current_customer
)

-- The shop makes a customer_id for each order; customer_unique_id is the person behind them.
select
    'olist_shop' as system_name,
    customer_unique_id as customer_id,
    'person' as customer_type,
    cast(null as string) as segment,
    cast(null as string) as tier,
    cast(null as string) as preferred_contact_channel_code,
    cast(null as string) as organisation_customer_id,
    cast(null as string) as employee_id,
    'BR' as country_code,
    'Brazil' as country_name,
    cast(null as timestamp) as valid_from_at,
    min(_delivery_id) as _delivery_id
from customer
group by customer_unique_id

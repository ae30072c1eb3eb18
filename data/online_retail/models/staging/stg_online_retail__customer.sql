with

order_line as (
    select *
    from {{ ref('stg_online_retail__order_line') }}
    where customer_id is not null
),

-- Customers are delivered on their invoices alone; eight of them moved, so the latest invoice says the country.
newest_first as (
    select
        *,
        row_number() over (
            partition by customer_id
            order by ordered_at_local desc, order_id desc, country_name asc
        ) as place,
        min(_delivery_id) over (partition by customer_id) as first_delivery_id
    from order_line
)

select
    system_name,
    customer_id,
    'unknown' as customer_type,
    cast(null as string) as segment,
    cast(null as string) as tier,
    country_code,
    country_name,
    cast(null as timestamp) as valid_from_at,
    first_delivery_id as _delivery_id
from newest_first
where place = 1

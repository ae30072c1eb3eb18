with

order_line as (
    select * from {{ ref('stg_online_retail__order_line') }}
),

-- Customers are delivered on their invoices alone; eight of them moved, so the latest invoice says the country.
named as (
    select
        system_name,
        customer_id,
        country_code,
        country_name,
        max({{ in_turn('ordered_at_local', 'order_id') }}) as latest,
        min(_delivery_id) as first_delivery_id
    from order_line
    where customer_id is not null
    group by system_name, customer_id, country_code, country_name
),

newest_first as (
    select
        *,
        row_number() over (partition by customer_id order by latest desc, country_name asc) as place,
        min(first_delivery_id) over (partition by customer_id) as _delivery_id
    from named
)

select
    system_name,
    customer_id,
    'unknown' as customer_type,
    cast(null as string) as segment,
    cast(null as string) as tier,
    cast(null as string) as preferred_contact_channel_code,
    cast(null as string) as organisation_customer_id,
    cast(null as string) as employee_id,
    country_code,
    country_name,
    cast(null as timestamp) as valid_from_at,
    _delivery_id
from newest_first
where place = 1

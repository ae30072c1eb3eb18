with

customer as (
    select * from {{ version_rows(source('raw', 'global_electronics__customer')) }} as customer_version
    where not is_deleted
),

country as (
    select * from {{ ref('global_electronics_country') }}
)

select
    'global_electronics' as system_name,
    cast(customer.CustomerKey as string) as customer_id,
    'person' as customer_type,
    cast(null as string) as segment,
    cast(null as string) as tier,
    cast(null as string) as preferred_contact_channel_code,
    cast(null as string) as organisation_customer_id,
    cast(null as string) as employee_id,
    country.country_code,
    customer.Country as country_name,
    customer.valid_from_at,
    customer._delivery_id
from customer
left join country
    on customer.Country = country.country_name

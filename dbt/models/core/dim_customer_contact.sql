with

contact as (
    select * from {{ ref('int_identity__customer_contact') }}
)

select
    customer_key,
    customer_name,
    given_name,
    family_name,
    email,
    phone,
    street,
    postcode,
    city,
    region_name,
    country_code,
    birth_date
from contact
{{ members_outside(key_columns=['customer_key'], name_columns=['customer_name']) }}

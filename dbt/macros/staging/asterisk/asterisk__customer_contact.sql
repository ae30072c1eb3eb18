{% macro asterisk__customer_contact(system) -%}
with

contact as (
    select * from {{ current_rows(source('raw', system ~ '__contact')) }} as current_contact
)

select
    '{{ system }}' as system_name,
    contact_id as customer_id,
    name as customer_name,
    nullif(given_name, '') as given_name,
    nullif(family_name, '') as family_name,
    nullif(email, '') as email,
    nullif(phone, '') as phone,
    cast(null as string) as street,
    cast(null as string) as postcode,
    cast(null as string) as city,
    cast(null as string) as region_name,
    cast(null as string) as country_code,
    cast(null as date) as birth_date,
    _delivery_id,
    _line
from contact
{%- endmacro %}

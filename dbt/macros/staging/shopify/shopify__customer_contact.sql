{# How a customer is called and reached, as the shop knows him today. #}
{% macro shopify__customer_contact(system) -%}
with

customer as (
    select * from {{ current_rows(source('raw', system ~ '__customer')) }} as current_customer
)

select
    '{{ system }}' as system_name,
    {{ shopify_number('id') }} as customer_id,
    coalesce(
        {{ json_text('defaultAddress', '$.company') }},
        nullif(trim(displayName), ''),
        nullif(trim(concat(coalesce(firstName, ''), ' ', coalesce(lastName, ''))), '')
    ) as customer_name,
    nullif(trim(firstName), '') as given_name,
    nullif(trim(lastName), '') as family_name,
    nullif(trim(email), '') as email,
    nullif(trim(phone), '') as phone,
    {{ json_text('defaultAddress', '$.address1') }} as street,
    {{ json_text('defaultAddress', '$.zip') }} as postcode,
    {{ json_text('defaultAddress', '$.city') }} as city,
    {{ json_text('defaultAddress', '$.province') }} as region_name,
    {{ json_text('defaultAddress', '$.countryCodeV2') }} as country_code,
    cast(null as date) as birth_date,
    _delivery_id,
    _line
from customer
{%- endmacro %}

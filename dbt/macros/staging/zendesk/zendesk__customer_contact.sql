{# How a customer is called and reached. Zendesk holds names in one piece. #}
{% macro zendesk__customer_contact(system) -%}
with

customer as (
    select * from {{ current_rows(source('raw', system ~ '__user')) }} as current_user_row
    where role = 'end-user'
)

select
    '{{ system }}' as system_name,
    cast(id as string) as customer_id,
    nullif(trim(name), '') as customer_name,
    cast(null as string) as given_name,
    cast(null as string) as family_name,
    nullif(trim(email), '') as email,
    nullif(trim(phone), '') as phone,
    cast(null as string) as street,
    cast(null as string) as postcode,
    cast(null as string) as city,
    cast(null as string) as region_name,
    cast(null as string) as country_code,
    cast(null as date) as birth_date,
    _delivery_id,
    _line
from customer
{%- endmacro %}

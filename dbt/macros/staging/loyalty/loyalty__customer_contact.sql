{# Of a member's person the programme knows the day of birth alone. #}
{% macro loyalty__customer_contact(system) -%}
with

member as (
    select * from {{ current_rows(source('raw', system ~ '__member')) }} as current_member
)

select
    '{{ system }}' as system_name,
    trim(customer_id) as customer_id,
    cast(null as string) as customer_name,
    cast(null as string) as given_name,
    cast(null as string) as family_name,
    cast(null as string) as email,
    cast(null as string) as phone,
    cast(null as string) as street,
    cast(null as string) as postcode,
    cast(null as string) as city,
    cast(null as string) as region_name,
    cast(null as string) as country_code,
    birth_date,
    _delivery_id,
    _line
from member
{%- endmacro %}

{# Members and the tier that each of them had. Persons and organisations are not told apart. #}
{% macro loyalty__customer(system) -%}
with

member as (
    select
        *,
        row_number() over (partition by customer_id order by valid_from_at) as place,
        min(_delivery_id) over (partition by customer_id) as first_delivery_id
    from {{ version_rows(source('raw', system ~ '__member')) }} as member_version
    where not is_deleted
)

select
    '{{ system }}' as system_name,
    trim(customer_id) as customer_id,
    'unknown' as customer_type,
    cast(null as string) as segment,
    lower(trim(tier)) as tier,
    cast(null as string) as preferred_contact_channel_code,
    cast(null as string) as organisation_customer_id,
    cast(null as string) as employee_id,
    cast(null as string) as country_code,
    cast(null as string) as country_name,
    case when place > 1 then valid_from_at end as valid_from_at,
    first_delivery_id as _delivery_id
from member
{%- endmacro %}

{# Versions of the customers: a company's name in the address makes an organisation. #}
{% macro shopify__customer(system) -%}
with

customer as (
    select
        *,
        row_number() over (partition by id order by valid_from_at) as place,
        min(_delivery_id) over (partition by id) as first_delivery_id
    from {{ version_rows(source('raw', system ~ '__customer')) }} as customer_version
    where not is_deleted
)

select
    '{{ system }}' as system_name,
    {{ shopify_number('id') }} as customer_id,
    case
        when {{ json_text('defaultAddress', '$.company') }} is null then 'person'
        else 'organisation'
    end as customer_type,
    cast(null as string) as segment,
    cast(null as string) as tier,
    cast(null as string) as preferred_contact_channel_code,
    cast(null as string) as organisation_customer_id,
    cast(null as string) as employee_id,
    {{ json_text('defaultAddress', '$.countryCodeV2') }} as country_code,
    {{ json_text('defaultAddress', '$.country') }} as country_name,
    case when place > 1 then valid_from_at end as valid_from_at,
    first_delivery_id as _delivery_id
from customer
{%- endmacro %}

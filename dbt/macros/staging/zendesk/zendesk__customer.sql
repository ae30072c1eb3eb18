{# End users; Zendesk does not say whether one is a person or a company. #}
{% macro zendesk__customer(system) -%}
with

customer as (
    select * from {{ current_rows(source('raw', system ~ '__user')) }} as current_user_row
    where role = 'end-user'
)

select
    '{{ system }}' as system_name,
    cast(id as string) as customer_id,
    'unknown' as customer_type,
    cast(null as string) as segment,
    cast(null as string) as tier,
    cast(null as string) as preferred_contact_channel_code,
    cast(null as string) as organisation_customer_id,
    cast(null as string) as employee_id,
    cast(null as string) as country_code,
    cast(null as string) as country_name,
    cast(null as timestamp) as valid_from_at,
    _delivery_id
from customer
{%- endmacro %}

{# Contacts, and whoever a path names that the list does not hold (yet). #}
{% macro asterisk__customer(system) -%}
with

contact as (
    select * from {{ current_rows(source('raw', system ~ '__contact')) }} as current_contact
),

unlisted as (
    select
        path.accountcode as contact_id,
        min(path._delivery_id) as _delivery_id
    from {{ standing_rows(source('raw', system ~ '__cdr')) }} as path
    left join contact
        on path.accountcode = contact.contact_id
    where path.accountcode <> '' and contact.contact_id is null
    group by path.accountcode
),

known as (
    select
        contact_id,
        case when family_name <> '' then 'person' when name <> '' then 'organisation' else 'unknown' end
            as customer_type,
        _delivery_id
    from contact
    union all
    select
        contact_id,
        'unknown' as customer_type,
        _delivery_id
    from unlisted
)

select
    '{{ system }}' as system_name,
    contact_id as customer_id,
    customer_type,
    cast(null as string) as segment,
    cast(null as string) as tier,
    cast(null as string) as preferred_contact_channel_code,
    cast(null as string) as organisation_customer_id,
    cast(null as string) as employee_id,
    cast(null as string) as country_code,
    cast(null as string) as country_name,
    cast(null as timestamp) as valid_from_at,
    _delivery_id
from known
{%- endmacro %}

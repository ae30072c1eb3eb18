{# A recipient's address, and the shop's number where the list keeps it. #}
{% macro mailing__customer_identifier(system) -%}
with

recipient as (
    select
        {{ mailing_customer('merge_fields', 'email_id') }} as customer_id,
        {{ json_text('merge_fields', '$.CUSTNO') }} as customer_number,
        email_address,
        _delivery_id
    from {{ current_rows(source('raw', system ~ '__sent_to')) }} as current_recipient
),

target as (
    select * from {{ current_rows(source('raw', system ~ '__target')) }} as current_target
),

letter as (
    select * from {{ current_rows(source('raw', system ~ '__letter')) }} as current_letter
),

known_by as (
    select
        customer_id,
        'email' as identifier_type,
        lower(trim(email_address)) as identifier_value,
        _delivery_id
    from recipient
    union all
    select
        customer_id,
        'customer_number' as identifier_type,
        customer_number as identifier_value,
        _delivery_id
    from recipient
    union all
    select
        customer_number as customer_id,
        'customer_number' as identifier_type,
        customer_number as identifier_value,
        _delivery_id
    from target
    union all
    select
        customer_number as customer_id,
        'customer_number' as identifier_type,
        customer_number as identifier_value,
        _delivery_id
    from letter
)

select
    '{{ system }}' as system_name,
    customer_id,
    identifier_type,
    identifier_value,
    min(_delivery_id) as _delivery_id
from known_by
where identifier_value <> ''
group by customer_id, identifier_type, identifier_value
{%- endmacro %}

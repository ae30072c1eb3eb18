{# By which numbers and addresses other systems know a customer too: the shop's own number, and his e-mail address. Phone
   numbers are shared within a household and tell nobody from another. #}
{% macro shopify__customer_identifier(system) -%}
with

customer as (
    select * from {{ current_rows(source('raw', system ~ '__customer')) }} as current_customer
)

select
    '{{ system }}' as system_name,
    {{ shopify_number('id') }} as customer_id,
    'customer_number' as identifier_type,
    {{ shopify_number('id') }} as identifier_value,
    _delivery_id
from customer
union all
select
    '{{ system }}' as system_name,
    {{ shopify_number('id') }} as customer_id,
    'email' as identifier_type,
    lower(trim(email)) as identifier_value,
    _delivery_id
from customer
where trim(email) <> ''
{%- endmacro %}

{# By which numbers and addresses other systems know a customer too: his number in the web shop (external_id), his e-mail
   address, and his contact at the telephone system. Phone numbers are shared within a household. #}
{% macro zendesk__customer_identifier(system) -%}
with

customer as (
    select
        cast(id as string) as customer_id,
        nullif(trim(external_id), '') as customer_number,
        nullif(lower(trim(email)), '') as email,
        nullif(trim({{ json_text('user_fields', '$.contact_number') }}), '') as contact_number,
        _delivery_id
    from {{ current_rows(source('raw', system ~ '__user')) }} as current_user_row
    where role = 'end-user'
)

{% for identifier in ['customer_number', 'email', 'contact_number'] -%}
select
    '{{ system }}' as system_name,
    customer_id,
    '{{ identifier }}' as identifier_type,
    {{ identifier }} as identifier_value,
    _delivery_id
from customer
where {{ identifier }} is not null
{{ 'union all' if not loop.last }}
{% endfor %}
{%- endmacro %}

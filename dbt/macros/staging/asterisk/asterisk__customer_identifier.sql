{# The contact's number, which a service desk may keep too, and the e-mail tell who somebody is: a phone is shared by
   whoever lives or works behind it. #}
{% macro asterisk__customer_identifier(system) -%}
with

contact as (
    select * from {{ current_rows(source('raw', system ~ '__contact')) }} as current_contact
)

select
    '{{ system }}' as system_name,
    contact_id as customer_id,
    'email' as identifier_type,
    lower(trim(email)) as identifier_value,
    _delivery_id
from contact
where email <> ''
union all
select
    '{{ system }}' as system_name,
    contact_id as customer_id,
    'contact_number' as identifier_type,
    contact_id as identifier_value,
    _delivery_id
from contact
{%- endmacro %}

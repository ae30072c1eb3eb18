{# By e-mail other systems may know the same customer, and by its phone a business. People share phones with those they
   live or work with, so that a person's tells nobody from another. #}
{% macro salesforce__customer_identifier(system) -%}
with

account as (
    select * from {{ current_rows(source('raw', system ~ '__account')) }} as current_account
),

contact as (
    select * from {{ salesforce_contacts(system, current_rows(source('raw', system ~ '__contact'))) }} as current_contact
),

known_by as (
    select
        Id as customer_id,
        'email' as identifier_type,
        lower(trim(coalesce(PersonEmail, Email__c))) as identifier_value,
        _delivery_id
    from account
    union all
    select
        Id as customer_id,
        'email' as identifier_type,
        lower(trim(Email)) as identifier_value,
        _delivery_id
    from contact
    union all
    select
        Id as customer_id,
        'phone' as identifier_type,
        {{ salesforce_phone('Phone') }} as identifier_value,
        _delivery_id
    from account
    where not coalesce(IsPersonAccount, false)
)

select
    '{{ system }}' as system_name,
    customer_id,
    identifier_type,
    identifier_value,
    _delivery_id
from known_by
where identifier_value is not null and identifier_value <> ''
{%- endmacro %}

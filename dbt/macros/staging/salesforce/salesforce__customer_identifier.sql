{# By e-mail and phone other systems may know the same customer. The phone of somebody who works at a business may be the
   business's, so it tells nobody apart. #}
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
    union all
    select
        Id as customer_id,
        'phone' as identifier_type,
        {{ salesforce_phone('Phone') }} as identifier_value,
        _delivery_id
    from contact
    where organisation_id is null
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

{% macro salesforce__customer_contact(system) -%}
with

account as (
    select * from {{ current_rows(source('raw', system ~ '__account')) }} as current_account
),

contact as (
    select * from {{ salesforce_contacts(system, current_rows(source('raw', system ~ '__contact'))) }} as current_contact
)

select
    '{{ system }}' as system_name,
    Id as customer_id,
    Name as customer_name,
    FirstName as given_name,
    LastName as family_name,
    coalesce(PersonEmail, Email__c) as email,
    Phone as phone,
    BillingStreet as street,
    BillingPostalCode as postcode,
    BillingCity as city,
    BillingState as region_name,
    BillingCountryCode as country_code,
    {{ salesforce_date('PersonBirthdate') }} as birth_date,
    _delivery_id,
    _line
from account
union all
select
    '{{ system }}' as system_name,
    Id as customer_id,
    trim(coalesce(FirstName, '') || ' ' || coalesce(LastName, '')) as customer_name,
    FirstName as given_name,
    LastName as family_name,
    Email as email,
    Phone as phone,
    MailingStreet as street,
    MailingPostalCode as postcode,
    MailingCity as city,
    MailingState as region_name,
    MailingCountryCode as country_code,
    {{ salesforce_date('Birthdate') }} as birth_date,
    _delivery_id,
    _line
from contact
{%- endmacro %}

{# Accounts, which are businesses or people (person accounts), and the people who have no account of their own. #}
{% macro salesforce__customer(system) -%}
with

account as (
    select * from {{ version_rows(source('raw', system ~ '__account')) }} as account_version
    where not is_deleted
),

contact as (
    select * from {{ salesforce_contacts(system, version_rows(source('raw', system ~ '__contact'))) }} as contact_version
    where not is_deleted
)

select
    '{{ system }}' as system_name,
    Id as customer_id,
    case when IsPersonAccount then 'person' else 'organisation' end as customer_type,
    Segment__c as segment,
    Tier__c as tier,
    {{ salesforce_contact_channel('Preferred_Channel__c') }} as preferred_contact_channel_code,
    cast(null as string) as organisation_customer_id,
    OwnerId as employee_id,
    BillingCountryCode as country_code,
    BillingCountry as country_name,
    valid_from_at,
    _delivery_id
from account
union all
select
    '{{ system }}' as system_name,
    Id as customer_id,
    'person' as customer_type,
    cast(null as string) as segment,
    cast(null as string) as tier,
    cast(null as string) as preferred_contact_channel_code,
    organisation_id as organisation_customer_id,
    OwnerId as employee_id,
    MailingCountryCode as country_code,
    MailingCountry as country_name,
    valid_from_at,
    _delivery_id
from contact
{%- endmacro %}

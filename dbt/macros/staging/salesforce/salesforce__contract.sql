{# What a contract is worth, which deal it came of and which contract took its place is kept in columns of an org's own.
   The last day is calculated from the term, in months, unless the org keeps that too. #}
{% macro salesforce__contract(system) -%}
with

contract as (
    select
        *,
        {{ salesforce_date('StartDate') }} as first_date,
        {{ salesforce_date('EndDate') }} as last_date
    from {{ current_rows(source('raw', system ~ '__contract')) }} as current_contract
),

setting as (
    select * from {{ source('build', 'setting') }}
),

dated as (
    select
        *,
        coalesce(
            last_date,
            cast({{ dbt.dateadd('day', -1, dbt.dateadd('month', 'ContractTerm', 'first_date')) }} as date)
        ) as ends_on_date
    from contract
)

select
    '{{ system }}' as system_name,
    dated.Id as contract_id,
    {{ salesforce_lookup('dated.AccountId') }} as customer_id,
    {{ salesforce_lookup('dated.Opportunity__c') }} as opportunity_id,
    dated.OwnerId as employee_id,
    case
        when {{ salesforce_lookup('dated.Renewed_By__c') }} is not null then 'renewed'
        when dated.StatusCode in ('Terminated', 'Terminated2', 'Cancelled', 'SignatureDeclined', 'Rejected') then 'cancelled'
        when dated.StatusCode in ('Expired', 'Expired2') then 'lapsed'
        when dated.StatusCode in ('Activated', 'Signed') then 'active'
        else 'draft'
    end as status,
    {{ salesforce_time('dated.CreatedDate') }} as created_at_local,
    {{ salesforce_time('dated.ActivatedDate') }} as activated_at_local,
    dated.first_date as start_date,
    dated.ends_on_date as end_date,
    {{ salesforce_lookup('dated.Renewed_By__c') }} as renewed_by_contract_id,
    dated.Value__c as amount_local,
    {{ salesforce_currency('dated.CurrencyIsoCode') }} as currency_code,
    dated._delivery_id,
    dated._line
from dated
cross join setting
{%- endmacro %}

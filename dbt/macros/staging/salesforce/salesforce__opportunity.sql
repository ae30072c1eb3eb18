{# When a deal was closed is when its stage changed last; orgs that do not say so have the day alone. #}
{% macro salesforce__opportunity(system) -%}
with

opportunity as (
    select * from {{ current_rows(source('raw', system ~ '__opportunity')) }} as current_opportunity
),

lead as (
    select
        ConvertedOpportunityId as opportunity_id,
        min(Id) as lead_id
    from {{ current_rows(source('raw', system ~ '__lead')) }} as current_lead
    where IsConverted
    group by ConvertedOpportunityId
),

setting as (
    select * from {{ source('build', 'setting') }}
)

select
    '{{ system }}' as system_name,
    opportunity.Id as opportunity_id,
    lead.lead_id,
    {{ salesforce_lookup('opportunity.AccountId') }} as customer_id,
    opportunity.OwnerId as employee_id,
    {{ salesforce_channel('opportunity.LeadSource') }} as marketing_channel_code,
    {{ salesforce_lookup('opportunity.CampaignId') }} as campaign_id,
    opportunity.Type as opportunity_type,
    opportunity.StageName as stage_name,
    case
        when opportunity.IsWon then 'won'
        when opportunity.IsClosed then 'lost'
        else 'open'
    end as status,
    {{ salesforce_time('opportunity.CreatedDate') }} as created_at_local,
    {{ salesforce_date('opportunity.CloseDate') }} as expected_close_date,
    case
        when opportunity.IsClosed
            then coalesce(
                {{ salesforce_time('opportunity.LastStageChangeDate') }},
                cast({{ salesforce_date('opportunity.CloseDate') }} as timestamp)
            )
    end as closed_at_local,
    opportunity.Amount as amount_local,
    {{ salesforce_currency('opportunity.CurrencyIsoCode') }} as currency_code,
    cast(opportunity.Probability / 100 as decimal(9, 4)) as probability,
    opportunity.Loss_Reason__c as loss_reason_name,
    opportunity._delivery_id,
    opportunity._line
from opportunity
cross join setting
left join lead
    on opportunity.Id = lead.opportunity_id
{%- endmacro %}
